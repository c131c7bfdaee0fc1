"""``Idempotency-Key`` (draft-ietf-httpapi-idempotency-key-header): a POST that is safe to send again."""

from __future__ import annotations

import hashlib
import re

from flask import Request as HttpRequest

from core.idempotency import Request

from .auth import caller
from .operations import RequestHeader
from .problems import FieldError, Problem

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST = 255
# One key of visible characters. The draft writes it as a quoted string; most clients send it bare. Both are taken.
KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST}}}")
DESCRIPTION = RequestHeader(
    HEADER,
    "A value of yours that names this request, such as a UUID. Sent again with the same body within 24 hours, the "
    f"request gives the same job and starts nothing new; the answer then has `{REPLAYED}: true`.",
    {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[\x21-\x7e]+$"},
    "8e03978e-40d5-43e8-bc93-6894a57f9324",
)
PROBLEMS = ("invalid-header", "idempotency-key-in-use", "idempotency-key-reused")


def keyed(asked: HttpRequest) -> Request | None:
    """The request as its idempotency key names it; ``None`` where it has no key.

    Raises:
        Problem: the key cannot be used.
    """
    given = asked.headers.get(HEADER)
    if given is None:
        return None
    key = given[1:-1] if len(given) > 1 and given[0] == given[-1] == '"' else given
    if KEY.fullmatch(key) is None:
        wrong = FieldError(f"Send 1 to {LONGEST} visible ASCII characters, such as a UUID.", header=HEADER)
        raise Problem("invalid-header", "One header field is not acceptable; see errors.", errors=[wrong])
    parts = [asked.method, asked.path, asked.query_string.decode("latin-1"), asked.mimetype]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape") + b"\0" + asked.get_data())
    return Request(caller().key_id, key, digest.hexdigest())
