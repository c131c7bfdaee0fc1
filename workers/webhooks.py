"""The worker that sends webhooks: ``python -m workers.webhooks``. It loads no engine; run as many as are wanted."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys

from redis import Redis
from redis.exceptions import RedisError
from rq.executions import Execution
from rq.job import Job as RqJob
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.worker import Worker

from core import logs, settings, store
from core.errors import SettingsError
from core.webhooks import QUEUE
from workers import context
from workers.context import Context
from workers.runtime import WORKER_TTL, QueueEntry, die_with_parent, limit_memory

log = logging.getLogger("quotewire.webhooks")

MEMORY_MB = 512


class WebhookWorker(Worker):
    """An RQ worker for deliveries. What becomes of one is in its own record; RQ's retries are not used."""

    job_class = QueueEntry

    def __init__(self, context: Context, connection: Redis) -> None:
        super().__init__(
            [Queue(QUEUE, connection=connection, job_class=QueueEntry, serializer=JSONSerializer)],
            name=context.worker,
            connection=connection,
            job_class=QueueEntry,
            serializer=JSONSerializer,
            worker_ttl=WORKER_TTL,
            log_job_description=False,
        )
        self.context = context
        self.log_result_lifespan = False

    def perform_job(self, job: RqJob, queue: Queue, execution: Execution) -> bool:
        """In the forked process: tie it to its parent, limit its memory, hand the entry our context, run it."""
        if self.is_horse:
            die_with_parent(self.pid)
            limit_memory(MEMORY_MB)
        if isinstance(job, QueueEntry):
            job.context = self.context
        return super().perform_job(job, queue, execution)


def main() -> int:
    """Run a worker until it is asked to stop. The exit status: 0, or 1 with a message on standard error."""
    try:
        chosen = settings.load(os.environ)
    except SettingsError as error:
        print(f"webhooks: {error}", file=sys.stderr)
        return 1
    logs.configure(chosen.log_level)
    work = context.make(chosen, f"webhooks-{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        worker = WebhookWorker(work, store.connect(chosen, timeout=WORKER_TTL))
        worker.work(logging_level=chosen.log_level if chosen.log_level == "DEBUG" else "WARNING")
    except RedisError as error:
        log.error("Redis at %s does not answer: %s", logs.without_password(chosen.redis_url), error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
