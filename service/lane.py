"""Where plain requests are answered in the loop that has read them, without a thread (:mod:`service.quick`).

The loop sends what such a request wants of Redis along a line of its own (:mod:`core.line`) and goes on reading others;
when Redis answers, it writes the answer. So many requests share one look at the sockets and one write to disk, and no
thread waits for another to let it run. The loop itself never waits: where Redis is away, or stands still, or must be
asked twice, the request goes to a thread as all others do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector
from typing import Any, Protocol

from hiredis import ProtocolError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from core.line import Line

from .entered import Entered
from .gathering import Inbox
from .plain import Plain
from .quick import Quick
from .replies import Question, Reply

log = logging.getLogger("quotewire.api")

TRY_AGAIN = 1.0  # seconds between two tries to open the line
BROKEN = (OSError, RedisError, ProtocolError)


class Connection(Protocol):
    """A client's connection."""

    inbox: Inbox
    entered: Entered | None


class Front(Protocol):
    """What the lane needs of :class:`service.front.GatheringWorker`."""

    poller: BaseSelector

    def say(self, conn: Any, answer: bytes) -> None:
        """Send an answer, and wait for the next request."""

    def leave(self, conn: Any, find: Callable[[], bytes | None] | None = None) -> None:
        """Give a request to a thread: to send what ``find`` gives, or where that is nothing to have Flask answer."""

    def elsewhere(self, do: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do something in a thread, and something with what it gave in the loop."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A request that Redis was asked for."""

    conn: Connection
    request: Plain
    question: Question
    began: float


class Lane:
    """A loop's quick lane. ``patience`` is how many seconds Redis is waited for. Call everything in the loop."""

    def __init__(self, front: Front, quick: Quick, patience: float) -> None:
        self._front = front
        self._quick = quick
        self._patience = patience
        self._line: Line[Asked] | None = None
        self._opening = False
        self._next_try = 0.0

    def take(self, conn: Connection) -> bool:
        """Take a request that has come in completely. Whether it is one for us."""
        parts = conn.inbox.parts()
        if parts is None:
            return False
        if self._line is None:
            self._open()
            return False
        began = time.perf_counter()
        try:
            found = self._quick.question(*parts)
        except Exception:  # whatever it is, the loop must go on, and Flask will meet it too
            log.exception("a request could not be read the quick way")
            return False
        if found is None:
            return False
        self._line.ask(found[1].step, Asked(conn, *found, began))
        return True

    def at_most(self, seconds: float) -> float:
        """How long the loop may sleep, if it would like to sleep so long."""
        since = None if self._line is None else self._line.waiting_since
        return seconds if since is None else min(seconds, max(0.0, since + self._patience - time.monotonic()))

    def turn(self) -> None:
        """After each round of the loop: send what has been asked, and wait no longer for a Redis that stands still."""
        line = self._line
        if line is None:
            return
        try:
            line.send()
        except BROKEN as error:
            self._break_off(error)
            return
        since = line.waiting_since
        if since is not None and since + self._patience <= time.monotonic():
            self._break_off(RedisTimeoutError("Redis does not answer."))
            return
        wanted = EVENT_READ | EVENT_WRITE if line.unsent else EVENT_READ
        if wanted != self._front.poller.get_key(line.socket).events:
            self._front.poller.modify(line.socket, wanted, self._on_ready)

    def _on_ready(self, _: Any) -> None:
        line = self._line
        if line is None:
            return
        try:
            answered = line.receive()
        except BROKEN as error:
            self._break_off(error)
            return
        for asked, told in answered:
            self._on_told(asked, told)

    def _on_told(self, asked: Asked, told: Any) -> None:
        settle = partial(self._quick.settled, asked.question, told)
        if not isinstance(told, Exception) and not asked.question.is_settled(told):
            self._front.leave(asked.conn, partial(self._written, asked, settle))
            return
        answer = self._written(asked, settle)
        if answer is None:
            self._front.leave(asked.conn)
        else:
            self._front.say(asked.conn, answer)

    def _written(self, asked: Asked, find: Callable[[], Reply | None]) -> bytes | None:
        """An answer as bytes; without one, what is known of the request goes with it to Flask."""
        try:
            reply = find()
            if reply is not None:
                return self._quick.answer(asked.request, reply, time.perf_counter() - asked.began)
        except Exception:  # as above
            log.exception("a request could not be answered the quick way")
        asked.conn.entered = asked.question.entered
        return None

    def _open(self) -> None:
        now = time.monotonic()
        if self._opening or now < self._next_try:
            return
        self._opening, self._next_try = True, now + TRY_AGAIN
        self._front.elsewhere(partial(_opened, self._quick), self._on_opened)

    def _on_opened(self, line: Line[Asked] | None) -> None:
        self._opening, self._line = False, line
        if line is not None:
            self._front.poller.register(line.socket, EVENT_READ, self._on_ready)

    def _break_off(self, error: Exception) -> None:
        """Whoever waits goes to a thread: to ask again where the connection is broken, but not to wait once more for a
        Redis that stands still.
        """
        line = self._line
        if line is None:
            return
        log.warning("the quick lane has lost Redis: %s", type(error).__name__)
        self._line = None
        self._front.poller.unregister(line.socket)
        for asked in line.close():
            if isinstance(error, RedisTimeoutError):
                asked.conn.entered = Entered(error)
                self._front.leave(asked.conn)
            else:
                again = partial(self._quick.again, asked.question)
                self._front.leave(asked.conn, partial(self._written, asked, again))


def _opened(quick: Quick) -> Line[Asked] | None:
    try:
        return Line(quick.store)
    except RedisError as error:
        log.debug("no quick lane: %s", type(error).__name__)
        return None
