"""The requests that come most often are answered before Flask is asked.

A CMS asks for the same results again and again (:mod:`service.quick_results`), and submits articles as plain JSON
(:mod:`service.quick_submissions`). What the answer is can be told from the request and one step in Redis; where it is
not that simple, Flask gets the request, and with it what Redis has said. The answers are the same, byte for byte and
field by field: a test holds the two together.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from core import metrics

from . import access_log, headers, measuring, quick_results, quick_submissions, ratelimits, request_ids, services
from .replies import Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Quick:
    """The application, with quick ways in front."""

    def __init__(self, app: Flask, slow: WSGIApplication) -> None:
        self._slow = slow
        made = services.of(app)
        self._ways: dict[str, quick_results.Way | quick_submissions.Way]
        self._ways = {"GET": quick_results.Way(made), "POST": quick_submissions.Way(made)}
        self._metrics = measuring.metrics_of(app)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        began = time.perf_counter()
        way = self._ways.get(environ["REQUEST_METHOD"])
        reply = None if way is None else way.answer(environ)
        if reply is None:
            return self._slow(environ, start_response)
        request_id = request_ids.HEADER, reply.request_id
        said = [*reply.fields, *ratelimits.fields(reply.entry.quota), *headers.HEADERS.items(), request_id]
        start_response(reply.status, said)
        self._note(environ, reply, time.perf_counter() - began)
        return [reply.body]

    def _note(self, environ: WSGIEnvironment, reply: Reply, seconds: float) -> None:
        """Count it and log it, as for all requests."""
        method, status, route = environ["REQUEST_METHOD"], reply.status[:3], reply.route
        self._metrics.count(metrics.REQUESTS, method=method, route=route, status=status)
        self._metrics.observe(metrics.REQUEST_SECONDS, seconds, method=method, route=route)
        self._metrics.keep_flushing()
        told = access_log.Told(method, environ["PATH_INFO"], int(status), seconds)
        named = {"request_id": reply.request_id, "newsroom": reply.entry.newsroom, "key_id": reply.entry.key_id}
        access_log.write(told, named if reply.job_id is None else {**named, "job_id": reply.job_id})


def install(app: Flask) -> None:
    """Put the quick ways in front (the last of all)."""
    app.wsgi_app = Quick(app, app.wsgi_app)  # type: ignore[method-assign]  # as Flask's documentation says
