"""Starting processes, watching them, stopping them in order."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import CannotRun

MOST_RESTARTS = 5
RESTART_WINDOW = (
    30.0  # seconds: more restarts than that within it, and something is wrong that restarting will not mend
)
POLL = 0.05  # seconds between two looks at a condition
TAIL = 15  # lines of a log shown when its process fails
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """In the child, before it becomes the program: ask the kernel for SIGTERM when the parent ends (Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


@dataclass(slots=True)
class Child:
    """A process of the stack. In its own session, so that Ctrl-C reaches the manager alone, which then stops all in
    order.

    ``log`` is where its output goes; ``None`` leaves it on the terminal. ``patience`` is how many seconds it may take
    to stop.
    """

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path | None
    patience: float
    process: subprocess.Popen[bytes] | None = None
    starts: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start it (again)."""
        self.starts.append(time.monotonic())
        if self.log is None:
            self.process = self._spawn(None)
            return
        with self.log.open("ab") as output:
            self.process = self._spawn(output.fileno())

    def _spawn(self, output: int | None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            list(self.command),
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # the manager has one thread: nothing can be locked across the fork
        )

    @property
    def ended(self) -> bool:
        """Whether it has ended (or was never started)."""
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to stop, wait, and kill it if it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def restart(self) -> None:
        """Start it again after it has ended by itself.

        Raises:
            CannotRun: it has ended too often.
        """
        now = time.monotonic()
        while self.starts and now - self.starts[0] > RESTART_WINDOW:
            self.starts.popleft()
        if len(self.starts) > MOST_RESTARTS:
            raise CannotRun(
                f"{self.name} has ended {len(self.starts)} times within {RESTART_WINDOW:.0f} s.\n{self.tail()}"
            )
        self.start()

    def tail(self) -> str:
        """The last lines of its log."""
        if self.log is None or not self.log.exists():
            return "Its output stands above."
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
        return "\n".join([f"The end of {self.log}:", *(f"    {line}" for line in lines)])


def wait_for(condition: Callable[[], bool], child: Child, seconds: float) -> None:
    """Wait until a condition holds.

    Raises:
        CannotRun: the process ended first, or the time is up.
    """
    until = time.monotonic() + seconds
    while not condition():
        if child.ended:
            raise CannotRun(f"{child.name} did not start.\n{child.tail()}")
        if time.monotonic() > until:
            raise CannotRun(f"{child.name} was not ready within {seconds:.0f} s.\n{child.tail()}")
        time.sleep(POLL)
