"""GET and DELETE /v1/articles/{id} and its parts"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import keys
from core.results import deflate
from core.store import Store

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]
PARTS = ("quotes", "sources", "facts")


def test_it_works(client: FlaskClient, article_id: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}")
    assert answer.status_code == 200
    result = answer.json
    assert result is not None
    assert set(result) == {"schema_version", "article", "engine", "times", "warnings", *PARTS}
    about = result["article"]
    assert (about["id"], about["title"], about["external_id"]) == (article_id, "Sales", "cms-1")
    assert about["metadata"] == {"desk": "economy"}
    assert (about["published_at"], about["published_at_from"]) == ("2024-11-01", "request")
    assert "text" not in about


def test_the_text_comes_along_when_asked_for(client: FlaskClient, article_id: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}?include=text").json
    assert answer is not None
    assert answer["article"]["text"] == TEXT


def test_every_text_is_a_slice_of_the_submitted_one(client: FlaskClient, article_id: str) -> None:
    result = client.get(f"/v1/articles/{article_id}").json
    waiting = [result]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if {"text", "start", "end"} <= set(value) and value["start"] is not None:
                assert TEXT[value["start"] : value["end"]] == value["text"]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


@pytest.mark.parametrize("part", PARTS)
def test_its_parts(client: FlaskClient, article_id: str, part: str) -> None:
    whole = client.get(f"/v1/articles/{article_id}").json
    answer = client.get(f"/v1/articles/{article_id}/{part}")
    assert whole is not None
    assert answer.json == {
        "article_id": article_id,
        "total": len(whole[part]),
        "next_cursor": None,
        "data": whole[part],
    }


@pytest.mark.parametrize("path", ["", "/quotes"])
def test_it_is_not_sent_twice(client: FlaskClient, article_id: str, path: str) -> None:
    first = client.get(f"/v1/articles/{article_id}{path}")
    again = client.get(f"/v1/articles/{article_id}{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "private" in first.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["", "/quotes", "/sources", "/facts"])
def test_a_result_that_is_not_ready_is_a_409(client: FlaskClient, submit: Submit, path: str) -> None:
    job = submit().json
    assert job is not None
    answer = client.get(job["urls"]["article"] + path)
    assert answer.status_code == 409
    assert problem(answer) == "not-ready"
    assert answer.get_json(force=True)["job_id"] == job["id"]
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("article_id", ["art_00000000000000000000000000", "x", "job_00000000000000000000000000"])
@pytest.mark.parametrize("path", ["", "/quotes", "/sources", "/facts"])
def test_an_unknown_article_is_a_404(client: FlaskClient, article_id: str, path: str) -> None:
    assert problem(client.get(f"/v1/articles/{article_id}{path}")) == "article-not-found"


def test_an_unknown_parameter_is_refused(client: FlaskClient, article_id: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}?includes=text")
    assert answer.status_code == 422
    assert answer.get_json(force=True)["errors"] == [{"detail": "Unknown field.", "parameter": "includes"}]


def test_it_validates_ownership(client: FlaskClient, article_id: str, store: Store) -> None:
    store.client.hset(keys.article(article_id), "newsroom", "another")
    assert problem(client.get(f"/v1/articles/{article_id}")) == "article-not-found"
    assert problem(client.delete(f"/v1/articles/{article_id}")) == "article-not-found"


def test_delete_forgets_text_and_result(client: FlaskClient, article_id: str, store: Store, submit: Submit) -> None:
    assert client.delete(f"/v1/articles/{article_id}").status_code == 204
    assert problem(client.get(f"/v1/articles/{article_id}")) == "article-not-found"
    assert problem(client.delete(f"/v1/articles/{article_id}")) == "article-not-found"
    left = b"".join(store.client.scan_iter("qw:*"))
    assert article_id.encode() not in left
    again = submit(published_at="2024-11-01", title="Sales", external_id="cms-1", metadata={"desk": "economy"})
    assert again.status_code == 202, "the cache knows it no more"


def test_delete_cancels_a_job_that_waits(client: FlaskClient, submit: Submit, store: Store, work: Work) -> None:
    job = submit().json
    assert job is not None
    assert client.delete(job["urls"]["article"]).status_code == 204
    assert work() == 0
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert seen["state"] == "canceled"
    assert not list(store.client.scan_iter("qw:text:*"))


def test_a_result_that_breaks_the_promise_is_never_sent(app: Flask, article_id: str, store: Store) -> None:
    store.client.set(keys.result(article_id), deflate('{"schema_version": "1", "article": {}, "quotes": 5}'))
    answer = app.test_client().get(f"/v1/articles/{article_id}")
    assert answer.status_code == 500
    assert problem(answer) == "internal-error"
