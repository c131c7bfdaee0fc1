"""What the quick ways (:mod:`service.quick`) share: a question to Redis, and an answer that needs no Flask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from core.gate import Entry
from core.store import Step

from .entered import Entered

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, but for the fields that every answer has. ``route`` is what Flask calls it; ``entry`` is the request
    as it was let in; ``job_id`` names the job that it is about, for the log.
    """

    status: str
    fields: list[Header]
    body: bytes
    route: str
    request_id: str
    entry: Entry
    job_id: str | None = None


class Question(Protocol):
    """A request that Redis is to be asked for. ``entered`` is what that has told of it, should Flask be needed."""

    step: Step
    entered: Entered | None

    def is_settled(self, told: Any) -> bool:
        """Whether :meth:`reply` can say what comes of this without asking Redis again."""

    def reply(self, told: Any) -> Reply | None:
        """The answer, or ``None`` where Flask is to answer.

        Raises:
            redis.exceptions.RedisError, core.errors.QuotewireError: the request cannot be served.
        """
