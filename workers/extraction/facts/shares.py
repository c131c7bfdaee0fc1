"""Reads shares of a whole: "one fifth", "half", "two-thirds", "one in six", "nine out of ten", "every fifth"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .nouns import word_class
from .numerals import DENOMINATORS, FRACTION_WORDS, Numeral
from .tokens import Token, TokenReader
from .words import word_set

# Reads a numeral at a token.
Reader = Callable[[int], Numeral | None]

# "one man in 1943" is dated, "one voter in 14" a share.
_LEAST_YEAR = 1000
_HALF_OF = word_set("shares half of")
_AFTER_SHARE = word_set("shares after share")
# "a good fifth"
_SCANT = ("good", "full", "mere", "bare", "scant", "further")
# So many tokens back "two" or "a second" makes "a third" the next one.
_TOLD = 20
_COUNTED = ("zero", "one", "two", "three", "four", "five")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
_SPANS = word_set("shares spans")
_BEFORE_HALF = word_set("shares before half")


class ShareReader(TokenReader):
    """Reads shares at given tokens of one article; ``small`` reads whole numbers below a thousand."""

    def __init__(self, tokens: Sequence[Token], small: Reader) -> None:
        super().__init__(tokens)
        self._small = small

    def read(self, at: int) -> Numeral | None:
        """The share that begins at token ``at``. A repeating fraction is given to three decimals: news means
        no more."""
        for reader in (self._so_many_in, self._fraction, self._every_nth):
            found = reader(at)
            if found is not None:
                return Numeral(found.first, found.end, round(found.value, 3), "words", share=True)
        return None

    def _so_many_in(self, at: int) -> Numeral | None:
        """ "one in six", "1 in 14", "nine out of ten", "one-in-three", "31 out of every 100"."""
        over = self._small(at)
        if over is None or over.share or not over.value.is_integer():
            return None
        step = over.end
        for words in (1, 2):  # "one voter in seven", "one signal box in four"
            named = self._tokens[step : step + words]
            if all(token.kind == "word" for token in named) and self._leads_to_whole(step + words, over):
                step += words
                break
        hyphen = self._joined(step, "-")
        step += hyphen
        if self._word(step) == "out" and self._word(step + 1) == "of":
            step += 2
        elif self._word(step) == "in" and over.value <= 10:
            step += 1
        else:
            return None
        step += self._joined(step, "-") if hyphen else self._word(step) in ("every", "each")
        under = self._small(step)
        if under is None or not under.value.is_integer() or not 0 < over.value < under.value or under.value > 100_000:
            return None
        clean = self._tokens[over.first].text.isdigit() or over.form == "words"
        year = under.form == "digits" and 1000 <= under.value <= 2100 and "," not in self._tokens[under.first].text
        plain = self._word(step - 1) in ("every", "each", "of") or hyphen or not self._followed_by_time(under.end)
        return Numeral(at, under.end, over.value / under.value, "words") if clean and plain and not year else None

    def _leads_to_whole(self, at: int, over: Numeral) -> bool:
        """Whether "out of" or, after one noun, "in" stands here: "eight pupils out of ten", "one voter in seven"."""
        if self._word(at) == "out" and self._word(at + 1) == "of":
            return True
        whole = self._small(at + 1) if self._word(at) == "in" and over.value == 1 else None
        return whole is not None and (whole.form == "words" or whole.value < _LEAST_YEAR)

    def _followed_by_time(self, at: int) -> bool:
        """ "three in 19 days" counts in a span of time and is no share."""
        return self._word(at).rstrip("s") in _SPANS

    def _fraction(self, at: int) -> Numeral | None:
        """ "one fifth", "two-thirds", "a quarter", "half", "two tenths"."""
        word = self._word(at)
        if word in ("a", "one") and self._word(at + 1) in DENOMINATORS:
            return self._checked_fraction(Numeral(at, at + 2, 1 / DENOMINATORS[self._word(at + 1)], "words"))
        if word == "a" and self._word(at + 1) in _SCANT and self._word(at + 2) in DENOMINATORS:
            return self._checked_fraction(Numeral(at, at + 3, 1 / DENOMINATORS[self._word(at + 2)], "words"))
        if word == "one" and self._joined(at + 1, "-") and self._word(at + 2) in DENOMINATORS:
            return Numeral(at, at + 3, 1 / DENOMINATORS[self._word(at + 2)], "words")
        if word == "half":
            return self._checked_fraction(Numeral(at, at + 1, 0.5, "words"))
        amount = self._small(at)
        if amount is None or amount.share or not 2 <= amount.value < 100:
            return None
        over, end = amount.value, amount.end
        end += self._joined(end, "-")
        under = DENOMINATORS.get(self._word(end), 0)
        plural = self._word(end).endswith("s")
        return Numeral(at, end + 1, over / under, "words") if plural and over < under else None

    def _checked_fraction(self, numeral: Numeral) -> Numeral | None:
        """Leaves "half-time", "a third man", "one half hour" and the quarters of a year alone."""
        after, word = self._word(numeral.end), self._word(numeral.end - 1)
        glued = numeral.end < len(self._tokens) and self._tokens[numeral.end].glued and after == "-"
        if after == "point" and word in ("half", "quarter"):
            return numeral  # "cut by a quarter point"
        if word in ("half", "halves"):
            before = self._word(numeral.first - 1)
            if before in _BEFORE_HALF or glued:
                return None
            return numeral if self._ends_phrase(numeral.end) or after in _HALF_OF else None
        if glued:
            return numeral if word == "quarter" else None
        if self._is_next(numeral):
            return None
        return numeral if self._ends_phrase(numeral.end) else None

    def _is_next(self, numeral: Numeral) -> bool:
        """ "Two were jailed; a third was freed", "a second fell and a third followed": one more, and no share."""
        nth = round(1 / numeral.value)
        if self._word(numeral.first) != "a" or self._word(numeral.end) == "of" or not 2 < nth < len(_COUNTED):
            return False
        told = {_COUNTED[nth - 1], _ORDINALS[nth - 1], str(nth - 1)}
        return any(token.lower in told for token in self._tokens[max(0, numeral.first - _TOLD) : numeral.first])

    def _ends_phrase(self, at: int) -> bool:
        """Whether a share can end before ``at``: a pause, "of", a verb or a preposition follows."""
        if at >= len(self._tokens) or self._tokens[at].kind == "mark":
            return True
        return self._word(at) in _AFTER_SHARE or word_class(self._word(at)) == "V"

    def _every_nth(self, at: int) -> Numeral | None:
        """ "every fifth calf" is a share of one in five; "every third day" is a rhythm."""
        nth = self._word(at + 1)
        if self._word(at) != "every" or nth not in FRACTION_WORDS or nth in ("half", "quarter"):
            return None
        return None if self._followed_by_time(at + 2) else Numeral(at, at + 2, 1 / FRACTION_WORDS[nth], "words")
