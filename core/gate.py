"""Who calls, and whether they may call again so soon: one round trip to Redis before every request.

Requests are limited per API key: so many within any minute, counted in Redis, so that all API processes count together.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import apikeys, keys
from .errors import KeyNeeded, KeyUnknown
from .store import Argument, Step, Store

WINDOW = 60  # seconds
MILLIS = 1_000


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller has left. ``reset`` is in how many seconds more is free."""

    limit: int
    left: int
    reset: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A request before it is let in. ``secret`` is the API key, ``None`` where none was sent: it is then counted by
    ``name``, with ``limit`` requests a minute. ``ahead`` is a hash that it will ask for, and the fields wanted of it.
    """

    secret: str | None
    limit: int
    name: str
    ahead: str = ""
    fields: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that has been counted. ``key_id``, ``newsroom`` and ``scopes`` are those of its API key (``None`` and
    empty without one); ``ahead`` are the fields that were wanted, as far as they are there.
    """

    within: bool
    quota: Quota
    key_id: str | None
    newsroom: str | None
    scopes: frozenset[str]
    ahead: tuple[str | None, ...]


class Gate:
    """The way in."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def enter(self, wish: Wish) -> Entry:
        """Count a request.

        Raises:
            KeyUnknown: its API key is unknown or was revoked.
            KeyNeeded: it has none, and there are some.
            redis.exceptions.RedisError: Redis is away.
        """
        return told(self.store.run(*step_of(wish)))


def step_of(wish: Wish) -> Step:
    """What :meth:`Gate.enter` asks of Redis, for whoever asks without waiting; :func:`told` reads the answer."""
    names, args = asked(wish)
    return Step("enter", [*names, wish.ahead], [*args, *wish.fields])


def asked(wish: Wish) -> tuple[list[str], list[Argument]]:
    """Keys and arguments of ``enter()`` in ``core/lua/_common.lua``."""
    record = "" if wish.secret is None else keys.api_key(apikeys.digest_of(wish.secret))
    now = time.time_ns() // 1_000_000
    return [record, keys.api_keys(), keys.limits("")], [now, WINDOW * MILLIS, wish.limit, wish.name]


def told(answer: list[Any]) -> Entry:
    """What ``enter()`` gave, and the wanted fields if there are any.

    Raises:
        KeyUnknown, KeyNeeded: as :meth:`Gate.enter`.
    """
    if answer[0] == b"unknown":
        raise KeyUnknown
    if answer[0] == b"needed":
        raise KeyNeeded
    _, within, limit, left, free, known, *ahead = answer
    quota = Quota(limit, left, max(1, min(WINDOW, -((time.time_ns() // 1_000_000 - free) // MILLIS))))
    key_id, newsroom, scopes = (_text(part) for part in known[:3]) if known else (None, None, None)
    wanted = tuple(_text(part) for part in ahead[0]) if ahead else ()
    return Entry(bool(within), quota, key_id, newsroom, frozenset((scopes or "").split()), wanted)


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode()
