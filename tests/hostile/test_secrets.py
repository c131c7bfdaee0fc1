"""A Redis with a password, given as a file: everything works, and no process shows it to its neighbours."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, RedisError

from runner import redis_server
from tests.integration.test_stack import Running, eventually, start, stop

PASSWORD = "Zuckerwatte"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("secret")
    server = redis_server.prepare(folder)
    with server.config.open("a", encoding="utf-8") as config:
        config.write(f"requirepass {PASSWORD}\n")
    secret, address = folder / "password", folder / "address"
    secret.write_text(f"{PASSWORD}\n")
    address.write_text(f"{server.url}\n")
    with subprocess.Popen(server.command) as process:
        eventually(lambda: _asks_for_a_password(server.url))
        running = start(
            folder / "var",
            QUOTEWIRE_REDIS_URL_FILE=str(address),
            QUOTEWIRE_REDIS_PASSWORD_FILE=str(secret),
            QUOTEWIRE_WORKERS="1",
            QUOTEWIRE_API_PROCESSES="1",
            QUOTEWIRE_LOG_LEVEL="DEBUG",
        )
        yield running
        written = stop(running)
        process.terminate()
    assert PASSWORD not in written


def _asks_for_a_password(url: str) -> bool:
    try:
        Redis.from_url(url).ping()
    except AuthenticationError:
        return True
    except RedisError:
        return False
    return False


def test_it_works(stack: Running) -> None:
    assert stack.finished(stack.submit(text="“Good,” said Ana Pérez."))["state"] == "succeeded"


def test_no_process_shows_it(stack: Running) -> None:
    processes = stack.processes()
    assert len(processes) >= 5
    for pid, command in processes.items():
        assert PASSWORD not in command
        assert PASSWORD.encode() not in Path(f"/proc/{pid}/environ").read_bytes(), command
