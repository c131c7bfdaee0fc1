"""``Prefer: wait=N`` (RFC 7240): an answer about a job is held until the job has ended, up to N seconds.

That holds a thread, so only a part of them may wait (:mod:`service.slots`). A request for which there is no slot is
answered at once, as if it had not asked: a preference may be ignored.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from flask import Flask, Request
from werkzeug.http import parse_list_header

from core.records import Job

from .services import services

LONGEST = 60  # seconds an answer is held, however much is preferred
ALIVE = "quotewire-alive"
SECONDS = re.compile(r"wait\s*=\s*\"?(\d{1,9})\"?", re.IGNORECASE)
PREFER = "Prefer"
APPLIED = "Preference-Applied"


def serve_while(app: Flask, alive: Callable[[], bool]) -> None:
    """Tell those who wait when the process is to stop, so that nobody holds it up."""
    app.extensions[ALIVE] = alive


def is_alive(app: Flask) -> bool:
    """Whether the process is to go on."""
    alive: Callable[[], bool] | None = app.extensions.get(ALIVE)
    return alive is None or alive()


def preferred_wait(asked: Request) -> int | None:
    """The seconds of ``Prefer: wait=N``. What cannot be read is ignored, as RFC 7240 wants it; the first one counts."""
    for preference in parse_list_header(", ".join(asked.headers.getlist(PREFER))):
        found = SECONDS.fullmatch(preference.partition(";")[0].strip())
        if found:
            return min(int(found[1]), LONGEST)
    return None


def hold(app: Flask, asked: Request, job: Job) -> tuple[Job, dict[str, str]]:
    """Wait for the end of a job as long as the client prefers. Gives the job as it is then, and header fields that say
    whether the preference was applied.
    """
    seconds = preferred_wait(asked)
    if seconds is None:
        return job, {}
    waiters = services().waiters
    if not job.final:
        if not waiters.take():
            return job, {}
        try:
            job = _until_final(app, job, seconds)
        finally:
            waiters.give_back()
    return job, {APPLIED: f"wait={seconds}"}


def _until_final(app: Flask, job: Job, seconds: int) -> Job:
    until = time.monotonic() + seconds
    while not job.final and (left := until - time.monotonic()) > 0 and is_alive(app):
        if services().events.since(job.id, job.version, left):
            job = services().jobs.get(job.id)
    return job
