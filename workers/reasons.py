"""Why an attempt failed, in words for the client. Nothing of an exception's text: it may quote the article."""

from __future__ import annotations

import os
import signal

from rq.timeouts import JobTimeoutException

from core.records import JobError

KILLED = "killed"
OUT_OF_MEMORY = "out-of-memory"
TIMED_OUT = "timeout"
INTERNAL = "internal-error"
ABANDONED = JobError(KILLED, "The worker that read this article went away, and so did those that tried again.")


def reason_of(error: BaseException | None) -> JobError:
    """What to tell the client about an exception."""
    if isinstance(error, JobTimeoutException):
        return JobError(TIMED_OUT, "Reading this article took longer than a job may take.")
    if isinstance(error, MemoryError):
        return JobError(OUT_OF_MEMORY, "Reading this article took more memory than a job may take.")
    return JobError(
        INTERNAL, f"The engine failed on this article ({type(error).__name__}). The worker's log says more."
    )


def reason_of_death(status: int | None, *, overrun: bool) -> JobError:
    """What to tell the client about a job process that ended without a word. ``status`` is that of ``wait4``;
    ``overrun``: it was killed because its time was over.
    """
    if overrun:
        return reason_of(JobTimeoutException())
    if status is not None and os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return JobError(KILLED, f"The process that read this article was ended by {name}.")
    return JobError(KILLED, "The process that read this article ended unexpectedly.")
