"""The application factory."""

from __future__ import annotations

import os

from flask import Flask

from core import settings as configuration
from core.settings import Settings
from core.store import Store

from . import (
    access_log,
    auth,
    bodies,
    cli,
    headers,
    measuring,
    problems,
    quick,
    ratelimits,
    request_ids,
    services,
    webhook_cli,
)
from .api import (
    articles,
    batches,
    deliveries,
    description,
    events,
    health,
    jobs,
    metrics,
    pages,
    quote_checks,
    reference,
    results,
    search,
)


def create_app(settings: Settings | None = None, store: Store | None = None) -> Flask:
    """The API. Settings come from the environment, and the connection from the settings, unless given.

    Raises:
        core.errors.SettingsError: a setting is unusable.
    """
    settings = settings or configuration.load(os.environ)
    app = Flask("quotewire", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = bodies.werkzeug_limit(settings.max_body_bytes)
    services.install(app, settings, store)
    headers.install(app)
    request_ids.install(app)
    access_log.install(app)
    measuring.install(app, services.store_of(app))
    problems.install(app)
    auth.install(app)
    ratelimits.install(app)
    cli.install(app)
    webhook_cli.install(app)
    for module in (
        articles, batches, results, quote_checks, search, deliveries, jobs, events,
        health, metrics, reference, description, pages,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    quick.install(app)
    return app
