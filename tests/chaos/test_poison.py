"""Articles on which the engine crashes, hangs or takes everything: they fail with the reason and harm no neighbour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from core.records import Job
from tests.chaos.figures import Figures
from tests.chaos.service import Service

Serve = Callable[..., Service]
CRASHES: Mapping[str, tuple[str, str]] = {
    "exit": ("killed", "ended unexpectedly"),
    "segfault": ("killed", "SIGSEGV"),
    "take": ("out-of-memory", "more memory"),
    "raise": ("internal-error", "RuntimeError"),
}
LIMIT = 1  # second a job may take
OVERRUN = 5  # seconds it may take longer


def _checked(service: Service, poison: Job, deed: str, reason: tuple[str, str]) -> None:
    failed = service.job(poison)
    assert (failed.state, failed.attempt) == ("failed", service.settings.max_attempts), deed
    assert failed.error is not None
    assert failed.error.code == reason[0], deed
    assert reason[1] in failed.error.message, deed
    assert "secret" not in failed.error.message


def test_crashes(serve: Serve) -> None:
    service = serve()
    worker = service.start_worker()
    poisons, neighbours = {}, []
    for deed in CRASHES:
        poisons[deed] = service.submit(deed, deed)
        neighbours.append(service.submit(f"beside-{deed}", "work 0"))
    service.await_end(*poisons.values(), *neighbours)
    for deed, reason in CRASHES.items():
        _checked(service, poisons[deed], deed, reason)
    assert {service.job(job).state for job in neighbours} == {"succeeded"}
    assert {service.job(job).attempt for job in neighbours} == {1}
    assert not worker.ended
    assert service.context.jobs.active() == []


@pytest.mark.chaos
def test_endless_articles(serve: Serve, figures: Figures) -> None:
    """One loops in Python, where an alarm interrupts it; one in C, where nothing but a kill does."""
    service = serve(job_timeout=LIMIT, job_timeout_per_1000=0)
    service.start_worker()
    poisons = {deed: service.submit(deed, deed) for deed in ("loop", "deaf")}
    neighbour = service.submit("beside", "work 0")
    service.await_end(*poisons.values(), neighbour)
    for deed, poison in poisons.items():
        _checked(service, poison, deed, ("timeout", "longer than a job may take"))
    assert service.job(neighbour).state == "succeeded"
    begins = service.ledger.entries("deaf", "begin")
    lasted = [after.at - before.at for before, after in pairwise(begins)]
    figures.at_most(f"deaf in C code with a limit of {LIMIT} s: ended after", max(lasted), LIMIT + OVERRUN)
