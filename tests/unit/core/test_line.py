"""core.line: many steps on one connection, answered in the order in which they were asked."""

from __future__ import annotations

import select
import ssl
import time
from types import SimpleNamespace
from typing import Any

import pytest
from hiredis import ReplyError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from core import gate
from core.gate import Wish
from core.line import Line
from core.store import Step, Store

PATIENCE = 30  # seconds
NOBODY = Wish(None, 1_000, "test")


def _receive(line: Line[Any], count: int) -> list[tuple[Any, Any]]:
    answered: list[tuple[Any, Any]] = []
    until = time.monotonic() + PATIENCE
    while len(answered) < count:
        assert time.monotonic() < until
        line.send()
        select.select([line.socket], [], [], 0.1)
        answered += line.receive()
    return answered


def test_answers_come_in_order(store: Store) -> None:
    line: Line[int] = Line(store)
    for number in range(100):
        line.ask(gate.step_of(NOBODY), number)
    answered = _receive(line, 100)
    assert [asker for asker, _ in answered] == list(range(100))
    assert [gate.told(told).quota.left for _, told in answered] == list(range(999, 899, -1))
    assert not line.unsent
    assert line.waiting_since is None
    assert line.receive() == [], "nothing blocks"
    assert line.close() == []


def test_what_redis_refuses_is_an_answer(store: Store) -> None:
    line: Line[str] = Line(store)
    line.ask(Step("enter", [], []), "wrong")
    line.ask(gate.step_of(NOBODY), "right")
    (wrong, right) = _receive(line, 2)
    assert wrong[0] == "wrong"
    assert isinstance(wrong[1], ReplyError)
    assert gate.told(right[1]).within
    line.close()


def test_a_broken_connection_says_who_has_not_been_answered(store: Store) -> None:
    line: Line[str] = Line(store)
    line.ask(gate.step_of(NOBODY), "a")
    mine = store.client.client_id()
    for client in store.client.client_list():
        if int(client["id"]) != mine:
            store.client.client_kill_filter(_id=client["id"])
    with pytest.raises((RedisConnectionError, OSError)):  # whichever of the two sees it first
        _receive(line, 1)
    assert line.close() == ["a"]


def test_a_redis_that_is_away_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise RedisConnectionError("gone")

    monkeypatch.setattr(store.client.connection_pool, "get_connection", away)
    with pytest.raises(RedisConnectionError):
        Line(store)


def test_there_is_none_through_tls(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    given_back: list[Any] = []
    sealed = SimpleNamespace(_sock=ssl.SSLSocket.__new__(ssl.SSLSocket))
    monkeypatch.setattr(store, "own_connection", lambda: sealed)
    monkeypatch.setattr(store, "give_back", given_back.append)
    with pytest.raises(RedisError, match="TLS"):
        Line(store)
    assert given_back == [sealed]


def test_connections_go_back_to_their_pool(store: Store) -> None:
    first = Line[str](store)
    used = first._connection
    first.close()
    assert store.own_connection() is used, "none is lost, however often a line breaks"
    store.give_back(used)
