"""Signatures of webhooks, by Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

PREFIX = "whsec_"
BYTES = 32
TOLERANCE = 300  # seconds a message's time may be off
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class BadSignature(ValueError):
    """The message is not from whom it claims to be, was changed, or is too old."""


def new_secret() -> str:
    """A fresh secret: ``whsec_`` and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers(message_id: str, timestamp: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """The three header fields of a message, signed with each secret (more than one while secrets are exchanged)."""
    signatures = " ".join(f"v1,{_sign(message_id, timestamp, body, key)}" for key in keys)
    return {ID: message_id, TIMESTAMP: str(timestamp), SIGNATURE: signatures}


def verify(fields: Mapping[str, str], body: bytes, secret: str, now: int) -> None:
    """Check a message. ``fields`` are its header fields; ``now`` is the time in seconds since 1970.

    Raises:
        BadSignature: do not trust it.
    """
    known = {name.lower(): value for name, value in fields.items()}
    try:
        message_id, timestamp, signatures = known[ID], int(known[TIMESTAMP]), known[SIGNATURE]
    except (KeyError, ValueError):
        raise BadSignature("A header field of the signature is missing or malformed.") from None
    if abs(now - timestamp) > TOLERANCE:
        raise BadSignature("The message is too old, or a clock is wrong.")
    expected = _sign(message_id, timestamp, body, secret).encode()
    given = [part.partition(",")[2].encode() for part in signatures.split() if part.startswith("v1,")]
    if not any(hmac.compare_digest(expected, one) for one in given):
        raise BadSignature("The signature does not fit the message.")


def _sign(message_id: str, timestamp: int, body: bytes, secret: str) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise BadSignature("The secret is not one: it begins with whsec_ and is base64.") from None
    signed = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
