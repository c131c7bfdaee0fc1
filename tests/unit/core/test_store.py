"""core.store: scripts, on connections that may break, be interrupted or be inherited."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis
from redis.connection import AbstractConnection
from redis.exceptions import OutOfMemoryError

from core.store import Store


def test_a_script_that_redis_has_forgotten_is_told_again(store: Store) -> None:
    store.client.script_flush()
    assert _begin(store) == 1
    store.client.script_flush()
    assert _begin(store) == 0


def test_a_connection_that_was_closed_is_replaced(store: Store) -> None:
    assert _begin(store) == 1
    store.client.client_kill_filter(_type="normal", skipme=True)
    assert _begin(store) == 0


def test_an_answer_that_was_not_waited_for_is_not_taken_for_the_next_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(AbstractConnection, "read_response", interrupt)
        with pytest.raises(KeyboardInterrupt):
            _begin(store)
    assert store.run("progress", ["job", "events"], [1, "stage", "0"]) == 0
    assert store.run("claim", ["key"], ["f", "t", 0, 1, 60, "ids"]) == [b"yours", b"ids", b""]


def test_threads_do_not_get_each_others_answers(store: Store) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda number: _claimed(store, number), range(400))) == list(range(400))


def test_a_forked_process_has_connections_of_its_own(store: Store) -> None:
    assert _begin(store) == 1
    child = os.fork()
    if child == 0:
        os._exit(0 if all(_begin(store) == 0 for _ in range(50)) else 1)
    assert [_claimed(store, number) for number in range(50)] == list(range(50))
    assert os.waitpid(child, 0)[1] == 0


def test_a_full_redis_is_known_as_full(store: Store) -> None:
    """Redis 6.2 says so in other words where a script is refused."""
    client: Redis = store.client
    _begin(store)
    before = client.config_get("maxmemory")["maxmemory"]
    client.config_set("maxmemory", 1)
    try:
        with pytest.raises(OutOfMemoryError):
            store.run("batch_open", ["another"], [60, "open", "1"])
    finally:
        client.config_set("maxmemory", str(before))


def _begin(store: Store) -> int:
    """1 the first time, then 0."""
    return int(store.run("batch_open", ["batch"], [60, "open", "1"]))


def _claimed(store: Store, number: int) -> int:
    """A number that has been to Redis and back."""
    return int(store.run("claim", [f"key-{number}"], ["f", "t", 0, 1, 60, number])[1])
