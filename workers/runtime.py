"""Our Job and Worker: RQ's, made strict and quick to recover.

* A queue entry may name only what :data:`workers.tasks.TASKS` lists, with one id as its argument; callbacks,
  dependencies and webhooks of RQ's own are never run. Anything else in the queue is dropped (someone wrote to Redis
  who is not us).
* The lease is short: a job whose worker has gone is taken over within about ``settings.lease`` seconds, not RQ's 60
  and more.
* The process that runs a job dies with its parent, is limited in memory, and is ended when it overruns its time inside
  C code.
* What RQ decides about an attempt (again, or failed) is written to our record too, with the reason.
"""

from __future__ import annotations

import ctypes
import logging
import os
import resource
import signal
from typing import Any

from redis import Redis
from redis.client import Pipeline
from rq.exceptions import NoSuchJobError
from rq.executions import Execution
from rq.job import Job as RqJob
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.timeouts import JobTimeoutException
from rq.utils import now as rq_now
from rq.worker import Worker

from core import engines
from core.errors import ForbiddenTask, JobNotFound
from core.jobs import Owner
from core.records import JobError
from workers.context import Context
from workers.tasks import TASKS

log = logging.getLogger("quotewire.worker")

MONITORING_INTERVAL = 1  # seconds between two looks at a running job: heartbeat, cancellation, overrun
WORKER_TTL = 20  # RQ blocks on the queue for 15 s less than this, so an idle worker gives a sign of life every 5 s
MAINTENANCE_INTERVAL = 60  # seconds; the reaper does the same more often
OVERRUN_GRACE = 3  # seconds a job may ignore its time limit (inside C code) before it is killed
PR_SET_PDEATHSIG = 1
KILLED = "killed"
OUT_OF_MEMORY = "out-of-memory"
TIMED_OUT = "timeout"
INTERNAL = "internal-error"


class QueueEntry(RqJob):
    """RQ's job, reduced to what we put into the queue: a task's name and an id."""

    context: Context | None = None

    def restore(self, raw_data: Any) -> None:
        """Read the entry from Redis; refuse it unless it is one of ours.

        Raises:
            NoSuchJobError: it is not. RQ then passes over it.
        """
        try:
            super().restore(raw_data)
            self._check()
        except NoSuchJobError:
            raise
        except Exception as error:  # whatever a forged entry makes RQ's parser raise
            log.warning("queue entry refused: %s", type(error).__name__)
            raise NoSuchJobError("not an entry of ours") from error

    def _check(self) -> None:
        args = self.args
        if self.func_name not in TASKS or self.kwargs or len(args) != 1 or args[0] != self.id or self.instance:
            raise ForbiddenTask("names no task of ours")
        if self.timeout is None or self.timeout <= 0:
            raise ForbiddenTask("has no time limit")
        named = self._success_callback_name, self._failure_callback_name, self._stopped_callback_name
        if any(named) or self.webhooks or self._dependency_ids or self.repeats_left or self.group_id:
            raise ForbiddenTask("asks for more than a task")

    def _execute(self) -> None:
        if self.context is None or self.func_name is None:
            raise ForbiddenTask("is run outside a worker of ours")
        TASKS[self.func_name](self.context, self.id)


class QuotewireWorker(Worker):
    """An RQ worker for one queue, with our entries, our lease and our records."""

    job_class = QueueEntry

    def __init__(self, context: Context, queue: str, connection: Redis) -> None:
        super().__init__(
            [Queue(queue, connection=connection, job_class=QueueEntry, serializer=JSONSerializer)],
            name=context.worker,
            connection=connection,
            job_class=QueueEntry,
            serializer=JSONSerializer,
            worker_ttl=WORKER_TTL,
            job_monitoring_interval=MONITORING_INTERVAL,
            maintenance_interval=MAINTENANCE_INTERVAL,
            log_job_description=False,
        )
        self.context = context
        self.log_result_lifespan = False
        self._reason: JobError | None = None

    def get_heartbeat_ttl(self, job: RqJob, working_time: float = 0.0) -> int:
        """Seconds until a silent execution counts as abandoned. RQ adds 60 to its own interval; we do not."""
        return self.context.settings.lease

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """RQ's heartbeat, and ours for readiness."""
        super().heartbeat(timeout, pipeline)
        if pipeline is None:
            engines.beat(self.context.store, self.name)

    def maintain_heartbeats(self, job: RqJob, execution: Execution) -> None:
        """Once a second while a job runs: end it if it was canceled or has overrun, else renew its lease."""
        if self._is_canceled(job.id):
            self._stopped_job_id = job.id  # RQ's mark for "ended on purpose": no further attempt
            self.kill_horse()
            return
        if self._has_overrun(job):
            self.kill_horse()
            return
        engines.beat(self.context.store, self.name)
        super().maintain_heartbeats(job, execution)

    def subscribe(self) -> None:
        """RQ would listen for remote commands here, in a thread. We use none; a process that forks has no threads."""

    def register_death(self) -> None:
        """The worker stops."""
        engines.leave(self.context.store, self.name)
        super().register_death()  # type: ignore[no-untyped-call]

    def perform_job(self, job: RqJob, queue: Queue, execution: Execution) -> bool:
        """In the forked process: tie it to its parent, limit its memory, hand the entry our context, run it."""
        if self.is_horse:
            die_with_parent(self.pid)
            limit_memory(self.context.settings.job_memory_mb)
        if isinstance(job, QueueEntry):
            job.context = self.context
        return super().perform_job(job, queue, execution)

    def handle_exception(self, job: RqJob, *exc_info: Any) -> None:
        """An attempt raised: keep the reason for the record."""
        self._reason = reason_of(exc_info[1])
        super().handle_exception(job, *exc_info)

    def handle_work_horse_killed(self, job: RqJob, retpid: Any, ret_val: Any, rusage: Any) -> None:
        """The process of an attempt ended without a word: keep the reason for the record."""
        self._reason = _reason_of_death(ret_val, overrun=self._has_overrun(job))
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


def die_with_parent(parent: int | None) -> None:
    """Ask the kernel to kill this process when its parent ends, however that happens (Linux; see prctl(2))."""
    libc = ctypes.CDLL(None, use_errno=True)
    prctl = getattr(libc, "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if parent is not None and os.getppid() != parent:  # it ended before we asked
            os._exit(1)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more address space than that, so that a runaway extraction ends alone."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def reason_of(error: BaseException | None) -> JobError:
    """What to tell the client about an exception. Nothing of its text: it may quote the article or name a path."""
    if isinstance(error, JobTimeoutException):
        return JobError(TIMED_OUT, "Reading this article took longer than a job may take.")
    if isinstance(error, MemoryError):
        return JobError(OUT_OF_MEMORY, "Reading this article took more memory than a job may take.")
    return JobError(
        INTERNAL, f"The engine failed on this article ({type(error).__name__}). The worker's log says more."
    )


def _reason_of_death(status: int | None, *, overrun: bool) -> JobError:
    if overrun:
        return reason_of(JobTimeoutException())
    if status is not None and os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return JobError(KILLED, f"The process that read this article was ended by {name}.")
    return JobError(KILLED, "The process that read this article ended unexpectedly.")
