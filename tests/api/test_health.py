"""/healthz and /readyz"""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient

from core import clock, engines, keys
from core.engines import EngineInfo
from core.settings import Settings
from core.store import Store
from service import create_app

from .conftest import problem


def test_alive_without_redis(settings: Settings) -> None:
    client = create_app(replace(settings, redis_url="unix:///nowhere/redis.sock")).test_client()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert problem(client.get("/readyz")) == "storage-unavailable"


def test_ready_with_a_worker(client: FlaskClient, store: Store, engine: EngineInfo) -> None:
    engines.beat(store.client, "one")
    answer = client.get("/readyz")
    assert answer.json == {"status": "ready", "workers": 1, "engine": engine.id}


def test_not_ready_without(client: FlaskClient, store: Store) -> None:
    store.client.zadd(keys.workers(), {"silent": clock.to_millis(clock.now()) - 60_000})
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert problem(answer) == "no-worker"


def test_a_worker_that_leaves_is_gone_at_once(client: FlaskClient, store: Store) -> None:
    engines.beat(store.client, "one")
    engines.leave(store, "one")
    assert client.get("/readyz").status_code == 503
