"""Who is asking, and what they may do.

Every route under ``/v1`` needs an API key (``Authorization: Bearer qw_live_…``) whose scopes cover it. Until the first
key is made, there is one caller: whoever reaches the service from this machine itself, not through a proxy.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Request, current_app, g, request
from redis.exceptions import RedisError
from werkzeug.routing import Rule

from core import apikeys, ids, keys
from core.errors import KeyNeeded, KeyUnknown
from core.gate import Entry, Wish

from . import ratelimits
from .entered import entered
from .operations import ATTRIBUTE, Operation
from .problems import Problem
from .services import services

log = logging.getLogger("quotewire.api")

LOCAL_NEWSROOM = "local"
LOCAL_KEY = "local"
REALM = 'Bearer realm="quotewire"'
PROTECTED = "/v1/"
SCOPE_OF_METHOD: Mapping[str, str] = {"GET": apikeys.READ, "DELETE": apikeys.DELETE, "POST": apikeys.WRITE}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")  # set by proxies: the client is not the peer
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
AHEAD = ("newsroom", "engine")  # of an article's record: whose it is, and whether it has been read
# RFC 6750's token, after the scheme (in any case, RFC 9110) and one or more spaces.
AUTHORIZATION = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caller:
    """On whose behalf a request acts. One newsroom never sees another's jobs or articles.

    ``key_id`` is what rate limits and idempotency keys are counted by.
    """

    newsroom: str
    key_id: str
    scopes: frozenset[str]


LOCAL = Caller(LOCAL_NEWSROOM, LOCAL_KEY, frozenset(apikeys.SCOPES))


def install(app: Flask) -> None:
    """Ask every request under ``/v1`` who it is from."""
    app.before_request(_identify)


def caller() -> Caller:
    """The caller of this request."""
    found = g.get("caller")
    if not isinstance(found, Caller):
        raise RuntimeError("This route does not stand under /v1, so nobody was asked who they are.")
    return found


def scope_of(described: Operation, method: str) -> str:
    """The scope an operation needs: what it says itself, else what its method suggests."""
    return described.scope or SCOPE_OF_METHOD[method]


def is_protected(rule: Rule) -> bool:
    """Whether a route needs a caller."""
    return rule.rule.startswith(PROTECTED)


def _identify() -> None:
    rule = request.url_rule
    if rule is None or not is_protected(rule) or request.method == "OPTIONS":
        return
    found = _from_key(request) if "Authorization" in request.headers else _from_this_machine(request)
    described: Any = getattr(current_app.view_functions[rule.endpoint], ATTRIBUTE, Operation(answers={}))
    scope = scope_of(described, "GET" if request.method == "HEAD" else request.method)
    if scope not in found.scopes:
        raise Problem(
            "insufficient-scope",
            f"This call needs the scope {scope}, which this API key does not have.",
            headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'},
        )
    g.caller = found
    ratelimits.refuse_beyond(g.entry)


def _from_key(asked: Request) -> Caller:
    given = AUTHORIZATION.fullmatch(asked.headers["Authorization"].strip())
    refused = {"WWW-Authenticate": f'{REALM}, error="invalid_token"'}
    if given is None or not given[1].startswith(apikeys.PREFIX):
        detail = "This API key is unknown or was revoked." if given else "Send `Authorization: Bearer qw_live_…`."
        raise Problem("unauthenticated", detail, headers=refused)
    try:
        entry = _enter(asked, given[1])
    except KeyUnknown:
        raise Problem("unauthenticated", "This API key is unknown or was revoked.", headers=refused) from None
    return Caller(entry.newsroom or "", entry.key_id or "", entry.scopes)


def _from_this_machine(asked: Request) -> Caller:
    """The caller without a key: allowed as long as there is none, and only from here.

    The name the client used for us is checked too: a web page that has its own name resolve to 127.0.0.1 (DNS
    rebinding) must not read the newsroom's drafts through its visitor's browser.
    """
    try:
        if not _is_here(asked):
            if services().api_keys.any():
                raise KeyNeeded
            raise Problem(
                "unauthenticated",
                "No API key has been made yet, so only this machine itself is served. Make one: "
                "`flask --app service keys create`.",
                headers={"WWW-Authenticate": REALM},
            )
        _enter(asked, None)
    except KeyNeeded:
        detail = "Send an API key: `Authorization: Bearer qw_live_…`."
        raise Problem("unauthenticated", detail, headers={"WWW-Authenticate": REALM}) from None
    return LOCAL


def _enter(asked: Request, secret: str | None) -> Entry:
    """Look the key up, count the request, and fetch what it will ask for first, all in one step (which
    :mod:`service.quick` may have taken already).
    """
    known = entered.get()
    if known is not None:
        if isinstance(known.entry, Exception):
            raise known.entry
        g.entry = known.entry
        return known.entry
    article_id = (asked.view_args or {}).get("article_id", "")
    ahead = keys.article(article_id) if ids.is_id(article_id, "art") else ""
    wish = Wish(secret, services().settings.rate_limit, LOCAL_KEY, ahead, AHEAD if ahead else ())
    g.entry = entry = services().gate.enter(wish)
    return entry


def _is_here(asked: Request) -> bool:
    if any(name in asked.headers for name in FORWARDED):
        return False
    name = asked.host.rpartition(":")[0] if re.search(r":\d+$", asked.host) else asked.host
    if name.strip("[]").lower() not in LOCAL_NAMES:
        return False
    try:
        return ipaddress.ip_address(asked.remote_addr or "").is_loopback
    except ValueError:
        return False


def announce(app: Flask) -> None:
    """At the start: say so where nobody but this machine will be served. (If Redis is away, requests will say so.)"""
    with app.app_context(), contextlib.suppress(RedisError):
        host = services().settings.host
        if not services().api_keys.any():
            log.warning(
                "No API key has been made: only this machine itself is served%s. "
                "Make one: flask --app service keys create --newsroom NAME --name NAME",
                "" if host in LOCAL_NAMES else f", although the service listens on {host}",
            )
