"""What a task is handed: the store, the settings and the records, made once per worker process."""

from __future__ import annotations

from dataclasses import dataclass

from core import store as stores
from core.jobs import Jobs
from core.queueing import Queueing
from core.results import Results
from core.settings import Settings
from core.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a task needs of the world outside the engine. ``worker`` is the name of the worker that runs it."""

    settings: Settings
    store: Store
    jobs: Jobs
    results: Results
    queueing: Queueing
    worker: str


def make(settings: Settings, worker: str, store: Store | None = None) -> Context:
    """A context with a connection of its own, or on the given store."""
    store = store or Store(stores.connect(settings))
    jobs = Jobs(store, ttl=settings.result_ttl, max_attempts=settings.max_attempts)
    results = Results(store, ttl=settings.result_ttl)
    return Context(settings, store, jobs, results, Queueing(store, settings, jobs), worker)
