"""Which form of an answer the caller wants (``Accept``, RFC 9110)."""

from __future__ import annotations

from flask import request

from .problems import Problem

JSON = "application/json"
JSON_LD = "application/ld+json"
CSV = "text/csv"


def wanted(*offered: str) -> str:
    """The offered media type that the caller likes best; the first where it does not mind.

    Raises:
        Problem: it takes none of them.
    """
    best: str | None = request.accept_mimetypes.best_match(offered)
    if best is not None:
        return best
    if not request.accept_mimetypes:
        return offered[0]
    raise Problem("not-acceptable", f"This address gives {' or '.join(offered)}; ask for one of them in Accept.")
