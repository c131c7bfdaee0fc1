"""An engine that does what its text says: work, wait, loop, crash. And it writes down when it did.

A text is a name and what is to be done in the first attempt, the second, and so on; the last holds for all that follow:

    "j17 | wait gate | work 0.1"

It is put in the real one's place by :mod:`tests.chaos.worker`, in a worker process that tests start, and nowhere else.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workers.extraction.types import Article, Engine, Extraction

ENGINE = Engine("faulty", "1", "none")
LOOK = 0.01  # seconds between two looks at a condition
FOUR_GIGABYTES = 4 * 1024**3
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger. ``at`` is on the clock that all processes of a machine share (``time.monotonic``)."""

    name: str
    event: str
    pid: int
    worker: int
    at: float


class Ledger:
    """A file that processes append to; what one of them wrote stays when it is killed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, name: str, event: str) -> None:
        """Append a line."""
        entry = Entry(name, event, os.getpid(), os.getppid(), time.monotonic())
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, (json.dumps(asdict(entry)) + "\n").encode())
        os.close(handle)

    def entries(self, name: str = "", event: str = "") -> list[Entry]:
        """The lines about a job, or of a kind, or all."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = [Entry(**json.loads(line)) for line in lines if f'"{name}"' in line or not name]  # it may be long
        return [one for one in found if name in ("", one.name) and event in ("", one.event)]


def _work(argument: str) -> None:
    time.sleep(float(argument))


def _wait(argument: str) -> None:
    while not Path(argument).exists():
        time.sleep(LOOK)


def _outlive(argument: str) -> None:
    """Survive the parent, as on a system without PR_SET_PDEATHSIG, and come to an end late."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
    signal.alarm(0)
    _wait(argument)


def _loop(_: str) -> None:
    while True:
        pass


def _deaf(_: str) -> None:
    """Hours inside C code that never returns to the interpreter: no alarm is heard."""
    sum(range(10**13))


def _exit(_: str) -> None:
    os._exit(3)


def _segfault(_: str) -> None:
    ctypes.string_at(0)


def _take(_: str) -> None:
    bytearray(FOUR_GIGABYTES)


def _raise(_: str) -> None:
    raise RuntimeError("secret words of the article")


DEEDS: Mapping[str, Callable[[str], None]] = {
    "work": _work,
    "wait": _wait,
    "outlive": _outlive,
    "loop": _loop,
    "deaf": _deaf,
    "exit": _exit,
    "segfault": _segfault,
    "take": _take,
    "raise": _raise,
}


def text_of(name: str, *deeds: str) -> str:
    """A text that makes the engine do this."""
    return " | ".join([name, *deeds])


def reader(ledger: Ledger) -> Callable[..., Extraction]:
    """The engine's ``extract``, which keeps a ledger."""

    def extract(text: str, **_: Any) -> Extraction:
        name, *deeds = text.split(" | ")
        tried = len(ledger.entries(name, "begin"))
        ledger.note(name, "begin")
        deed, _space, argument = deeds[min(tried, len(deeds) - 1)].partition(" ")
        DEEDS[deed](argument)
        ledger.note(name, "end")
        article = Article(None, "en", None, None, characters=len(text), words=len(text.split()))
        return Extraction(article, (), (), (), (), (), ENGINE)

    return extract
