""" "Today" that is no day: "Today there are two", "“Fuel costs three times as much today,” she said".

    is_nowadays(text, today, spoken) -> bool

What the reporter tells of today in the past is of that day ("was jailed today"). In the present, and above all in
someone's words, today is the times we live in: no date of what is counted.
"""

from __future__ import annotations

import re

from ..types import Span

_REACH = 80
_CLAUSE_START = re.compile(r".*[,.;:!?()“”\"«»–—]", re.DOTALL)
_CLAUSE_END = re.compile(r"[,.;:!?()“”\"«»–—]")
_THERE = re.compile(r"\bthere\s+(?:is|are)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|costs?|earns?|pays?|makes?|sells?|lives?|works?|employs?|owns?|runs?|can|could|couldn['’]t|cannot)\b",
    re.IGNORECASE,
)
# "is up 3 percent today" moved on that very day.
_MOVED = re.compile(r"\b(?:up|down|higher|lower|opening|closing|meeting|starting)\b", re.IGNORECASE)


def is_nowadays(text: str, today: Span, spoken: bool) -> bool:
    """Whether the "today" at ``today``, which stands in someone's words where ``spoken``, means these times."""
    if text[today.start : today.end].lower() != "today":
        return False
    before = _CLAUSE_START.sub("", text[max(0, today.start - _REACH) : today.start])
    after = _CLAUSE_END.split(text[today.end : today.end + _REACH])[0]
    clause = f"{before} {after}"
    if _THERE.search(clause):
        return True
    return spoken and _PRESENT.search(clause) is not None and _MOVED.search(clause) is None
