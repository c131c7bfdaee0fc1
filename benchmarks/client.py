"""A load generator that costs little itself: one thread, raw sockets, requests made beforehand."""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

RECEIVED_AT_ONCE = 262_144
Make = Callable[[int], bytes]


@dataclass(slots=True)
class Seen:
    """What a run has seen: answers by status, and the seconds each took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted

    def quantile(self, share: float) -> float:
        """The seconds within which this share of the answers came."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


class _Line:
    """One connection that asks again as soon as it is answered."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data = b""
        self.asked = 0.0

    def ask(self, request: bytes) -> None:
        self.data, self.asked = b"", time.perf_counter()
        self.socket.sendall(request)

    def answer(self) -> int | None:
        """The status, once the answer is all there."""
        part = self.socket.recv(RECEIVED_AT_ONCE)
        if not part:
            raise ConnectionError("the server has closed a connection that was to be kept")
        self.data += part
        head, blank, body = self.data.partition(b"\r\n\r\n")
        if not blank:
            return None
        status = int(head[9:12])
        return status if len(body) >= _length(head, status) else None


def load(port: int, make: Make, *, connections: int, seconds: float) -> Seen:
    """Ask for so long on so many connections. ``make`` gives the request of each number.

    Raises:
        ConnectionError: the server has closed a connection.
    """
    seen = Seen()
    lines = [_Line(port) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        began, number = time.perf_counter(), 0
        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.ask(make(number))
            number += 1
        busy = len(lines)
        while busy:
            for event, _ in selector.select():
                status = event.data.answer()
                if status is None:
                    continue
                now = time.perf_counter()
                seen.statuses[status] += 1
                seen.seconds.append(now - event.data.asked)
                if now - began < seconds:
                    event.data.ask(make(number))
                    number += 1
                else:
                    busy -= 1
        seen.lasted = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return seen


def request(method: str, path: str, fields: Mapping[str, str], body: bytes = b"") -> bytes:
    """A request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    lines += [f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def _length(head: bytes, status: int) -> int:
    if status == 304:
        return 0
    return int(head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
