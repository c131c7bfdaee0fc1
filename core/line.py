"""A connection to Redis on which steps are asked one behind the other, and nobody waits for the answers.

It is for an event loop: Redis answers in the order in which it was asked, so what is read next belongs to whoever has
waited longest. Nothing here blocks, but for opening the connection.
"""

from __future__ import annotations

import ssl
import time
from collections import deque
from socket import socket
from typing import Any, Generic, TypeVar

import hiredis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from .store import Step, Store

RECEIVED_AT_ONCE = 262_144  # bytes
NOTHING_YET = object()
Asker = TypeVar("Asker")


class Line(Generic[Asker]):
    """Opens the connection, which may take as long as the client's time-out; do it in a thread.

    Raises:
        redis.exceptions.RedisError: Redis is away, or only to be reached by TLS (whose sockets block as they like).
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.own_connection()
        self.socket: socket = self._connection._sock  # redis-py has no public name for it
        if isinstance(self.socket, ssl.SSLSocket):
            store.give_back(self._connection)
            raise RedisError("No line through TLS.")
        self.socket.setblocking(False)
        self._reader = hiredis.Reader(notEnoughData=NOTHING_YET)
        self._unsent = bytearray()
        self._waiting: deque[tuple[float, Asker]] = deque()

    def ask(self, step: Step, asker: Asker) -> None:
        """Ask for a step; :meth:`send` sends it."""
        self._unsent += hiredis.pack_command(self._store.command(step))
        self._waiting.append((time.monotonic(), asker))

    @property
    def unsent(self) -> bool:
        """Whether something is left to be sent."""
        return bool(self._unsent)

    @property
    def waiting_since(self) -> float | None:
        """Since when (:func:`time.monotonic`) the first of those who wait has waited."""
        return self._waiting[0][0] if self._waiting else None

    def send(self) -> None:
        """Send as much of what was asked as the kernel takes.

        Raises:
            OSError: the connection is broken.
        """
        try:
            while self._unsent:
                del self._unsent[: self.socket.send(self._unsent)]
        except BlockingIOError:
            pass

    def receive(self) -> list[tuple[Asker, Any]]:
        """What Redis has answered, and whom: an answer is an exception where Redis refused.

        Raises:
            OSError, redis.exceptions.ConnectionError, hiredis.ProtocolError: the connection is broken.
        """
        try:
            data = self.socket.recv(RECEIVED_AT_ONCE)
        except BlockingIOError:
            return []
        if not data:
            raise RedisConnectionError("Redis has closed the connection.")
        self._reader.feed(data)
        answered: list[tuple[Asker, Any]] = []
        while (answer := self._reader.gets()) is not NOTHING_YET:
            if not isinstance(answer, hiredis.PushNotification):  # Redis speaks up by itself only so
                answered.append((self._waiting.popleft()[1], answer))
        return answered

    def close(self) -> list[Asker]:
        """Close the connection. Those who have not been answered, whose step Redis may have taken or not."""
        left = [asker for _, asker in self._waiting]
        self._waiting.clear()
        self._store.give_back(self._connection)
        return left
