"""/v1/jobs"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, g, request

from core import apikeys, ids
from core.clock import rfc3339
from core.errors import JobNotFound
from core.records import Job

from ..auth import caller
from ..examples import CANCELED_JOB, DONE_JOB
from ..operations import Answer, Operation, RequestHeader, operation
from ..problems import RETRY_RESULT, Problem
from ..responses import revalidated, unchecked
from ..schemas.job import JobSchema
from ..services import services
from ..waiting import APPLIED, LONGEST, PREFER, hold

blueprint = Blueprint("jobs", __name__, url_prefix="/v1/jobs")

POLL = {
    "Retry-After": "Seconds after which a poll is worth while; absent once the job has ended.",
    "ETag": "Names this state of the job; send it back in If-None-Match.",
    APPLIED: "`wait=N`, if the answer was held as preferred.",
}
WAIT = RequestHeader(
    PREFER,
    f"`wait=N`: hold the answer until the job has ended, up to N seconds (at most {LONGEST}); RFC 7240. May be ignored "
    f"when many wait already: `{APPLIED}` says whether it was not.",
    {"type": "string"},
    "wait=10",
)
IF_NONE_MATCH = RequestHeader(
    "If-None-Match", "An ETag you have: answers 304 if nothing has changed.", {"type": "string"}, '"0123456789abcdef"'
)


@blueprint.get("/<job_id>")
@operation(
    Operation(
        answers={
            200: Answer("The job.", JobSchema, POLL, example=DONE_JOB),
            304: Answer("Nothing has changed (If-None-Match)."),
        },
        problems=("job-not-found", "storage-unavailable"),
        headers=(WAIT, IF_NONE_MATCH),
    )
)
def get_job(job_id: str) -> Response:
    """How a job is doing.

    Poll it until `state` is `succeeded`, `failed` or `canceled`; `Retry-After` says when. With `Prefer: wait=N` the
    answer comes when the job has ended, after N seconds at the latest.
    """
    job, applied = hold(current_app, request, find(job_id))
    response = revalidated(job_answer(job), "private, no-cache")
    response.headers.update(applied)
    return response


@blueprint.delete("/<job_id>")
@operation(
    Operation(
        answers={200: Answer("The job, canceled.", JobSchema, example=CANCELED_JOB)},
        problems=("job-not-found", "already-ended", "storage-unavailable"),
        scope=apikeys.WRITE,
    )
)
def cancel_job(job_id: str) -> Response:
    """Cancel a job that waits or runs."""
    job = find(job_id)
    if not services().queueing.cancel(job):
        raise Problem("already-ended", f"The job is {services().jobs.get(job_id).state}.", extra={"job_id": job_id})
    return job_answer(services().jobs.get(job_id))


def find(job_id: str) -> Job:
    """The caller's job of this id.

    Raises:
        JobNotFound: there is none, or it is another newsroom's.
    """
    if not ids.is_id(job_id, "job"):
        raise JobNotFound(job_id)
    return services().jobs.get(job_id, caller().newsroom)


def job_answer(job: Job, status: int = 200) -> Response:
    """A job as an answer; while it has not ended, with the time to wait before the next look."""
    g.job_id = job.id  # for the log
    retry = {} if job.final else {"Retry_After": str(RETRY_RESULT)}
    return unchecked(describe(job), status, **retry)


def describe(job: Job) -> dict[str, Any]:
    """The job in the API's words."""
    return described(job, services().queueing.position(job))


def described(job: Job, position: int | None) -> dict[str, Any]:
    """The same for a job whose place in the queue is known."""
    return {
        "id": job.id,
        "article_id": job.article_id,
        "state": job.state,
        "attempt": job.attempt,
        "priority": job.priority,
        "batch_id": job.batch_id,
        "progress": {"stage": job.stage, "share": job.share},
        "position": position,
        "created_at": rfc3339(job.created_at),
        "started_at": job.started_at and rfc3339(job.started_at),
        "ended_at": job.ended_at and rfc3339(job.ended_at),
        "expires_at": job.expires_at and rfc3339(job.expires_at),
        "metrics": {
            "queue_seconds": _seconds(job.created_at, job.started_at or job.ended_at),
            "run_seconds": _seconds(job.started_at, job.ended_at),
        },
        "error": job.error and {"code": job.error.code, "message": job.error.message},
        "urls": {
            "get": f"/v1/jobs/{job.id}",
            "cancel": f"/v1/jobs/{job.id}",
            "events": f"/v1/jobs/{job.id}/events",
            "article": f"/v1/articles/{job.article_id}",
        },
    }


def _seconds(since: datetime | None, until: datetime | None) -> float | None:
    """The time from one moment to another, where both are known."""
    return None if since is None or until is None else (until - since).total_seconds()
