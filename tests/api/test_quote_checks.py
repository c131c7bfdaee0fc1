"""POST /v1/articles/{id}/quote-checks"""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from core import keys
from core.store import Store

from .conftest import TEXT, Submit, problem


def _check(client: FlaskClient, article_id: str, query: str = "", **fields: Any) -> dict[str, Any]:
    answer = client.post(f"/v1/articles/{article_id}/quote-checks{query}", json=fields)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return dict(answer.json)


def test_exact(client: FlaskClient, article_id: str) -> None:
    start = TEXT.index("Sales")
    assert _check(client, article_id, quotation='"Sales rose by 12 percent  in March"') == {
        "article_id": article_id,
        "verdict": "exact",
        "passage": [{"text": TEXT[start : start + 33], "start": start, "end": start + 33}],
        "quote_ids": ["q1"],
        "similarity": 1.0,
        "changes": [],
    }


def test_altered(client: FlaskClient, article_id: str) -> None:
    found = _check(client, article_id, quotation="Sales rose by 21 percent in March")
    assert found["verdict"] == "altered"
    (change,) = [change for change in found["changes"] if change["op"] != "equal"]
    place = TEXT.index("12")
    assert change == {
        "op": "replace",
        "article": {"text": "12", "start": place, "end": place + 2},
        "draft": {"text": "21", "start": 14, "end": 16},
    }


def test_absent(client: FlaskClient, article_id: str) -> None:
    found = _check(client, article_id, quotation="Nobody said this anywhere")
    assert (found["verdict"], found["passage"], found["changes"]) == ("absent", [], [])


def test_offsets_in_utf16(client: FlaskClient, submit: Submit, work: Any) -> None:
    answer = submit(text="📈 " + TEXT)
    work()
    assert answer.json is not None
    found = _check(
        client, answer.json["article_id"], "?offsets=utf16", quotation="Sales rose by 21 percent in 📈 March"
    )
    assert found["passage"][0]["start"] == TEXT.index("Sales") + 3
    assert found["changes"][-1]["draft"]["start"] == len("Sales rose by 21 percent in 📈x ")


@pytest.mark.parametrize(
    "fields",
    [{}, {"quotation": ""}, {"quotation": " “” "}, {"quotation": "x" * 2_001}, {"quotation": 1}, {"quote": "x"}],
)
def test_it_wants_words(client: FlaskClient, article_id: str, fields: dict[str, Any]) -> None:
    answer = client.post(f"/v1/articles/{article_id}/quote-checks", json=fields)
    assert answer.status_code == 422
    assert problem(answer) == "invalid-fields"


def test_it_takes_json_alone(client: FlaskClient, article_id: str) -> None:
    answer = client.post(f"/v1/articles/{article_id}/quote-checks", data="Sales", content_type="text/plain")
    assert problem(answer) == "unsupported-media-type"


def test_a_result_that_is_not_ready_is_a_409(client: FlaskClient, submit: Submit) -> None:
    job = submit().json
    assert job is not None
    assert problem(client.post(job["urls"]["article"] + "/quote-checks", json={"quotation": "Sales"})) == "not-ready"


def test_it_validates_ownership(client: FlaskClient, article_id: str, store: Store) -> None:
    store.client.hset(keys.article(article_id), "newsroom", "another")
    answer = client.post(f"/v1/articles/{article_id}/quote-checks", json={"quotation": "Sales"})
    assert problem(answer) == "article-not-found"
