"""The ``webhooks:`` part of ``openapi.yaml``: what the service calls, not what it answers."""

from __future__ import annotations

from typing import Any

from core import signing

HEADERS = {
    signing.ID: "Names the message; the same for every try, so a receiver can tell a repetition.",
    signing.TIMESTAMP: "When this try was made, in seconds since 1970.",
    signing.SIGNATURE: "`v1,` and the HMAC-SHA256 over `id.timestamp.body` in base64; several, apart by spaces, while "
    "secrets are exchanged.",
}
DESCRIPTION = """\
Sent to the `callback_url` by [Standard Webhooks](https://www.standardwebhooks.com). Verify the signature over the body
as it came, answer 2xx within 10 seconds, do the work afterwards. Anything else is tried again after 5 s, 30 s, 2, 10
and 30 minutes, 2, 6, 12 and 24 hours; 410 ends it. Redirects are not followed.
"""


def describe(name: str, summary: str, schema: str) -> dict[str, Any]:
    """One webhook. ``schema`` names a component."""
    parameters = [
        {"in": "header", "name": header, "required": True, "description": meaning, "schema": {"type": "string"}}
        for header, meaning in HEADERS.items()
    ]
    operation = {
        "operationId": name,
        "summary": summary,
        "description": DESCRIPTION,
        "tags": ["webhooks"],
        "security": [],
        "parameters": parameters,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        },
        "responses": {
            "2XX": {"description": "Received."},
            "410": {"description": "Do not send this message again."},
            "default": {"description": "Try again later. `Retry-After` is heeded."},
        },
    }
    return {"post": operation}
