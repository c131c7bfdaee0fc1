"""POST /v1/articles"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import engines, keys
from core.engines import EngineInfo
from core.settings import Settings
from core.store import Store
from service import create_app
from workers.context import Context

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]


def test_it_works(submit: Submit, client: FlaskClient, work: Work) -> None:
    answer = submit()
    assert answer.status_code == 202
    job = answer.json
    assert job is not None
    assert job["state"] == "queued"
    assert job["position"] == 0
    assert answer.headers["Location"] == f"/v1/jobs/{job['id']}" == job["urls"]["get"]
    assert int(answer.headers["Retry-After"]) >= 1
    assert work() == 1
    done = client.get(job["urls"]["get"]).json
    assert done is not None
    assert done["state"] == "succeeded"
    assert done["progress"] == {"stage": "done", "share": 1.0}
    assert client.get(job["urls"]["article"]).status_code == 200


def test_it_takes_plain_text(client: FlaskClient, work: Work) -> None:
    answer = client.post(
        "/v1/articles?title=Sales&published_at=2024-11-01&include=attitudes", data=TEXT, content_type="text/plain"
    )
    assert answer.status_code == 202
    work()
    assert answer.json is not None
    article = client.get(answer.json["urls"]["article"]).json
    assert article is not None
    assert article["article"]["title"] == "Sales"
    assert article["article"]["published_at"] == "2024-11-01"
    assert article["article"]["characters"] == len(TEXT)


def test_beside_json_the_query_says_what_the_body_does_not(client: FlaskClient, context: Context) -> None:
    answer = client.post("/v1/articles?title=Query&external_id=q", json={"text": TEXT, "title": "Body"})
    assert answer.json is not None
    options = context.results.article(answer.json["article_id"]).options
    assert (options.title, options.external_id) == ("Body", "q")
    wrong = client.post("/v1/articles?priority=soon", json={"text": TEXT})
    assert wrong.get_json(force=True)["errors"][0]["parameter"] == "priority"


def test_the_same_submission_is_answered_from_the_cache(submit: Submit, engine: EngineInfo, work: Work) -> None:
    first = submit(published_at="2024-11-01")
    work()
    second = submit(published_at="2024-11-01")
    assert (first.status_code, second.status_code) == (202, 200)
    assert second.json is not None
    assert first.json is not None
    assert second.json["id"] == first.json["id"]
    assert second.json["state"] == "succeeded"
    assert second.json["expires_at"]
    assert "Retry-After" not in second.headers
    assert work() == 0


@pytest.mark.parametrize(
    "other",
    [
        {"text": TEXT + " "},
        {"published_at": "2024-11-02"},
        {"title": "Other"},
        {"language": "en"},
        {"include": ["attitudes"]},
    ],
)
def test_another_submission_is_not(submit: Submit, engine: EngineInfo, work: Work, other: dict[str, Any]) -> None:
    submit()
    work()
    assert submit(**other).status_code == 202


def test_the_same_text_with_other_metadata_gets_an_article_of_its_own(
    submit: Submit, client: FlaskClient, engine: EngineInfo, work: Work
) -> None:
    first = submit(external_id="a", metadata={"desk": "news"}).json
    work()
    answer = submit(external_id="b", metadata={"desk": "sport"})
    second = answer.json
    assert answer.status_code == 200
    assert first is not None
    assert second is not None
    assert second["article_id"] != first["article_id"]
    one, other = (client.get(job["urls"]["article"]).json for job in (first, second))
    assert one is not None
    assert other is not None
    assert other["article"]["metadata"] == {"desk": "sport"}
    assert other["article"]["external_id"] == "b"
    assert {**one, "article": None} == {**other, "article": None}
    # Each goes its own way: deleting one leaves the other.
    assert client.delete(first["urls"]["article"]).status_code == 204
    assert client.get(second["urls"]["article"]).status_code == 200


def test_another_engine_version_reads_again(submit: Submit, store: Store, engine: EngineInfo, work: Work) -> None:
    submit()
    work()
    engines.publish(store, replace(engine, version="99"))
    assert submit().status_code == 202


def test_without_a_worker_it_is_queued(submit: Submit, store: Store, work: Work) -> None:
    submit()
    work()
    assert engines.current(store) is None
    assert submit().status_code == 202


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": " \n\t"}, "/text"),
        ({"text": None}, "/text"),
        ({"text": 5}, "/text"),
        ({"text": "x" * 200_001}, "/text"),
        ({"published_at": "yesterday"}, "/published_at"),
        ({"published_at": "2024-02-30"}, "/published_at"),
        ({"published_at": 20241101}, "/published_at"),
        ({"title": "x" * 1_001}, "/title"),
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"language": "english please"}, "/language"),
        ({"external_id": ""}, "/external_id"),
        ({"metadata": []}, "/metadata"),
        ({"metadata": {"a": "x" * 20_000}}, "/metadata"),
        ({"include": ["everything"]}, "/include/0"),
        ({"include": "attitudes"}, "/include"),
        ({"nonsense": 1}, "/nonsense"),
        ({"a/b~c": 1}, "/a~1b~0c"),
    ],
)
def test_it_says_which_field_is_wrong(submit: Submit, fields: dict[str, Any], pointer: str) -> None:
    answer = submit(**fields)
    assert answer.status_code == 422
    assert problem(answer) == "invalid-fields"
    assert answer.json is not None
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_the_text_is_required(client: FlaskClient) -> None:
    answer = client.post("/v1/articles", json={"title": "No text"})
    assert answer.json is not None
    assert answer.json["errors"] == [{"detail": "Give either text or html.", "pointer": "/text"}]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("published_at=soon", "published_at"), ("title=a&title=b", "title"), ("nonsense=1", "nonsense")],
)
def test_it_says_which_parameter_is_wrong(client: FlaskClient, query: str, parameter: str) -> None:
    answer = client.post(f"/v1/articles?{query}", data=TEXT, content_type="text/plain")
    assert problem(answer) == "invalid-fields"
    assert answer.json is not None
    assert answer.json["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize("kind", ["application/xml", "multipart/form-data", "", "application/json-seq"])
def test_other_media_types_are_refused(client: FlaskClient, kind: str) -> None:
    answer = client.post("/v1/articles", data=b"{}", content_type=kind)
    assert answer.status_code == 415
    assert problem(answer) == "unsupported-media-type"
    assert "application/json" in answer.headers["Accept-Post"]


def test_a_compressed_body_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/articles", json={"text": TEXT}, headers={"Content-Encoding": "gzip"})
    assert problem(answer) == "unsupported-media-type"


def test_another_charset_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/articles", data=TEXT.encode("utf-16"), content_type="text/plain; charset=utf-16")
    assert problem(answer) == "unsupported-media-type"


def test_a_body_that_is_not_utf8_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/articles", data=b"caf\xe9", content_type="text/plain")
    assert answer.status_code == 400
    assert problem(answer) == "invalid-encoding"


def test_a_body_that_is_too_large_is_refused(client: FlaskClient, settings: Settings) -> None:
    answer = client.post("/v1/articles", data=b" " * (settings.max_body_bytes + 1), content_type="application/json")
    assert answer.status_code == 413
    assert problem(answer) == "body-too-large"


@pytest.mark.parametrize(("limit", "what"), [("max_queued_jobs", "jobs"), ("max_queued_bytes", "bytes")])
def test_a_full_queue_refuses_early(settings: Settings, store: Store, limit: str, what: str) -> None:
    most = {"max_queued_jobs": 2, "max_queued_bytes": 2 * len(TEXT.encode())}
    client = create_app(replace(settings, **{limit: most[limit]}), store).test_client()  # type: ignore[arg-type]
    answers = [client.post("/v1/articles", json={"text": TEXT}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 503]
    assert problem(answers[2]) == "queue-full"
    assert what in answers[2].get_json(force=True)["detail"]
    assert int(answers[2].headers["Retry-After"]) >= 1
    # Nothing of the refused one was kept.
    assert store.client.zcard(keys.active()) == 2
    assert len(list(store.client.scan_iter("qw:text:*"))) == 2


def test_the_queue_takes_more_once_it_has_drained(settings: Settings, store: Store, work: Work) -> None:
    client = create_app(replace(settings, max_queued_jobs=1), store).test_client()
    assert _post(client).status_code == 202
    assert _post(client).status_code == 503
    work()
    assert _post(client).status_code == 202
    assert store.client.hget(keys.active_bytes(), "total") == str(len(TEXT.encode())).encode()


def test_redis_away_is_a_503(settings: Settings) -> None:
    client = create_app(replace(settings, redis_url="unix:///nowhere/redis.sock")).test_client()
    answer = _post(client)
    assert answer.status_code == 503
    assert problem(answer) == "storage-unavailable"
    assert int(answer.headers["Retry-After"]) >= 1


def test_redis_full_is_a_503_and_it_recovers(client: FlaskClient, store: Store) -> None:
    store.client.config_set("maxmemory", 1)
    try:
        answer = _post(client)
    finally:
        store.client.config_set("maxmemory", 0)
    assert answer.status_code == 503
    assert problem(answer) == "storage-full"
    assert _post(client).status_code == 202


def test_every_character_of_unicode_comes_back(client: FlaskClient, work: Work) -> None:
    text = "“Ja — да — نعم — 👩‍👩‍👧 — e\u0301 — 𝔘,” said Zoë \u202eX\u202c.\u2028\u0000 Next"
    answer = client.post("/v1/articles", data=json.dumps({"text": text}), content_type="application/json")
    work()
    assert answer.json is not None
    article = client.get(answer.json["urls"]["article"] + "?include=text").json
    assert article is not None
    assert article["article"]["text"] == text
    assert article["article"]["characters"] == len(text)


def _post(client: FlaskClient) -> TestResponse:
    return client.post("/v1/articles", json={"text": TEXT})


@pytest.mark.parametrize(("size", "status"), [(1_000, 202), (1_001, 413), (5_000, 413)])
def test_a_body_of_unstated_length_is_never_cut(settings: Settings, store: Store, size: int, status: int) -> None:
    client = create_app(replace(settings, max_body_bytes=1_000), store).test_client()
    answer = client.post(
        "/v1/articles",
        input_stream=io.BytesIO(b"a" * size),
        content_type="text/plain",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code == status
