"""Results that are known already are answered before Flask is asked.

A CMS asks for the same results again and again. Which answer that is can be told from the request and one look into
Redis (:mod:`core.gate`); where it is not that simple, Flask gets the request, and with it what Redis has said. The
answers are the same, byte for byte and field by field: a test holds the two together.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask
from redis.exceptions import RedisError

from core import apikeys, ids, keys, metrics
from core.errors import QuotewireError
from core.gate import Entry, Wish

from . import access_log, auth, headers, measuring, negotiation, ratelimits, request_ids, services
from .api import results

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/v1/articles/"
ROUTES = {
    part: f"{PATH}<article_id>{part and '/'}{part}" for part in ("", "quotes", "sources", "facts")
}  # as Flask names them
JSON = (None, "", "*/*", negotiation.JSON)  # what may stand in Accept
Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be answered quickly."""

    article_id: str
    secret: str
    route: str
    path: str
    began: float


class Quick:
    """The application, with a quick way in front."""

    def __init__(self, app: Flask, slow: WSGIApplication) -> None:
        self._slow = slow
        self._services = services.of(app)
        self._metrics = measuring.metrics_of(app)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        asked = _asked(environ)
        answer = None if asked is None else self._answer(asked, environ)
        if asked is None or answer is None:
            return self._slow(environ, start_response)
        status, fields, body = answer
        request_id = request_ids.chosen(environ.get("HTTP_X_REQUEST_ID", ""))
        entry: Entry = environ[auth.ENTERED]
        start_response(
            status,
            [*fields, *ratelimits.fields(entry.quota), *headers.HEADERS.items(), (request_ids.HEADER, request_id)],
        )
        self._note(asked, entry, status[:3], request_id)
        return [body]

    def _answer(self, asked: Asked, environ: WSGIEnvironment) -> tuple[str, list[Header], bytes] | None:
        limit = self._services.settings.rate_limit
        wish = Wish(asked.secret, limit, auth.LOCAL_KEY, keys.article(asked.article_id), auth.AHEAD)
        try:
            environ[auth.ENTERED] = entry = self._services.gate.enter(wish)
        except (RedisError, QuotewireError) as error:
            environ[auth.ENTERED] = error
            return None
        newsroom, engine = entry.ahead
        if not (entry.within and engine and newsroom == entry.newsroom and apikeys.READ in entry.scopes):
            return None
        name = results.name_of(engine, negotiation.JSON, f"{asked.path}?{environ.get('QUERY_STRING', '')}")
        if environ.get("HTTP_IF_NONE_MATCH") == f'"{name}"':
            return "304 NOT MODIFIED", list(results.described(name).items()), b""
        kept = self._services.renderings.get(name)
        return None if kept is None else (kept.status, list(kept.headers), kept.get_data())

    def _note(self, asked: Asked, entry: Entry, status: str, request_id: str) -> None:
        """Count it and log it, as for all requests."""
        seconds = time.perf_counter() - asked.began
        self._metrics.count(metrics.REQUESTS, method="GET", route=asked.route, status=status)
        self._metrics.observe(metrics.REQUEST_SECONDS, seconds, method="GET", route=asked.route)
        self._metrics.keep_flushing()
        told = access_log.Told("GET", asked.path, int(status), seconds)
        access_log.write(told, {"request_id": request_id, "newsroom": entry.newsroom, "key_id": entry.key_id})


def install(app: Flask) -> None:
    """Put the quick way in front (the last of all)."""
    app.wsgi_app = Quick(app, app.wsgi_app)  # type: ignore[method-assign]  # as Flask's documentation says


def _asked(environ: WSGIEnvironment) -> Asked | None:
    """The request, if it has the plain form: a GET for a result as JSON, with a key."""
    path: str = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] != "GET" or not path.startswith(PATH) or environ.get("HTTP_ACCEPT") not in JSON:
        return None
    article_id, _, part = path.removeprefix(PATH).partition("/")
    given = auth.AUTHORIZATION.fullmatch(environ.get("HTTP_AUTHORIZATION", "").strip())
    if given is None or not given[1].startswith(apikeys.PREFIX) or not ids.is_id(article_id, "art"):
        return None
    if part not in ROUTES or path.endswith("/"):
        return None
    return Asked(article_id, given[1], ROUTES[part], path, time.perf_counter())
