"""The process in which jobs are done, one after the other: forked off by a worker, which waits for it.

Forking for each job would cost a sixth of the time that reading an article takes, most of it for memory that is copied
when it is first written to. So a process does further jobs as long as all goes well. One in which a job has failed
ends, and so does one that has done many or has grown; the next one is forked off afresh.
"""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Callable
from contextlib import suppress

MOST_JOBS = 100  # a process does
MOST_GROWTH = 131_072  # kB by which it may have grown at its worst
LONGEST_ORDER = 1_024  # bytes
DONE = b"."


class JobProcess:
    """A worker's side of it."""

    def __init__(self, do: Callable[[list[str]], bool]) -> None:
        """Fork. ``do`` does a job in there; whether the process is fit for another one."""
        self._socket, theirs = socket.socketpair()
        self._has_answer = False
        self.pid = os.fork()
        if self.pid == 0:
            self._socket.close()
            _work_and_exit(theirs, do)
        theirs.close()
        with suppress(OSError):  # it does the same; whoever comes first
            os.setpgid(self.pid, self.pid)

    def begin(self, order: list[str]) -> bool:
        """Hand it a job. Whether it is there to take it."""
        try:
            if self._has_answer:
                self._socket.recv(len(DONE))
            self._has_answer = False
            self._socket.sendall(" ".join(order).encode() + b"\n")
        except OSError:
            return False
        return True

    def wait(self) -> tuple[bool, int | None]:
        """Wait for the end of the job: whether the process lives on, and the job's (or its) exit status as ``wait4``
        gives it. May be interrupted, and called again: the answer is only looked at.
        """
        with suppress(ConnectionResetError):  # it has ended with the order unread
            self._has_answer = self._socket.recv(len(DONE), socket.MSG_PEEK) == DONE
        return (True, 0) if self._has_answer else (False, self._reap())

    def end(self) -> None:
        """Stop it, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, 9)
        self._reap()

    def _reap(self) -> int | None:
        status = None
        with suppress(ChildProcessError):
            _, status = os.waitpid(self.pid, 0)
        self._socket.close()
        return status


def _work_and_exit(orders: socket.socket, do: Callable[[list[str]], bool]) -> None:
    """The process itself. It ends when its worker does not want it any more."""
    status = 1
    try:
        os.setpgid(0, 0)
        most = _peak() + MOST_GROWTH
        for number in range(1, MOST_JOBS + 1):
            order = orders.recv(LONGEST_ORDER).decode().split()
            if not order or not do(order) or number == MOST_JOBS or _peak() > most:
                break  # without a word: the worker is not to hand over another job
            orders.sendall(DONE)
        status = 0
    finally:
        os._exit(status)


def _peak() -> int:
    """The most memory this process has had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
