"""Requests are limited per API key: so many within any minute (a moving window, kept in Redis by ``limits``)."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from . import keys
from .store import Store

WINDOW = 60  # seconds


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller has left. ``reset`` is in how many seconds more is free."""

    limit: int
    left: int
    reset: int


class Limiter:
    """Counts requests in Redis, so that all API processes count together."""

    def __init__(self, store: Store) -> None:
        storage = RedisStorage("redis://", store.client.connection_pool, key_prefix=keys.limits())
        self._window = MovingWindowRateLimiter(storage)

    def count(self, key_id: str, limit: int) -> tuple[bool, Quota]:
        """Count a request of a key that may send ``limit`` a minute. Gives whether it is within, and what is left.

        Raises:
            redis.exceptions.RedisError: Redis is away.
        """
        item = RateLimitItemPerMinute(limit)
        allowed = self._window.hit(item, key_id)
        stats = self._window.get_window_stats(item, key_id)
        reset = max(1, min(WINDOW, math.ceil(stats.reset_time - time.time())))
        return allowed, Quota(limit, stats.remaining, reset)
