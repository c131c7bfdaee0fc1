"""One line a request, when its answer is ready; and every line written meanwhile names the request."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from core import logs

from .auth import Caller
from .request_ids import current_request_id

log = logging.getLogger("quotewire.access")


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
    fields: dict[str, object] = {
        "method": request.method,
        "path": request.path,  # without the query: what somebody searches for is nobody's business
        "status": response.status_code,
        "milliseconds": round((time.monotonic() - g.began) * 1000, 1),
    }
    if isinstance(caller, Caller):
        fields |= {"newsroom": caller.newsroom, "key_id": caller.key_id}
    if "job_id" in g:
        fields["job_id"] = g.job_id
    log.info("request", extra={logs.FIELDS: fields})
    return response
