"""Says in every answer what its API key has left, and refuses what is beyond (:mod:`core.gate` counts).

The fields are those of draft-ietf-httpapi-ratelimit-headers (structured fields): ``RateLimit-Policy:
"requests";q=600;w=60`` and ``RateLimit: "requests";r=599;t=60``, with ``t`` the seconds after which more is free.
"""

from __future__ import annotations

from flask import Flask, Response, g

from core.gate import WINDOW, Entry, Quota

from .problems import Problem

POLICY = "requests"
HEADERS = {
    "RateLimit-Policy": f'What this API key may do: `"{POLICY}";q=` requests `;w=` seconds.',
    "RateLimit": f'What it has left: `"{POLICY}";r=` requests `;t=` seconds until more is free.',
}


def install(app: Flask) -> None:
    """Say it in the answer to every request that was counted."""
    app.after_request(_say)


def refuse_beyond(entry: Entry) -> None:
    """Refuse a request beyond its key's limit.

    Raises:
        Problem: it is.
    """
    if not entry.within:
        quota = entry.quota
        raise Problem(
            "too-many-requests",
            f"This API key may send {quota.limit:,} requests a minute. Try again in {quota.reset} s.",
            headers={"Retry-After": str(quota.reset)},
            extra={"violated-policies": [POLICY]},
        )


def _say(response: Response) -> Response:
    entry = g.get("entry")
    if isinstance(entry, Entry):
        response.headers.extend(fields(entry.quota))
    return response


def fields(quota: Quota) -> list[tuple[str, str]]:
    """The header fields that say what is left."""
    return [
        ("RateLimit-Policy", f'"{POLICY}";q={quota.limit};w={WINDOW}'),
        ("RateLimit", f'"{POLICY}";r={quota.left};t={quota.reset}'),
    ]
