"""The connection to Redis and the Lua scripts beside this module."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from redis import Redis
from redis.backoff import NoBackoff
from redis.commands.core import Script
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, OutOfMemoryError, ResponseError
from redis.retry import Retry

from .settings import Settings

LUA = Path(__file__).parent / "lua"
COMMON = "_common"
FULL = "-OOM "
Argument = str | int | float | bytes


class Step(NamedTuple):
    """What a script of ``core/lua`` is to be asked, as :meth:`Store.run` takes it: its name, keys and arguments."""

    script: str
    keys: Sequence[str]
    args: Sequence[Argument]


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
    """A Redis client that knows our scripts. Safe to share between threads and across a fork.

    Scripts are what is asked most, and what redis-py adds to each command takes longer than most of them: they have
    connections of their own, taken from the client's pool for good.
    """

    def __init__(self, client: Redis) -> None:
        self.client = client
        self._free: list[Any] = []  # connections
        self._pid = os.getpid()
        common = (LUA / f"{COMMON}.lua").read_text(encoding="utf-8")
        self._scripts: dict[str, Script] = {
            path.stem: client.register_script(common + path.read_text(encoding="utf-8"))
            for path in sorted(LUA.glob("*.lua"))
            if path.stem != COMMON
        }

    def run(self, script: str, keys: Sequence[str], args: Sequence[Argument]) -> Any:
        """Run ``core/lua/<script>.lua`` as one atomic step. It may be sent twice, if a connection turns out broken.

        Raises:
            redis.exceptions.RedisError: Redis is away, full, or refused.
        """
        known = self._scripts[script]
        try:
            return self._ask("EVALSHA", known.sha, len(keys), *keys, *args)
        except (RedisConnectionError, NoScriptError):  # once more, with all that redis-py does to mend it
            return _full_if_so(lambda: known(keys=list(keys), args=list(args)))

    def command(self, step: Step) -> tuple[Any, ...]:
        """A step as a command of Redis, for whoever sends it without us (:mod:`core.line`)."""
        return "EVALSHA", self._scripts[step.script].sha, len(step.keys), *step.keys, *step.args

    def own_connection(self) -> Any:
        """A connection of redis-py's that nobody else will use, to a server that has been told our scripts. Give it
        back when you are done.

        Raises:
            redis.exceptions.RedisError: Redis is away.
        """
        connection: Any = self.client.connection_pool.get_connection()
        try:
            for known in self._scripts.values():
                connection.send_command("SCRIPT LOAD", known.script)
                connection.read_response()
        except BaseException:
            self.give_back(connection)
            raise
        return connection

    def give_back(self, connection: Any) -> None:
        """Close a connection of one's own."""
        connection.disconnect()
        self.client.connection_pool.release(connection)

    def _ask(self, *command: Argument) -> Any:
        if self._pid != os.getpid():  # a connection must not be used by two processes
            self._free, self._pid = [], os.getpid()
        try:
            connection = self._free.pop()
        except IndexError:
            connection = self.client.connection_pool.get_connection()
        try:
            connection.send_command(*command)
            return _full_if_so(connection.read_response)
        except ResponseError:
            raise
        except BaseException:  # the answer may come later, and would be taken for that of the next question
            connection.disconnect()
            raise
        finally:
            self._free.append(connection)


def _full_if_so(ask: Callable[[], Any]) -> Any:
    """Ask; a script that Redis before 7 refuses because it is full fails with an error of another kind."""
    try:
        return ask()
    except ResponseError as error:
        if FULL in str(error) and not isinstance(error, OutOfMemoryError):
            raise OutOfMemoryError(str(error)) from error
        raise
