"""What the tests of the endpoints share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import engines
from core.engines import EngineInfo
from core.store import Store
from workers.extraction import preload

TEXT = "“Sales rose by 12 percent in March,” said Ana Pérez, an economist at Lund University."
Submit = Callable[..., TestResponse]


@pytest.fixture
def submit(client: FlaskClient) -> Submit:
    """Posts an article as JSON."""

    def post(text: Any = TEXT, **fields: Any) -> TestResponse:
        return client.post("/v1/articles", json={"text": text, **fields})

    return post


@pytest.fixture
def engine(store: Store) -> EngineInfo:
    """The engine, published as a worker does at its start."""
    made_by = preload()
    info = EngineInfo(made_by.name, made_by.version, made_by.model)
    engines.publish(store, info)
    return info


@pytest.fixture
def article_id(submit: Submit, engine: EngineInfo, work: Callable[[], int]) -> str:
    """An article that has been read."""
    answer = submit(published_at="2024-11-01", title="Sales", external_id="cms-1", metadata={"desk": "economy"})
    assert work() == 1
    return str(answer.json["article_id"])  # type: ignore[index]  # the test fails if there is no JSON


def problem(answer: TestResponse) -> str:
    """The last part of a problem's type; checks that it is one, and well formed."""
    assert answer.content_type == "application/problem+json"
    body = answer.get_json(force=True)
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    assert answer.headers["X-Request-Id"] == body["request_id"]
    return str(body["type"]).removeprefix("urn:quotewire:problem:")
