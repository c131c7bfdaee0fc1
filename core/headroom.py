"""Whether Redis has room for more articles.

Under ``noeviction`` a full Redis takes no write at all: workers could not even note that a job has ended. So articles
are refused while a tenth of its memory is still free, and what was accepted can be read and its results kept.
"""

from __future__ import annotations

import logging
import threading
import time

from redis.exceptions import ResponseError

from .errors import StorageFull
from .store import Store

log = logging.getLogger("quotewire.queue")

SHARE = 0.9  # of Redis' memory may be used before articles are refused
LOOKED_AT = 1.0  # seconds between two looks: what comes in meanwhile is far less than the rest


class Headroom:
    """What Redis says of its memory, asked for once a second. Safe between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._looked = -LOOKED_AT
        self._reached: int | None = None

    @property
    def due(self) -> bool:
        """Whether it is time to look again: the next :meth:`check` will."""
        return time.monotonic() - self._looked >= LOOKED_AT

    @property
    def known(self) -> StorageFull | None:
        """Why there is no room, if there was none at the last look."""
        return None if self._reached is None else StorageFull(self._reached)

    def check(self) -> None:
        """Let the caller go on, if there is room. Asks Redis, if it is time.

        Raises:
            StorageFull: there is not.
            redis.exceptions.RedisError: Redis is away.
        """
        with self._lock:
            due = self.due
            if due:
                self._looked = time.monotonic()
        if due:
            self._reached = self._look()
        full = self.known
        if full is not None:
            raise full

    def _look(self) -> int | None:
        """The limit, in bytes, if it is reached. A Redis without a limit, or one that does not tell, has room."""
        try:
            told = self.store.client.info("memory")
        except ResponseError as error:  # a managed Redis may keep this to itself
            log.debug("Redis does not say how full it is: %s", error)
            return None
        limit = int(SHARE * int(told.get("maxmemory", 0)))
        return limit if 0 < limit < int(told["used_memory"]) else None
