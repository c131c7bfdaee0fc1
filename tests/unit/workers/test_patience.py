"""workers.patience: what Redis does not take is tried again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from workers import patience
from workers.patience import patiently


def _failing(*errors: Exception) -> Callable[[], str]:
    left = list(errors)

    def step() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return step


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSE", 0)


def test_it_is_done_when_redis_is_back() -> None:
    away = (RedisConnectionError("gone"), RedisTimeoutError("silent"), OutOfMemoryError("full"))
    assert patiently(_failing(*away), "a result") == "done"


def test_what_will_not_pass_is_raised() -> None:
    with pytest.raises(ResponseError):
        patiently(_failing(RedisConnectionError("gone"), ResponseError("no such command")), "a result")
