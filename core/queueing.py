"""Admission and the one enqueue.

A submission is either answered at once from the cache or goes, in one atomic step, into the records and RQ's queue; or
it is refused because too much waits already. RQ entries hold a job id and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from rq.job import Job as RqJob
from rq.queue import Queue

from . import clock, gate, keys
from .entries import RQ_RECORD_TTL, Entries, rq_queue
from .errors import JobNotFound, QueueFull, StorageFull
from .gate import Entry, Wish
from .headroom import Headroom
from .indexing import moment_of
from .jobs import Jobs
from .records import Article, Job, Priority
from .results import wrap
from .settings import Settings
from .store import Argument, Step, Store
from .submissions import Submission, article_of, job_hash, queued_job

# Seconds for which a job lets more urgent ones that come in later go first; after that it is their turn to wait. So the
# urgent go ahead of a long backlog, and nothing waits for ever, however many urgent ones there are.
OVERTAKEN_FOR: Mapping[Priority, int] = MappingProxyType({"high": 0, "normal": 600, "low": 3_600})
# Seconds RQ keeps its own note of an ended job, for those who look into it with RQ's tools; no longer than the result.


@dataclass(frozen=True, slots=True)
class Submitted:
    """The job that answers a submission; ``cached`` where it had succeeded already."""

    job: Job
    cached: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """A submission with its API key on the way in: ``step`` is what Redis is to be asked, :meth:`Queueing.admitted`
    reads the answer.
    """

    step: Step
    article: Article
    submission: Submission
    full: StorageFull | None

    @staticmethod
    def is_settled(answer: Sequence[Any]) -> bool:
        """Whether that answer is all, and :meth:`Queueing.admitted` need not ask Redis again."""
        return answer[0] not in (b"known", b"there")


class Queueing:
    """The way into the queue, and the way out of it before a worker came."""

    def __init__(self, store: Store, settings: Settings, jobs: Jobs) -> None:
        self.store = store
        self.settings = settings
        self.jobs = jobs
        self.queue = rq_queue(store)
        self.headroom = Headroom(store)
        self.entries = Entries(store, settings)

    def submit(self, submission: Submission) -> Submitted:
        """Answer a submission from the cache, or queue it.

        Raises:
            QueueFull: too many jobs or bytes wait already, or Redis is nearly full.
            redis.exceptions.RedisError: Redis is away or full; nothing was accepted.
        """
        names = submission.names
        if names is not None:
            with suppress(JobNotFound):
                return Submitted(self.jobs.get(names.job_id, submission.newsroom), cached=False)
        article = article_of(submission)
        found = self._admit(article, submission, look=True) or self._admit(article, submission, look=False)
        return found or Submitted(self.jobs.get(article.job_id), cached=False)  # it was sent twice

    def admission(self, wish: Wish, scope: str, submission: Submission) -> Admission | None:
        """How a request with an API key is let in (:meth:`core.gate.Gate.enter`) and its submission answered, all in
        one step. It is on behalf of the key's newsroom, and the key needs this scope. ``None`` where it is time to ask
        Redis how full it is, as :meth:`submit` does. Nothing is asked here.
        """
        if self.headroom.due:
            return None
        article, full = article_of(submission), self.headroom.known
        names, args = self._step(article, submission, full, look=True)
        own_names, own_args = gate.asked(wish)
        step = Step("submit", names + own_names, [*args, *own_args, scope])
        return Admission(step, article, submission, full)

    def admitted(self, admission: Admission, told: Sequence[Any]) -> tuple[Entry, Submitted | QueueFull | None]:
        """Who was let in, and what became of the submission: its job, why the queue is full, or ``None`` where
        :meth:`submit` will say.

        Raises:
            KeyUnknown: the API key is unknown or was revoked.
            redis.exceptions.RedisError: Redis is away or full.
        """
        *answer, entered = told
        entry = gate.told(entered)
        article = replace(admission.article, newsroom=entry.newsroom or "")
        if answer[0] == b"there":  # it was sent twice
            return entry, Submitted(self.jobs.get(article.job_id), cached=False)
        submission = replace(admission.submission, newsroom=article.newsroom)
        try:
            return entry, self._answer(article, submission, admission.full, answer)
        except QueueFull as error:
            return entry, error

    def cancel(self, job: Job) -> bool:
        """Cancel a job and take it out of the queue. Whether it was still waiting or running."""
        if not self.jobs.cancel(job.id):
            return False
        with self.store.client.pipeline() as pipe:
            pipe.lrem(self.queue.key, 0, job.id)
            pipe.expire(RqJob.key_for(job.id), RQ_RECORD_TTL)
            pipe.execute()
        return True

    def position(self, job: Job) -> int | None:
        """How many jobs are to be started before this one, or ``None`` where it does not wait."""
        if job.state != "queued":
            return None
        if job.position is not None:
            return job.position
        place = self.store.client.lpos(self.queue.key, job.id)
        return place if isinstance(place, int) else None

    def _from_cache(self, article: Article, submission: Submission, job_id: str, engine: str) -> Job | None:
        """A job that has read this text is the answer, or an article of its own with a copy of its result. ``None`` if
        that has just expired.
        """
        try:
            known = self.jobs.get(job_id, article.newsroom)
        except JobNotFound:
            return None
        options, published = self.store.client.hmget(keys.article(known.article_id), "options", "published")
        if not isinstance(options, bytes):
            return None
        if options.decode() == article.to_hash()["options"]:
            if known.callback_url is not None:
                self.store.client.zadd(keys.outbox(), {known.id: int(article.to_hash()["created"])})
            return known
        said = published.decode() if isinstance(published, bytes) else ""
        return self._adopt(known, replace(article, engine=engine, published_at=said or None), submission)

    def _adopt(self, known: Job, article: Article, submission: Submission) -> Job | None:
        """Same text, other metadata: an article of its own with a copy of the result. ``None`` if that has just
        expired.
        """
        millis = int(article.to_hash()["created"])
        article_fields = _flat(article.to_hash())
        job_fields = _flat(
            {
                **job_hash(article, submission),
                "newsroom": article.newsroom,
                "state": "succeeded",
                "stage": "done",
                "share": "1",
                "started": millis,
                "ended": millis,
                "expires": millis + self.settings.result_ttl * 1000,
            }
        )
        names = [
            keys.result(known.article_id),
            keys.text(known.article_id),
            keys.result(article.id),
            keys.job(article.job_id),
            keys.events(article.job_id),
            keys.article(article.id),
            keys.text(article.id),
            keys.index(article.newsroom),
            keys.index_expiry(),
        ]
        moment = moment_of(article, article.published_at)
        args: list[Argument] = [self.settings.result_ttl, known.article_id, article.id, moment, millis]
        args += [len(article_fields), len(job_fields)]
        done = self.store.run("adopt", names, [*args, *article_fields, *job_fields])
        return self.jobs.get(article.job_id) if done else None

    def _admit(self, article: Article, submission: Submission, *, look: bool) -> Submitted | None:
        """Queue a submission, or (with ``look``) answer it from the cache. ``None`` if it is there already, or what was
        found in the cache has just expired.
        """
        full = self._full()
        answer = self.store.run("submit", *self._step(article, submission, full, look=look))
        return self._answer(article, submission, full, answer)

    def _answer(
        self, article: Article, submission: Submission, full: StorageFull | None, answer: Sequence[Any]
    ) -> Submitted | None:
        """What the answer of ``core/lua/submit.lua`` comes to."""
        state = answer[0]
        if state == b"queued":
            return Submitted(queued_job(article, submission, article.newsroom, answer[1]), cached=False)
        if state == b"known":
            known = self._from_cache(article, submission, answer[1].decode(), answer[2].decode())
            return None if known is None else Submitted(known, cached=True)
        if state == b"jobs":
            raise full or QueueFull("jobs", self.settings.max_queued_jobs)
        if state == b"bytes":
            raise QueueFull("bytes", self.settings.max_queued_bytes)
        return None

    def _full(self) -> StorageFull | None:
        """Why no more is taken, where that is so. (What is known already is answered all the same.)"""
        try:
            self.headroom.check()
        except StorageFull as error:
            return error
        return None

    def _step(
        self, article: Article, submission: Submission, full: StorageFull | None, *, look: bool
    ) -> tuple[list[str], list[Argument]]:
        """Keys and arguments of ``core/lua/submit.lua``."""
        job_id = article.job_id
        fields = article.to_hash()
        del fields["newsroom"]  # the script sets it
        groups = _flat(fields), _flat(job_hash(article, submission)), self.entries.flat(job_id, article.characters)
        names = [
            keys.active(),
            keys.active_bytes(),
            keys.job(job_id),
            keys.events(job_id),
            keys.article(article.id),
            keys.text(article.id),
            RqJob.key_for(job_id),
            self.queue.key,
            Queue.redis_queues_keys,
            keys.waiting(),
            keys.engine(),
        ]
        text = submission.text.encode()
        created = clock.to_millis(article.created_at)
        most_jobs = 0 if full else self.settings.max_queued_jobs
        args: list[Argument] = [most_jobs, self.settings.max_queued_bytes, job_id, len(text)]
        args += [created, created + OVERTAKEN_FOR[submission.priority] * 1000, wrap(text)]
        args += [len(groups[0]), len(groups[1]), len(groups[2]), article.newsroom, article.digest if look else ""]
        return names, [*args, *groups[0], *groups[1], *groups[2]]


def queue_lengths(store: Store) -> dict[str, int]:
    """How many entries wait in each of RQ's queues, by name."""
    found = store.client.smembers(Queue.redis_queues_keys)
    names = sorted(raw.decode() if isinstance(raw, bytes) else str(raw) for raw in found)
    return {name.removeprefix(Queue.redis_queue_namespace_prefix): int(store.client.llen(name)) for name in names}


def _flat(fields: Mapping[str, Any]) -> list[Argument]:
    return [part for pair in fields.items() for part in pair]
