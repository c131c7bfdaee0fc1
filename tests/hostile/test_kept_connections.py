"""Connections that are kept open: whoever answers, loop or thread, each request gets its own answer."""

from __future__ import annotations

import json
import os
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest
from flask import Flask
from gunicorn.config import Config
from gunicorn.glogging import Logger
from redis import Redis

from core import apikeys
from core.apikeys import ApiKeys, NewKey
from core.store import Store
from service.front import Connection, GatheringWorker

from .serving import PATIENCE, Server

FIELDS = {"Content-Type": "application/json"}
LARGE = b"a" * 20_000_000  # more than the kernel keeps for a client that does not read


@pytest.fixture
def key(server: Server, redis_url: str) -> dict[str, str]:
    with Redis.from_url(redis_url) as client:
        _, secret = ApiKeys(Store(client)).create(NewKey("local", "test", frozenset(apikeys.SCOPES)))
    return {**FIELDS, "Authorization": f"Bearer {secret}"}


@pytest.fixture
def kept(server: Server) -> Iterator[HTTPConnection]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    yield connection
    connection.close()


def _article(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


def test_loop_and_threads_take_turns(kept: HTTPConnection, key: dict[str, str]) -> None:
    sockets = set()
    for number in range(10):
        kept.request("POST", "/v1/articles", _article(f"Number {number}."), {**key, "X-Request-Id": f"r{number}"})
        answer = kept.getresponse()
        assert (answer.status, answer.headers["X-Request-Id"]) == (202, f"r{number}")
        assert answer.headers["Connection"] == "keep-alive"
        job = json.loads(answer.read())
        kept.request("GET", job["urls"]["get"], headers=key)  # for Flask
        answer = kept.getresponse()
        assert (answer.status, json.loads(answer.read())["id"]) == (200, job["id"])
        kept.request("POST", "/v1/articles", b'{"text": ""}', key)  # for Flask, once it has been read
        answer = kept.getresponse()
        assert (answer.status, b"text" in answer.read()) == (422, True)
        sockets.add(kept.sock)
    assert len(sockets) == 1, "one connection"


def test_requests_that_come_in_one_piece_are_answered_in_turn(server: Server, key: dict[str, str]) -> None:
    def request(number: int, *more: str) -> bytes:
        body = _article(f"Piece {number}.")
        lines = ["POST /v1/articles HTTP/1.1", "Host: a", f"X-Request-Id: p{number}", f"Content-Length: {len(body)}"]
        lines += [*(f"{name}: {value}" for name, value in key.items()), *more, "", ""]
        return "\r\n".join(lines).encode() + body

    answers = server.answered(b"".join([*map(request, range(5)), request(5, "Connection: close")]))
    assert answers.count(b"HTTP/1.1 202 ACCEPTED") == 6
    places = [answers.index(f"X-Request-Id: p{number}".encode()) for number in range(6)]
    assert places == sorted(places)


@pytest.fixture
def worker() -> Iterator[GatheringWorker]:
    """gunicorn's worker, with its loop in our hands."""
    config = Config()
    made = GatheringWorker(0, os.getppid(), [], Flask("test"), 30, config, Logger(config))
    made.alive = True
    made.tpool, made.poller = ThreadPoolExecutor(1), selectors.DefaultSelector()
    made.method_queue.init()
    made.poller.register(made.method_queue.fileno(), selectors.EVENT_READ, made.method_queue.run_callbacks)
    yield made
    made.tpool.shutdown()
    made.poller.close()
    made.method_queue.close()
    made.tmp.close()


@pytest.fixture
def until(worker: GatheringWorker) -> Callable[[Callable[[], object]], None]:
    def until(condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end
            worker.wait_for_and_dispatch_events(0.1)

    return until


def test_an_answer_is_sent_whole_however_slowly_it_is_read(
    worker: GatheringWorker, until: Callable[[Callable[[], object]], None]
) -> None:
    ours, theirs = socket.socketpair()
    with theirs, ThreadPoolExecutor(1) as reader:
        conn = Connection(worker.cfg, ours, ("127.0.0.1", 1), ("127.0.0.1", 2))
        worker.nr_conns = 1
        worker.say(conn, LARGE)
        assert not worker.keepalived_conns, "a thread waits for the client"
        read = reader.submit(lambda: b"".join(iter(lambda: theirs.recv(1_000_000), b"")))
        until(lambda: worker.keepalived_conns)
        worker.murder_keepalived(force=True)
        assert read.result(PATIENCE) == LARGE
        assert worker.nr_conns == 0


def test_a_client_that_has_gone_is_forgotten(
    worker: GatheringWorker, until: Callable[[Callable[[], object]], None]
) -> None:
    for answer in (b"short", LARGE):
        ours, theirs = socket.socketpair()
        conn = Connection(worker.cfg, ours, ("127.0.0.1", 1), ("127.0.0.1", 2))
        worker.nr_conns += 1
        if answer is LARGE:
            worker.say(conn, answer)
            theirs.close()
        else:
            theirs.close()
            worker.say(conn, answer)
        until(lambda: not worker.nr_conns)
        assert not worker.keepalived_conns
