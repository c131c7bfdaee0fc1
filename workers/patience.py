"""Redis can be away or full for a while. Work that is done waits for it rather than being thrown away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ReadOnlyError
from redis.exceptions import TimeoutError as RedisTimeoutError

log = logging.getLogger("quotewire.worker")

Answer = TypeVar("Answer")

PAUSE = 0.5  # seconds between two tries
# Redis cannot be reached (or loads its data), does not answer, is full, or is a replica until a failover has ended.
AWAY = (RedisConnectionError, RedisTimeoutError, OutOfMemoryError, ReadOnlyError)


def patiently(step: Callable[[], Answer], what: str) -> Answer:
    """Do a step that is safe to do twice, as often as it takes until Redis has answered.

    It has no limit of its own: the caller's (a job's time limit) interrupts it.
    """
    waits = False
    while True:
        try:
            return step()
        except AWAY as error:
            if not waits:
                log.warning("%s waits: Redis does not take it (%s)", what, type(error).__name__)
            waits = True
            time.sleep(PAUSE)
