"""GET and DELETE /v1/jobs/{id}"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from core import keys
from core.records import JobError
from core.store import Store
from workers.context import Context

from .conftest import Submit, problem

Work = Callable[[], int]


def test_it_works(client: FlaskClient, submit: Submit, work: Work) -> None:
    first, second = (submit(text=f"Text {number}.").json for number in (1, 2))
    assert first is not None
    assert second is not None
    waiting = client.get(second["urls"]["get"])
    assert waiting.json == second
    assert second["position"] == 1
    assert waiting.headers["Retry-After"] == "1"
    work()
    done = client.get(second["urls"]["get"])
    assert done.json is not None
    assert done.json["state"] == "succeeded"
    assert done.json["attempt"] == 1
    assert done.json["position"] is None
    assert done.json["created_at"] <= done.json["started_at"] <= done.json["ended_at"] < done.json["expires_at"]
    assert done.json["error"] is None
    assert "Retry-After" not in done.headers


def test_a_running_job_says_how_far_it_is(client: FlaskClient, submit: Submit, context: Context) -> None:
    job = submit().json
    assert job is not None
    attempt = context.jobs.start(job["id"], "w")
    context.jobs.progress(attempt, "quotes", 0.7)
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert (seen["state"], seen["attempt"]) == ("running", 1)
    assert seen["progress"] == {"stage": "quotes", "share": 0.7}


def test_a_failed_job_says_why(client: FlaskClient, submit: Submit, context: Context) -> None:
    job = submit().json
    assert job is not None
    context.jobs.fail(job["id"], JobError("timeout", "It took too long."))
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert seen["state"] == "failed"
    assert seen["error"] == {"code": "timeout", "message": "It took too long."}
    assert seen["expires_at"]


def test_polling_is_cheap(client: FlaskClient, submit: Submit, work: Work) -> None:
    job = submit().json
    assert job is not None
    etag = client.get(job["urls"]["get"]).headers["ETag"]
    again = client.get(job["urls"]["get"], headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    work()
    assert client.get(job["urls"]["get"], headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("job_id", ["job_00000000000000000000000000", "job_1", "art_00000000000000000000000000", "%00"])
def test_an_unknown_job_is_a_404(client: FlaskClient, job_id: str) -> None:
    answer = client.get(f"/v1/jobs/{job_id}")
    assert answer.status_code == 404
    assert problem(answer) == "job-not-found"


def test_it_validates_ownership(client: FlaskClient, submit: Submit, store: Store) -> None:
    job = submit().json
    assert job is not None
    store.client.hset(keys.job(job["id"]), "newsroom", "another")
    assert problem(client.get(job["urls"]["get"])) == "job-not-found"
    assert problem(client.delete(job["urls"]["get"])) == "job-not-found"


def test_a_waiting_job_can_be_canceled(client: FlaskClient, submit: Submit, store: Store, work: Work) -> None:
    job = submit().json
    assert job is not None
    answer = client.delete(job["urls"]["get"])
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["state"] == "canceled"
    assert work() == 0
    assert store.client.zcard(keys.active()) == 0
    assert problem(client.get(job["urls"]["article"])) == "no-result"


def test_a_job_that_has_ended_cannot(client: FlaskClient, submit: Submit, work: Work) -> None:
    job = submit().json
    assert job is not None
    work()
    answer = client.delete(job["urls"]["get"])
    assert answer.status_code == 409
    assert problem(answer) == "already-ended"


def test_it_says_how_long_each_state_took(client: FlaskClient, submit: Submit, context: Context) -> None:
    job = submit().json
    assert job is not None
    assert job["metrics"] == {"queue_seconds": None, "run_seconds": None}
    context.jobs.start(job["id"], "w")
    running = client.get(job["urls"]["get"]).json
    assert running is not None
    assert running["metrics"]["queue_seconds"] >= 0
    assert running["metrics"]["run_seconds"] is None
    context.jobs.fail(job["id"], JobError("timeout", "It took too long."))
    ended = client.get(job["urls"]["get"]).json
    assert ended is not None
    assert ended["metrics"]["queue_seconds"] == running["metrics"]["queue_seconds"]
    assert ended["metrics"]["run_seconds"] >= 0


def test_its_links_work(client: FlaskClient, submit: Submit, work: Work) -> None:
    first, second = submit(text="First.").json, submit(text="Second.").json
    assert first is not None
    assert second is not None
    assert set(first["urls"]) == {"get", "cancel", "events", "article"}
    assert client.delete(second["urls"]["cancel"]).status_code == 200
    work()
    for name in ("get", "events", "article"):
        assert client.get(first["urls"][name]).status_code == 200, name
