"""Counts every request: method, route, status, and how long its answer took."""

from __future__ import annotations

import time
from typing import cast

from flask import Flask, Response, g, request

from core import metrics
from core.metrics import Metrics
from core.store import Store

NAME = "quotewire-metrics"
NO_ROUTE = "none"  # not the path itself: anybody may ask for any


def metrics_of(app: Flask) -> Metrics:
    """What an application counts with."""
    return cast(Metrics, app.extensions[NAME])


def install(app: Flask, store: Store) -> None:
    """Count from now on; a thread hands the numbers over to Redis."""
    counted = Metrics(store)
    app.extensions[NAME] = counted

    def begin() -> None:
        g.measured_from = time.perf_counter()

    def end(response: Response) -> Response:
        route = NO_ROUTE if request.url_rule is None else request.url_rule.rule
        counted.count(metrics.REQUESTS, method=request.method, route=route, status=str(response.status_code))
        began = g.get("measured_from")
        if began is not None:
            seconds = time.perf_counter() - began
            counted.observe(metrics.REQUEST_SECONDS, seconds, method=request.method, route=route)
        counted.keep_flushing()
        return response

    app.before_request(begin)
    app.after_request(end)
