"""A time limit on a stretch of work in the main thread, inside the one RQ sets on the whole job."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0  # seconds after which it is interrupted once more: what is raised within a finalizer is lost
SOON = 0.001  # seconds: what is left to an outer limit that has run out meanwhile


class DeadlineExceeded(Exception):
    """The time is up."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupt what is done inside after so many seconds (a system call too). An outer timer goes on afterwards.

    Raises:
        DeadlineExceeded: the time is up.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise DeadlineExceeded

    began = time.monotonic()
    handler = signal.signal(signal.SIGALRM, interrupt)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if outer:
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - began), SOON))
