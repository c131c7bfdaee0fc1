"""service.lane: the loop asks Redis and waits for nobody; what goes wrong is for a thread."""

from __future__ import annotations

import json
import selectors
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from core import apikeys, line
from core.apikeys import ApiKeys, NewKey
from core.store import Store
from service import lane as lanes
from service import quick, services
from service.entered import Entered
from service.gathering import Inbox, Limits
from service.lane import Lane

from .conftest import TEXT
from .quickly import read_answer

PATIENCE = 30.0  # seconds
Find = Callable[[], bytes | None]


class Client:
    """A connection whose request has come in."""

    def __init__(self, request: bytes) -> None:
        self.inbox = Inbox(Limits(), 0)
        assert self.inbox.add(request)
        self.entered: Entered | None = None


class Loop:
    """What a lane sees of gunicorn's worker; what is to be done in a thread is done at once, or noted."""

    def __init__(self) -> None:
        self.poller: selectors.BaseSelector = selectors.DefaultSelector()
        self.said: list[tuple[Client, bytes]] = []
        self.left: list[tuple[Client, Find]] = []

    def say(self, conn: Client, answer: bytes) -> None:
        self.said.append((conn, answer))

    def leave(self, conn: Client, find: Find | None = None) -> None:
        self.left.append((conn, find or (lambda: None)))

    def elsewhere(self, do: Callable[[], Any], then: Callable[[Any], None]) -> None:
        then(do())

    def until(self, lane: Lane, condition: Callable[[], object]) -> None:
        """Go round until it is so."""
        end = time.monotonic() + PATIENCE
        lane.turn()
        while not condition():
            assert time.monotonic() < end
            for key, _ in self.poller.select(lane.at_most(0.1)):
                key.data(key.fileobj)
            lane.turn()


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.poller.close()


@pytest.fixture
def lane(app: Flask, loop: Loop) -> Lane:
    """One whose line is open."""
    return _open(app, loop, PATIENCE)


def _open(app: Flask, loop: Loop, patience: float) -> Lane:
    ways = quick.of(app)
    assert ways is not None
    services.of(app).queueing.headroom.check()
    made = Lane(loop, ways, patience)
    assert not made.take(Client(b"GET /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n")), "the line is opened meanwhile"
    return made


@pytest.fixture
def submission(store: Store) -> Callable[..., Client]:
    _, secret = ApiKeys(store).create(NewKey("local", "test", frozenset(apikeys.SCOPES)))

    def make(text: str = TEXT, method: str = "POST") -> Client:
        body = json.dumps({"text": text}).encode()
        head = f"{method} /v1/articles HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {secret}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return Client(head.encode() + body)

    return make


def test_many_are_asked_at_once_and_each_gets_its_answer(
    lane: Lane, loop: Loop, submission: Callable[..., Client], store: Store
) -> None:
    clients = [submission(f"{TEXT} {number}") for number in range(20)]
    assert all(lane.take(client) for client in clients)
    assert store.client.zcard("qw:active") == 0, "nothing is sent before the round has ended"
    loop.until(lane, lambda: len(loop.said) == 20)
    assert [client for client, _ in loop.said] == clients
    answers = [read_answer(said) for _, said in loop.said]
    assert [answer.status_code for answer in answers] == [202] * 20
    assert [answer.get_json()["position"] for answer in answers] == list(range(20))
    assert loop.left == []


def test_others_are_not_taken(lane: Lane, submission: Callable[..., Client]) -> None:
    assert not lane.take(submission(method="PUT"))
    assert not lane.take(submission(text=""))
    assert not lane.take(Client(b"no HTTP\r\n\r\n"))


def test_what_redis_has_told_goes_with_a_request_that_flask_answers(
    lane: Lane, loop: Loop, submission: Callable[..., Client], store: Store
) -> None:
    keys = ApiKeys(store)
    client = submission()
    keys.revoke(keys.list()[0].id)
    assert lane.take(client)
    loop.until(lane, lambda: loop.left)
    ((left, find),) = loop.left
    assert left is client
    assert find() is None
    assert client.entered is not None
    assert isinstance(client.entered.entry, Exception)


