"""Which engine the workers run, and which of them are alive: told by the workers, read by the API.

The API never loads the engine, so a worker publishes what it runs when it starts. Until the first worker has done so,
the API knows of no engine: submissions are queued as usual, none is answered from the cache.
"""

from __future__ import annotations

from dataclasses import dataclass

from redis import Redis

from . import clock, keys
from .store import Store


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """The engine's name, its version, and that of the model it decides with."""

    name: str
    version: str
    model: str

    @property
    def id(self) -> str:
        """One string that changes whenever a result might."""
        return f"{self.name}/{self.version}/{self.model}"


def publish(store: Store, info: EngineInfo) -> None:
    """Say which engine the workers run."""
    store.client.hset(keys.engine(), mapping={"name": info.name, "version": info.version, "model": info.model})


def current(store: Store) -> EngineInfo | None:
    """The engine the workers run, or ``None`` before the first of them has started."""
    fields = {_decode(name): _decode(value) for name, value in store.client.hgetall(keys.engine()).items()}
    return EngineInfo(fields["name"], fields["version"], fields["model"]) if fields else None


def beat(client: Redis, worker: str) -> None:
    """A worker's sign of life, by itself or in a pipeline."""
    client.zadd(keys.workers(), {worker: clock.to_millis(clock.now())})


def leave(store: Store, worker: str) -> None:
    """A worker stops."""
    store.client.zrem(keys.workers(), worker)


def alive(store: Store, within: int) -> int:
    """How many workers gave a sign of life within so many seconds."""
    since = clock.to_millis(clock.now()) - within * 1000
    return int(store.client.zcount(keys.workers(), since, "+inf"))


def forget(store: Store, silent: int) -> int:
    """Drop workers that have been silent for so many seconds. How many there were."""
    until = clock.to_millis(clock.now()) - silent * 1000
    return int(store.client.zremrangebyscore(keys.workers(), "-inf", until))


def _decode(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
