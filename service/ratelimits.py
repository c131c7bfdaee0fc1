"""Counts the requests of each API key, and says in every answer what is left.

The fields are those of draft-ietf-httpapi-ratelimit-headers (structured fields): ``RateLimit-Policy:
"requests";q=600;w=60`` and ``RateLimit: "requests";r=599;t=60``, with ``t`` the seconds after which more is free.
"""

from __future__ import annotations

from flask import Flask, Response, g

from core.ratelimits import WINDOW, Quota

from .auth import Caller
from .problems import Problem
from .services import services

POLICY = "requests"
HEADERS = {
    "RateLimit-Policy": f'What this API key may do: `"{POLICY}";q=` requests `;w=` seconds.',
    "RateLimit": f'What it has left: `"{POLICY}";r=` requests `;t=` seconds until more is free.',
}


def install(app: Flask) -> None:
    """Count every request that has a caller (so: after :mod:`service.auth`)."""
    app.before_request(_count)
    app.after_request(_say)


def _count() -> None:
    found = g.get("caller")
    if not isinstance(found, Caller):
        return
    limit = found.rate or services().settings.rate_limit
    allowed, quota = services().limiter.count(found.key_id, limit)
    g.quota = quota
    if not allowed:
        raise Problem(
            "too-many-requests",
            f"This API key may send {limit:,} requests a minute. Try again in {quota.reset} s.",
            headers={"Retry-After": str(quota.reset)},
            extra={"violated-policies": [POLICY]},
        )


def _say(response: Response) -> Response:
    quota = g.get("quota")
    if isinstance(quota, Quota):
        response.headers["RateLimit-Policy"] = f'"{POLICY}";q={quota.limit};w={WINDOW}'
        response.headers["RateLimit"] = f'"{POLICY}";r={quota.left};t={quota.reset}'
    return response