@pytest.mark.usefixtures("engine")
def test_what_redis_must_be_asked_again_for_is_left_to_a_thread(
    lane: Lane, loop: Loop, submission: Callable[..., Client], work: Callable[[], int]
) -> None:
    assert lane.take(submission())
    loop.until(lane, lambda: loop.said)
    work()
    client = submission()
    assert lane.take(client)
    loop.until(lane, lambda: loop.left)
    said = loop.left[0][1]()
    assert said is not None
    assert (read_answer(said).status_code, read_answer(said).get_json()["state"]) == (200, "succeeded")


def test_a_broken_line_asks_again_elsewhere_and_makes_one_job(
    lane: Lane, loop: Loop, submission: Callable[..., Client], store: Store
) -> None:
    assert lane.take(submission())
    for client in store.client.client_list():
        if client["id"] != str(store.client.client_id()):
            store.client.client_kill_filter(_id=client["id"])
    loop.until(lane, lambda: loop.left)
    said = loop.left[0][1]()
    assert said is not None
    assert read_answer(said).status_code == 202
    assert store.client.zcard("qw:active") == 1
    assert not lane.take(submission()), "it is opened again, if not at once"


def test_a_redis_that_stands_still_is_not_waited_for(
    app: Flask, loop: Loop, submission: Callable[..., Client], store: Store
) -> None:
    lane = _open(app, loop, 0.2)
    assert lane.at_most(10) == 10
    client = submission()
    store.client.client_pause(60_000, all=False)
    try:
        assert lane.take(client)
        assert lane.at_most(10) <= 0.2
        loop.until(lane, lambda: loop.left)
    finally:
        store.client.client_unpause()
    assert loop.left[0][1]() is None, "Flask is to say so, without waiting once more"
    assert client.entered is not None
    assert isinstance(client.entered.entry, RedisTimeoutError)


def test_more_than_the_kernel_takes_is_sent_by_and_by(
    lane: Lane, loop: Loop, submission: Callable[..., Client], store: Store
) -> None:
    count, text = 150, "word " * 8_000
    store.client.client_pause(60_000, all=False)
    try:
        assert all(lane.take(submission(text + str(number))) for number in range(count))
        lane.turn()
        assert any(key.events & selectors.EVENT_WRITE for key in loop.poller.get_map().values())
    finally:
        store.client.client_unpause()
    loop.until(lane, lambda: len(loop.said) == count)
    assert store.client.zcard("qw:active") == count
    assert not any(key.events & selectors.EVENT_WRITE for key in loop.poller.get_map().values())


def test_the_loop_goes_on_whatever_happens(
    lane: Lane, loop: Loop, submission: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Any:
        raise ValueError("a fault of ours")

    with monkeypatch.context() as patched:
        patched.setattr(quick.Quick, "question", fail)
        assert not lane.take(submission())
    monkeypatch.setattr(quick.Quick, "answer", fail)
    assert lane.take(submission())
    loop.until(lane, lambda: loop.left)
    assert loop.left[0][1]() is None


def test_without_redis_it_is_tried_again_and_not_too_often(
    app: Flask, loop: Loop, submission: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []

    def away(_: Store) -> Any:
        tried.append(time.monotonic())
        raise RedisConnectionError("gone")

    monkeypatch.setattr(lanes, "Line", away)
    lane = _open(app, loop, PATIENCE)
    assert not lane.take(submission())
    assert len(tried) == 1
    monkeypatch.setattr(lanes, "Line", line.Line)
    monkeypatch.setattr(lanes, "TRY_AGAIN", 0.0)
    lane._next_try = 0.0
    assert not lane.take(submission())
    assert lane.take(submission())
