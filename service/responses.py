"""Answers: checked against their schema on the way out, with an ETag for cheap polling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from .schemas.base import Strict


def answer(schema: Strict, data: Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """A JSON answer. Headers are given with underscores (``Retry_After="1"``).

    Raises:
        marshmallow.ValidationError: ``data`` is not what the schema promises; the client gets a 500, never a wrong
        answer.
    """
    return unchecked(schema.load(data), status, **headers)


def unchecked(data: Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """The same where the data is made of our own typed records, field by field; tests hold it to its schema."""
    response = Response(compact(data), status=status, content_type="application/json")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def revalidated(response: Response, cache_control: str) -> Response:
    """Adds an ETag of the content, and answers 304 where the client has it already (RFC 9110)."""
    response.headers["Cache-Control"] = cache_control
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def next_link(cursor: str) -> str:
    """The Link field (RFC 8288) that leads from this page to the next: the same question with another cursor."""
    following = urlencode({**request.args.to_dict(), "cursor": cursor})
    return f'<{request.path}?{following}>; rel="next"'


def compact(data: Any) -> str:
    """JSON as we send it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
