"""What RQ is given: its queue of extractions, and an entry for each job, which holds the job's id and nothing else."""

from __future__ import annotations

import zlib
from typing import Any

from rq.job import Job as RqJob
from rq.job import JobStatus, Retry
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.utils import now as rq_now

from . import clock
from .records import Article, Options
from .settings import Settings
from .store import Store

EXTRACT_QUEUE = "extract"
QUICK = 0  # how hard zlib tries: not at all, the entry is small
EXTRACT_TASK = "workers.tasks.extract_article"
RQ_RECORD_TTL = 3_600


class Entries:
    """RQ's entries as fields of a hash: made once by RQ, and filled in for each job."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.settings = settings
        blank = Article("art", "job", "", "", 0, clock.now(), Options())
        own = ("created_at", "enqueued_at", "description", "data", "timeout")
        fields: dict[str, Any] = rq_entry(store, settings, blank).to_dict()
        self._blank = [part for pair in fields.items() if pair[0] not in own for part in pair]

    def flat(self, job_id: str, characters: int) -> list[Any]:
        """What RQ would write for this job: names and values in turn."""
        moment = f"{rq_now().replace(tzinfo=None).isoformat(timespec='microseconds')}Z"  # RQ's utcformat, but quick
        data = zlib.compress(JSONSerializer.dumps([EXTRACT_TASK, None, [job_id], {}]), QUICK)
        given = {
            "created_at": moment,
            "enqueued_at": moment,
            "description": job_id,
            "data": data,
            "timeout": time_limit(self.settings, characters),
        }
        return [*self._blank, *(part for pair in given.items() for part in pair)]


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
