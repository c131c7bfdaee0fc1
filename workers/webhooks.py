"""The worker that sends webhooks: ``python -m workers.webhooks``. It loads no engine; run as many as are wanted."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import replace
from threading import Event

from redis.exceptions import RedisError

from core import logs, settings, store
from core.errors import SettingsError
from core.webhooks import QUEUE
from workers import context
from workers.forking import WORKER_TTL, ForkingWorker, fresh_name, keep_working

log = logging.getLogger("quotewire.webhooks")

MEMORY_MB = 512
NAMED = "webhooks-"


class WebhookWorker(ForkingWorker):
    """A worker for deliveries. What becomes of one is in its own record; RQ's retries are not used."""

    @property
    def memory_mb(self) -> int:
        """Address space a delivery may take."""
        return MEMORY_MB


def main() -> int:
    """Work until asked to stop. The exit status: 0, or 1 with a message on standard error."""
    try:
        chosen = settings.load(os.environ)
    except SettingsError as error:
        print(f"webhooks: {error}", file=sys.stderr)
        return 1
    logs.configure(chosen.log_level, chosen.log_format)
    work = context.make(chosen, fresh_name(NAMED))
    connection = store.connect(chosen, timeout=WORKER_TTL)

    def make(stop: Event) -> WebhookWorker:
        return WebhookWorker(replace(work, worker=fresh_name(NAMED)), QUEUE, connection, stop)

    try:
        keep_working(make, chosen.log_level if chosen.log_level == "DEBUG" else "WARNING")
    except RedisError as error:
        log.error("Redis at %s does not answer: %s", logs.without_password(chosen.redis_url), error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
