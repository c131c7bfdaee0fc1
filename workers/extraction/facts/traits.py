"""Figures that describe a thing and tell of no time: "a £9m loan", "her three children", "the limit of 3 percent".

    is_trait(text, quantity, sentence, time) -> bool

What happens to a thing on a day does not happen to its price, and what a known set does is no news of its size: "a £3m
scheme was shelved in March" was £3m before, "its two harbours shut on Friday" are two every day. The sum that is
agreed, paid or raised has the time of that, and a figure right beside a time has that one.
"""

from __future__ import annotations

import re

from ..types import Span
from .quantities import Quantity
from .words import word_set

_REACH = 60
_HEDGE = r"(?:about|around|some|nearly|almost|roughly|over|up\s+to|more\s+than)\s+"
_DETERMINER = r"(?:an?|the|its|their|his|her|our|this|that|another|\w+['’]s)"
# "a £9m", "its new £9m": what follows is the thing.
_BEFORE_THING = re.compile(rf"\b{_DETERMINER}\s+(?:[a-z-]+\s+)?(?:{_HEDGE})?$", re.IGNORECASE)
_SKIPPED = r"(?!(?:in|of|for|to|from|at|on|by|with|and|or)\b)[a-z][\w-]*\s+"
_NAMES = "|".join(sorted(word_set("traits things")))
_THING = re.compile(rf"[\s-]+(?:{_SKIPPED}){{0,3}}?(?:{_NAMES})s?\b", re.IGNORECASE)
# "a scheme worth £9m", "with an investment of £9m".
_PRICE_OF_THING = re.compile(
    rf"(?:\bworth|\bvalued\s+at|\b(?:loan|investment|budget|grant|mortgage|fund|price\s+tag)s?\s+of)\s+(?:{_HEDGE})?$",
    re.IGNORECASE,
)
# "… 1.2 billion yuan (about": the sum before it in another currency.
_CONVERTED = re.compile(rf"[^\s()]*\d[^()]{{0,30}}\(\s*(?:{_HEDGE})?$", re.IGNORECASE)
# What makes the sum an event of its own.
_GIVEN = (
    r"(?:agreed|signed|won|secured|took|taken|raised|borrowed|got|received|obtained|paid|repaid|spent|awarded|granted"
    r"|gave|given|announced|approved|issued|bought|sold|struck|set\s+(?:up|aside))"
)
_GIVEN_BEFORE = re.compile(rf"\b{_GIVEN}\s+(?:(?:out|up|off|over|for|with|in|on)\s+)?$", re.IGNORECASE)
_GIVEN_AFTER = re.compile(rf"\s{_GIVEN}\b", re.IGNORECASE)
# "£9m in May": nothing but the way to say it stands between.
_BESIDE = re.compile(
    r"\W*(?:(?:in|on|at|by|for|from|since|during|of|as\s+of|early|late)\s+)*(?:the\s+)?", re.IGNORECASE
)
# "a £9m budget for 2027"
_OF_ITS_TIME = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?", re.IGNORECASE)
# "her three children", "the 42 stallholders", but not "the first three", and not "two of the four", which are told of.
_KNOWN = re.compile(
    r"(?<!\bof\s)(?:\b(?:the|its|their|his|her|our|my|your)|\w['’]s|\ws['’])\s+(?:(?!first|last|next|past|previous|other)[a-z]+\s+)?$",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\s*(?:[a-z]+ed|who|that|which|i|he|she|they|we|born|built|lost|held|taken|found|seen|hit)\b", re.IGNORECASE
)
# "a town of 4,100 inhabitants"
_MADE_OF = re.compile(
    rf"\b(?:town|village|city|island|community|county|unit|family|team|staff|fleet|herd)\s+of\s+(?:{_HEDGE})?$",
    re.IGNORECASE,
)
# "a village 38 km from the capital": how far places are apart.
_OFF = re.compile(
    r"\s+(?:from\s+(?:the|its|his|her|their|[A-Z])|away\b|(?:north|south|east|west)\w*\s+of\b|inland\b|(?:up|down)stream\b)"
)
# "the limit of 3 percent", "its 2 percent target": a norm holds on all days.
_NORM_BEFORE = re.compile(r"\b(?:limit|threshold|ceiling|maximum|minimum)\s+of\s+$", re.IGNORECASE)
_NORM_AFTER = re.compile(r"\s+(?:[a-z]+\s+)?(?:limit|threshold|ceiling|target)\b", re.IGNORECASE)


def is_trait(text: str, quantity: Quantity, sentence: Span, time: Span) -> bool:
    """Whether ``quantity`` only describes something of which its ``sentence`` tells what happens at ``time``."""
    before = text[max(sentence.start, quantity.start - _REACH) : quantity.start]
    after = text[quantity.end : min(sentence.end, quantity.end + _REACH)]
    gap = text[quantity.end : time.start] if time.start >= quantity.end else ""
    if gap and _BESIDE.fullmatch(gap):
        return False
    if _NORM_BEFORE.search(before) or _BEFORE_THING.search(before) and _NORM_AFTER.match(after):
        return True
    if quantity.kind == "measure" and _OFF.match(after):
        return True
    if quantity.kind == "money":
        return bool(gap) and _is_price(before, after, gap)
    if quantity.kind != "count" or quantity.unit in ("person", "time"):
        return False
    return _MADE_OF.search(before) is not None or _KNOWN.search(before) is not None and not _TOLD_OF.match(gap)


def _is_price(before: str, after: str, gap: str) -> bool:
    """Whether a sum is the price of a thing whose time follows, and is not itself agreed or paid then."""
    before = _CONVERTED.sub("", before)
    thing = _BEFORE_THING.search(before)
    if thing is not None:
        noun = _THING.match(after)
        if noun is None or _GIVEN_BEFORE.search(before[: thing.start()]) or _OF_ITS_TIME.fullmatch(gap[noun.end() :]):
            return False
    elif _PRICE_OF_THING.search(before) is None:
        return False
    return _GIVEN_AFTER.search(gap) is None
