"""Quotes, sources and facts of a result: filtered, and cut into pages.

A result never changes, so a cursor is a place in the filtered list, together with a fingerprint of what was asked for:
a cursor taken from another question is refused instead of giving a wrong page.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FINGERPRINT = 8  # characters


class BadCursor(ValueError):
    """The cursor is not one of ours, or belongs to another question."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a caller wants to see. ``None`` leaves a property open. ``source`` is a source's id, name or alias."""

    kind: str | None = None
    source: str | None = None
    expert: bool | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the items, how many there are in all, and where the next page begins (``None`` on the last)."""

    items: Sequence[Mapping[str, Any]]
    total: int
    next_cursor: str | None


def select(result: Mapping[str, Any], part: str, wanted: Filter) -> list[Mapping[str, Any]]:
    """The items of a part (``quotes``, ``sources`` or ``facts``) that pass the filter, in the article's order."""
    sources = {source["id"]: source for source in result["sources"]}
    return [item for item in result[part] if _passes(item, _source_of(item, part, sources), wanted)]


def paginate(items: Sequence[Mapping[str, Any]], limit: int, cursor: str | None, question: str) -> Page:
    """One page of at most ``limit`` items. ``question`` says what was asked for, but for the page.

    Raises:
        BadCursor: the cursor does not belong here.
    """
    start = 0 if cursor is None else _decode(cursor, question)
    if start > len(items):
        raise BadCursor
    end = start + limit
    following = _encode(end, question) if end < len(items) else None
    return Page(items[start:end], len(items), following)


def _source_of(
    item: Mapping[str, Any], part: str, sources: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    if part == "sources":
        return item
    named = item["speaker"] if part == "quotes" else item["source"]
    return None if named is None else sources.get(named["source_id"])


def _passes(item: Mapping[str, Any], source: Mapping[str, Any] | None, wanted: Filter) -> bool:
    if wanted.kind is not None and item["kind"] != wanted.kind:
        return False
    if wanted.min_confidence is not None and item["confidence"] < wanted.min_confidence:
        return False
    if wanted.expert is not None and (source is not None and source["is_expert"]) != wanted.expert:
        return False
    return wanted.source is None or (source is not None and _is_called(source, wanted.source))


def _is_called(source: Mapping[str, Any], name: str) -> bool:
    if source["id"] == name:
        return True
    folded = name.casefold()
    return any(folded == known.casefold() for known in (source["name"], *source["aliases"]))


def _fingerprint(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:FINGERPRINT]


def _encode(place: int, question: str) -> str:
    return base64.urlsafe_b64encode(f"{_fingerprint(question)}{place}".encode()).decode().rstrip("=")


def _decode(cursor: str, question: str) -> int:
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise BadCursor from None
    fingerprint, place = plain[:FINGERPRINT], plain[FINGERPRINT:]
    if fingerprint != _fingerprint(question) or not place.isdecimal() or len(place) > 9:
        raise BadCursor
    return int(place)
