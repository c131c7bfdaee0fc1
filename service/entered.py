"""What is known of a request before Flask is asked: the quick way (:mod:`service.quick`) has been let in already."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from core.errors import QueueFull
from core.gate import Entry


@dataclass(frozen=True, slots=True)
class Entered:
    """What the gate has said: the request as it was let in, or why it was not; and why the queue took no more, if its
    submission was refused for that.
    """

    entry: Entry | Exception
    refused: QueueFull | None = None


entered: ContextVar[Entered | None] = ContextVar("entered", default=None)  # of the request this thread is answering
