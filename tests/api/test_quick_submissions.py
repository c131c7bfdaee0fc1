"""Plain submissions are answered before Flask is asked: with the very same answer, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError
from werkzeug.wrappers import Response

from core import apikeys, headroom
from core.apikeys import ApiKeys, NewKey
from core.queueing import Queueing
from core.settings import Settings
from core.store import Store
from service import services
from service.app import create_app

from .conftest import TEXT
from .quickly import Quickly

Headers = dict[str, str]
Post = Callable[..., Response]
ITS_OWN = ("X-Request-Id", "RateLimit", "Location")  # of each request
JSON = "application/json"
PATH = "/v1/articles"


@pytest.fixture
def key(store: Store) -> Headers:
    _, secret = ApiKeys(store).create(NewKey("local", "test", frozenset(apikeys.SCOPES)))
    return {"Authorization": f"Bearer {secret}", "X-Request-Id": "same"}


@pytest.fixture
def quickly(app: Flask) -> Quickly:
    services.of(app).queueing.headroom.check()  # or the first request would have Flask look
    return Quickly(app)


@pytest.fixture
def post(quickly: Quickly, key: Headers) -> Post:
    """Posts the quick way, if that can be."""

    def post(body: Any, headers: Headers | None = None, content_type: str = JSON, path: str = PATH) -> Response:
        return quickly.post(path, _data(body), {"Content-Type": content_type, **(headers or key)})

    return post


@pytest.fixture
def post_to_flask(client: FlaskClient, key: Headers) -> Post:
    def post(body: Any) -> Response:
        return client.post(PATH, data=_data(body), headers=key, content_type=JSON)

    return post


def _data(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()


def _seen(answer: Response) -> tuple[int, Headers, Any]:
    """Status, fields and body, but for what differs between any two submissions."""
    fields = {name: value for name, value in answer.headers.items() if name not in ITS_OWN}
    members = answer.get_json(force=True)
    for name in ("id", "article_id", "created_at", "urls", "position"):
        members.pop(name, None)
    if answer.status_code >= 400:
        members.pop("detail", None)  # counts what the one before has used up
    return answer.status_code, fields, members


PLAIN = [
    {"text": TEXT},
    {"text": "Ünïcödé \u2028 \U0001f600 “quoted”, and \u0000."},
    {"text": TEXT, "title": "T", "url": "https://a.example/", "language": "en", "external_id": "x"},
    {"text": TEXT, "published_at": "2024-11-01T10:00:00+01:00"},
]
OTHERS = [
    {"text": TEXT, "metadata": {"a": 1}},
    {"text": TEXT, "priority": "high", "include": ["attitudes"], "title": None},
    {"html": "<p>A page.</p>"},
    {"text": TEXT, "callback_url": "https://cms.example/hook"},
]
WRONG = [
    {},
    [],
    "text",
    {"text": ""},
    {"text": " \n"},
    {"text": 5},
    {"text": TEXT, "html": TEXT},
    {"text": TEXT, "nonsense": 1},
    {"text": TEXT, "published_at": "yesterday"},
    {"text": TEXT, "title": "T" * 1_001},
    {"text": "x" * 200_001},
    b"",
    b"{",
    b'{"text": "a", "text": "b"}',
    b'{"text": "\\ud800"}',
    b'{"text": "\xff"}',
    b'{"text": NaN}',
    b'{"text": ' + b"[" * 100,
]


@pytest.mark.parametrize("body", [*PLAIN, *OTHERS, *WRONG])
def test_the_answer_is_the_same(post: Post, post_to_flask: Post, body: Any) -> None:
    quick = post(body)
    slow = post_to_flask(body)
    assert _seen(quick) == _seen(slow)
    if quick.status_code == 202:
        assert quick.headers["Location"] == quick.get_json()["urls"]["get"]
        assert quick.get_json().keys() == slow.get_json().keys()


@pytest.mark.parametrize("body", PLAIN)
def test_what_lies_in_redis_is_the_same(store: Store, post: Post, post_to_flask: Post, body: Any) -> None:
    """The record of article, job and queue entry, field by field, and the text."""
    jobs = [answer.get_json() for answer in (post(body), post_to_flask(body))]
    told = []
    for job in jobs:
        names = f"qw:article:{job['article_id']}", f"qw:job:{job['id']}", f"rq:job:{job['id']}"
        own = (b"id", b"job", b"article", b"created", b"created_at", b"enqueued_at", b"description", b"data")
        records = [{k: v for k, v in store.client.hgetall(name).items() if k not in own} for name in names]
        told.append((records, store.client.get(f"qw:text:{job['article_id']}")))
    assert told[0] == told[1]
    assert told[0][0][0][b"newsroom"] == told[0][0][1][b"newsroom"] == b"local"


def test_plain_submissions_do_not_reach_flask(post: Post, quickly: Quickly) -> None:
    assert [post(body).status_code for body in PLAIN] == [202] * len(PLAIN)
    assert quickly.flask == []


@pytest.mark.parametrize(
    "changes",
    [
        {"content_type": "text/plain"},
        {"path": f"{PATH}?title=T"},
        {"content_type": "application/json; charset=latin-1"},
    ],
)
def test_what_is_not_plain_does(post: Post, quickly: Quickly, changes: dict[str, Any]) -> None:
    post({"text": TEXT}, **changes)
    assert len(quickly.flask) == 1


@pytest.mark.parametrize("field", ["Idempotency-Key", "Prefer", "Content-Encoding"])
def test_neither_does_what_has_more_to_be_minded(post: Post, key: Headers, quickly: Quickly, field: str) -> None:
    post({"text": TEXT}, headers={**key, field: "identity"})
    assert quickly.flask == [PATH]


@pytest.mark.usefixtures("engine")
def test_a_text_that_was_read_is_answered_the_same(post: Post, post_to_flask: Post, work: Callable[[], int]) -> None:
    first = post({"text": TEXT}).get_json()
    work()
    quick, slow = post({"text": TEXT}), post_to_flask({"text": TEXT})
    assert (quick.status_code, quick.get_json()) == (200, slow.get_json())
    assert quick.get_json()["id"] == first["id"]
    other = post({"text": TEXT, "external_id": "another"})
    assert (other.status_code, other.get_json()["state"]) == (200, "succeeded")
    assert other.get_json()["article_id"] != first["article_id"]


def test_each_request_is_counted_once(post: Post) -> None:
    left = [int(post(body).headers["RateLimit"].split("r=")[1].split(";")[0]) for body in (*PLAIN, *WRONG[:3])]
    assert left == list(range(left[0], left[0] - len(left), -1))


@pytest.mark.parametrize("scopes", [{apikeys.READ}, {apikeys.DELETE, apikeys.WEBHOOKS}])
def test_a_key_without_the_scope_submits_nothing(store: Store, post: Post, scopes: set[str]) -> None:
    _, secret = ApiKeys(store).create(NewKey("local", "reader", frozenset(scopes)))
    assert post({"text": TEXT}, headers={"Authorization": f"Bearer {secret}"}).status_code == 403
    assert store.client.zcard("qw:active") == 0


def test_a_revoked_or_unknown_key_submits_nothing(store: Store, post: Post) -> None:
    made, secret = ApiKeys(store).create(NewKey("local", "gone", frozenset(apikeys.SCOPES)))
    ApiKeys(store).revoke(made.id)
    for given in (secret, "qw_live_unknown"):
        assert post({"text": TEXT}, headers={"Authorization": f"Bearer {given}"}).status_code == 401
    assert store.client.zcard("qw:active") == 0


def test_the_article_is_that_newsrooms(store: Store, client: FlaskClient, post: Post, key: Headers) -> None:
    _, secret = ApiKeys(store).create(NewKey("elsewhere", "other", frozenset(apikeys.SCOPES)))
    other = {"Authorization": f"Bearer {secret}"}
    where = post({"text": TEXT}, headers=other).headers["Location"]
    assert client.get(where, headers=other).status_code == 200
    assert client.get(where, headers=key).status_code == 404


def test_beyond_the_rate_limit_nothing_is_accepted(store: Store, post: Post) -> None:
    _, secret = ApiKeys(store).create(NewKey("local", "slow", frozenset(apikeys.SCOPES), rate=2))
    headers = {"Authorization": f"Bearer {secret}"}
    assert [post({"text": f"{TEXT} {n}"}, headers=headers).status_code for n in range(3)] == [202, 202, 429]
    assert store.client.zcard("qw:active") == 2


def test_a_full_queue_refuses(settings: Settings, store: Store, key: Headers, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(replace(settings, max_queued_jobs=1), store)
    services.of(app).queueing.headroom.check()
    quickly = Quickly(app)
    run, tried = store.run, []

    def noting(script: str, *given: Any) -> Any:
        tried.append(script)
        return run(script, *given)

    monkeypatch.setattr(store, "run", noting)
    answers = [quickly.post(PATH, _data({"text": f"{TEXT} {n}"}), {**key, "Content-Type": JSON}) for n in range(2)]
    assert tried == ["submit"] * 2, "each in one step"
    assert [answer.status_code for answer in answers] == [202, 503]
    assert answers[1].get_json(force=True)["type"].endswith(":queue-full")


def test_redis_is_asked_now_and_then_whether_it_has_room(
    post: Post, quickly: Quickly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headroom, "LOOKED_AT", 0)
    assert post({"text": TEXT}).status_code == 202
    assert quickly.flask == [PATH], "which takes a thread"


@pytest.mark.parametrize(
    ("error", "problem"),
    [(RedisConnectionError("gone"), ":storage-unavailable"), (OutOfMemoryError("full"), ":storage-full")],
)
def test_redis_away_or_full_is_a_503_and_nothing_is_tried_twice(
    store: Store, post: Post, monkeypatch: pytest.MonkeyPatch, error: Exception, problem: str
) -> None:
    run, tried = store.run, []

    def fail(script: str, *given: Any) -> Any:
        if script != "submit":
            return run(script, *given)
        tried.append(script)
        raise error

    monkeypatch.setattr(store, "run", fail)
    answer = post({"text": TEXT})
    assert answer.status_code == 503
    assert answer.get_json(force=True)["type"].endswith(problem)
    assert tried == ["submit"]


def test_what_was_sent_twice_is_one_job(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection broke when Redis had done it already."""
    run = store.run

    def twice(script: str, *given: Any) -> Any:
        run(script, *given)
        return run(script, *given)

    monkeypatch.setattr(store, "run", twice)
    answer = post({"text": TEXT})
    assert (answer.status_code, answer.get_json()["position"]) == (202, 0)
    assert store.client.zcard("qw:active") == 1


def test_what_expires_at_this_moment_is_read_anew(post: Post, monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    post({"text": TEXT})
    work()
    monkeypatch.setattr(Queueing, "_from_cache", lambda *_: None)
    assert post({"text": TEXT}).status_code == 202
