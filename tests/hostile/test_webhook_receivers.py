"""Receivers of webhooks that are slow, endless, broken or mean: each costs a worker a bounded time, and the schedule
goes on.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest

from core import clock, keys
from core.store import Store
from core.webhooks import SCHEDULE, Delivery, Outcome, Webhooks
from workers import deliveries
from workers.context import Context

SECRETS = ["whsec_" + "A" * 43 + "="]
LIMIT = 0.4  # seconds for a call, in these tests
Behaviour = Callable[[socket.socket, threading.Event], None]


def _drip(client: socket.socket, stop: threading.Event, first: bytes, drop: bytes) -> None:
    client.sendall(first)
    while not stop.wait(0.01):
        client.sendall(drop)


def _flood(client: socket.socket, stop: threading.Event, first: bytes, wave: bytes) -> None:
    client.sendall(first)
    while not stop.is_set():
        client.sendall(wave)


OK = b"HTTP/1.1 200 OK\r\n"
PENDING: dict[str, Behaviour] = {
    "silent": lambda client, stop: _drip(client, stop, b"", b""),
    "closes at once": lambda client, stop: client.close(),
    "half a status line": lambda client, stop: _drip(client, stop, b"HTTP/1.1 20", b""),
    "an endless status line": lambda client, stop: _flood(client, stop, b"HTTP/1.1 200 ", b"o" * 65_536),
    "fields that drip": lambda client, stop: _drip(client, stop, OK, b"A: b\r\n"),
    "endless fields": lambda client, stop: _flood(client, stop, OK, b"A: b\r\n" * 10_000),
    "one endless field": lambda client, stop: _flood(client, stop, OK + b"A: ", b"b" * 65_536),
    "go on, go on": lambda client, stop: _flood(client, stop, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "a body that drips": lambda client, stop: _drip(client, stop, OK + b"Content-Length: 99999\r\n\r\n", b"a"),
    "chunks that drip": lambda client, stop: _drip(
        client, stop, OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"
    ),
    "no HTTP": lambda client, stop: client.sendall(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "a redirect to itself": lambda client, stop: client.sendall(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
    ),
    "a redirect inside": lambda client, stop: client.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n"
    ),
    "a redirect to a file": lambda client, stop: client.sendall(
        b"HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"
    ),
    "busy": lambda client, stop: client.sendall(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
    "a negative Retry-After": lambda client, stop: client.sendall(
        b"HTTP/1.1 429 Slow\r\nRetry-After: -99999\r\nContent-Length: 0\r\n\r\n"
    ),
    "a Retry-After for ever": lambda client, stop: client.sendall(
        b"HTTP/1.1 429 Slow\r\nRetry-After: 99999999\r\nContent-Length: 0\r\n\r\n"
    ),
}
DELIVERED: dict[str, Behaviour] = {
    "a bomb": lambda client, stop: client.sendall(
        OK + b"Content-Encoding: gzip\r\nContent-Length: 30\r\n\r\n" + b"\x1f\x8b\x08" + b"\0" * 27
    ),
    "an endless body": lambda client, stop: _flood(client, stop, OK + b"\r\n", b"a" * 65_536),
}


@contextmanager
def _receiver(behave: Behaviour) -> Iterator[tuple[str, list[bytes]]]:
    """An address that behaves so, and the requests that came in there."""
    stop = threading.Event()
    asked: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client, suppress(OSError):
                asked.append(client.recv(65_536))
                behave(client, stop)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/hook", asked
        stop.set()
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.fixture(autouse=True)
def _limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "LIMIT", LIMIT)


def _send(url: str) -> Outcome:
    delivery = Delivery("msg_1", "n", url, "job.succeeded", "{}", "pending", 1, clock.now(), None, None, None, None)
    return deliveries.send(delivery, SECRETS, allow_private=True)


@pytest.mark.parametrize("behave", PENDING.values(), ids=PENDING.keys())
def test_it_is_left_and_tried_again(behave: Behaviour) -> None:
    with _receiver(behave) as (url, asked):
        outcome = _send(url)
    assert outcome.state == "pending"
    assert len(asked) == 1, "one call, and nobody is followed anywhere"
    assert asked[0].startswith(b"POST /hook HTTP/1.1\r\n")


@pytest.mark.parametrize("behave", DELIVERED.values(), ids=DELIVERED.keys())
def test_what_comes_after_the_status_does_not_matter(behave: Behaviour) -> None:
    with _receiver(behave) as (url, _):
        assert _send(url).state == "delivered"


@pytest.mark.parametrize("behave", PENDING.values(), ids=PENDING.keys())
def test_the_schedule_is_kept(behave: Behaviour, context: Context, store: Store) -> None:
    """Whatever the receiver does: the next try is due by the schedule, and not later than its last step."""
    webhooks = Webhooks(store, context.jobs)
    with _receiver(behave) as (url, _):
        fields = f"id msg_1 newsroom n url {url} type job.succeeded payload {{}} state pending attempts 0 created 0"
        store.client.execute_command("HSET", keys.delivery("msg_1"), *fields.split())  # type: ignore[no-untyped-call]
        before = clock.to_millis(clock.now())
        deliveries.deliver_webhook(_allowing(context), "msg_1")
    after = webhooks.get("msg_1")
    assert (after.state, after.attempts) == ("pending", 1)
    assert after.next_at is not None
    wait = (clock.to_millis(after.next_at) - before) / 1000
    assert SCHEDULE[0] * 0.7 <= wait <= SCHEDULE[-1] + 60


def _allowing(context: Context) -> Context:
    return replace(context, settings=replace(context.settings, webhook_allow_private=True))
