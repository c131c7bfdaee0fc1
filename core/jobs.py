"""What may happen to a job, each step atomic (``core/lua``). The record decides; RQ only carries job ids to the
workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from . import clock, keys
from .errors import JobFailure, JobNotFound, StaleAttempt
from .metrics import FAILURES, Metrics
from .records import Job, JobError
from .store import Argument, Store

Guard = Literal["any", "attempt", "worker"]
ATTEMPTS_EXHAUSTED = "attempts-exhausted"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a job. Everything it writes is refused once another attempt has taken over or the job has ended."""

    job: Job
    number: int


@dataclass(frozen=True, slots=True)
class Owner:
    """On whose behalf a job is ended: anyone's, an attempt's (its number) or a worker's (its name)."""

    guard: Guard = "any"
    value: str = ""


ANYONE = Owner()


class Jobs:
    """The jobs in Redis. ``ttl`` (seconds) is how long a job is remembered after its end."""

    def __init__(self, store: Store, *, ttl: int, max_attempts: int) -> None:
        self.store = store
        self.ttl = ttl
        self.max_attempts = max_attempts

    def get(self, job_id: str, newsroom: str | None = None) -> Job:
        """Look a job up; with ``newsroom``, only among that newsroom's.

        Raises:
            JobNotFound: no such job.
        """
        fields = self.store.client.hgetall(keys.job(job_id))
        if not fields:
            raise JobNotFound(job_id)
        job = Job.from_hash(fields)  # type: ignore[arg-type]  # our clients leave answers undecoded: bytes
        if newsroom is not None and job.newsroom != newsroom:
            raise JobNotFound(job_id)
        return job

    def active(self) -> list[str]:
        """The ids of all jobs that wait or run, the oldest first."""
        return [raw.decode() for raw in self.store.client.zrange(keys.active(), 0, -1) if isinstance(raw, bytes)]

    def states(self, job_ids: Sequence[str]) -> dict[str, str | None]:
        """The states of many jobs; ``None`` where there is no record."""
        with self.store.client.pipeline(transaction=False) as pipe:
            for job_id in job_ids:
                pipe.hget(keys.job(job_id), "state")
            found = pipe.execute()
        return {job_id: raw.decode() if raw else None for job_id, raw in zip(job_ids, found, strict=True)}

    def forget(self, job_id: str) -> None:
        """Take a job that has no record off the list of those that wait or run."""
        self.store.run("forget", [keys.active(), keys.active_bytes()], [job_id])

    def start(self, job_id: str, worker: str) -> Attempt:
        """Begin an attempt: state ``running``.

        Raises:
            StaleAttempt: the job has ended (canceled while it waited, for example) or is gone.
            JobFailure: it was tried too often already; the caller fails it.
        """
        args: list[Argument] = [clock.to_millis(clock.now()), worker, self.max_attempts, job_id]
        number = int(self.store.run("start", [keys.job(job_id), keys.events(job_id), keys.waiting()], args))
        if number == 0:
            raise StaleAttempt(job_id)
        if number < 0:
            raise JobFailure(ATTEMPTS_EXHAUSTED, f"Tried {self.max_attempts} times without coming to an end.")
        return Attempt(self.get(job_id), number)

    def progress(self, attempt: Attempt, stage: str, share: float) -> None:
        """Note how far an attempt has come: the stage's name and the share of the whole, 0 to 1.

        Raises:
            StaleAttempt: the attempt no longer counts; the caller stops.
        """
        job_id = attempt.job.id
        args: list[Argument] = [attempt.number, stage, f"{min(max(share, 0.0), 1.0):.3f}"]
        if not self.store.run("progress", [keys.job(job_id), keys.events(job_id)], args):
            raise StaleAttempt(job_id)

    def release(self, job_id: str, owner: Owner) -> bool:
        """Back to ``queued``: the attempt broke off and another will come. Whether that changed anything."""
        return self._finish(job_id, "queued", owner, JobError("", ""))

    def fail(self, job_id: str, error: JobError, owner: Owner = ANYONE) -> bool:
        """End a job as ``failed``. Whether that changed anything (not if it has ended, or belongs to another)."""
        failed = self._finish(job_id, "failed", owner, error)
        if failed:
            counted = Metrics(self.store)
            counted.count(FAILURES, reason=error.code)
            counted.flush()
        return failed

    def cancel(self, job_id: str) -> bool:
        """End a job as ``canceled``, waiting or running. Whether that changed anything (not if it has ended)."""
        return self._finish(job_id, "canceled", ANYONE, JobError("", ""))

    def _finish(self, job_id: str, state: str, owner: Owner, error: JobError) -> bool:
        job = self.get(job_id)
        names = [
            keys.job(job_id),
            keys.events(job_id),
            keys.active(),
            keys.active_bytes(),
            keys.article(job.article_id),
            keys.text(job.article_id),
        ]
        now = clock.to_millis(clock.now())
        args: list[Argument] = [state, owner.guard, owner.value, job_id, now, self.ttl, error.code, error.message]
        return bool(self.store.run("finish", names, args))
