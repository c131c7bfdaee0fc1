"""The grammar of time expressions: tries every production where one can begin and keeps the longest reading.

    parse(text) -> list of Expression, in text order, none overlapping another
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .time_clocks import read_clock, read_part_of_day
from .time_dates import holiday_words, months_as_names, read_date, read_weekday
from .time_durations import read_duration
from .time_nodes import Month, Node, Offset, Parsed, Weekday
from .time_quarters import read_part_of_year
from .time_relative import read_reference, read_relative
from .time_sets import read_set
from .time_tokens import Tokens, read_entries

Production = Callable[[Tokens, int], Parsed | None]

_PRODUCTIONS: tuple[Production, ...] = (
    read_date, read_clock, read_part_of_day, read_part_of_year, read_relative, read_weekday,
    read_duration, read_set, read_reference,
)  # fmt: skip
_STARTERS = frozenset((
    "month", "month.short", "weekday", "weekday.short", "weekdays", "unit", "units", "season", "part", "cardinal",
    "ordinal", "scale", "vague", "shift", "anaphor", "day", "stage", "repeat", "every", "refers", "approx", "decade",
    "long",
))  # fmt: skip
_STARTING_WORDS = holiday_words() | {word for (word,) in read_entries("time_starters.txt")}
_ARTICLES = frozenset(("the", "a", "an"))
_STARTING_KINDS = frozenset(("iso", "date", "clock", "fraction", "number"))
_OF_STAGES = frozenset(("beginning", "start", "end", "middle"))
_DAY_STAGES = frozenset(("early", "late", "mid"))


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its first token and the one after its last, and its reading."""

    first: int
    last: int
    node: Node


def _read_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for (name,) in read_entries("time_names.txt"):
        words = tuple(name.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(names) for first, names in by_first.items()}


_NAMES = _read_names()


def parse(tokens: Tokens) -> list[Expression]:
    """All time expressions of a text, longest first reading at each place, left to right."""
    found: list[Expression] = []
    i = 0
    while i < tokens.size:
        skip = _name_length(tokens, i)
        reading = None if skip else _read_longest(tokens, i)
        if reading is not None:
            found.append(Expression(i, reading.end, reading.node))
            i = reading.end
        else:
            i += skip or 1
    people = months_as_names(tokens)
    return [e for e in found if not _is_name(tokens, e, people)] if people else found


def _is_name(t: Tokens, found: Expression, people: frozenset[str]) -> bool:
    """Whether a bare month is someone of the article: "May" where there is a Mrs May, but not "in May"."""
    bare = isinstance(found.node, Month) and found.node.year is None and found.last == found.first + 1
    return bare and t[found.first].low in people and t[found.first - 1].number("leads") != 2


def _name_length(t: Tokens, i: int) -> int:
    """How many tokens a name that holds a time word takes at ``i``; 0 where none begins."""
    text = t[i].text
    weekday = "weekday" in t[i].tags and t[i].capital
    if text not in _NAMES and not weekday:
        return 0
    for key in ("weekday", text) if weekday else (text,):
        for words in _NAMES.get(key, ()):
            if all(t[i + k].text == word for k, word in enumerate(words) if k or key != "weekday"):
                return len(words)
    return 0


def _can_start(t: Tokens, i: int) -> bool:
    token = t[i]
    if token.tags and not _STARTERS.isdisjoint(token.tags):
        return True
    return token.low in _STARTING_WORDS or token.kind in _STARTING_KINDS


def _read_longest(t: Tokens, i: int) -> Parsed | None:
    if not _can_start(t, i) or (t[i].low in _ARTICLES and not _can_start(t, i + 1)):
        return None
    best = _read_staged(t, i)
    for production in _PRODUCTIONS:
        reading = production(t, i)
        if reading is not None and reading.end > i and (best is None or reading.end > best.end):
            best = reading
    return best


def _read_staged(t: Tokens, i: int) -> Parsed | None:
    """A part of a time, with the whole's value: "early August", "the end of the month", "mid-1992"."""
    j = i + 1 if t[i].low == "the" else i
    stage = t[j].tags.get("stage")
    if stage is None:
        return None
    k = t.hyphen(j + 1)
    if j > i and k > j + 1:
        return None  # the article belongs to what follows "late-November"
    if (t[k].low == "of" and stage in _OF_STAGES) or (t[k].low == "in" and stage not in _OF_STAGES):
        k += 1
    elif stage in _OF_STAGES and k == j + 1 and t[j].low != "middle":
        return None
    inner = _read_whole(t, k)
    if inner is None or not _fits_stage(stage, inner.node):
        return None
    return inner


def _read_whole(t: Tokens, i: int) -> Parsed | None:
    """What a stage can be of: a date, a season, a week, a month, a year, a quarter."""
    if t[i].low == "the" and t[i + 1].tags.get("unit") in ("M", "Y", "W", "DE", "CE"):
        unit = t[i + 1].tags["unit"]
        relative = read_relative(t, i)
        longer = relative if relative is not None and relative.end > i + 2 else None
        return longer or Parsed(i + 2, Offset(unit, 0))
    readings = [read(t, i) for read in (read_date, read_relative, read_part_of_year, read_weekday)]
    return max((r for r in readings if r is not None), key=lambda r: r.end, default=None)


def _fits_stage(stage: str, node: Node) -> bool:
    """"Earlier Friday" is the Friday, "early Friday" a part of it; "earlier today" is today."""
    if isinstance(node, Weekday):
        return stage in _DAY_STAGES
    if isinstance(node, Offset) and node.unit == "D" and node.base == "now" and node.amount >= 0:
        return stage in _DAY_STAGES
    return True


