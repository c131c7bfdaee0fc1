"""Which processes make the service, and in which order: Redis, then the workers and their reaper, then the API.
Stopped the other way round.
"""

from __future__ import annotations

import errno
import fcntl
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

import requests
from redis import Redis
from redis.exceptions import RedisError

from core import settings as configuration
from core import store
from core.settings import Settings, variable

from . import redis_server
from .errors import CannotRun
from .processes import POLL, Child, wait_for

REDIS_READY = 60.0  # seconds; a long append-only file takes a while to read
READY = 60.0
STOP_WORKER = 90.0  # a worker finishes the article it reads
STOP_API = 25.0
STOP_REDIS = 20.0
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  # compared with, not bound to


class Stack:
    """The whole service on this machine. Use it as a context; it stops everything on the way out."""

    def __init__(self, environ: Mapping[str, str], *, quiet: bool) -> None:
        self.settings = configuration.load(environ)
        self.var = Path(self.settings.var_dir).absolute()
        self.environ = dict(environ)
        self.quiet = quiet
        self.children: list[Child] = []
        self._lock: IO[str] | None = None

    @property
    def url(self) -> str:
        """Where the API answers."""
        host = self.settings.host
        if host in EVERY_ADDRESS:
            host = "127.0.0.1"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.settings.port}"

    def __enter__(self) -> Stack:
        """Start everything and wait until it is ready.

        Raises:
            CannotRun: it cannot be.
        """
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> None:
        check_port(self.settings)
        self._make_var()
        self._start_redis()
        for number in range(1, self.settings.workers + 1):
            self._add(f"worker-{number}", [sys.executable, "-m", "workers.main"], STOP_WORKER)
        for number in range(1, self.settings.webhook_workers + 1):
            self._add(f"webhooks-{number}", [sys.executable, "-m", "workers.webhooks"], STOP_WORKER)
        self._add("reaper", [sys.executable, "-m", "workers.reaper"], STOP_API)
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "service/gunicorn_conf.py", "service.wsgi:app"]
        api = self._add("api", gunicorn, STOP_API)
        wait_for(self._ready, api, READY)

    def watch(self) -> None:
        """Keep everything running until interrupted. What ends by itself is started again.

        Raises:
            CannotRun: something keeps ending.
        """
        while True:
            for child in self.children:
                if child.ended:
                    print(f"{child.name} has ended; starting it again.", file=sys.stderr)
                    _explain_full_disk(child, self.var)
                    child.restart()
            time.sleep(POLL * 10)

    def stop(self) -> None:
        """Stop everything, the last started first; workers finish what they read."""
        while self.children:
            self.children.pop().stop()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _make_var(self) -> None:
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            self._lock = (self.var / "lock").open("w", encoding="utf-8")  # held until stop()
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"Quotewire runs already in {self.var}. Stop it, or set QUOTEWIRE_VAR_DIR.") from None
        except OSError as error:
            raise CannotRun(f"Cannot write to {self.var}: {error.strerror}.") from None

    def _start_redis(self) -> None:
        """The embedded Redis, unless another is named."""
        if {variable("redis_url"), f"{variable('redis_url')}_FILE"} & self.environ.keys():
            return
        server = redis_server.prepare(self.var, self.settings.redis_memory_mb)
        self.environ[variable("redis_url")] = server.url
        self.settings = configuration.load(self.environ)
        redis = self._add("redis", server.command, STOP_REDIS)
        redis.log = server.log
        client = store.connect(self.settings)
        wait_for(lambda: _answers(client), redis, REDIS_READY)

    def _add(self, name: str, command: list[str], patience: float) -> Child:
        log = self.var / f"{name}.log" if self.quiet or name == "redis" else None
        child = Child(name, command, self.environ, log, patience)
        self.children.append(child)
        child.start()
        return child

    def _ready(self) -> bool:
        for child in self.children:
            if child.ended:
                raise CannotRun(f"{child.name} did not start.\n{child.tail()}")
        try:
            answer = requests.get(f"{self.url}/readyz", timeout=5)
        except requests.RequestException:
            return False
        return bool(answer.status_code == requests.codes.ok)


def check_port(settings: Settings) -> None:
    """Whether the API can listen where it is to.

    Raises:
        CannotRun: the port is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                another = settings.port + 1
                raise CannotRun(
                    f"Port {settings.port} is taken by another program. Choose another: `make run PORT={another}`."
                ) from None
            raise CannotRun(
                f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror}. "
                "Set QUOTEWIRE_HOST or QUOTEWIRE_PORT."
            ) from None


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _explain_full_disk(child: Child, var: Path) -> None:
    if child.name == "redis" and "No space left on device" in child.tail():
        raise CannotRun(
            f"The disk is full: Redis cannot write to {var}. Nothing that was accepted is lost; free some space."
        )
