"""What the tests of the service share: a real Redis, an application, and a worker's hands.

Tests under ``unit/`` that ask for none of these start nothing.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from redis.exceptions import RedisError

from core import store as stores
from core.settings import Settings
from core.store import Store
from runner import redis_server
from service import create_app
from workers import context as contexts
from workers import tasks
from workers.context import Context

WORKER = "test-worker"
PATIENCE = 30  # seconds for Redis: a busy disk must not fail a test


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A redis-server of our own, empty, over a Unix socket."""
    server = redis_server.prepare(tmp_path_factory.mktemp("redis"))
    with subprocess.Popen(server.command) as process:
        client = Redis.from_url(server.url)
        until = time.monotonic() + 20
        while not _answers(client):
            assert process.poll() is None, server.log.read_text()
            assert time.monotonic() < until, "redis-server does not answer"
            time.sleep(0.01)
        client.close()
        yield server.url
        process.terminate()


@pytest.fixture
def settings(redis_url: str, tmp_path: Path) -> Settings:
    """Settings for a test; change them with ``dataclasses.replace``."""
    return replace(Settings(), redis_url=redis_url, redis_timeout=PATIENCE, var_dir=str(tmp_path))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store."""
    client = stores.connect(settings)
    client.flushall()
    yield Store(client)
    client.close()


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    """The API on that store."""
    return create_app(settings, store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Speaks to the API."""
    return app.test_client()


@pytest.fixture
def context(settings: Settings, store: Store) -> Context:
    """What a worker's tasks are handed."""
    return contexts.make(settings, WORKER, store)


@pytest.fixture
def work(context: Context) -> Callable[[], int]:
    """Does what waits in the queue, here and now, and says how many jobs that were."""

    def work_off() -> int:
        done = 0
        while isinstance(raw := context.store.client.lpop(context.queueing.queue.key), bytes):
            tasks.extract_article(context, raw.decode())
            done += 1
        return done

    return work_off


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False
