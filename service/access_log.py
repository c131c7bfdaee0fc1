"""One line a request, when its answer is ready; and every line written meanwhile names the request."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, g, request

from core import logs

from .auth import Caller
from .request_ids import current_request_id

log = logging.getLogger("quotewire.access")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of every request."""

    method: str
    path: str
    status: int
    seconds: float


def install(app: Flask) -> None:
    """Log requests (after :mod:`service.request_ids` has named them)."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(lambda _: logs.bind())


def _begin() -> None:
    g.began = time.monotonic()
    logs.bind(request_id=current_request_id())


def _end(response: Response) -> Response:
    caller = g.get("caller")
    fields: dict[str, object] = {}
    if isinstance(caller, Caller):
        fields |= {"newsroom": caller.newsroom, "key_id": caller.key_id}
    if "job_id" in g:
        fields["job_id"] = g.job_id
    write(Told(request.method, request.path, response.status_code, time.monotonic() - g.began), fields)
    return response


def write(told: Told, fields: Mapping[str, object]) -> None:
    """The line: without the query, because what somebody searches for is nobody's business."""
    milliseconds = round(told.seconds * 1000, 1)
    line = {"method": told.method, "path": told.path, "status": told.status, "milliseconds": milliseconds, **fields}
    log.info("request", extra={logs.FIELDS: line})
