"""What both kinds of worker share: RQ's worker, tied down and hard to stop.

* It takes one queue of our entries (:mod:`workers.entry`) and gives up a lease after ``settings.lease`` seconds, not
  RQ's 60 and more.
* The process that does its jobs (:mod:`workers.jobprocess`) dies with its parent and is limited in memory.
* Redis writes to disk before it answers, so what RQ notes in a dozen steps around each job is noted in few: signs of
  life now and then, the beginning at once.
* Redis being away or full ends neither the job that runs nor the process: :func:`keep_working` waits and goes on.
* It takes no remote commands and has no threads.
"""

from __future__ import annotations

import ctypes
import logging
import os
import random
import resource
import secrets
import signal
import socket
import time
from collections.abc import Callable
from threading import Event
from types import FrameType
from typing import Any

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import OutOfMemoryError, RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from rq.executions import Execution
from rq.job import Job as RqJob
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.utils import now as rq_now
from rq.worker import Worker, WorkerStatus

from workers.context import Context
from workers.entry import QueueEntry
from workers.jobprocess import JobProcess

log = logging.getLogger("quotewire.worker")

MONITORING_INTERVAL = 1  # seconds between two looks at a running job: heartbeat, cancellation, overrun
WORKER_TTL = 20  # RQ blocks on the queue for 15 s less than this, so an idle worker gives a sign of life every 5 s
MAINTENANCE_INTERVAL = 60  # seconds; the reaper does the same more often
LONGEST_WAIT = 2.0  # seconds between two tries to reach Redis
BEAT = 2.0  # seconds between two signs of life of a worker
PR_SET_PDEATHSIG = 1


