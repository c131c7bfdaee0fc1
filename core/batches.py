"""Batches: many articles submitted together, each a job of its own, watched as one.

A batch counts the lines that are still open. Each line closes once: when it is refused, when it is answered from the
cache, or when its job ends (``close_line`` in ``core/lua/_common.lua``). The last one ends the batch.

The jobs' ids follow from the batch's id and the line, so that a batch that is sent again (same idempotency key) goes on
where it broke off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from . import clock, ids, keys
from .errors import BatchNotFound
from .queueing import Queueing
from .records import Job
from .store import Argument, Store
from .submissions import Submission

WAITING_TTL = 30 * 86_400  # seconds a batch may take until it is forgotten; after its end it lives as long as a result
REFUSED = "refused"
EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch. ``open`` counts the lines of which more is to come."""

    id: str
    newsroom: str
    total: int
    open: int
    created_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line: a job, or the slug of the problem for which it was refused."""

    index: int
    job_id: str | None
    problem: str | None
    state: str
    article_id: str | None


class Batches:
    """The batches in Redis. ``ttl`` (seconds) is how long one is remembered after its end."""

    def __init__(self, store: Store, queueing: Queueing, *, ttl: int) -> None:
        self.store = store
        self.queueing = queueing
        self.ttl = ttl

    def open(self, batch_id: str, newsroom: str, total: int, callback_url: str | None = None) -> Batch:
        """Begin a batch of so many lines, or go on with one that was begun. ``callback_url`` is called at its end."""
        fields: list[Argument] = ["id", batch_id, "newsroom", newsroom, "total", total, "open", total]
        fields += ["callback", callback_url or ""]
        fields += ["ttl", self.ttl, "created", clock.to_millis(clock.now())]
        self.store.run("batch_open", [keys.batch(batch_id)], [WAITING_TTL, *fields])
        return self.get(batch_id, newsroom)

    def submit(self, batch: Batch, index: int, submission: Submission) -> Job:
        """Submit a line and note its job.

        Raises:
            QueueFull: as :meth:`core.queueing.Queueing.submit`; the caller refuses the line.
        """
        names = names_of(batch.id, index)
        job = self.queueing.submit(replace(submission, names=names, batch_id=batch.id)).job
        self._note(batch, index, job.id, closed=job.id != names.job_id)
        return job

    def refuse(self, batch: Batch, index: int, problem: str) -> None:
        """Note that a line was refused, and for which problem."""
        self._note(batch, index, f"!{problem}", closed=True)

    def get(self, batch_id: str, newsroom: str) -> Batch:
        """Look a batch up among a newsroom's.

        Raises:
            BatchNotFound: there is none.
        """
        fields = {_decode(name): _decode(value) for name, value in self._hash(keys.batch(batch_id)).items()}
        if not fields or fields.get("newsroom") != newsroom:
            raise BatchNotFound(batch_id)
        return Batch(
            id=fields["id"],
            newsroom=fields["newsroom"],
            total=int(fields["total"]),
            open=int(fields["open"]),
            created_at=clock.from_millis(int(fields["created"])),
            ended_at=_time(fields, "ended"),
            expires_at=_time(fields, "expires"),
        )

    def noted(self, batch_id: str) -> dict[int, str]:
        """What was noted of each line: a job's id, or '!' and a problem."""
        return {int(_decode(at)): _decode(told) for at, told in self._hash(keys.batch_lines(batch_id)).items()}

    def lines(self, batch: Batch) -> list[Line]:
        """Every line that was dealt with, in order, with the state of its job."""
        noted = sorted(self.noted(batch.id).items())
        with self.store.client.pipeline(transaction=False) as pipe:
            for _, told in noted:
                pipe.hmget(keys.job(told), "state", "article")
            found: Sequence[Sequence[bytes | None]] = pipe.execute()
        return [_line(at, told, state, article) for (at, told), (state, article) in zip(noted, found, strict=True)]

    def _note(self, batch: Batch, index: int, told: str, *, closed: bool) -> None:
        names = [keys.batch(batch.id), keys.batch_lines(batch.id)]
        self.store.run("batch_line", names, [index, told, int(closed)])

    def _hash(self, name: str) -> Mapping[bytes | str, bytes | str]:
        return self.store.client.hgetall(name)


def names_of(batch_id: str, index: int) -> ids.Names:
    """The ids of a line's article and job: the batch's time, and digits that follow from its id and the line."""
    time_digits = batch_id.removeprefix("bat_")[:10]
    number = int.from_bytes(hashlib.sha256(f"{batch_id}/{index}".encode()).digest()[:10], "big")
    random_digits = "".join(ids.ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))
    return ids.Names(f"art_{time_digits}{random_digits}", f"job_{time_digits}{random_digits}")


def _line(index: int, told: str, state: bytes | None, article: bytes | None) -> Line:
    if told.startswith("!"):
        return Line(index, None, told[1:], REFUSED, None)
    if state is None or article is None:
        return Line(index, told, None, EXPIRED, None)
    return Line(index, told, None, state.decode(), article.decode())


def _time(fields: Mapping[str, str], name: str) -> datetime | None:
    return clock.from_millis(int(fields[name])) if fields.get(name) else None


def _decode(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
