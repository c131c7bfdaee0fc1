"""GET /metrics"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from core.engines import EngineInfo
from core.metrics import FAILURES, Metrics
from core.records import JobError
from core.settings import Settings
from core.store import Store
from service import create_app
from workers.context import Context

from .conftest import Submit, problem

Work = Callable[[], int]


def _values(client: FlaskClient) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def _one(client: FlaskClient, name: str, **labels: str) -> float:
    return _values(client)[name, frozenset(labels.items())]


def test_requests_of_all_processes_are_counted(settings: Settings, store: Store) -> None:
    one, two = (create_app(settings, store) for _ in range(2))
    for app in (one, two, two):
        assert app.test_client().get("/healthz").status_code == 200
        app.extensions["quotewire-metrics"].flush()
    client = one.test_client()
    labels = {"method": "GET", "route": "/healthz"}
    assert _one(client, "quotewire_http_requests_total", **labels, status="200") == 3
    assert _one(client, "quotewire_http_request_seconds_count", **labels) == 3
    assert _one(client, "quotewire_http_request_seconds_bucket", **labels, le="+Inf") == 3


def test_unknown_addresses_are_one_route(client: FlaskClient) -> None:
    for path in ("/a", "/b", '/"\n'):
        client.get(path)
    assert _one(client, "quotewire_http_requests_total", method="GET", route="none", status="404") == 3


def test_jobs(client: FlaskClient, submit: Submit, work: Work, engine: EngineInfo, context: Context) -> None:
    submit()
    assert _one(client, "quotewire_jobs_active") == 1
    assert sum(number for (name, _), number in _values(client).items() if name == "quotewire_queue_depth") == 1
    work()
    seen = _values(client)
    none: frozenset[tuple[str, str]] = frozenset()
    assert seen["quotewire_jobs_succeeded_total", none] == 1
    assert seen["quotewire_words_read_total", none] == 15
    assert seen["quotewire_job_seconds_count", none] == 1
    assert seen["quotewire_jobs_active", none] == seen["quotewire_oldest_job_seconds", none] == 0
    job = submit(text="Another text.").json
    assert job is not None
    context.jobs.fail(job["id"], JobError("timeout", "It took too long."))
    context.jobs.fail(job["id"], JobError("timeout", "It took too long."))
    assert _one(client, "quotewire_job_failures_total", reason="timeout") == 1


def test_numbers_wait_while_redis_is_away(settings: Settings, store: Store) -> None:
    away = create_app(replace(settings, redis_url="unix:///nowhere/redis.sock"))
    counted: Metrics = away.extensions["quotewire-metrics"]
    counted.count(FAILURES, reason='a"b\\c\nd')
    counted.flush()
    assert problem(away.test_client().get("/metrics")) == "storage-unavailable"
    counted.store = store
    counted.flush()
    counted.flush()
    client = create_app(settings, store).test_client()
    assert _one(client, "quotewire_job_failures_total", reason='a"b\\c\nd') == 1
