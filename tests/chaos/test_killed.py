"""Processes that are killed: the one that reads an article, its worker, both, at the worst moment."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from core.records import Job
from core.webhooks import Webhooks
from tests.chaos.engine import Entry
from tests.chaos.figures import Figures
from tests.chaos.service import NEWSROOM, Service, command_of, eventually, kill_tree

Serve = Callable[..., Service]
TAKE_OVER = 20  # seconds
CALLBACK = "http://127.0.0.1:9/"  # nobody answers there


def test_a_killed_job_process_is_started_again_before_what_waits(serve: Serve, figures: Figures) -> None:
    service = serve()
    job = service.submit("victim", "wait for-ever", "work 0")
    waiting = service.submit("waiting", "work 0")
    service.start_worker()
    service.await_begin("victim")
    killed = time.monotonic()
    os.kill(service.ledger.entries("victim")[0].pid, signal.SIGKILL)
    figures.at_most("job process killed: started again after", service.await_begin("victim", 2) - killed, 2)
    done, after = service.await_end(job, waiting)
    assert (done.state, done.attempt, service.successes(job)) == ("succeeded", 2, 1)
    assert after.state == "succeeded"
    assert [entry.name for entry in service.ledger.entries(event="begin")] == ["victim", "victim", "waiting"]


@pytest.mark.chaos
def test_a_killed_worker_takes_its_job_process_along(serve: Serve, figures: Figures) -> None:
    service = serve()
    job = service.submit("victim", "wait for-ever", "work 0")
    first = service.start_worker()
    service.await_begin("victim")
    service.start_worker()
    service.start("workers.reaper")
    service.await_workers(2)
    orphan = service.ledger.entries("victim")[0].pid
    assert first.process is not None
    killed = time.monotonic()
    first.process.kill()
    first.process.wait()
    gone = eventually(lambda: command_of(orphan) == "", "the job process has ended with its worker")
    figures.at_most("worker killed: its job process has ended after", gone, 1)
    figures.at_most("worker killed: its job is taken over after", service.await_begin("victim", 2) - killed, TAKE_OVER)
    (done,) = service.await_end(job)
    assert (done.state, done.attempt, service.successes(job)) == ("succeeded", 2, 1)


def test_an_orphan_that_ends_late_cannot_write(serve: Serve) -> None:
    """The job process survives its worker (it has untied itself) and ends when another worker has taken over."""
    service = serve()
    late = service.folder / "late"
    job = service.submit("victim", f"outlive {late}", "work 0", callback_url=CALLBACK)
    first = service.start_worker()
    service.await_begin("victim")
    service.start_worker()
    service.start("workers.reaper")
    assert first.process is not None
    first.process.kill()
    first.process.wait()
    (done,) = service.await_end(job)
    orphan = service.ledger.entries("victim")[0].pid
    assert command_of(orphan), "it lives"
    late.touch()
    eventually(lambda: command_of(orphan) == "", "the orphan has come to its end")
    assert len(service.ledger.entries("victim", "end")) == 2, "both have read the article"
    assert service.job(job) == done, "nothing was changed"
    assert (done.state, done.attempt, service.successes(job)) == ("succeeded", 2, 1)
    webhooks = Webhooks(service.context.store, service.context.jobs)
    eventually(lambda: len(webhooks.newest(NEWSROOM)) > 0, "a webhook is made")
    assert len(webhooks.newest(NEWSROOM)) == 1


@pytest.mark.chaos
def test_a_worker_killed_between_taking_a_job_and_saying_so(serve: Serve, figures: Figures) -> None:
    service = serve()
    service.start("workers.reaper")
    job = service.submit("victim", "work 0")
    victim = service.start_worker("after-pop")
    eventually(lambda: victim.ended, "the worker has killed itself")
    killed = time.monotonic()
    assert service.client.llen("rq:queue:extract") == 0
    assert service.client.lrange("rq:queue:extract:intermediate", 0, -1) == [job.id.encode()]
    service.start_worker()
    begun = service.await_begin("victim")
    figures.at_most("killed between pop and registration: runs again after", begun - killed, TAKE_OVER)
    (done,) = service.await_end(job)
    assert (done.state, done.attempt) == ("succeeded", 1)


@pytest.mark.chaos
def test_workers_killed_at_random(serve: Serve, figures: Figures) -> None:
    jobs, kills = 400, 20
    service = serve(max_attempts=5)
    chance = random.Random(7)
    workers = [service.start_worker() for _ in range(3)]
    service.start("workers.reaper")
    accepted = [service.submit(f"j{number}", "work 0.3") for number in range(jobs)]
    killed: dict[int, float] = {}
    for begun in sorted(chance.sample(range(20, jobs - 20), kills)):
        eventually(partial(_have_begun, service, begun), f"{begun} jobs have begun", 300)
        place = chance.randrange(len(workers))
        worker = workers[place].process
        assert worker is not None
        kill_tree(workers[place])
        killed[worker.pid] = time.monotonic()
        workers[place] = service.start_worker()
    done = service.await_end(*accepted, seconds=600)
    assert [job.state for job in done] == ["succeeded"] * jobs
    assert [service.successes(job) for job in accepted] == [1] * jobs
    waits = _waits(service, accepted, killed)
    figures.at_least(f"workers killed at random over {jobs} jobs: kills in the midst of one", len(waits), kills / 4, "")
    figures.at_most("workers killed at random: longest take-over", max(waits), TAKE_OVER)


def _have_begun(service: Service, number: int) -> bool:
    return len(service.ledger.entries(event="begin")) >= number


def _waits(service: Service, jobs: list[Job], killed: dict[int, float]) -> list[float]:
    """Seconds from the death of a worker to the next beginning of the job it had begun."""
    entries: dict[str, list[Entry]] = {}
    for entry in service.ledger.entries(event="begin"):
        entries.setdefault(entry.name, []).append(entry)
    pairs = [(before, after) for begins in entries.values() for before, after in pairwise(begins)]
    assert len(entries) == len(jobs)
    return [after.at - killed[before.worker] for before, after in pairs if before.worker in killed]
