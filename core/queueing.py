"""Admission and the one enqueue.

A submission is either answered at once from the cache or goes, in one atomic step, into the records and RQ's queue; or
it is refused because too much waits already. RQ entries hold a job id and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from rq.job import Job as RqJob
from rq.job import JobStatus, Retry
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.utils import now as rq_now

from . import clock, engines, ids, keys
from .clock import now
from .errors import JobNotFound, QueueFull
from .headroom import Headroom
from .indexing import moment_of
from .jobs import Jobs
from .records import Article, Job, Options, Priority, new_job_hash
from .results import deflate
from .settings import Settings
from .store import Argument, Store

EXTRACT_QUEUE = "extract"
EXTRACT_TASK = "workers.tasks.extract_article"
DIGEST_VERSION = "1"
# Seconds for which a job lets more urgent ones that come in later go first; after that it is their turn to wait. So the
# urgent go ahead of a long backlog, and nothing waits for ever, however many urgent ones there are.
OVERTAKEN_FOR: Mapping[Priority, int] = MappingProxyType({"high": 0, "normal": 600, "low": 3_600})
# Seconds RQ keeps its own note of an ended job, for those who look into it with RQ's tools; no longer than the result.
RQ_RECORD_TTL = 3_600


@dataclass(frozen=True, slots=True)
class Submission:
    """An article as it came in. ``text`` holds no lone surrogates."""

    newsroom: str
    text: str
    options: Options
    request_id: str | None = None
    priority: Priority = "normal"
    names: ids.Names | None = None
    batch_id: str | None = None

    @property
    def digest(self) -> str:
        """Names everything that decides the result, but for the engine."""
        parts = self.options
        decisive = [DIGEST_VERSION, self.text, parts.published_at, parts.title, parts.language, sorted(parts.include)]
        if parts.form != "text":
            decisive.append(parts.form)
        return hashlib.sha256(json.dumps(decisive, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The job that answers a submission; ``cached`` where it had succeeded already."""

    job: Job
    cached: bool


class Queueing:
    """The way into the queue, and the way out of it before a worker came."""

    def __init__(self, store: Store, settings: Settings, jobs: Jobs) -> None:
        self.store = store
        self.settings = settings
        self.jobs = jobs
        self.queue = rq_queue(store)
        self.headroom = Headroom(store)

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
        digest = submission.digest
        article = Article(
            id=names.article_id if names else ids.new("art"),
            job_id=names.job_id if names else ids.new("job"),
            newsroom=submission.newsroom,
            digest=digest,
            characters=len(submission.text),
            created_at=now(),
            options=submission.options,
        )
        known = self._from_cache(article, submission)
        if known is not None:
            return Submitted(known, cached=True)
        self._enqueue(article, submission)
        return Submitted(self.jobs.get(article.job_id), cached=False)

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
        place = self.store.client.lpos(self.queue.key, job.id)
        return place if isinstance(place, int) else None

    def _from_cache(self, article: Article, submission: Submission) -> Job | None:
        engine = engines.current(self.store)
        if engine is None:
            return None
        job_id = self.store.client.hget(keys.cache(article.newsroom, article.digest), engine.id)
        if not isinstance(job_id, bytes):
            return None
        try:
            known = self.jobs.get(job_id.decode(), article.newsroom)
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
        return self._adopt(known, replace(article, engine=engine.id, published_at=said or None), submission)

    def _adopt(self, known: Job, article: Article, submission: Submission) -> Job | None:
        """Same text, other metadata: an article of its own with a copy of the result. ``None`` if that has just
        expired.
        """
        millis = int(article.to_hash()["created"])
        article_fields = _flat(article.to_hash())
        job_fields = _flat(
            {
                **_job_hash(article, submission),
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

    def _enqueue(self, article: Article, submission: Submission) -> None:
        self.headroom.check()
        job_id = article.job_id
        entry = rq_entry(self.store, self.settings, article)
        article_fields = _flat(article.to_hash())
        job_fields = _flat(_job_hash(article, submission))
        rq_fields = _flat(entry.to_dict())
        names = [
            keys.active(),
            keys.active_bytes(),
            keys.job(job_id),
            keys.events(job_id),
            keys.article(article.id),
            keys.text(article.id),
            entry.key,
            self.queue.key,
            Queue.redis_queues_keys,
            keys.waiting(),
        ]
        limits = self.settings
        text = submission.text.encode("utf-8")
        args: list[Argument] = [limits.max_queued_jobs, limits.max_queued_bytes, job_id, len(text)]
        created = clock.to_millis(article.created_at)
        args += [created, created + OVERTAKEN_FOR[submission.priority] * 1000, deflate(submission.text)]
        args += [len(article_fields), len(job_fields), len(rq_fields), *article_fields, *job_fields, *rq_fields]
        reached = self.store.run("submit", names, args)
        if reached == b"jobs":
            raise QueueFull("jobs", limits.max_queued_jobs)
        if reached == b"bytes":
            raise QueueFull("bytes", limits.max_queued_bytes)


def queue_lengths(store: Store) -> dict[str, int]:
    """How many entries wait in each of RQ's queues, by name."""
    found = store.client.smembers(Queue.redis_queues_keys)
    names = sorted(raw.decode() if isinstance(raw, bytes) else str(raw) for raw in found)
    return {name.removeprefix(Queue.redis_queue_namespace_prefix): int(store.client.llen(name)) for name in names}


def rq_queue(store: Store) -> Queue:
    """RQ's queue of extractions, with the JSON serializer (no pickles)."""
    return Queue(EXTRACT_QUEUE, connection=store.client, serializer=JSONSerializer)


def rq_entry(store: Store, settings: Settings, article: Article) -> RqJob:
    """RQ's entry for an article's job: ready to be written, with its time limit and a bounded number of retries, which
    go to the front of the queue: a job that had its turn does not wait for one again.
    """
    attempts = settings.max_attempts
    noted_for = min(RQ_RECORD_TTL, settings.result_ttl)
    entry = RqJob.create(
        EXTRACT_TASK,
        args=(article.job_id,),
        connection=store.client,
        id=article.job_id,
        origin=EXTRACT_QUEUE,
        status=JobStatus.QUEUED,
        description=article.job_id,
        timeout=time_limit(settings, article.characters),
        result_ttl=noted_for,
        failure_ttl=noted_for,
        retry=Retry(max=attempts - 1, enqueue_at_front=True) if attempts > 1 else None,
        serializer=JSONSerializer,
    )
    entry.enqueued_at = rq_now()
    return entry


def time_limit(settings: Settings, characters: int) -> int:
    """Seconds an extraction of a text of this length may take."""
    return settings.job_timeout + settings.job_timeout_per_1000 * characters // 1000


def _flat(fields: dict[str, Any]) -> list[Argument]:
    return [part for pair in fields.items() for part in pair]


def _job_hash(article: Article, submission: Submission) -> dict[str, str | int]:
    given = {"priority": submission.priority, "batch": submission.batch_id or ""}
    return {**new_job_hash(article, submission.request_id), **given}
