"""Asides: what a sentence says beside its point, with a time that is its own ("the mill, built in 1911, employs 40").

    apart(text, sentence, fact, time) -> bool

A relative clause or a participle between commas tells of another time than the rest of its sentence: a founding, a
purchase, an election. A figure takes a time only from its own side of the commas.
"""

from __future__ import annotations

import re

from ..types import Span

_REACH = 160  # code points within which an aside opens and closes
_PARTICIPLE = (
    r"(?:[a-z]{2,}ed|born|built|bought|sold|made|held|won|led|taken|given|seen|shown|begun|written|drawn|sent|struck"
    r"|stolen|chosen|driven|broken|brought|caught|sunk|torn|thrown|hit|shot|set)"
)
# ", who took over in January", ", built by the parish in 1911", ", up 22% this year": open up to the end of the text.
_OPEN = re.compile(
    rf"""
    ,\s+(?:
        (?:[a-z]+\s+)?(?:who|which|whose|whom|where)\b     # a relative clause, "through which" too
      | (?:first\s+|originally\s+|re-?)?{_PARTICIPLE}\b    # a participle
      | (?:up|down)\s+\S*\d                                # a change by the way
    )(?P<told>[^,.;:!?()]*)$
    """,
    re.VERBOSE,
)
# "Founded in 1894, the firm …": the participle that a sentence opens with.
_LEADING = re.compile(rf"\W*(?=[A-Z])(?i:{_PARTICIPLE})\s+(?:in|on|by|at|as|from|with|during|just|only)\b[^,.;:!?]*$")
# "from 84 million a year earlier, while …": the time of the figure before it alone.
_HELD_AGAINST = re.compile(r"\b(?:from|against|versus|compared\s+with|compared\s+to)\s+[^,.;]*\d[^,.;]*$", re.I)
_RELATIVE = re.compile(r",\s+(?:[a-z]+\s+)?(?:who|which|whose|whom|where)\b")
_PAST = re.compile(
    r"\b(?:was|were|had|did|[a-z]{2,}ed|took|went|came|made|left|fell|rose|lost|won|sold|bought|held|met|began|saw|hit"
    r"|sank|broke|tore|struck|shot|led|sent|ran|gave|got|brought|cost|cut|put|set|told|found|spent|paid|kept|grew|drew)\b"
)
# "are pumped every year", "will be built": a participle that is no past.
_PASSIVE = re.compile(
    r"\b(?:is|are|be|being|been|has|have|['’]s|['’]re|['’]ve)\s+(?:[a-z]+ly\s+|not\s+|been\s+)*[a-z]+\b"
    r"|\w['’]s\s+[a-z]+ed\b"  # "the world's liquefied gas"
)
# "who keeps four cows and whose husband died in 2022"
_AND_WHO = re.compile(r"\band\s+(?:who|whose|which|where)\b")
# "6 percent of its revenue, which reached $410m last year": the time of the other figure.
_OTHER_FIGURE = re.compile(r"\w[^,]*,\s+(?:[a-z]+\s+)?(?:which|whose|who|where)\b[^,;.]*\s\S?\d[^;.]*$")
# "the 40m-crown bridge, opened in 2021": the participle of what the figure only describes, up to its time. What is
# counted itself has that time ("40 crates, seized in 2021"), unless it is yet to come ("12m crowns, due in May").
_AFTER = re.compile(
    rf"""
    ^(?:[^,.;:!?]*\w[^,.;:!?]*,\s+(?:first\s+|originally\s+)?{_PARTICIPLE}
      |[^,.;:!?]*,\s+(?:planned|scheduled|due|expected|proposed|slated|promised))\b[^,.;:!?]*$
    """,
    re.VERBOSE,
)


def apart(text: str, sentence: Span, fact: Span, time: Span) -> bool:
    """Whether ``time`` stands in an aside without ``fact``, or the fact in one that is true at all times."""
    if time.end <= fact.start:
        if "," not in text[time.end : fact.start]:
            return False
        before = text[max(sentence.start, time.start - _REACH) : time.start]
        whole = before if sentence.start >= time.start - _REACH else ""
        if _HELD_AGAINST.search(before) or _in_lasting_end(text, sentence, fact, time):
            return True
        return _OPEN.search(before) is not None or _LEADING.match(whole) is not None
    gap = text[fact.end : time.start]
    if _AND_WHO.search(gap):
        return True
    if "," not in gap:
        return False
    if _OTHER_FIGURE.search(gap):
        return True
    opened = _OPEN.search(text[max(sentence.start, fact.start - _REACH) : fact.start])
    if opened is None:
        return _AFTER.match(gap) is not None
    return _is_lasting(text, fact, gap, opened)


def _is_lasting(text: str, fact: Span, gap: str, opened: re.Match[str]) -> bool:
    """Whether the relative clause that the fact stands in has no past tense and ends before the time."""
    if not _RELATIVE.match(opened.group()):
        return False
    return _is_of_no_past(opened["told"] + text[fact.start : fact.end] + gap[: gap.index(",")])


def _in_lasting_end(text: str, sentence: Span, fact: Span, time: Span) -> bool:
    """Whether the fact stands in a relative clause after ``time`` that has no past tense: "said on Tuesday that it had
    bought the farm, which runs 3,600 sheep"."""
    opened = list(_RELATIVE.finditer(text, max(time.end, fact.start - _REACH), fact.start))
    if not opened or opened[-1].group().endswith(("of which", "of whom")):
        return False  # "$20 million this year, of which two thirds": a part of what has that time
    after = re.split(r"[,;:.](?!\d)", text[fact.end : min(sentence.end, fact.end + _REACH)])[0]
    return _is_of_no_past(text[opened[-1].end() : fact.end] + after)


def _is_of_no_past(clause: str) -> bool:
    return _PAST.search(_PASSIVE.sub(" ", clause)) is None
