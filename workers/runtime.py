"""The extraction worker: what RQ decides about an attempt (again, or failed) is written to our record too, with the
reason; a job that was canceled, or that overruns its time inside C code, is ended.
"""

from __future__ import annotations

import logging
from typing import Any

from redis.client import Pipeline
from redis.exceptions import RedisError
from rq.executions import Execution
from rq.job import Job as RqJob
from rq.queue import Queue
from rq.utils import now as rq_now

from core import engines
from core.errors import JobNotFound
from core.jobs import Owner
from core.records import JobError
from workers.forking import ForkingWorker
from workers.reasons import KILLED, reason_of, reason_of_death

log = logging.getLogger("quotewire.worker")

OVERRUN_GRACE = 3  # seconds a job may ignore its time limit (inside C code) before it is killed


class QuotewireWorker(ForkingWorker):
    """A worker for extractions."""

    _reason: JobError | None = None

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """RQ's heartbeat, and ours for readiness."""
        super().heartbeat(timeout, pipeline)
        if pipeline is not None:
            engines.beat(pipeline, self.name)

    def maintain_heartbeats(self, job: RqJob, execution: Execution) -> None:
        """Once a second while a job runs: end it if it has overrun or was canceled, else renew its lease."""
        if self._has_overrun(job):
            self.kill_horse()
            return
        try:
            if self._is_canceled(job.id):
                self._stopped_job_id = job.id  # RQ's mark for "ended on purpose": no further attempt
                self.kill_horse()
                return
        except RedisError:
            return  # not to be asked; the job runs on
        super().maintain_heartbeats(job, execution)

    def register_death(self) -> None:
        """The worker stops."""
        engines.leave(self.context.store, self.name)
        super().register_death()  # type: ignore[no-untyped-call]

    def handle_exception(self, job: RqJob, *exc_info: Any) -> None:
        """An attempt raised: keep the reason for the record."""
        self._reason = reason_of(exc_info[1])
        super().handle_exception(job, *exc_info)

    def handle_work_horse_killed(self, job: RqJob, retpid: Any, ret_val: Any, rusage: Any) -> None:
        """The process of an attempt ended without a word: keep the reason for the record."""
        self._reason = reason_of_death(ret_val, overrun=self._has_overrun(job))
        super().handle_work_horse_killed(job, retpid, ret_val, rusage)  # type: ignore[no-untyped-call]

    def handle_job_failure(self, job: RqJob, queue: Queue, *args: Any, **kwargs: Any) -> None:
        """An attempt failed: RQ queues it again or gives it up, and our record says which."""
        reason = self._reason or JobError(KILLED, "The process that read this article ended unexpectedly.")
        self._reason = None
        owner = Owner("worker", self.name)
        try:
            if job.should_retry:
                self.context.jobs.release(job.id, owner)
            else:
                self.context.jobs.fail(job.id, reason, owner)
        except JobNotFound:
            log.warning("job %s: has no record", job.id)
        log.warning("job %s: attempt failed, %s (%s)", job.id, reason.code, "again" if job.should_retry else "given up")
        super().handle_job_failure(job, queue, *args, **kwargs)

    def _is_canceled(self, job_id: str) -> bool:
        try:
            return self.context.jobs.get(job_id).state == "canceled"
        except JobNotFound:
            return True

    def _has_overrun(self, job: RqJob) -> bool:
        if job.started_at is None or job.timeout is None:
            return False
        return (rq_now() - job.started_at).total_seconds() > job.timeout + OVERRUN_GRACE
