"""An upgrade: workers, reaper and webhook worker are asked to stop, one after the other, and replaced, under load."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from runner.processes import Child
from tests.chaos.figures import Figures
from tests.chaos.load import all_read, under_load
from tests.chaos.service import Service, eventually

Serve = Callable[..., Service]
ROUNDS = 3
RATE = 10  # articles a second
BETWEEN = 20  # articles accepted between two restarts


def _replace(child: Child, start: Callable[[], Child]) -> Child:
    assert child.process is not None
    child.process.terminate()
    eventually(lambda: child.ended, f"{child.name} stops when asked to")
    return start()


@pytest.mark.chaos
def test_nothing_is_lost_or_failed(serve: Serve, figures: Figures) -> None:
    service = serve()
    service.start_api()
    workers = [service.start_worker() for _ in range(3)]
    others = {module: service.start(module) for module in ("workers.reaper", "workers.webhooks")}
    service.await_workers(len(workers))
    restarts = 0
    with under_load(service, "work 0.05", a_second=RATE, clients=8) as load:
        for _ in range(ROUNDS):
            for place, worker in enumerate(workers):
                load.await_more(BETWEEN, status=202)
                workers[place] = _replace(worker, service.start_worker)
                assert worker.process is not None
                assert worker.process.returncode == 0, "it has ended by itself"
                service.await_life(workers[place])
                restarts += 1
            for module, child in others.items():
                others[module] = _replace(child, partial(service.start, module))
                restarts += 1
    assert set(load.statuses) == {202}, load.statuses
    done = all_read(service, load.accepted)
    figures.at_least("rolling restart: processes replaced under load", restarts, ROUNDS * 5, "")
    figures.at_most("rolling restart: most attempts at a job", max(job.attempt for job in done), 1, "")
