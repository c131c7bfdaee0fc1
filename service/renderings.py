"""Answers that a process keeps for a minute as they were rendered, under names that say all that decides them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from flask import Response

MOST_BYTES = 8_388_608
LONGEST = 60.0  # seconds


class Renderings:
    """The answers a process keeps, within so many bytes. Safe between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Response]] = OrderedDict()  # the oldest first
        self._bytes = 0

    def get(self, name: str) -> Response | None:
        """A copy of the answer of this name, if it is kept."""
        with self._lock:
            self._forget(self._clock() - LONGEST)
            found = self._kept.get(name)
        return None if found is None else _copy(found[1])

    def put(self, name: str, answer: Response) -> None:
        """Keep an answer, unless it is too large to be worth it."""
        size = len(answer.get_data())
        if size * 4 > self._most:
            return
        with self._lock:
            if name not in self._kept:
                self._kept[name] = (self._clock(), _copy(answer))
                self._bytes += size
            while self._bytes > self._most:
                self._forget(next(iter(self._kept.values()))[0])

    def _forget(self, until: float) -> None:
        while self._kept and next(iter(self._kept.values()))[0] <= until:
            _, (_, answer) = self._kept.popitem(last=False)
            self._bytes -= len(answer.get_data())


def _copy(answer: Response) -> Response:
    return Response(answer.get_data(), status=answer.status_code, headers=list(answer.headers))
