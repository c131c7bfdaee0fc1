"""The day an article was written: given with it, or read from a publication line or a full dateline of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from ..document import Layout
from .time_grammar import Expression, parse
from .time_nodes import Clock, Day, Exact, NumericDay
from .time_resolve import resolve
from .time_scene import Scene
from .time_tokens import tokenise

_REACH = 60  # code points after "Published" within which its date must begin
_HEAD_BLOCKS = 6
_SHORT_LINE = 60

_LABEL = re.compile(
    r"""
    (?<!\w)(?:
        (?P<first>First[ ]published|Published|PUBLISHED|Publisert|Publiceret|Publicerad)   # the day of writing
      | (?P<posted>Posted|Issued|Released|Filed|Date(?=:))
      | (?P<updated>(?:Last[ ])?(?:[Uu]pdated|[Mm]odified)                 # used where nothing better is there
          |UPDATED|Oppdatert|Opdateret|Uppdaterad)
    )(?!\w)
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(r"[\s:|,•·–—-]*(?:(?:on|at|the|den|d\.)\b[\s:]*)?")
_DATELINE = re.compile(r"[^\W\d_a-z][^\n\d–—]{1,50}?[,(.][ ]?(?=[A-Z\d])")
_LINE_FILLING = " .,|:0123456789apmAPMGTEUCSD–—-\n"
_AFTER_DATELINE = re.compile(r"[\s,.]*(?:\([^()\n]{2,40}\)\s*)?(?:--|[–—:-])")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of writing as an ISO 8601 date or datetime, and its source; both ``None`` where nothing says it."""

    value: str | None
    source: Literal["request", "text"] | None


def day_of(anchor: str | None) -> date | None:
    """The calendar day of an ISO 8601 date or datetime. Raises ``ValueError`` for anything else."""
    if anchor is None:
        return None
    try:
        return datetime.fromisoformat(anchor).date()
    except ValueError as error:
        told = f"published_at must be an ISO 8601 date or datetime such as 2024-11-01, not {anchor!r}"
        raise ValueError(told) from error


def prefers_day_first(expressions: Sequence[Expression]) -> bool | None:
    """How the article orders day and month in numeric dates, by those that read one way only; ``None`` without any."""
    first = second = False
    for expression in expressions:
        node = expression.node
        if isinstance(node, NumericDay) and node.first != node.second:
            first |= node.first > 12 or node.separator == "."
            second |= node.second > 12
    return first if first != second else None


def find_anchor(text: str, layout: Layout, published_at: str | None) -> Anchor:
    """The day of writing: ``published_at`` where given, else a publication line, else a dateline with a full date."""
    if published_at is not None:
        day_of(published_at)
        return Anchor(published_at, "request")
    dates = _DateReader(text)
    found = _from_label(text, dates) or _from_date_line(text, layout, dates)
    return Anchor(found, "text") if found else Anchor(None, None)


class _DateReader:
    """Reads the full dates of one article."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _day_first(self) -> bool | None:
        """How the article orders day and month: its every date is read for that, once at most."""
        return prefers_day_first(parse(tokenise(self._text)))

    def read(self, at: int) -> tuple[str, int] | None:
        """A date with its year that begins at ``at``, after a colon, dash or "on": (ISO date, offset after it)."""
        between = _BETWEEN.match(self._text, at)
        begins = between.end() if between else at
        tokens = tokenise(self._text[begins : begins + _REACH])
        expressions = parse(tokens)
        if not expressions or expressions[0].first != 0:
            return None
        node = expressions[0].node
        if isinstance(node, Clock) and node.day is not None:
            node = node.day
        if not isinstance(node, Day | Exact | NumericDay) or (isinstance(node, Day) and not isinstance(node.year, int)):
            return None
        day_first = self._day_first if isinstance(node, NumericDay) else None
        resolved = resolve(node, Scene(day_first=day_first))
        return (resolved.value[:10], begins + tokens[expressions[0].last - 1].end) if resolved else None


def _from_label(text: str, dates: _DateReader) -> str | None:
    """The date after "Published", else "Posted", else "Updated"; running text ("was published") has small letters."""
    found: dict[str, str] = {}
    for match in _LABEL.finditer(text):
        kind = match.lastgroup or "updated"
        if kind not in found and (day := dates.read(match.end())):
            found[kind] = day[0]
    return next((found[kind] for kind in ("first", "posted", "updated") if kind in found), None)


def _from_date_line(text: str, layout: Layout, dates: _DateReader) -> str | None:
    """The date of a dateline ("NAIROBI, 7 August 1998 (AP) --") or of a line that holds little else, at the head."""
    for block in layout.blocks[:_HEAD_BLOCKS]:
        place = _DATELINE.match(text, block.start, block.end)
        starts = [block.start, place.end()] if place else [block.start]
        for start in starts:
            found = dates.read(start)
            if found is None:
                continue
            if start == block.start:
                told = block.end - start <= _SHORT_LINE and not text[found[1] : block.end].strip(_LINE_FILLING)
            else:
                told = _AFTER_DATELINE.match(text, found[1]) is not None
            if told:
                return found[0]
    return None
