"""Check-worthiness: how much a fact-checker would gain by looking at a statement first, from 0 to 1.

The notion is that of ClaimBuster (Hassan et al., KDD 2017) and the CheckThat! labs (Barrón-Cedeño et al., CLEF 2020
on): a
statement is worth checking when it can be checked and the public would want to know whether it is true. It ranks, it
does
not judge truth. Figures, comparisons and claims of cause about public matters come first; predictions, personal
experience and small talk last. The score is a sum of named marks, each below, so that any rank can be explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_entries
from ..types import Trend
from .nouns import word_class
from .words import Phrases, Wording

_BASE = 0.3
_MARKS = {
    "figure": 0.2,
    "large": 0.08,
    "money or share": 0.08,
    "trend": 0.08,
    "comparison": 0.12,
    "cause": 0.15,
    "public": 0.12,
    "attributed": 0.05,
    "dated": 0.04,
    "prediction": -0.25,
    "personal": -0.25,
    "opinion": -0.2,
    "question": -0.25,
    "private": -0.3,
}
_LARGE = 1000
_MONTH_OF_MAY = re.compile(r"(?<=[a-z\d,] )May\b|\bMay(?= \d)")
_SUPERLATIVE = re.compile(r"\b(?:the|its|our|their|['’]s)\s+(?:\w+\s+)?(\w{2,}est)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What check-worthiness is judged by: the words and what has been read from them.

    ``unit_kind`` is the quantity's kind (money, percent, share, age, time, count …), ``None`` where there is no figure.
    """

    words: str
    unit_kind: str | None = None
    value: float | None = None
    trend: Trend | None = None
    attributed: bool = False
    dated: bool = False


def check_worthiness(statement: Statement) -> float:
    """The statement's check-worthiness, 0.0 to 1.0, rounded to two decimals."""
    score = _BASE + sum(_MARKS[mark] for mark in marks(statement))
    return round(min(1.0, max(0.0, score)), 2)


def marks(statement: Statement) -> tuple[str, ...]:
    """The names of the marks that a statement carries, in the order of the list above."""
    kind = statement.unit_kind
    found = {
        "figure": kind is not None,
        "large": statement.value is not None and abs(statement.value) >= _LARGE,
        "money or share": kind in ("money", "percent", "share"),
        "trend": statement.trend is not None,
        "attributed": statement.attributed,
        "dated": statement.dated,
        "private": kind == "age",
    }
    wording = Wording.of(_MONTH_OF_MAY.sub("", statement.words))
    found |= {mark: _phrases(mark).meet(wording) for mark in _WORDED}
    found["comparison"] = found["comparison"] or _has_superlative(statement.words)
    return tuple(mark for mark in _MARKS if found.get(mark))


_WORDED = ("comparison", "cause", "public", "prediction", "personal", "opinion", "question")


def _has_superlative(words: str) -> bool:
    """ "the safest in Europe": an adjective that ranks; "the forest" and "the latest" rank nothing."""
    ranked = (match[1].lower() for match in _SUPERLATIVE.finditer(words))
    return any(word_class(word) == "A" and word != "latest" for word in ranked)


@cache
def _phrases(mark: str) -> Phrases:
    entries = (entry.split(" : ", 1) for entry in load_entries("check_worthiness.txt"))
    return Phrases.of(word.strip() for name, word in entries if name.strip() == mark)
