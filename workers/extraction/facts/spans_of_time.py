"""Spans of time that are measured ("the trial lasted eight days in May") and so have a time, as other figures do.

Most spans only say how far off something is or how long it has been so ("two weeks ago", "the first in 14 years",
"a five-day walkout"): these have none.
"""

from __future__ import annotations

import re

from ..types import Span

_LEAD = 40
# What is right before a span that something took: "spent three nights", "was jailed for nearly four years".
_MEASURED = re.compile(
    r"""
    \b(?:lasts?|lasted|lasting|spent|spending|waited|waiting|took|taking|worked|averaged|averaging|delayed\s+by
      |(?:wait|delay|queue|trial|flight|journey|shift|outage|blackout|power\s+cut|jam|tailback|hold-up|snarl)s?\s+(?:was|were|of|lasted|averaged)
      |[a-z]{2,}ed\s+(?:[a-z]+\s+)?for|held\s+for|sat\s+for|stood\s+for|went\s+on\s+for|up\s+to)
    \s+(?:(?:about|some|almost|nearly|around|only|just|over|under|up\s+to|(?:more|less|fewer)\s+than|at\s+least|an?)\s+)*$
    """,
    re.VERBOSE,
)
_HABIT = re.compile(r"\b(?:every|each|since|now|always|has|have)\b")
_DISTANCE = re.compile(
    r"\s*(?:-|(?:ago|after|before|earlier|later|away|older?|younger|senior|early|from|until|to\s+go)\b)"
)
_WITHIN = re.compile(r"\s+(?:in|of|to|through|ended|ending)\s+(?:the\s+)?$")


def is_measured(text: str, span: Span, sentence: Span) -> bool:
    """Whether the span of time at ``span`` is what something took or lasted."""
    if _DISTANCE.match(text, span.end):
        return False
    lead = text[max(sentence.start, span.start - _LEAD) : span.start]
    return _MEASURED.search(lead) is not None and _HABIT.search(lead) is None


def is_part_of(text: str, span: Span, time: Span) -> bool:
    """Whether the span of time is so much of ``time``: "four days in June", "the first ten months of this year"."""
    return time.start > span.end and _WITHIN.fullmatch(text, span.end, time.start) is not None
