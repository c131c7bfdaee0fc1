"""A worker process: ``python -m workers.main``.

The engine is loaded once, before any job is forked off, and the garbage collector is told to leave it alone, so that
jobs share its memory.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from dataclasses import replace
from threading import Event

from redis.exceptions import RedisError

from core import engines, logs, settings, store
from core.engines import EngineInfo
from core.entries import EXTRACT_QUEUE
from core.errors import SettingsError
from workers import context
from workers.extraction import ModelError, preload
from workers.forking import WORKER_TTL, fresh_name, keep_working
from workers.runtime import QuotewireWorker

log = logging.getLogger("quotewire.worker")


def main() -> int:
    """Work until asked to stop. The exit status: 0, or 1 with a message on standard error."""
    try:
        chosen = settings.load(os.environ)
        engine = preload()
    except (SettingsError, ModelError) as error:
        print(f"worker: {error}", file=sys.stderr)
        return 1
    logs.configure(chosen.log_level, chosen.log_format)
    work = context.make(chosen, fresh_name())
    connection = store.connect(chosen, timeout=WORKER_TTL)
    info = EngineInfo(engine.name, engine.version, engine.model)

    def make(stop: Event) -> QuotewireWorker:
        engines.publish(work.store, info)
        return QuotewireWorker(replace(work, worker=fresh_name()), EXTRACT_QUEUE, connection, stop)

    gc.collect()
    gc.freeze()
    try:
        keep_working(make, chosen.log_level if chosen.log_level == "DEBUG" else "WARNING")
    except RedisError as error:
        log.error("Redis at %s does not answer: %s", logs.without_password(chosen.redis_url), error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
