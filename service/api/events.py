"""/v1/jobs/{id}/events: how a job is doing, as server-sent events (https://html.spec.whatwg.org/#server-sent-events)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request, stream_with_context
from redis.exceptions import RedisError

from core.errors import JobNotFound
from core.events import Change
from core.records import Job

from ..operations import Answer, Operation, RequestHeader, operation
from ..problems import FieldError, Problem
from ..services import services
from ..waiting import is_alive
from .jobs import describe, find

blueprint = Blueprint("events", __name__, url_prefix="/v1/jobs")

MEDIA_TYPE = "text/event-stream"
LONGEST = 600.0  # seconds a stream is kept open; the client then comes back by itself, with Last-Event-ID
QUIET = 15.0  # seconds of silence after which a comment is sent, so that proxies keep the connection open
COME_BACK = 2_000  # milliseconds after which a client reconnects
RETRY_STREAM = 5  # seconds
LAST_EVENT_ID = "Last-Event-ID"
VERSION = re.compile(r"[0-9]{1,15}")


@blueprint.get("/<job_id>/events")
@operation(
    Operation(
        answers={
            200: Answer(
                "Events named `change` (data: state, attempt, progress) and, at the end, one named `done` (data: the "
                "job, as `GET /v1/jobs/{id}` gives it). Each has the number of the change as its id.",
                content_type=MEDIA_TYPE,
            ),
            204: Answer("You have seen the end already (Last-Event-ID): do not come back."),
        },
        problems=("invalid-header", "job-not-found", "too-many-streams", "storage-unavailable"),
        headers=(
            RequestHeader(
                LAST_EVENT_ID,
                "Go on after this event. Browsers send it by themselves when they reconnect.",
                {"type": "string", "pattern": "^[0-9]{0,15}$"},  # empty, as fetch may send it, is from the start
                "3",
            ),
        ),
    )
)
def stream_job(job_id: str) -> Response:
    """How a job is doing, as server-sent events.

    Starts with what has happened so far and ends with the job. A stream is closed after ten minutes at the latest;
    clients then reconnect and go on where they were.
    """
    seen = _last_event_id()
    job = find(job_id)
    if job.final and seen >= job.version:
        return Response(status=204)
    if not services().streams.take():
        raise Problem(
            "too-many-streams",
            "All event streams of this process are taken. Poll the job, or try again later.",
            headers={"Retry-After": str(RETRY_STREAM)},
            extra={"job_id": job.id},
        )
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy to the application
    response = Response(stream_with_context(_events(app, job, seen)), content_type=MEDIA_TYPE)
    response.call_on_close(services().streams.give_back)
    response.headers.update({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    return response


def _last_event_id() -> int:
    given = request.headers.get(LAST_EVENT_ID, "")
    if not given:
        return 0
    if VERSION.fullmatch(given) is None:
        wrong = FieldError("Send back an id that an event of this stream had: a number.", header=LAST_EVENT_ID)
        raise Problem("invalid-header", "One header field is not acceptable; see errors.", errors=[wrong])
    return int(given)


def _events(app: Flask, job: Job, seen: int) -> Iterator[str]:
    until = time.monotonic() + LONGEST
    spoken = time.monotonic()
    yield f"retry: {COME_BACK}\n\n"
    while (left := until - time.monotonic()) > 0 and is_alive(app):
        try:
            changes = services().events.since(job.id, seen, left)
        except RedisError:
            return  # the client reconnects, and is then told what is the matter
        for change in changes:
            yield _told(job, change)
            if change.final:
                return
            seen, spoken = change.version, time.monotonic()
        if time.monotonic() - spoken > QUIET:
            spoken = time.monotonic()
            yield ": still here\n\n"


def _told(job: Job, change: Change) -> str:
    if not change.final:
        progress = {"stage": change.stage, "share": change.share}
        return _event(
            "change",
            change.version,
            {"id": job.id, "state": change.state, "attempt": change.attempt, "progress": progress},
        )
    try:
        return _event("done", change.version, describe(services().jobs.get(job.id)))
    except JobNotFound:
        return _event("done", change.version, {"id": job.id, "state": change.state})


def _event(name: str, version: int, data: dict[str, Any]) -> str:
    return f"id: {version}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
