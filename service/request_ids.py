"""Every request has an id: the caller's ``X-Request-Id`` where it is harmless, else a fresh one. It is in the answer
and in the job.
"""

from __future__ import annotations

import re

from flask import Flask, Response, g, request

from core import ids, logs

HEADER = "X-Request-Id"
HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,80}")


def install(app: Flask) -> None:
    """Give each request its id, and say it in the answer."""
    app.before_request(_take)
    app.after_request(_say)


def chosen(given: str) -> str:
    """The id that the client has given, if that is harmless; else a fresh one."""
    harmless = HARMLESS.fullmatch(given) and logs.without_secrets(given) == given
    return given if harmless else ids.new("req")


def current_request_id() -> str:
    """The id of the request that is being answered."""
    return str(g.request_id)


def _take() -> None:
    g.request_id = chosen(request.headers.get(HEADER, ""))


def _say(response: Response) -> Response:
    request_id = g.get("request_id")
    if request_id is not None:
        response.headers[HEADER] = request_id
    return response
