"""Cursors: where the next page begins, together with a fingerprint of the question it belongs to.

A cursor taken from another question is refused instead of giving a wrong page.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from .problems import FieldError, Problem

FINGERPRINT = 8  # characters


class BadCursor(ValueError):
    """The cursor is not one of ours, or belongs to another question."""


def encode(place: str, question: str) -> str:
    """The cursor for a place (ASCII) in the answer to a question."""
    return base64.urlsafe_b64encode(f"{_fingerprint(question)}{place}".encode()).decode().rstrip("=")


def decode(cursor: str, question: str) -> str:
    """The inverse of :func:`encode`.

    Raises:
        BadCursor: the cursor does not belong to this question.
    """
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise BadCursor from None
    if plain[:FINGERPRINT] != _fingerprint(question):
        raise BadCursor
    return plain[FINGERPRINT:]


def bad_cursor() -> Problem:
    """The answer to a cursor that does not belong here."""
    wrong = FieldError("Not a cursor of this question: use next_cursor with the same parameters.", None, "cursor")
    return Problem("invalid-fields", "One field is not acceptable; see errors.", errors=[wrong])


def _fingerprint(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:FINGERPRINT]
