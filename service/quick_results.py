"""Results that are known already: answered with what is kept of them (:mod:`service.renderings`), or with a 304."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from core import apikeys, ids, keys
from core.errors import QuotewireError
from core.gate import Entry, Wish

from . import auth, negotiation, request_ids
from .api import results
from .replies import Reply, secret_of
from .services import Services

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PATH = "/v1/articles/"
ROUTES = {
    part: f"{PATH}<article_id>{part and '/'}{part}" for part in ("", "quotes", "sources", "facts")
}  # as Flask names them
JSON = (None, "", "*/*", negotiation.JSON)  # what may stand in Accept


class Way:
    """Answers GET."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def answer(self, environ: WSGIEnvironment) -> Reply | None:
        """The answer to a request for a result as JSON, with a key, if it is known."""
        path: str = environ["PATH_INFO"]
        if not path.startswith(PATH) or environ.get("HTTP_ACCEPT") not in JSON:
            return None
        article_id, _, part = path.removeprefix(PATH).partition("/")
        secret = secret_of(environ)
        if secret is None or not ids.is_id(article_id, "art") or part not in ROUTES or path.endswith("/"):
            return None
        wish = Wish(secret, self._services.settings.rate_limit, auth.LOCAL_KEY, keys.article(article_id), auth.AHEAD)
        try:
            environ[auth.ENTERED] = entry = self._services.gate.enter(wish)
        except (RedisError, QuotewireError) as error:
            environ[auth.ENTERED] = error
            return None
        return self._known(environ, entry, ROUTES[part])

    def _known(self, environ: WSGIEnvironment, entry: Entry, route: str) -> Reply | None:
        newsroom, engine = entry.ahead
        if not (entry.within and engine and newsroom == entry.newsroom and apikeys.READ in entry.scopes):
            return None
        asked = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        name = results.name_of(engine, negotiation.JSON, asked)
        request_id = request_ids.chosen(environ.get("HTTP_X_REQUEST_ID", ""))
        if environ.get("HTTP_IF_NONE_MATCH") == f'"{name}"':
            return Reply("304 NOT MODIFIED", list(results.described(name).items()), b"", route, request_id, entry)
        kept = self._services.renderings.get(name)
        if kept is None:
            return None
        return Reply(kept.status, list(kept.headers), kept.get_data(), route, request_id, entry)
