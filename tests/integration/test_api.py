"""The API as integrators meet it: keys made on the command line, real gunicorn, real workers, real Redis."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from .test_stack import ROOT, Running, eventually, start, stop

TIMEOUT = 90
SENTENCE = "“Sales rose by {0} percent in March,” said Ana Pérez, an economist at Lund University. "


@dataclass
class Api:
    """Speaks to a running service with a key."""

    running: Running
    key: str

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.key}", **given.pop("headers", {})}
        return requests.request(method, self.running.url + path, headers=headers, timeout=TIMEOUT, **given)

    def submit(self, text: str, **headers: str) -> requests.Response:
        return self.call("POST", "/v1/articles", json={"text": text}, headers=headers)

    def state(self, job: dict[str, Any]) -> str:
        return str(self.call("GET", job["urls"]["get"]).json()["state"])


def _keys(running: Running, *arguments: str) -> str:
    environ = {**running.environ, "QUOTEWIRE_REDIS_URL": f"unix://{running.var}/redis.sock"}
    command = [sys.executable, "-m", "flask", "--app", "service", "keys", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    running = start(tmp_path_factory.mktemp("var"))
    try:
        assert requests.get(f"{running.url}/v1/jobs/job_1", timeout=TIMEOUT).status_code == 404, "loopback, no key yet"
        yield Api(running, _keys(running, "create", "--newsroom", "sport", "--name", "cms"))
    finally:
        stop(running)


def test_from_the_first_key_on_a_key_is_needed(api: Api) -> None:
    assert requests.get(f"{api.running.url}/v1/jobs/job_1", timeout=TIMEOUT).status_code == 401
    answer = api.call("GET", "/v1/jobs/job_1")
    assert answer.status_code == 404
    assert answer.headers["RateLimit-Policy"] == '"requests";q=3000;w=60'


def test_a_revoked_key_is_refused_at_once(api: Api) -> None:
    other = Api(api.running, _keys(api.running, "create", "--newsroom", "sport", "--name", "old"))
    assert other.call("GET", "/v1/jobs/job_1").status_code == 404
    key_id = _keys(api.running, "list").splitlines()[-1].split()[0]
    _keys(api.running, "revoke", key_id)
    assert other.call("GET", "/v1/jobs/job_1").status_code == 401


def test_one_call_from_text_to_finished_job(api: Api) -> None:
    answer = api.submit(SENTENCE.format(1), Prefer="wait=60")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Preference-Applied"] == "wait=60"
    assert answer.json()["state"] == "succeeded"
    assert api.call("GET", answer.json()["urls"]["article"]).json()["quotes"]


def test_fifty_at_once_with_one_key_make_one_job(api: Api) -> None:
    def ask(_: int) -> requests.Response:
        seen: list[requests.Response] = []

        def answered() -> bool:
            seen.append(api.submit(SENTENCE.format(2), **{"Idempotency-Key": "one"}))
            return seen[-1].status_code != 409

        eventually(answered)
        return seen[-1]

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(50)))
    assert {answer.status_code for answer in answers} <= {200, 202}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_a_job_is_told_while_it_runs(api: Api) -> None:
    job = api.submit(SENTENCE.format(3)).json()
    with api.call("GET", job["urls"]["events"], stream=True) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = [line for line in answer.iter_lines(decode_unicode=True) if line]
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    assert names[-1] == "done"
    assert set(names[:-1]) == {"change"}
    data = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert data[0]["state"] == "queued"
    assert data[-1] == api.call("GET", job["urls"]["get"]).json()


def test_a_batch_is_read_to_its_end(api: Api) -> None:
    body = "\n".join([*(json.dumps({"text": SENTENCE.format(number)}) for number in range(10, 30)), "{}"])
    answer = api.call("POST", "/v1/batches", data=body.encode(), headers={"Content-Type": "application/x-ndjson"})
    assert answer.status_code == 202
    assert [json.loads(line)["status"] for line in answer.text.splitlines()] == [202] * 20 + [422]
    address = answer.headers["Location"]
    eventually(lambda: api.call("GET", address).json()["state"] == "ended", TIMEOUT)
    counts = api.call("GET", address).json()["counts"]
    assert (counts["succeeded"], counts["refused"]) == (20, 1)


def test_the_urgent_overtake_a_backlog(api: Api) -> None:
    backlog = [{"text": SENTENCE.format(number) * 40} for number in range(100, 140)]
    address = api.call("POST", "/v1/batches", json=backlog).headers["Location"]
    urgent = api.call(
        "POST", "/v1/articles", json={"text": SENTENCE.format(4), "priority": "high"}, headers={"Prefer": "wait=60"}
    ).json()
    assert urgent["state"] == "succeeded"
    assert api.call("GET", address).json()["counts"]["queued"] > 0
    for line in api.call("GET", f"{address}?include=lines").json()["lines"]:
        api.call("DELETE", f"/v1/jobs/{line['job_id']}")
    eventually(lambda: api.call("GET", address).json()["state"] == "ended", TIMEOUT)


def test_a_running_job_can_be_canceled(api: Api) -> None:
    long = "".join(SENTENCE.format(number) for number in range(2_000))
    job = api.submit(long).json()
    eventually(lambda: api.state(job) == "running")
    answer = api.call("DELETE", job["urls"]["cancel"])
    assert answer.status_code == 200, "it takes seconds to read, and was canceled in its first"
    assert answer.json()["state"] == "canceled"
    assert api.submit(SENTENCE.format(5), Prefer="wait=60").json()["state"] == "succeeded"
    assert api.state(job) == "canceled"
    assert api.call("GET", job["urls"]["article"]).status_code == 409


def test_those_who_wait_are_let_go_when_the_service_stops(tmp_path_factory: pytest.TempPathFactory) -> None:
    running = start(tmp_path_factory.mktemp("var"), QUOTEWIRE_WORKERS="1")
    try:
        jobs = [running.submit(text="".join(SENTENCE.format(at) for at in range(2_000)) + str(n)) for n in range(3)]
        url = running.url + jobs[-1]["urls"]["events"]
        with requests.get(url, stream=True, timeout=TIMEOUT) as stream, ThreadPoolExecutor(1) as pool:
            lines = stream.iter_lines(decode_unicode=True)
            assert next(lines).startswith("retry: ")
            address = running.url + jobs[-1]["urls"]["get"]
            held = pool.submit(requests.get, address, headers={"Prefer": "wait=60"}, timeout=TIMEOUT)
            running.process.terminate()
            assert "event: done" not in list(lines), "the stream was ended in order, before the job"
            held.cancel()
    finally:
        stop(running)
