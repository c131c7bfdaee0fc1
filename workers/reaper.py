"""Looks after what dead processes left behind: ``python -m workers.reaper``, one beside the workers (a second one only
waits).

Every sweep, once in :data:`EVERY` seconds:

1. executions whose lease has run out go back to the front of the queue (RQ counts the attempt), or are given up;
2. entries stuck between the queue and a worker go back to its front;
3. records that say a job waits or runs are compared with RQ's: what RQ has given up is failed, what RQ has lost is
   queued again;
4. workers that have been silent for a minute are forgotten;
5. articles whose results have expired are taken out of the index;
6. webhooks of jobs that have ended are handed over to their worker, and tried again when they are due.

A step that fails (on a record that somebody spoilt) does not keep the others from being done.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from redis.exceptions import RedisError
from rq.exceptions import NoSuchJobError
from rq.job import JobStatus
from rq.queue import Queue

from core import clock, engines, indexing, keys, logs, settings
from core.entries import rq_entry
from core.errors import ArticleNotFound, SettingsError
from core.jobs import Owner
from core.records import Job
from core.webhooks import Webhooks
from workers import context
from workers.context import Context
from workers.entry import QueueEntry
from workers.reasons import ABANDONED

log = logging.getLogger("quotewire.reaper")

EVERY = 2.0  # seconds between two sweeps
LOCK_MILLIS = 10_000  # how long a reaper that died keeps others waiting
SETTLED_AFTER = 3.0  # seconds an entry must look stuck before it is touched
LENIENT = 5.0  # seconds after an outage of Redis in which leases are not judged: nobody could renew one
SILENT_WORKER = 60  # seconds
GIVEN_UP = frozenset({JobStatus.FAILED, JobStatus.STOPPED, JobStatus.CANCELED})


@dataclass(slots=True)
class Reaper:
    """One reaper. ``suspects`` remembers since when (milliseconds) an entry has looked stuck; leases are not judged
    before ``lenient_until`` (monotonic seconds).
    """

    context: Context
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    suspects: dict[str, int] = field(default_factory=dict)
    lenient_until: float = 0.0

    def sweep(self) -> None:
        """Do everything once, if no other reaper does.

        Raises:
            redis.exceptions.RedisError: Redis is away; try again later.
        """
        if not self._holds_lock():
            return
        store = self.context.store
        _done(self._end_leases)
        _done(self._mend_all)
        _done(engines.forget, store, SILENT_WORKER)
        _done(indexing.forget_expired, store)
        _done(Webhooks(store, self.context.jobs).sweep)

    def be_lenient(self) -> None:
        """Redis was away: leave leases alone until those who live have had the time to renew theirs."""
        self.lenient_until = time.monotonic() + LENIENT

    def _end_leases(self) -> None:
        if time.monotonic() >= self.lenient_until:
            self._queue().started_job_registry.cleanup()

    def _mend_all(self) -> None:
        queue = self._queue()
        seen = self._places(queue)
        stuck = self._stuck(seen)
        ripe = self._ripe(set(stuck))
        for job_id in reversed(stuck):  # each goes to the front: the oldest comes first in the end
            if job_id in ripe:
                _done(self._mend, job_id, queue, seen)

    def _holds_lock(self) -> bool:
        client = self.context.store.client
        key = keys.lock("reaper")
        if client.set(key, self.name, nx=True, px=LOCK_MILLIS):
            return True
        if client.get(key) != self.name.encode():
            return False
        client.pexpire(key, LOCK_MILLIS)
        return True

    def _queue(self) -> Queue:
        waiting = self.context.queueing.queue
        return Queue(
            waiting.name, connection=self.context.store.client, job_class=QueueEntry, serializer=waiting.serializer
        )

    def _places(self, queue: Queue) -> dict[str, str]:
        """Where RQ has which job: waiting, on its way to a worker, or being worked on."""
        client = self.context.store.client
        on_the_way = {_decode(raw): "intermediate" for raw in client.lrange(queue.intermediate_queue_key, 0, -1)}
        started = dict.fromkeys(queue.started_job_registry.get_job_ids(cleanup=False), "started")
        waiting = {_decode(raw): "queue" for raw in client.lrange(queue.key, 0, -1)}
        return {**on_the_way, **started, **waiting}

    def _stuck(self, seen: dict[str, str]) -> list[str]:
        """The jobs that wait or run by their record, and not by RQ; the oldest first."""
        stuck = []
        for job_id, state in self.context.jobs.states(self.context.jobs.active()).items():
            place = seen.get(job_id, "nowhere")
            if state is None:
                self.context.jobs.forget(job_id)
            elif place in ("nowhere", "intermediate") or (place == "queue" and state == "running"):
                stuck.append(job_id)
        return stuck

    def _ripe(self, stuck: set[str]) -> set[str]:
        """Those that have looked stuck for long enough; the others are remembered."""
        now = clock.to_millis(clock.now())
        self.suspects = {job_id: self.suspects.get(job_id, now) for job_id in stuck}
        return {job_id for job_id, since in self.suspects.items() if now - since >= SETTLED_AFTER * 1000}

    def _mend(self, job_id: str, queue: Queue, seen: dict[str, str]) -> None:
        job = self.context.jobs.get(job_id)
        place = seen.get(job.id, "nowhere")
        try:
            entry = QueueEntry.fetch(job.id, self.context.store.client, queue.serializer)
        except NoSuchJobError:
            self._write_again(job, queue)
            return
        status = entry.get_status(refresh=False)
        if status in GIVEN_UP:
            self.context.jobs.fail(job.id, ABANDONED)
            log.warning("job %s: failed, given up by RQ", job.id)
            return
        if status != JobStatus.QUEUED:
            self._write_again(job, queue)
            return
        self.context.jobs.release(job.id, _as_seen(job))
        if place != "queue":
            names = [queue.key, queue.intermediate_queue_key, entry.key]
            self.context.store.run("requeue", names, [job.id, place])
            log.warning("job %s: was stuck (%s), queued again", job.id, place)

    def _write_again(self, job: Job, queue: Queue) -> None:
        """RQ has no usable entry any more: write a fresh one from our record."""
        try:
            article = self.context.results.article(job.article_id)
        except ArticleNotFound:
            self.context.jobs.cancel(job.id)
            self.context.store.client.delete(QueueEntry.key_for(job.id))
            return
        self.context.jobs.release(job.id, _as_seen(job))
        entry = rq_entry(self.context.store, self.context.settings, article)
        with self.context.store.client.pipeline() as pipe:
            pipe.delete(entry.key)
            entry.save(pipeline=pipe)
            pipe.lrem(queue.intermediate_queue_key, 0, job.id)
            pipe.lpush(queue.key, job.id)
            pipe.execute()
        log.warning("job %s: had no entry in the queue, queued again", job.id)


def run(reaper: Reaper, stop: threading.Event) -> None:
    """Sweep until asked to stop. Redis being away is waited out."""
    while not stop.is_set():
        try:
            reaper.sweep()
        except RedisError as error:
            reaper.be_lenient()
            log.warning("Redis does not answer (%s); trying again", type(error).__name__)
        stop.wait(EVERY)


def main() -> int:
    """The process. The exit status: 0, or 1 with a message on standard error."""
    try:
        chosen = settings.load(os.environ)
    except SettingsError as error:
        print(f"reaper: {error}", file=sys.stderr)
        return 1
    logs.configure(chosen.log_level, chosen.log_format)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run(Reaper(context.make(chosen, "reaper")), stop)
    return 0


def _done(step: Callable[..., object], *args: object) -> None:
    """Do a step; log what is wrong with it, so that the next one gets its turn."""
    try:
        step(*args)
    except RedisError:
        raise
    except Exception:  # a bug, or a record that is not as we write it: neither may stop what mends all others
        log.exception("a step of the sweep failed")


def _as_seen(job: Job) -> Owner:
    """Only if no new attempt has begun since the job was looked at."""
    return Owner("attempt", str(job.attempt))


def _decode(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw


if __name__ == "__main__":
    sys.exit(main())
