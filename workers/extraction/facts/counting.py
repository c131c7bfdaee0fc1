"""Finds what a number counts, past what may stand between them: "four 1,800 teu vessels", "one of the vans"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .noun_phrases import NounPhrase, NounReader
from .nouns import singular, word_class
from .numbers import NumberReader
from .numerals import Numeral
from .tokens import Token, TokenReader
from .units import UnitReader
from .words import word_set

_DETERMINERS = word_set("drafting determiners")
# "a three course meal", "an 11 member panel": written without the hyphen, before another noun.
_HYPHENLESS = word_set("counting hyphenless")
# A currency's sign before the size of what is counted is this many tokens at most ("five HK$100 notes").
_LONGEST_SIGN = 3


class CountReader(TokenReader):
    """Reads what is counted in one article."""

    def __init__(self, tokens: Sequence[Token], numbers: NumberReader, units: UnitReader) -> None:
        super().__init__(tokens)
        self._numbers = numbers
        self._units = units
        self._nouns = NounReader(tokens)

    def noun(self, numeral: Numeral) -> NounPhrase | None:
        """The noun that ``numeral`` counts, if one follows it."""
        at, one = numeral.end, numeral.value == 1
        at += 2 if self._joined(at, "-") and self._word(at + 1) == "odd" else 0  # "600-odd members"
        of = self._of_many(at)
        found = of if of is not None else self._nouns.read(at, one)
        if found is not None or one:
            return found
        return self._past_size(at) or self._hyphenless(at)

    def _of_many(self, at: int) -> NounPhrase | None:
        """ "one of the vans": the noun of which there are several."""
        owner = self._word(at + 1)
        if self._word(at) != "of" or owner not in _DETERMINERS and not owner.endswith(("'s", "’s")):
            return None
        step = at + 2
        if owner in _DETERMINERS and self._word(step).endswith(("'s", "’s")):
            step += 1
        return self._nouns.read(step, False)

    def _past_size(self, at: int) -> NounPhrase | None:
        """ "eight million 250ml bottles", "two 15-year-old boys", "five £20 notes": the plural behind a size."""
        first = next((i for i in range(at, at + _LONGEST_SIGN) if self._numbers.read(i) is not None), None)
        if first is None or not self._same(at, first):
            return None
        size = self._numbers.read(first)
        sign = self._units.before(first) if first > at else None
        if size is None or first > at and (sign is None or sign.first != at):
            return None
        unit = self._units.after(size.end) or self._nouns.hyphenated(size.end)
        end = unit.end if unit is not None else size.end
        plural = self._nouns.read(end, False) if unit or sign else None
        return replace(plural, end=at) if plural is not None else None  # the size is a figure of its own

    def _hyphenless(self, at: int) -> NounPhrase | None:
        word = self._word(at)
        if word not in _HYPHENLESS or not self._same(at, at + 1):
            return None
        following = self._tokens[at + 1]
        noun = following.kind == "word" and word_class(following.lower) in ("N", "A", "G")
        return NounPhrase(singular(word), word, at, at + 1, False) if noun else None
