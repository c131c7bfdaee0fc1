"""Idempotency-Key on POST /v1/articles"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis.exceptions import ConnectionError as RedisConnectionError
from werkzeug.test import TestResponse

from core import apikeys, keys
from core.apikeys import ApiKeys, NewKey
from core.errors import QueueFull
from core.queueing import Queueing, Submitted
from core.store import Store
from core.submissions import Submission

from .conftest import TEXT, problem

Work = Callable[[], int]


def _post(client: FlaskClient, key: str = "k-1", text: str = TEXT, **headers: str) -> TestResponse:
    return client.post("/v1/articles", json={"text": text}, headers={"Idempotency-Key": key, **headers})


def _id(answer: TestResponse) -> str:
    assert answer.json is not None
    return str(answer.json["id"])


def _jobs(store: Store) -> int:
    return sum(b":events" not in key for key in store.client.scan_iter("qw:job:*"))


def test_the_same_request_gives_the_same_job(client: FlaskClient, store: Store) -> None:
    first, second = _post(client), _post(client)
    assert (first.status_code, second.status_code) == (202, 202)
    assert _id(first) == _id(second)
    assert second.headers["Location"] == first.headers["Location"]
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert _jobs(store) == 1


def test_also_when_it_has_been_read_meanwhile(client: FlaskClient, work: Work) -> None:
    first = _post(client)
    work()
    second = _post(client)
    assert second.status_code == 200
    assert _id(first) == _id(second)


def test_the_key_may_be_quoted(client: FlaskClient) -> None:
    assert _id(_post(client, "k-1")) == _id(_post(client, '"k-1"'))


def test_another_body_is_a_422(client: FlaskClient, store: Store) -> None:
    _post(client)
    answer = _post(client, text=TEXT + " More.")
    assert answer.status_code == 422
    assert problem(answer) == "idempotency-key-reused"
    assert _jobs(store) == 1


def test_so_is_another_query(client: FlaskClient) -> None:
    for query, status in (("", 202), ("?title=Other", 422)):
        answer = client.post(
            f"/v1/articles{query}", data=TEXT, content_type="text/plain", headers={"Idempotency-Key": "k-1"}
        )
        assert answer.status_code == status


def test_another_key_is_another_request(client: FlaskClient) -> None:
    assert _id(_post(client, "k-1")) != _id(_post(client, "k-2"))


def test_each_api_key_has_its_own(client: FlaskClient, store: Store) -> None:
    seen = set()
    for name in ("one", "other"):
        _, secret = ApiKeys(store).create(NewKey("sport", name, frozenset(apikeys.SCOPES)))
        seen.add(_id(_post(client, Authorization=f"Bearer {secret}")))
    assert len(seen) == 2


def test_one_that_is_in_flight_is_a_409(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    submit, inner = Queueing.submit, []

    def submit_while_another_asks(self: Queueing, submission: Submission) -> Submitted:
        inner.append(_post(client))
        return submit(self, submission)

    monkeypatch.setattr(Queueing, "submit", submit_while_another_asks)
    outer = _post(client)
    assert outer.status_code == 202
    assert [answer.status_code for answer in inner] == [409]
    assert problem(inner[0]) == "idempotency-key-in-use"
    assert inner[0].headers["Retry-After"]
    assert _id(_post(client)) == _id(outer)


def test_fifty_at_once_make_one_job(app: Flask, store: Store) -> None:
    together, first_answered = threading.Barrier(50), threading.Event()

    def ask(_: int) -> TestResponse:
        client = app.test_client()
        together.wait()
        while (answer := _post(client)).status_code == 409:
            assert problem(answer) == "idempotency-key-in-use"
            assert first_answered.wait(60)
        first_answered.set()
        return answer

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(50)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({_id(answer) for answer in answers}) == 1
    assert _jobs(store) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1


@pytest.mark.parametrize("written", [True, False])
def test_a_request_that_broke_off_is_taken_up_again(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    """Redis goes away in the midst: whether the job was written or not, the retry makes no second one."""
    submit = Queueing.submit

    def break_off(self: Queueing, submission: Submission) -> Submitted:
        if written:
            submit(self, submission)
        raise RedisConnectionError("gone")

    monkeypatch.setattr(Queueing, "submit", break_off)
    assert _post(client).status_code == 503
    assert _jobs(store) == (1 if written else 0)
    monkeypatch.setattr(Queueing, "submit", submit)
    answer = _post(client)
    assert answer.status_code == 202
    assert _jobs(store) == 1
    assert _id(_post(client)) == _id(answer)


def test_a_process_that_died_is_waited_for_only_so_long(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, run = Queueing.submit, Store.run

    def die(self: Queueing, submission: Submission) -> Submitted:
        submit(self, submission)
        raise RedisConnectionError("gone")

    def last_words_are_lost(self: Store, script: str, *rest: object) -> object:
        if script == "end_claim":
            raise RedisConnectionError("gone")
        return run(self, script, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as dying:
        dying.setattr(Queueing, "submit", die)
        dying.setattr(Store, "run", last_words_are_lost)
        assert _post(client).status_code == 503
    assert _post(client).status_code == 409
    (record,) = store.client.scan_iter("qw:idempotency:*")
    store.client.hset(record, "until", "0")  # as if its time were over
    assert _post(client).status_code == 202
    assert _jobs(store) == 1


def test_what_was_refused_can_be_sent_again(client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    submit = Queueing.submit

    def full(self: Queueing, submission: Submission) -> Submitted:
        raise QueueFull("jobs", 1)

    monkeypatch.setattr(Queueing, "submit", full)
    assert _post(client).status_code == 503
    monkeypatch.setattr(Queueing, "submit", submit)
    assert _post(client, text="Another body is fine then.").status_code == 202


def test_a_body_that_is_refused_leaves_no_trace(client: FlaskClient, store: Store) -> None:
    assert _post(client, text=" ").status_code == 422
    assert not list(store.client.scan_iter("qw:idempotency:*"))


def test_when_the_job_has_expired_it_starts_anew(client: FlaskClient, store: Store) -> None:
    first = _id(_post(client))
    store.client.delete(keys.job(first), keys.events(first))
    second = _post(client)
    assert second.status_code == 202
    assert _id(second) != first


def test_it_is_remembered_for_a_day(client: FlaskClient, store: Store) -> None:
    _post(client)
    (record,) = store.client.scan_iter("qw:idempotency:*")
    assert 86_000 < int(store.client.ttl(record)) <= 86_400


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "sch\u00f6n", '""'])
def test_a_key_that_is_none(client: FlaskClient, key: str) -> None:
    answer = _post(client, key)
    assert answer.status_code == 400
    assert problem(answer) == "invalid-header"
    assert answer.get_json(force=True)["errors"][0]["header"] == "Idempotency-Key"
