"""Prefer: wait=N on POST /v1/articles and GET /v1/jobs/{id}"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import events
from core.engines import EngineInfo
from core.events import Change, Events
from core.settings import Settings
from core.store import Store
from service import create_app, waiting
from service.waiting import preferred_wait

from .conftest import TEXT, Submit

Work = Callable[[], int]


@pytest.fixture
def work_while_waiting(monkeypatch: pytest.MonkeyPatch, work: Work) -> list[str]:
    """The article is read only once a request has begun to wait for it. Gives the jobs that were waited for."""
    waited: list[str] = []
    since = Events.since

    def read_first(self: Events, job_id: str, version: int, wait: float) -> list[Change]:
        waited.append(job_id)
        work()
        return since(self, job_id, version, wait)

    monkeypatch.setattr(events.Events, "since", read_first)
    return waited


def test_a_submission_is_answered_when_it_has_been_read(client: FlaskClient, work_while_waiting: list[str]) -> None:
    answer = client.post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=20"})
    assert answer.status_code == 200
    assert answer.headers["Preference-Applied"] == "wait=20"
    assert answer.json is not None
    assert answer.json["state"] == "succeeded"
    assert work_while_waiting == [answer.json["id"]]
    assert answer.headers["Location"] == answer.json["urls"]["get"]
    assert "Retry-After" not in answer.headers


def test_a_poll_is_answered_when_the_job_has_ended(
    client: FlaskClient, submit: Submit, work_while_waiting: list[str]
) -> None:
    job = submit().json
    assert job is not None
    assert not work_while_waiting
    answer = client.get(job["urls"]["get"], headers={"Prefer": "wait=20"})
    assert answer.json is not None
    assert answer.json["state"] == "succeeded"
    assert answer.headers["Preference-Applied"] == "wait=20"


def test_after_the_time_it_is_answered_as_it_is(client: FlaskClient, submit: Submit) -> None:
    answer = client.post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=1"})
    assert answer.status_code == 202
    assert answer.headers["Preference-Applied"] == "wait=1"
    assert answer.headers["Retry-After"]
    assert answer.json is not None
    assert answer.json["state"] == "queued"


def test_what_has_ended_is_not_waited_for(
    client: FlaskClient, submit: Submit, engine: EngineInfo, work: Work, work_while_waiting: list[str]
) -> None:
    submit()
    work()
    answer = client.post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=20"})
    assert answer.status_code == 200
    assert answer.headers["Preference-Applied"] == "wait=20"
    assert not work_while_waiting


def test_without_the_preference_nothing_is_said_of_it(submit: Submit) -> None:
    assert "Preference-Applied" not in submit().headers


def test_when_all_slots_are_taken_the_preference_is_ignored(
    settings: Settings, store: Store, work_while_waiting: list[str]
) -> None:
    few = create_app(replace(settings, api_threads=1), store)
    answer = few.test_client().post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=20"})
    assert answer.status_code == 202
    assert "Preference-Applied" not in answer.headers
    assert not work_while_waiting


def test_a_slot_is_given_back(settings: Settings, store: Store, work_while_waiting: list[str]) -> None:
    one_slot = create_app(replace(settings, api_threads=4), store).test_client()
    for number in range(2):
        answer = one_slot.post("/v1/articles", json={"text": f"{TEXT} {number}"}, headers={"Prefer": "wait=20"})
        assert answer.headers["Preference-Applied"] == "wait=20"


def test_a_process_that_stops_lets_go(app: Flask, client: FlaskClient, work_while_waiting: list[str]) -> None:
    waiting.serve_while(app, lambda: False)
    answer = client.post("/v1/articles", json={"text": TEXT}, headers={"Prefer": "wait=20"})
    assert answer.status_code == 202
    assert not work_while_waiting


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (["wait=5"], 5),
        (["WAIT = 5"], 5),
        (['wait="5"'], 5),
        (["respond-async, wait=5"], 5),
        (["respond-async", "wait=5"], 5),
        (["wait=5; foo=bar, wait=6"], 5),
        (["wait=99999"], 60),
        (["wait=0"], 0),
        (["wait=-1"], None),
        (["wait"], None),
        (["wait=soon"], None),
        (["wait=5.5"], None),
        (["respond-async"], None),
        ([""], None),
    ],
)
def test_how_the_field_is_read(app: Flask, given: list[str], seconds: int | None) -> None:
    with app.test_request_context(headers=[("Prefer", value) for value in given]) as context:
        assert preferred_wait(context.request) == seconds
