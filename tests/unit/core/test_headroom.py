"""core.headroom: articles are refused before Redis is full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis.exceptions import ResponseError

from core import headroom
from core.errors import QueueFull, StorageFull
from core.headroom import Headroom
from core.store import Store


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headroom, "LOOKED_AT", 0)


@pytest.fixture
def limit(store: Store) -> Iterator[None]:
    """The limit is given back afterwards."""
    before = store.client.config_get("maxmemory")["maxmemory"]
    yield
    store.client.config_set("maxmemory", str(before))


def _used(store: Store) -> int:
    return int(store.client.info("memory")["used_memory"])


def test_there_is_room_without_a_limit(store: Store, limit: None) -> None:
    store.client.config_set("maxmemory", 0)
    Headroom(store).check()


def test_nine_tenths_are_the_limit(store: Store, limit: None) -> None:
    room = Headroom(store)
    store.client.config_set("maxmemory", int(_used(store) / 0.8))
    room.check()
    store.client.config_set("maxmemory", int(_used(store) / 0.95))
    with pytest.raises(StorageFull, match="storage is nearly full") as caught:
        room.check()
    assert isinstance(caught.value, QueueFull), "whoever handles a full queue handles this"
    store.client.config_set("maxmemory", int(_used(store) / 0.8))
    room.check()


def test_it_is_not_asked_for_at_each_request(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headroom, "LOOKED_AT", 3600)
    asked: list[str] = []

    def info(section: str) -> dict[str, int]:
        asked.append(section)
        return {"maxmemory": 0}

    monkeypatch.setattr(store.client, "info", info)
    room = Headroom(store)
    for _ in range(5):
        room.check()
    assert asked == ["memory"]


def test_a_redis_that_does_not_tell_has_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(section: str) -> None:
        raise ResponseError("NOPERM")

    monkeypatch.setattr(store.client, "info", refuse)
    Headroom(store).check()
