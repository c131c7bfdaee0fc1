"""How many threads of an API process may be held by requests that take their time."""

from __future__ import annotations

import threading

SHARE = 4  # one in so many threads may wait, and as many may stream: half of them is always left for quick answers


class Slots:
    """So many at a time. Processes forked off count each for itself."""

    def __init__(self, size: int) -> None:
        self._free = threading.BoundedSemaphore(size) if size else None

    def take(self) -> bool:
        """Take a slot, unless all are taken."""
        return self._free is not None and self._free.acquire(blocking=False)

    def give_back(self) -> None:
        """Give a slot back."""
        if self._free is not None:
            self._free.release()


def slots(api_threads: int) -> Slots:
    """The slots of a process with so many threads."""
    return Slots(api_threads // SHARE)
