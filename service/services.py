"""What the handlers work with, made once per application and kept in ``app.extensions``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from core import store as stores
from core.apikeys import ApiKeys
from core.batches import Batches
from core.events import Events
from core.gate import Gate
from core.idempotency import Idempotency
from core.jobs import Jobs
from core.queueing import Queueing
from core.results import Results
from core.settings import Settings
from core.store import Store

from .renderings import Renderings
from .slots import Slots, slots

NAME = "quotewire"


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the connection to Redis and the records."""

    settings: Settings
    store: Store
    jobs: Jobs
    results: Results
    queueing: Queueing
    batches: Batches
    api_keys: ApiKeys
    gate: Gate
    events: Events
    idempotency: Idempotency
    waiters: Slots
    streams: Slots
    renderings: Renderings


def install(app: Flask, settings: Settings, store: Store | None) -> None:
    """Make the services; Redis is not asked for anything yet."""
    store = store or Store(stores.connect(settings))
    jobs = Jobs(store, ttl=settings.result_ttl, max_attempts=settings.max_attempts)
    results = Results(store, ttl=settings.result_ttl)
    queueing = Queueing(store, settings, jobs)
    app.extensions[NAME] = Services(
        settings=settings,
        store=store,
        jobs=jobs,
        results=results,
        queueing=queueing,
        batches=Batches(store, queueing, ttl=settings.result_ttl),
        api_keys=ApiKeys(store),
        gate=Gate(store),
        events=Events(store, settings),
        idempotency=Idempotency(store),
        waiters=slots(settings.api_threads),
        streams=slots(settings.api_threads),
        renderings=Renderings(),
    )


def of(app: Flask) -> Services:
    """The services of an application, outside a request."""
    return cast(Services, app.extensions[NAME])


def store_of(app: Flask) -> Store:
    """The store of an application, outside a request."""
    return of(app).store


def services() -> Services:
    """The services of the application that handles this request."""
    return cast(Services, current_app.extensions[NAME])
