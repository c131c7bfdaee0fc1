"""GET /v1/jobs/{id}/events"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import keys
from core.settings import Settings
from core.store import Store
from service import create_app, waiting
from workers.context import Context

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]
Event = dict[str, Any]


def _events(answer: TestResponse) -> list[Event]:
    """All events of a stream that has come to its end."""
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/event-stream")
    found = []
    for block in answer.get_data(as_text=True).split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append({**fields, "data": json.loads(fields["data"])})
    return found


@pytest.fixture
def job(submit: Submit) -> Event:
    """A job that waits."""
    made = submit().json
    assert made is not None
    return dict(made)


def test_it_works(client: FlaskClient, job: Event, work: Work) -> None:
    work()
    told = _events(client.get(job["urls"]["events"]))
    states = [event["data"]["state"] for event in told]
    assert states[0] == "queued"
    assert states[1:-1] == ["running"] * (len(states) - 2)
    assert [event["event"] for event in told] == ["change"] * (len(told) - 1) + ["done"]
    assert told[-1]["data"] == client.get(job["urls"]["get"]).json
    shares = [event["data"]["progress"]["share"] for event in told]
    assert shares == sorted(shares)
    numbers = [int(event["id"]) for event in told]
    assert numbers == sorted(set(numbers))


def test_what_happens_meanwhile_is_told(client: FlaskClient, job: Event, context: Context, work: Work) -> None:
    with client.get(job["urls"]["events"], buffered=False) as answer:
        stream = (chunk.decode() if isinstance(chunk, bytes) else chunk for chunk in answer.response)
        assert next(stream).startswith("retry: ")
        assert '"state": "queued"' in next(stream)
        attempt = context.jobs.start(job["id"], "w")
        assert '"state": "running"' in next(stream)
        context.jobs.progress(attempt, "quotes", 0.5)
        assert '"stage": "quotes"' in next(stream)
        context.jobs.cancel(job["id"])
        last = next(stream)
        assert "event: done" in last
        assert '"state": "canceled"' in last
        assert list(stream) == []


def test_it_goes_on_where_the_client_was(client: FlaskClient, job: Event, work: Work) -> None:
    work()
    told = _events(client.get(job["urls"]["events"]))
    for seen in (1, len(told) - 1):
        last = told[seen - 1]["id"]
        again = _events(client.get(job["urls"]["events"], headers={"Last-Event-ID": last}))
        assert again == told[seen:]


def test_who_has_seen_the_end_need_not_come_back(client: FlaskClient, job: Event, work: Work) -> None:
    work()
    last = _events(client.get(job["urls"]["events"]))[-1]["id"]
    assert client.get(job["urls"]["events"], headers={"Last-Event-ID": last}).status_code == 204


@pytest.mark.parametrize("given", ["x", "-1", "1-0", "9" * 16, "1\u0662"])
def test_an_id_that_is_none(client: FlaskClient, job: Event, given: str) -> None:
    answer = client.get(job["urls"]["events"], headers={"Last-Event-ID": given})
    assert answer.status_code == 400
    assert problem(answer) == "invalid-header"
    assert answer.get_json(force=True)["errors"][0]["header"] == "Last-Event-ID"


def test_streams_are_bounded(settings: Settings, store: Store) -> None:
    client = create_app(replace(settings, api_threads=4), store).test_client()  # one stream
    job = client.post("/v1/articles", json={"text": TEXT}).json
    assert job is not None
    first = client.get(job["urls"]["events"], buffered=False)
    refused = client.get(job["urls"]["events"])
    assert refused.status_code == 503
    assert problem(refused) == "too-many-streams"
    assert refused.headers["Retry-After"]
    first.close()
    client.delete(job["urls"]["get"])
    assert _events(client.get(job["urls"]["events"]))[-1]["data"]["state"] == "canceled"


def test_a_process_that_stops_ends_its_streams(app: Flask, client: FlaskClient, job: Event) -> None:
    waiting.serve_while(app, lambda: False)
    assert _events(client.get(job["urls"]["events"])) == []


def test_a_silent_stream_is_kept_open_and_ended_in_time(
    client: FlaskClient, job: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.api.events.LONGEST", 0.2)
    monkeypatch.setattr("service.api.events.QUIET", 0.0)
    answer = client.get(job["urls"]["events"])
    assert ": still here\n\n" in answer.get_data(as_text=True)
    assert [event["data"]["state"] for event in _events(answer)] == ["queued"]


def test_it_validates_ownership(client: FlaskClient, store: Store, job: Event) -> None:
    store.client.hset(keys.job(job["id"]), "newsroom", "another")
    answer = client.get(job["urls"]["events"])
    assert answer.status_code == 404
    assert problem(answer) == "job-not-found"
