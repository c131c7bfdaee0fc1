"""The connection to Redis and the Lua scripts beside this module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.commands.core import Script
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ResponseError
from redis.retry import Retry

from .settings import Settings

LUA = Path(__file__).parent / "lua"
COMMON = "_common"
FULL = "-OOM "
Argument = str | int | float | bytes


def connect(settings: Settings, *, timeout: float | None = None) -> Redis:
    """A Redis client. It connects when first used, and once more where a connection of its pool turns out broken.

    ``timeout`` (seconds, for connecting and for each answer) is ``settings.redis_timeout`` unless given.
    """
    seconds = settings.redis_timeout if timeout is None else timeout
    options: dict[str, Any] = {} if settings.redis_password is None else {"password": settings.redis_password}
    return Redis.from_url(
        settings.redis_url,
        socket_timeout=seconds,
        socket_connect_timeout=seconds,
        retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        **options,
    )


class Store:
    """A Redis client that knows our scripts. Safe to share between threads and across a fork."""

    def __init__(self, client: Redis) -> None:
        self.client = client
        common = (LUA / f"{COMMON}.lua").read_text(encoding="utf-8")
        self._scripts: dict[str, Script] = {
            path.stem: client.register_script(common + path.read_text(encoding="utf-8"))
            for path in sorted(LUA.glob("*.lua"))
            if path.stem != COMMON
        }

    def run(self, script: str, keys: Sequence[str], args: Sequence[Argument]) -> Any:
        """Run ``core/lua/<script>.lua`` as one atomic step.

        Raises:
            redis.exceptions.RedisError: Redis is away, full, or refused.
        """
        try:
            return self._scripts[script](keys=list(keys), args=list(args))
        except ResponseError as error:
            if FULL in str(error) and not isinstance(error, OutOfMemoryError):  # as Redis before 7 says it
                raise OutOfMemoryError(str(error)) from error
            raise
