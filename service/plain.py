"""Requests in their plainest form, read from the bytes in which they came.

Only what nobody can read in two ways is read here. Everything else is for gunicorn's parser and for Flask, which read
the same bytes from the beginning: so there is nothing that could be refused here, and nothing to be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core import apikeys

from .auth import AUTHORIZATION

MOST_HEAD = 8_190  # bytes
MOST_FIELDS = 64
REQUEST_LINE = re.compile(r"(GET|POST) (/[A-Za-z0-9_/-]*)(?:\?([!\"$-~]*))? HTTP/1\.1")
FIELD = re.compile(r"([A-Za-z0-9-]+):[ \t]*([ -~]*)")
# Whoever sends one of these wants the connection, the body or the answer to be treated in another way.
MINDED = frozenset(
    {
        "connection",
        "content-encoding",
        "expect",
        "idempotency-key",
        "keep-alive",
        "prefer",
        "range",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
KEPT_OPEN = frozenset({None, "keep-alive", "Keep-Alive"})


@dataclass(frozen=True, slots=True)
class Plain:
    """A request. The names of its header fields are in lower case, and each stands there once."""

    method: str
    path: str
    query: str
    fields: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def secret(self) -> str | None:
        """What looks like an API key in the Authorization field."""
        given = AUTHORIZATION.fullmatch(self.fields.get("authorization", "").strip())
        return given[1] if given is not None and given[1].startswith(apikeys.PREFIX) else None


def read(head: bytes, body: bytes) -> Plain | None:
    """A request whose head and whose whole body these are, if it is plain. The head ends with its last field."""
    if len(head) > MOST_HEAD:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    asked = REQUEST_LINE.fullmatch(first)
    if asked is None or len(lines) > MOST_FIELDS:
        return None
    fields: dict[str, str] = {}
    for line in lines:
        found = FIELD.fullmatch(line)
        if found is None:
            return None
        fields[found[1].lower()] = found[2].rstrip(" ")
    if len(fields) < len(lines) or "host" not in fields or fields.pop("connection", None) not in KEPT_OPEN:
        return None
    if not MINDED.isdisjoint(fields) or fields.get("content-length", str(len(body))) != str(len(body)):
        return None
    return Plain(asked[1], asked[2], asked[3] or "", fields, body)
