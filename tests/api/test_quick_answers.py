"""What is known already is answered before Flask is asked: with the very same answer."""

from __future__ import annotations

import logging
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from core import apikeys
from core.apikeys import ApiKeys, NewKey
from core.store import Store
from service.renderings import LONGEST, Renderings

from .conftest import Submit
from .quickly import Quickly

Headers = dict[str, str]
PATIENCE = 30  # seconds
ITS_OWN = ("X-Request-Id", "RateLimit")  # of each request


@pytest.fixture
def key(store: Store, article_id: str) -> Headers:
    """A key of the newsroom that has the article."""
    _, secret = ApiKeys(store).create(NewKey("local", "test", frozenset(apikeys.SCOPES)))
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def quickly(app: Flask) -> Quickly:
    return Quickly(app)


def _seen(answer: Response) -> tuple[int, bytes, Headers]:
    return answer.status_code, answer.data, {k: v for k, v in answer.headers.items() if k not in ITS_OWN}


PATHS = ("", "/quotes", "/sources?limit=1", "/facts?kind=quantity", "?offsets=utf16", "?include=text")


@pytest.mark.parametrize("path", PATHS)
def test_the_answer_is_the_same(
    client: FlaskClient, quickly: Quickly, article_id: str, key: Headers, path: str
) -> None:
    path = f"/v1/articles/{article_id}{path}"
    first = client.get(path, headers=key)
    assert _seen(quickly.get(path, key)) == _seen(first) == _seen(client.get(path, headers=key))
    known = {**key, "If-None-Match": first.headers["ETag"]}
    assert _seen(quickly.get(path, known)) == _seen(client.get(path, headers=known))
    assert quickly.get(path, known).status_code == 304
    assert quickly.flask == []


@pytest.mark.parametrize(
    "path",
    ["/v1/articles/{}", "/v1/articles/{}/", "/v1/articles/{}/nothing", "/v1/articles/{}?nonsense=1", "/v1/articles/x"],
)
@pytest.mark.parametrize("accept", ["application/json", "text/csv", "application/ld+json", "image/png"])
def test_what_is_not_so_simple_is_left_to_flask(
    client: FlaskClient, quickly: Quickly, article_id: str, key: Headers, path: str, accept: str
) -> None:
    path, asked = path.format(article_id), {**key, "Accept": accept, "X-Request-Id": "same"}
    assert _seen(quickly.get(path, asked)) == _seen(client.get(path, headers=asked)) == _seen(quickly.get(path, asked))


def test_it_is_counted_and_logged_as_any_other(
    client: FlaskClient, quickly: Quickly, article_id: str, key: Headers, caplog: pytest.LogCaptureFixture
) -> None:
    path = f"/v1/articles/{article_id}"
    left = [int(quickly.get(path, key).headers["RateLimit"].split("r=")[1].split(";")[0]) for _ in range(3)]
    assert left == [left[0], left[0] - 1, left[0] - 2], "each once"
    answer = quickly.get(path, key)
    assert all(len(answer.headers.getlist(name)) == 1 for name, _ in answer.headers)
    assert quickly.flask == [path], "the first time, to render it"
    with caplog.at_level(logging.INFO, "quotewire.access"):
        caplog.clear()
        quickly.get(path, {**key, "X-Request-Id": "mine"})
    (line,) = [record.fields for record in caplog.records if record.name == "quotewire.access"]  # type: ignore[attr-defined]
    assert (line["path"], line["status"], line["newsroom"], line["request_id"]) == (path, 200, "local", "mine")
    counted = 'quotewire_http_requests_total{method="GET",route="/v1/articles/<article_id>",status="200"} '
    until = time.monotonic() + PATIENCE
    told = ""
    while not told or float(told) < 5:  # threads hand numbers over, those of the tests before this one too
        assert time.monotonic() < until
        told = client.get("/metrics").text.partition(counted)[2].partition("\n")[0]


def test_a_deleted_article_is_gone_at_once(
    client: FlaskClient, quickly: Quickly, article_id: str, key: Headers
) -> None:
    path = f"/v1/articles/{article_id}"
    etag = quickly.get(path, key).headers["ETag"]
    assert client.delete(path, headers=key).status_code == 204
    assert quickly.get(path, key).status_code == 404
    assert quickly.get(path, {**key, "If-None-Match": etag}).status_code == 404


def test_nor_is_it_shown_to_others(quickly: Quickly, article_id: str, key: Headers, store: Store) -> None:
    path = f"/v1/articles/{article_id}"
    etag = quickly.get(path, key).headers["ETag"]
    known = ApiKeys(store)
    _, theirs = known.create(NewKey("culture", "test", frozenset(apikeys.SCOPES)))
    _, blind = known.create(NewKey("local", "test", frozenset({apikeys.WRITE})))
    for secret, status in ((theirs, 404), (blind, 403)):
        for more in ({}, {"If-None-Match": etag}):
            answer = quickly.get(path, {"Authorization": f"Bearer {secret}", **more})
            assert answer.status_code == status
    known.revoke(known.list()[0].id)
    assert quickly.get(path, key).status_code == 401


def test_renderings_are_kept_within_bounds(app: Flask) -> None:
    now = [0.0]
    kept = Renderings(1_000, lambda: now[0])
    with app.app_context():
        for number in range(20):
            kept.put(str(number), app.response_class(b"a" * 200))
        kept.put("large", app.response_class(b"a" * 300))
        found = [number for number in range(20) if kept.get(str(number)) is not None]
        assert 0 < len(found) <= 5
        assert found[-1] == 19, "the newest are kept"
        assert kept.get("large") is None
        now[0] = LONGEST + 1
        assert kept.get("19") is None


def test_the_submitted_text_is_not_kept_unread(client: FlaskClient, submit: Submit, key: Headers) -> None:
    job = client.post("/v1/articles", json={"text": "Another."}, headers=key).json
    assert job is not None
    assert client.get(job["urls"]["article"], headers=key).status_code == 409
