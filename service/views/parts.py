"""Quotes, sources and facts of a result: filtered, and cut into pages.

A result never changes, so a cursor is a place in the filtered list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..cursors import BadCursor, decode, encode

Item = Mapping[str, Any]
Found = TypeVar("Found")
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Filter:
    """What a caller wants to see. ``None`` leaves a property open. ``source`` is a source's id, name or alias."""

    kind: str | None = None
    source: str | None = None
    expert: bool | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Found]):
    """Some of the items, how many there are in all, and where the next page begins (``None`` on the last)."""

    items: Sequence[Found]
    total: int
    next_cursor: str | None


def select(result: Item, part: str, wanted: Filter) -> list[Item]:
    """The items of a part (``quotes``, ``sources`` or ``facts``) that pass the filter, in the article's order."""
    sources = {source["id"]: source for source in result["sources"]}
    return [item for item in result[part] if _passes(item, _source_of(item, part, sources), wanted)]


def paginate(items: Sequence[Found], limit: int, cursor: str | None, question: str) -> Page[Found]:
    """One page of at most ``limit`` items. ``question`` says what was asked for, but for the page.

    Raises:
        BadCursor: the cursor does not belong here.
    """
    start = 0 if cursor is None else _place(decode(cursor, question))
    if start > len(items):
        raise BadCursor
    end = start + limit
    following = encode(str(end), question) if end < len(items) else None
    return Page(items[start:end], len(items), following)


def _place(digits: str) -> int:
    if not digits.isdecimal() or len(digits) > DIGITS:
        raise BadCursor
    return int(digits)


def _source_of(item: Item, part: str, sources: Mapping[str, Item]) -> Item | None:
    if part == "sources":
        return item
    named = item["speaker"] if part == "quotes" else item["source"]
    return None if named is None else sources.get(named["source_id"])


def _passes(item: Item, source: Item | None, wanted: Filter) -> bool:
    if wanted.kind is not None and item["kind"] != wanted.kind:
        return False
    if wanted.min_confidence is not None and item["confidence"] < wanted.min_confidence:
        return False
    if wanted.expert is not None and (source is not None and source["is_expert"]) != wanted.expert:
        return False
    return wanted.source is None or (source is not None and _is_called(source, wanted.source))


def _is_called(source: Item, name: str) -> bool:
    if source["id"] == name:
        return True
    folded = name.casefold()
    return any(folded == known.casefold() for known in (source["name"], *source["aliases"]))
