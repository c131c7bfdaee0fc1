"""Rate limits: the fields, the 429, and whose requests are counted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import apikeys
from core.apikeys import ApiKeys, NewKey
from core.settings import Settings
from core.store import Store
from service import create_app

from .conftest import problem

LIMIT = 3


@pytest.fixture
def client(settings: Settings, store: Store) -> FlaskClient:
    """An API that serves three requests a minute."""
    return create_app(replace(settings, rate_limit=LIMIT), store).test_client()


def _ask(client: FlaskClient, secret: str | None = None) -> TestResponse:
    return client.get("/v1/jobs/job_1", headers={"Authorization": f"Bearer {secret}"} if secret else {})


def _left(answer: TestResponse) -> int:
    found = re.fullmatch(r'"requests";r=(\d+);t=(\d+)', answer.headers["RateLimit"])
    assert found
    assert 1 <= int(found[2]) <= 60
    return int(found[1])


def test_it_works(client: FlaskClient) -> None:
    answers = [_ask(client) for _ in range(LIMIT)]
    assert [_left(answer) for answer in answers] == [2, 1, 0]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"requests";q=3;w=60'}
    refused = _ask(client)
    assert refused.status_code == 429
    assert problem(refused) == "too-many-requests"
    assert refused.get_json(force=True)["violated-policies"] == ["requests"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert _left(refused) == 0


def test_each_key_is_counted_for_itself(client: FlaskClient, store: Store) -> None:
    keys = ApiKeys(store)
    scopes = frozenset(apikeys.SCOPES)
    one, other, fast = (
        keys.create(NewKey("sport", name, scopes, rate))[1] for name, rate in (("a", None), ("b", None), ("c", 5))
    )
    for _ in range(LIMIT):
        assert _ask(client, one).status_code == 404
    assert _ask(client, one).status_code == 429
    assert _left(_ask(client, other)) == 2
    assert _left(_ask(client, fast)) == 4


def test_what_is_refused_does_nothing(client: FlaskClient, store: Store) -> None:
    for _ in range(LIMIT):
        _ask(client)
    assert client.post("/v1/articles", json={"text": "Text."}).status_code == 429
    assert not store.client.keys("qw:article:*")


def test_several_processes_count_together(settings: Settings, store: Store) -> None:
    clients = [create_app(replace(settings, rate_limit=LIMIT), store).test_client() for _ in range(2)]
    statuses = [_ask(clients[number % 2]).status_code for number in range(LIMIT + 1)]
    assert statuses == [404, 404, 404, 429]


def test_what_needs_no_key_is_not_counted(client: FlaskClient) -> None:
    for _ in range(LIMIT + 1):
        answer = client.get("/healthz")
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers
