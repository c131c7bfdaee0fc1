"""Times of what a figure is measured against: "up 12 percent on last year", "$24 million, against $3 million in 2019".

    is_compared(text, fact, time, gap) -> bool

A figure has the time that it was so, never that of the figure, or of the year, that it is held against.
"""

from __future__ import annotations

import re

from ..types import FactTime, Span, Time

# What stands beyond is the time of the figure that this one is held against: "$24 million, compared with $3 million
# last year", "up 15% from 4 pence a year earlier".
_HELD_AGAINST = re.compile(
    r"\b(?:against|compared|versus)\b|\bfrom\s+\S*\d|\b(?:up|down)\s+(?:\S+\s+)?(?:from|on)\b", re.IGNORECASE
)
# A time before such a word is that of the other figure: "$3 billion in 2025, against $2 billion".
_HOLDING = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|versus|(?:up|down)\s+from)\s+(?:a\s+|only\s+|just\s+)?$", re.IGNORECASE
)
# "3% of tenants had a lawyer last year, compared with 81% of landlords": held against others at the same time.
_OTHERS = re.compile(r"\s+(?:of|for|among)\s+(?!(?:that|last|the\s+(?:year|month|week|day))\b)[a-z]")
# "up 12 percent on last year", "fell by a third from a year earlier", "more than in the same month of 2019".
_ON = re.compile(r"\b(?:from|on|over|with|to|than|against)\s+(?:the\s+)?(?:same\s+[a-z]+\s+)?(?:in\s+|of\s+)?$", re.I)
_EARLIER = re.compile(
    r"(?:an?|one)\s+(?:year|month|week|quarter|day)\s+(?:earlier|ago|before)\b"
    r"|last\s+(?:year|season|winter|summer|month|quarter)\b|(?:the\s+)?same\b",
    re.IGNORECASE,
)
_YEAR_EARLIER = re.compile(
    r"(?:an?|one)\s+(?:year|month|week|quarter)\s+(?:earlier|before)\b"
    r"|(?:the\s+)?same\s+(?:month|week|quarter|period|time|stage)s?\s+(?:an?\s+year|last|of|in)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:from|on|over|than)\s+(?:in\s+)?(?:the\s+)?same\s+(?:month|week|quarter|period|time|stage)s?\s+(?:in\s+|of\s+)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:up|down|rise|rose|fall|fell|increase|increased|drop|dropped|gain|gained|decline|declined|grew|shrank)\b[^,;.]*$",
    re.IGNORECASE,
)
_CHANGE_REACH = 40
_RANGE_ON = re.compile(r"\s*(?:[–—-]|to\b|until\b|through\b|on\b|onwards?\b)")


def is_compared(text: str, fact: Span, time: Time, gap: str) -> bool:
    """Whether ``time`` is what ``fact`` is held against, or of what it is held against; ``gap`` is what stands between
    the two."""
    if time.end <= fact.start:
        return _HOLDING.search(gap) is not None and _OTHERS.match(text, fact.end) is None
    if _HELD_AGAINST.search(gap) or _ON.search(gap) and _EARLIER.match(time.text):
        return True
    return gap == " from " and _is_base(text, fact, time)


def is_earlier(text: str, time: Time | FactTime) -> bool:
    """Whether ``time`` is only what is compared with, whatever stands around it: "from a year earlier"."""
    lead = text[max(0, time.start - _CHANGE_REACH) : time.start]
    if _SAME.search(lead):
        return True  # "on the same month last year"
    wording = text[time.start : time.end + _CHANGE_REACH]
    return _YEAR_EARLIER.match(wording) is not None and _ON.search(lead) is not None


def names_earlier(text: str, span: Span) -> bool:
    """Whether ``span`` compares with an earlier time by what the text has just told of: "up on a year earlier"."""
    found = _YEAR_EARLIER.finditer(text, span.start, span.end)
    return any(_ON.search(text[max(0, one.start() - _CHANGE_REACH) : one.start()]) for one in found)


def _is_base(text: str, fact: Span, time: Time) -> bool:
    """Whether ``time`` is a year that a change is measured from: "up 12,000 from 2018", not "from 2018 to 2020"."""
    if len(time.value) != len("2018"):
        return False
    change = _CHANGED.search(text, max(0, fact.start - _CHANGE_REACH), fact.start)
    return change is not None and _RANGE_ON.match(text, time.end) is None
