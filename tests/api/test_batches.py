"""POST /v1/batches and GET /v1/batches/{id}"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis.exceptions import ConnectionError as RedisConnectionError
from werkzeug.test import TestResponse

from core import keys
from core.engines import EngineInfo
from core.queueing import Queueing, Submitted
from core.records import JobError
from core.settings import Settings
from core.store import Store
from core.submissions import Submission
from service import create_app
from workers.context import Context

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]
Json = dict[str, Any]
NONE = {"queued": 0, "running": 0, "succeeded": 0, "failed": 0, "canceled": 0, "refused": 0, "expired": 0}


def _articles(count: int) -> list[Json]:
    return [{"text": f"{TEXT} {number}", "external_id": f"cms-{number}"} for number in range(count)]


def _json(answer: TestResponse) -> Json:
    assert isinstance(answer.json, dict)
    return answer.json


def _view(client: FlaskClient, batch: Json, lines: bool = False) -> Json:
    return _json(client.get(batch["urls"]["lines" if lines else "get"]))


def _jobs(store: Store) -> int:
    return sum(b":events" not in key for key in store.client.scan_iter("qw:job:*"))


def test_it_works(client: FlaskClient, work: Work) -> None:
    answer = client.post("/v1/batches", json=_articles(3))
    assert answer.status_code == 202
    batch, lines = _json(answer)["batch"], _json(answer)["answers"]
    assert answer.headers["Location"] == f"/v1/batches/{batch['id']}" == batch["urls"]["get"]
    assert answer.headers["Retry-After"]
    assert [(line["index"], line["status"], line["job"]["state"]) for line in lines] == [
        (0, 202, "queued"),
        (1, 202, "queued"),
        (2, 202, "queued"),
    ]
    assert {line["job"]["batch_id"] for line in lines} == {batch["id"]}
    assert {line["job"]["priority"] for line in lines} == {"low"}
    assert (batch["state"], batch["total"], batch["counts"]) == ("running", 3, {**NONE, "queued": 3})
    assert work() == 3
    done = client.get(batch["urls"]["get"])
    assert "Retry-After" not in done.headers
    seen = _json(done)
    assert (seen["state"], seen["counts"]) == ("ended", {**NONE, "succeeded": 3})
    assert seen["created_at"] <= seen["ended_at"] < seen["expires_at"]
    third = _json(client.get(lines[2]["job"]["urls"]["article"]))
    assert third["article"]["external_id"] == "cms-2"


def test_lines_are_answered_by_lines(client: FlaskClient) -> None:
    body = "\n".join(json.dumps(article) for article in _articles(2)) + "\n\r\n\n"
    answer = client.post("/v1/batches", data=body, content_type="application/x-ndjson")
    assert answer.status_code == 202
    assert answer.content_type == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert [(line["index"], line["status"]) for line in lines] == [(0, 202), (1, 202)]
    assert _json(client.get(answer.headers["Location"]))["total"] == 2


@pytest.mark.parametrize("media_type", ["application/x-ndjson", "application/json"])
def test_each_line_is_answered_for_itself(client: FlaskClient, work: Work, media_type: str) -> None:
    sent: list[Any] = [{"text": " "}, {"text": "Good."}, "no object", {"text": "Good too.", "colour": "red"}]
    lines_sent = "\n".join(json.dumps(item) for item in sent)
    body = lines_sent if media_type.endswith("ndjson") else json.dumps(sent)
    answer = client.post("/v1/batches", data=body, content_type=media_type)
    assert answer.status_code == 202
    text = answer.get_data(as_text=True)
    lines = [json.loads(line) for line in text.splitlines()] if body is lines_sent else json.loads(text)["answers"]
    assert [line["status"] for line in lines] == [422, 202, 400, 422]
    assert lines[0]["problem"]["errors"][0]["pointer"] == "/text"
    assert lines[2]["problem"]["type"] == "urn:quotewire:problem:invalid-json"
    assert "job" not in lines[0]
    batch = _json(client.get(answer.headers["Location"]))
    assert batch["counts"] == {**NONE, "queued": 1, "refused": 3}
    work()
    seen = _view(client, batch, lines=True)
    assert seen["state"] == "ended"
    assert [line["state"] for line in seen["lines"]] == ["refused", "succeeded", "refused", "refused"]
    assert seen["lines"][0]["problem"] == "urn:quotewire:problem:invalid-fields"
    assert seen["lines"][1]["job_id"] == lines[1]["job"]["id"]
    assert seen["lines"][1]["article_id"] == lines[1]["job"]["article_id"]


def test_a_line_that_is_no_json_does_not_harm_the_others(client: FlaskClient) -> None:
    body = '{"text": "Good."}\n{"text": \n{"text": "Good too."}'
    answer = client.post("/v1/batches", data=body, content_type="application/x-ndjson")
    lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert [line["status"] for line in lines] == [202, 400, 202]


def test_a_batch_of_which_nothing_is_good_has_ended(client: FlaskClient) -> None:
    batch = _json(client.post("/v1/batches", json=[{}, {}]))["batch"]
    assert (batch["state"], batch["counts"]) == ("ended", {**NONE, "refused": 2})
    assert batch["expires_at"]


def test_whatever_becomes_of_a_job_closes_its_line(client: FlaskClient, context: Context, work: Work) -> None:
    answer = _json(client.post("/v1/batches", json=_articles(4)))
    failed, canceled, running, _ = (line["job"] for line in answer["answers"])
    context.jobs.fail(failed["id"], JobError("timeout", "It took too long."))
    client.delete(canceled["urls"]["get"])
    attempt = context.jobs.start(running["id"], "w")
    context.jobs.progress(attempt, "quotes", 0.5)
    seen = _view(client, answer["batch"])
    assert seen["counts"] == {**NONE, "failed": 1, "canceled": 1, "running": 1, "queued": 1}
    assert seen["state"] == "running"
    client.delete(running["urls"]["get"])
    work()
    seen = _view(client, answer["batch"])
    assert (seen["state"], seen["counts"]) == ("ended", {**NONE, "failed": 1, "canceled": 2, "succeeded": 1})


def test_what_was_read_before_is_answered_at_once(
    client: FlaskClient, submit: Submit, engine: EngineInfo, work: Work
) -> None:
    known = submit(text="Read before.").json
    submit(text="Read with other metadata.", external_id="a")
    assert known is not None
    work()
    sent = [{"text": "Read before."}, {"text": "Read with other metadata.", "external_id": "b"}]
    answer = _json(client.post("/v1/batches", json=sent))
    assert [line["status"] for line in answer["answers"]] == [200, 200]
    assert answer["answers"][0]["job"]["id"] == known["id"]
    assert answer["batch"]["state"] == "ended"
    assert answer["batch"]["counts"] == {**NONE, "succeeded": 2}


def test_a_thousand_and_no_more(client: FlaskClient) -> None:
    for count in (0, 1_001):
        answer = client.post("/v1/batches", json=[{}] * count)
        assert answer.status_code == 422
        assert problem(answer) == "invalid-fields"
    assert _json(client.post("/v1/batches", json=[{}] * 1_000))["batch"]["total"] == 1_000


def test_a_batch_may_be_larger_than_an_article_but_not_without_end(settings: Settings, store: Store) -> None:
    client = create_app(replace(settings, max_body_bytes=1_000, max_batch_bytes=5_000), store).test_client()
    fits, too_much = [{"text": "x" * 300}] * 10, [{"text": "x" * 300}] * 20
    assert client.post("/v1/batches", json=fits).status_code == 202
    refused = client.post("/v1/batches", json=too_much)
    assert refused.status_code == 413
    assert problem(refused) == "body-too-large"


def test_a_full_queue_refuses_the_lines_it_cannot_take(settings: Settings, store: Store) -> None:
    client = create_app(replace(settings, max_queued_jobs=2), store).test_client()
    answer = _json(client.post("/v1/batches", json=_articles(3)))
    assert [line["status"] for line in answer["answers"]] == [202, 202, 503]
    assert answer["answers"][2]["problem"]["type"] == "urn:quotewire:problem:queue-full"
    assert answer["batch"]["counts"] == {**NONE, "queued": 2, "refused": 1}


def test_the_same_key_gives_the_same_batch(client: FlaskClient, store: Store, work: Work) -> None:
    sent, key = [*_articles(2), {"text": ""}], {"Idempotency-Key": "b-1"}
    first = client.post("/v1/batches", json=sent, headers=key)
    second = client.post("/v1/batches", json=sent, headers=key)
    assert _json(first) == _json(second)
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert _jobs(store) == 2
    assert problem(client.post("/v1/batches", json=sent[:1], headers=key)) == "idempotency-key-reused"


def test_a_batch_that_broke_off_goes_on(client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    submit, seen = Queueing.submit, []

    def break_off(self: Queueing, submission: Submission) -> Submitted:
        seen.append(submission)
        done = submit(self, submission)
        if len(seen) == 3:
            raise RedisConnectionError("gone")
        return done

    sent, key = [{}, *_articles(4)], {"Idempotency-Key": "b-1"}
    with monkeypatch.context() as breaking:
        breaking.setattr(Queueing, "submit", break_off)
        assert client.post("/v1/batches", json=sent, headers=key).status_code == 503
    answer = _json(client.post("/v1/batches", json=sent, headers=key))
    assert [line["status"] for line in answer["answers"]] == [422, 202, 202, 202, 202]
    assert answer["batch"]["counts"] == {**NONE, "queued": 4, "refused": 1}
    assert _jobs(store) == 4


def test_the_priority_can_be_chosen(client: FlaskClient) -> None:
    sent = [{"text": "One."}, {"text": "Two.", "priority": "high"}]
    answer = _json(client.post("/v1/batches?priority=normal", json=sent))
    assert [line["job"]["priority"] for line in answer["answers"]] == ["normal", "high"]
    assert problem(client.post("/v1/batches?priority=urgent", json=sent)) == "invalid-fields"


@pytest.mark.parametrize(("body", "media_type"), [("{}", "application/json"), ("[", "application/json")])
def test_what_is_no_array(client: FlaskClient, body: str, media_type: str) -> None:
    assert problem(client.post("/v1/batches", data=body, content_type=media_type)) == "invalid-json"


def test_other_media_types(client: FlaskClient) -> None:
    answer = client.post("/v1/batches", data="Text.", content_type="text/plain")
    assert problem(answer) == "unsupported-media-type"
    assert answer.headers["Accept-Post"] == "application/json, application/x-ndjson"


def test_polling_is_cheap(client: FlaskClient, work: Work) -> None:
    batch = _json(client.post("/v1/batches", json=_articles(1)))["batch"]
    etag = client.get(batch["urls"]["get"]).headers["ETag"]
    assert client.get(batch["urls"]["get"], headers={"If-None-Match": etag}).status_code == 304
    work()
    assert client.get(batch["urls"]["get"], headers={"If-None-Match": etag}).status_code == 200


def test_jobs_that_have_expired_are_said(client: FlaskClient, store: Store, work: Work) -> None:
    answer = _json(client.post("/v1/batches", json=_articles(2)))
    work()
    store.client.delete(keys.job(answer["answers"][0]["job"]["id"]))
    assert _view(client, answer["batch"])["counts"] == {**NONE, "succeeded": 1, "expired": 1}


def test_it_is_forgotten_with_its_results(client: FlaskClient, store: Store, settings: Settings, work: Work) -> None:
    batch = _json(client.post("/v1/batches", json=_articles(1)))["batch"]
    work()
    for key in (keys.batch(batch["id"]), keys.batch_lines(batch["id"])):
        assert 0 < int(store.client.ttl(key)) <= settings.result_ttl


@pytest.mark.parametrize("batch_id", ["bat_00000000000000000000000000", "bat_1", "job_00000000000000000000000000"])
def test_an_unknown_batch_is_a_404(client: FlaskClient, batch_id: str) -> None:
    assert problem(client.get(f"/v1/batches/{batch_id}")) == "batch-not-found"


def test_it_validates_ownership(client: FlaskClient, store: Store) -> None:
    batch = _json(client.post("/v1/batches", json=_articles(1)))["batch"]
    store.client.hset(keys.batch(batch["id"]), "newsroom", "another")
    assert problem(client.get(batch["urls"]["get"])) == "batch-not-found"
