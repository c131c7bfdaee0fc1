"""Redis killed, standing still, full: nothing that was accepted is lost, the API says 503, and all comes back."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.chaos.engine import text_of
from tests.chaos.figures import FULL, Figures
from tests.chaos.load import PROBLEM, Answer, Client, all_read, under_load
from tests.chaos.service import Service, eventually, kill, stopped

Serve = Callable[..., Service]
STANDS_STILL = 10.0 if FULL else 1.0  # seconds
ANSWERED = 2.0  # seconds to a 503
RESTARTS = 3
RATE = 100  # articles a second
EACH = 6  # seconds of load before each restart
UNAVAILABLE = "urn:quotewire:problem:storage-unavailable"
STORAGE_FULL = "urn:quotewire:problem:storage-full"


def test_a_job_and_its_worker_outlive_redis(serve: Serve) -> None:
    """Redis is killed while an article is read, which ends before Redis is back."""
    service = serve()
    gate = service.folder / "gate"
    job = service.submit("one", f"wait {gate}")
    worker = service.start_worker()
    service.await_begin("one")
    kill(service.redis)
    gate.touch()
    eventually(lambda: "a result waits" in service.log(worker), "the result waits for Redis")
    service.start_redis()
    (done,) = service.await_end(job)
    assert (done.state, done.attempt, service.successes(job)) == ("succeeded", 1, 1)
    after = service.submit("two", "work 0")
    assert service.await_end(after)[0].state == "succeeded"
    assert not worker.ended


def test_redis_stands_still(serve: Serve, figures: Figures) -> None:
    service = serve(lease=12)
    service.start_api()
    worker = service.start_worker()
    gate = service.folder / "gate"
    job = service.submit("one", f"wait {gate}")
    service.await_begin("one")
    refused: list[Answer] = []
    healthy: list[Answer] = []
    client = Client(service)
    with stopped(service.redis):
        began = time.monotonic()
        while not refused or time.monotonic() - began < STANDS_STILL:
            refused += [client.submit(text_of(f"n{len(refused)}", "work 0")), client.get(f"/v1/jobs/{job.id}")]
            healthy.append(client.get("/healthz"))
    assert {(answer.status, answer.media_type, answer.what) for answer in refused} == {(503, PROBLEM, UNAVAILABLE)}
    assert {answer.status for answer in healthy} == {200}
    figures.at_most("Redis stands still: slowest 503", max(answer.seconds for answer in refused), ANSWERED)
    figures.at_most("Redis stands still: slowest /healthz", max(answer.seconds for answer in healthy), 1)
    back = eventually(lambda: client.submit(text_of("after", "work 0")).status == 202, "articles are accepted again")
    client.close()
    figures.at_most("Redis goes on: accepted again after", back, 2)
    gate.touch()
    (done,) = service.await_end(job)
    assert (done.state, done.attempt) == ("succeeded", 1)
    assert not worker.ended


def test_redis_is_full(serve: Serve) -> None:
    service = serve()
    service.start_api()
    worker = service.start_worker()
    service.start("workers.reaper")
    gate = service.folder / "gate"
    job = service.submit("one", f"wait {gate}")
    service.await_begin("one")
    client = Client(service)
    used = int(service.client.info("memory")["used_memory"])
    service.client.config_set("maxmemory", int(used / 0.95))
    eventually(lambda: client.submit(text_of("n", "work 0")).what == STORAGE_FULL, "articles are refused early")
    service.client.config_set("maxmemory", used // 2)
    answer = client.submit(text_of("n", "work 0"))
    assert (answer.status, answer.media_type, answer.what) == (503, PROBLEM, STORAGE_FULL)
    late = service.start_worker()
    gate.touch()
    eventually(lambda: "a result waits" in service.log(worker), "the result waits for room")
    eventually(lambda: "waiting for it" in service.log(late), "a worker that starts waits for room")
    service.client.config_set("maxmemory", 0)
    eventually(lambda: client.submit(text_of("after", "work 0")).status == 202, "articles are accepted again")
    client.close()
    (done,) = service.await_end(job)
    assert (done.state, done.attempt) == ("succeeded", 1)
    eventually(lambda: service.context.jobs.active() == [], "all is read")
    service.await_workers(2)
    assert not worker.ended
    assert not late.ended


@pytest.mark.chaos
def test_redis_killed_and_started_again_under_load(serve: Serve, figures: Figures) -> None:
    service = serve()
    service.start_api()
    service.await_life(service.start_worker())
    service.start("workers.reaper")
    began = time.monotonic()
    with under_load(service, "work 0", a_second=RATE) as load:
        for _ in range(RESTARTS):
            load.await_more(RATE * EACH, status=202)
            kill(service.redis)
            load.await_more(20, status=503)
            service.start_redis()
        load.await_more(RATE, status=202)
    rate = len(load.answers) / (time.monotonic() - began)
    assert set(load.statuses) == {202, 503}, load.statuses
    assert {answer.media_type for answer in load.answers if answer.status == 503} == {PROBLEM}
    figures.at_least(
        f"Redis killed {RESTARTS} times under load: articles accepted", len(load.accepted), RATE * EACH, ""
    )
    figures.at_least(f"Redis killed under load: of {RATE} requests a second offered, answered", rate, 0.5 * RATE, "")
    all_read(service, load.accepted)
