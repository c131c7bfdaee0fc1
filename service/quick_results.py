"""Results that are known already: answered with what is kept of them (:mod:`service.renderings`), or with a 304."""

from __future__ import annotations

from typing import Any

from core import apikeys, gate, ids, keys
from core.gate import Entry, Wish

from . import auth, negotiation, request_ids
from .api import results
from .entered import Entered
from .plain import Plain
from .replies import Reply
from .services import Services

PATH = "/v1/articles/"
ROUTES = {
    part: f"{PATH}<article_id>{part and '/'}{part}" for part in ("", "quotes", "sources", "facts")
}  # as Flask names them
JSON = (None, "", "*/*", negotiation.JSON)  # what may stand in Accept


class Way:
    """Answers GET."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def question(self, asked: Plain) -> Asked | None:
        """What to ask Redis for a result as JSON, with a key."""
        if not asked.path.startswith(PATH) or asked.fields.get("accept") not in JSON:
            return None
        article_id, _, part = asked.path.removeprefix(PATH).partition("/")
        secret = asked.secret
        if secret is None or not ids.is_id(article_id, "art") or part not in ROUTES or asked.path.endswith("/"):
            return None
        wish = Wish(secret, self._services.settings.rate_limit, auth.LOCAL_KEY, keys.article(article_id), auth.AHEAD)
        return Asked(self._services, asked, ROUTES[part], wish)


class Asked:
    """A result that was asked for."""

    def __init__(self, services: Services, asked: Plain, route: str, wish: Wish) -> None:
        self.step = gate.step_of(wish)
        self.entered: Entered | None = None
        self._services = services
        self._asked = asked
        self._route = route

    def is_settled(self, told: Any) -> bool:
        """Redis is asked once."""
        return True

    def reply(self, told: Any) -> Reply | None:
        """The result, if it is known; see :class:`service.replies.Question`."""
        entry = gate.told(told)
        self.entered = Entered(entry)
        newsroom, engine = entry.ahead
        if not (entry.within and engine and newsroom == entry.newsroom and apikeys.READ in entry.scopes):
            return None
        return self._known(entry, engine)

    def _known(self, entry: Entry, engine: str) -> Reply | None:
        asked, route = self._asked, self._route
        name = results.name_of(engine, negotiation.JSON, f"{asked.path}?{asked.query}")
        request_id = request_ids.chosen(asked.fields.get("x-request-id", ""))
        if asked.fields.get("if-none-match") == f'"{name}"':
            return Reply("304 NOT MODIFIED", list(results.described(name).items()), b"", route, request_id, entry)
        kept = self._services.renderings.get(name)
        if kept is None:
            return None
        return Reply(kept.status, list(kept.headers), kept.get_data(), route, request_id, entry)
