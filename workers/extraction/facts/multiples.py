"""Reads words that say how many times as much: "twice", "more than double the limit", "sixfold"."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft, Unit
from .numerals import SMALL, TENS
from .tokens import Token, TokenReader
from .units import UnitReader

_TWICE = {"twice": 2.0, "thrice": 3.0}
_MULTIPLES = {"double": 2.0, "treble": 3.0, "triple": 3.0, "quadruple": 4.0}
_NUMBERS = SMALL | TENS
_NEARLY = ("than", "almost", "nearly", "about", "around", "roughly", "over")
_OF_WHAT = ("the", "that", "what", "its", "their", "his", "her", "last")
# Words that a multiple can begin with; "sixfold" and "six-fold" begin with a number.
MULTIPLIERS = frozenset([*_TWICE, *_MULTIPLES])


class MultipleReader(TokenReader):
    """Reads multiples at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token], units: UnitReader) -> None:
        super().__init__(tokens)
        self._units = units

    def read(self, at: int) -> Draft | None:
        """The multiple that begins at token ``at``, if one does."""
        if self._word(at) in _TWICE:
            return self._times(at)
        return self._multiple(at) if self._word(at) in _MULTIPLES else self._fold(at)

    def _times(self, at: int) -> Draft:
        value = _TWICE[self._tokens[at].lower]
        rate = self._units.rate(Unit("times", "count", at, at + 1))
        return Draft(at, rate.end, at, at + 1, value, value, False, rate.name if rate.end > at + 1 else "time", "count")

    def _multiple(self, at: int) -> Draft | None:
        """ "more than double the limit", "triple that": so many times; "a double room" and "will double" give none."""
        value = _MULTIPLES[self._word(at)]
        after = self._word(at + 1)
        held = after in ("that", "what") or self._word(at - 1) in _NEARLY and after in _OF_WHAT
        return Draft(at, at + 1, at, at + 1, value, value, False, "time", "count") if held else None

    def _fold(self, at: int) -> Draft | None:
        """ "sixfold", "a tenfold rise": so many times as much."""
        word = self._word(at)
        value = _NUMBERS.get(word.removesuffix("fold"))
        joined = self._joined(at + 1, "-") and self._word(at + 2) == "fold"
        if value is None or word in _NUMBERS and not joined:
            return None
        return Draft(at, at + 3 if joined else at + 1, at, at + 1, float(value), float(value), False, "time", "count")