class ForkingWorker(Worker):
    """An RQ worker for one queue. ``stop`` is set when it is asked to stop."""

    job_class = QueueEntry
    max_connection_wait_time = LONGEST_WAIT

    def __init__(self, context: Context, queue: str, connection: Redis, stop: Event | None = None) -> None:
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
        self.stop = stop or Event()
        self._job_process: JobProcess | None = None
        self._beaten = -BEAT  # when the last sign of life was given (monotonic seconds)
        # RQ would judge the leases of others at once. After an outage of Redis nobody has been able to renew one.
        self.last_cleaned_at = rq_now()  # type: ignore[assignment]  # RQ: "None until then"

    @property
    def memory_mb(self) -> int:
        """Address space a job may take."""
        return self.context.settings.job_memory_mb

    def get_heartbeat_ttl(self, job: RqJob, working_time: float = 0.0) -> int:
        """Seconds until a silent execution counts as abandoned. RQ adds 60 to its own interval; we do not."""
        return self.context.settings.lease

    def maintain_heartbeats(self, job: RqJob, execution: Execution) -> None:
        """Once a second while a job runs: renew its lease. It runs on while Redis is away."""
        try:
            super().maintain_heartbeats(job, execution)
        except RedisError as error:
            log.warning("job %s: its lease is not renewed, Redis does not answer (%s)", job.id, type(error).__name__)

    def subscribe(self) -> None:
        """RQ would listen for remote commands here, in a thread. We use none; a process that forks has no threads."""

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """A sign of life with the worker's state: at once with ``pipeline``, else if it is time for one. RQ's note of
        the worker always lives as long as RQ means an idle one's to.
        """
        if pipeline is None:
            if self._is_time_to_beat():
                with self.connection.pipeline(transaction=False) as own:
                    self.heartbeat(None, own)
                    own.execute()
            return
        self._beaten = time.monotonic()
        super().heartbeat(None, pipeline)
        super().set_state(self._state, pipeline)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        """The worker's state; Redis is told with the next sign of life."""
        self._state = state

    def check_for_suspension(self, burst: bool) -> None:
        """Whether an operator has suspended the workers is asked as often as there are signs of life."""
        if self._is_time_to_beat():
            super().check_for_suspension(burst)

    def _is_time_to_beat(self) -> bool:
        return time.monotonic() - self._beaten >= BEAT

    def prepare_execution(self, job: RqJob) -> Execution:
        """Note in one step that this worker has the job and that it is begun."""
        with self.connection.pipeline() as pipe:
            self.set_state(WorkerStatus.BUSY)
            execution = Execution.create(job, self.get_heartbeat_ttl(job), pipe, self.name)
            self.executions[execution.id] = execution
            job.prepare_for_execution(self.name, pipe)
            pipe.persist(job.key)
            pipe.lrem(self.queues[0].intermediate_queue_key, 1, job.id)
            if self._is_time_to_beat():
                self.heartbeat(None, pipe)
            pipe.execute()
        return execution

    def prepare_job_execution(self, job: RqJob, remove_from_intermediate_queue: bool = False) -> None:
        """In the job process: nothing is left to be noted."""

    def handle_execution_ended(self, job: RqJob, queue: Queue, heartbeat_ttl: int) -> None:
        """RQ would note that the job still lives; the next thing it notes is that it has ended."""
        job.ended_at = rq_now()

    def fork_work_horse(self, job: RqJob, queue: Queue) -> None:
        """Hand the job to the job process, or to a new one."""
        order = [job.id, next(iter(self.executions))]
        if self._job_process is None or not self._job_process.begin(order):
            self._end_job_process()
            self._job_process = JobProcess(self._do)
            self._job_process.begin(order)
        self._horse_pid = self._job_process.pid

    def wait_for_horse(self) -> tuple[int | None, int | None, Any]:
        """Wait until the job process is done with the job, or has ended."""
        process = self._job_process
        if process is None:
            return None, None, None
        lives, status = process.wait()
        self._job_process = process if lives else None
        return process.pid, status, None

    def _do(self, order: list[str]) -> bool:
        """In the job process: do a job. Whether all went well."""
        if not self.is_horse:
            self._be_job_process()
        job_id, execution_id = order
        job = QueueEntry.fetch(job_id, self.connection, self.serializer)
        if isinstance(job, QueueEntry):
            job.context = self.context
        return self.perform_job(job, self.queues[0], Execution(execution_id, job_id, self.connection, self.name))

    def _be_job_process(self) -> None:
        """Tied to its worker, limited in memory, deaf to what the terminal sends (RQ's ``main_work_horse``)."""
        die_with_parent(self.pid)
        limit_memory(self.memory_mb)
        random.seed()
        self.setup_work_horse_signals()  # type: ignore[no-untyped-call]
        self._is_horse = True

    def _end_job_process(self) -> None:
        if self._job_process is not None:
            self._job_process.end()
        self._job_process = None
        self._horse_pid = 0

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """SIGTERM or SIGINT: end after the job that runs."""
        self.stop.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def set_shutdown_requested_date(self) -> None:
        """RQ's note of when it was asked to stop; not worth failing for."""
        try:
            super().set_shutdown_requested_date()  # type: ignore[no-untyped-call]
        except RedisError:
            log.info("asked to stop while Redis is away")

    def teardown(self) -> None:
        """The last thing a worker does. A job that still runs (Redis went away under us) has nobody to watch it."""
        if not self.is_horse:
            self._end_job_process()
        super().teardown()  # type: ignore[no-untyped-call]

    def _install_signal_handlers(self) -> None:
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        if self.stop.is_set():  # asked just before
            self._stop_requested = True


def keep_working(make: Callable[[Event], ForkingWorker], level: str) -> None:
    """Run workers, one after the other, until asked to stop. One ends by itself when Redis goes away or is full; the
    next one starts when Redis answers again, in this process, with what it has loaded.

    Raises:
        redis.exceptions.RedisError: Redis was not there to begin with.
    """
    stop = Event()
    begun = False
    while not stop.is_set():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        try:
            worker = make(stop)
            begun = True
            worker.work(logging_level=level)
        except RedisError as error:
            if not begun and not isinstance(error, (OutOfMemoryError, RedisTimeoutError)):
                raise
            log.warning("Redis does not answer (%s); waiting for it", type(error).__name__)
        if not stop.is_set():
            stop.wait(LONGEST_WAIT / 2)


def fresh_name(kind: str = "") -> str:
    """A name that no worker has had: ``<kind><host>-<process>-<random>``."""
    return f"{kind}{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


def die_with_parent(parent: int | None) -> None:
    """Ask the kernel to kill this process when its parent ends, however that happens (Linux; see prctl(2))."""
    libc = ctypes.CDLL(None, use_errno=True)
    prctl = getattr(libc, "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if parent is not None and os.getppid() != parent:  # it ended before we asked
            os._exit(1)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more address space than that, so that a runaway job ends alone."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
