"""Three hundred clients that take their time, and the others who are served meanwhile."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from .serving import PATIENCE, Server, head, received, status

EACH = 100
BODY = b'{"text": "' + b"a" * 1_000 + b'"}'
PROBES = ("/healthz", "/readyz", "/docs")
QUICK = 1.0  # seconds


class Slow:
    """Clients that have begun a request; ``dribble`` sends one more byte of each."""

    def __init__(self, server: Server, stack: ExitStack) -> None:
        def connect() -> socket.socket:
            return stack.enter_context(server.connect())

        whole_head = head("POST", "/v1/articles", len(BODY), Content_Type="application/json")
        self.idle = [connect() for _ in range(EACH)]
        self.heads = [(connect(), whole_head + BODY) for _ in range(EACH)]
        self.bodies = [(connect(), BODY) for _ in range(EACH)]
        self.sent = 20
        for client, rest in self.heads:
            client.sendall(rest[: self.sent])
        for client, rest in self.bodies:
            client.sendall(whole_head + rest[: self.sent])

    def dribble(self) -> None:
        for client, rest in self.heads + self.bodies:
            client.sendall(rest[self.sent : self.sent + 1])
        self.sent += 1

    def finish(self) -> list[socket.socket]:
        for client, rest in self.heads + self.bodies:
            client.sendall(rest[self.sent :])
        return [client for client, _ in self.heads + self.bodies]


@pytest.fixture
def slow(server: Server) -> Iterator[Slow]:
    with ExitStack() as stack:
        yield Slow(server, stack)


def _probe(server: Server) -> float:
    """Seconds until the slowest of the probes is answered, each on a connection of its own."""
    worst = 0.0
    for path in PROBES:
        began = time.monotonic()
        answer = requests.get(server.url + path, timeout=PATIENCE)
        worst = max(worst, time.monotonic() - began)
        assert answer.status_code == (503 if path == "/readyz" else 200), "no worker runs here"
    return worst


def test_others_are_served_meanwhile_and_they_too_in_the_end(server: Server, slow: Slow) -> None:
    for _ in range(5):
        slow.dribble()
        _probe(server)
    assert {status(received(client)) for client in slow.finish()} == {202}


@pytest.mark.chaos
def test_probes_are_quick_meanwhile(server: Server, slow: Slow) -> None:
    seconds = []
    for _ in range(10):
        slow.dribble()
        seconds.append(_probe(server))
        time.sleep(0.2)  # the slowness itself
    assert max(seconds) < QUICK, seconds
