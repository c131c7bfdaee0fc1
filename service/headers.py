"""What every answer tells browsers: take it for what it says it is, load nothing, frame nothing, tell nobody.

Pages have a policy of their own (:mod:`service.api.pages`, :mod:`service.api.reference`) and keep it.
"""

from __future__ import annotations

from flask import Flask, Response

POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def install(app: Flask) -> None:
    """Say it in every answer."""
    app.after_request(_say)


def _say(response: Response) -> Response:
    if POLICY not in response.headers:
        response.headers.extend(HEADERS)
    return response
