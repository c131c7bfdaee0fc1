"""Reads numbers: digits, words, mixtures of both with their scales, and shares."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from .digits import DigitReader
from .numerals import DENOMINATORS, GLUED_SCALES, SCALES, SMALL, TENS, Numeral, read_style
from .shares import ShareReader
from .tokens import Token, TokenReader

# "a hundred thousand million" has three scales; more in a row are noise.
_MOST_SCALES = 3
_SPANNING = ("-", "–", "—", "‑", "to", "and")


class NumberReader(TokenReader):
    """Reads numerals at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._digits = DigitReader(tokens, read_style(tokens)).read
        self._last: tuple[int, Numeral | None] = (-1, None)
        self._shares = ShareReader(tokens, self._small)

    def read(self, at: int) -> Numeral | None:
        """The longest numeral that begins at token ``at``, or ``None``."""
        for reader in (self._vague_article, self._shares.read, self._amount):
            found = reader(at)
            if found is not None:
                return found
        return None

    def _small(self, at: int) -> Numeral | None:
        if self._last[0] != at:  # each reader of one number asks for the same one
            self._last = at, self._digits(at) or self._words(at)
        return self._last[1]

    def _amount(self, at: int) -> Numeral | None:
        found = self._small(at)
        if found is None:
            return None
        found = self._scaled(found)
        return self._with_half(found)

    def _words(self, at: int) -> Numeral | None:
        """A number in words below a thousand ("two hundred and five", "twenty-three"), without its scale."""
        value, end = self._below_hundred(at)
        if value is None:
            return None
        if self._word(end) == "hundred" and value < 100:
            value, end = value * 100, end + 1
            after = end + 1 if self._word(end) == "and" else end
            tail, tail_end = self._below_hundred(after)
            if tail is not None:
                value, end = value + tail, tail_end
        return Numeral(at, end, float(value), "words")

    def _below_hundred(self, at: int) -> tuple[int | None, int]:
        word = self._word(at)
        if word in SMALL:
            return SMALL[word], at + 1
        if word in TENS:
            if self._joined(at + 1, "-") and 0 < SMALL.get(self._word(at + 2), 0) < 10:
                return TENS[word] + SMALL[self._word(at + 2)], at + 3
            if 0 < SMALL.get(self._word(at + 1), 0) < 10:
                return TENS[word] + SMALL[self._word(at + 1)], at + 2
            return TENS[word], at + 1
        return None, at

    def _scaled(self, numeral: Numeral, below: float = math.inf) -> Numeral:
        """Multiplies by the scales that follow: "1.2 million", "4 hundred million", "3.1 lakh crore", "34.6m".

        In "two million three hundred thousand" each scale is smaller than the one before (``below``).
        """
        value, end, form, least = numeral.value, numeral.end, numeral.form, below
        for _ in range(_MOST_SCALES):
            step = end + 1 if self._joined(end, "-") and self._word(end + 1) in SCALES else end
            scale = SCALES.get(self._word(step))
            if scale is None or scale >= below:
                break
            least = min(least, scale)
            value, end = value * scale, step + 1
            form = "mixed" if form == "digits" else form
        if end == numeral.end:
            return self._glued_scale(numeral)
        lower = self._words(end + 1 if self._word(end) == "and" else end)
        if lower is not None and form == "words" and value >= 1000:
            lower = self._scaled(lower, least)
            if lower.value < value:
                return Numeral(numeral.first, lower.end, value + lower.value, form)
        return Numeral(numeral.first, end, value, form)

    def _glued_scale(self, numeral: Numeral) -> Numeral:
        tokens, end = self._tokens, numeral.end
        if numeral.form != "digits" or end >= len(tokens):
            return numeral
        token = tokens[end]
        loose = token.text in ("M", "B") and end + 1 < len(tokens) and tokens[end + 1].kind == "word"
        loose = loose or token.text in ("cr", "Cr", "crs")
        if token.text in GLUED_SCALES and (token.glued or loose) and self._scale_fits(numeral, token.text):
            return Numeral(numeral.first, end + 1, numeral.value * GLUED_SCALES[token.text], "mixed")
        return numeral

    def _scale_fits(self, numeral: Numeral, letter: str) -> bool:
        """Whether "m" is million and not metre, "K" thousand and not kelvin: money before it or a noun after
        it says so."""
        if letter in ("cr", "Cr", "crs"):
            return self._word(numeral.first - 1) in ("rs", ".", "₹", "inr") or self._tokens[numeral.end].glued
        if letter not in ("m", "K", "T"):
            return True
        first = numeral.first
        if self._word(first - 1) in _SPANNING and first > 1 and self._tokens[first - 2].kind == "digits":
            first -= 2  # "£120-150m"
        before = self._tokens[first - 1] if first else None
        if before is not None and (unicodedata.category(before.text[-1]) == "Sc" or before.text == "#"):
            return True
        if before is not None and before.kind == "word" and before.text.isupper() and len(before.text) <= 3:
            return True
        after = self._tokens[numeral.end + 1] if numeral.end + 1 < len(self._tokens) else None
        if after is None or after.kind != "word" or after.glued:
            return False
        return (
            after.lower.endswith("s") and len(after.lower) > 3 or after.lower in ("people", "children", "women", "men")
        )

    def _with_half(self, numeral: Numeral) -> Numeral:
        """Adds the fraction of "two and a half" and "three and three quarters"."""
        end = numeral.end
        if self._word(end) != "and":
            return numeral
        if self._word(end + 1) in ("a", "one") and self._word(end + 2) in DENOMINATORS:
            return Numeral(
                numeral.first, end + 3, self._plus(numeral, 1 / DENOMINATORS[self._word(end + 2)]), numeral.form
            )
        over = SMALL.get(self._word(end + 1), 0)
        under = DENOMINATORS.get(self._word(end + 2), 0)
        if 1 < over < under:
            return Numeral(numeral.first, end + 3, self._plus(numeral, over / under), numeral.form)
        return numeral

    def _plus(self, numeral: Numeral, part: float) -> float:
        """ "two and a half million" is scaled by the caller; "a million and a half" by the scale before."""
        scale = SCALES.get(self._word(numeral.end - 1), 1)
        return numeral.value + part * scale

    def _vague_article(self, at: int) -> Numeral | None:
        """ "a dozen", "a hundred", "half a million", "a quarter of a million", "two and a half million"."""
        word = self._word(at)
        if word in ("a", "an") and self._word(at + 1) in (
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "dozen",
        ):
            return self._scaled(Numeral(at, at + 1, 1.0, "words"))
        if word in ("half", "quarter") and self._word(at + 1) in ("a", "of"):
            step = at + 2 if self._word(at + 1) == "a" else at + 3
            if self._word(step - 1) == "a" and self._word(step) in SCALES:
                return self._scaled(Numeral(at, step, 0.5 if word == "half" else 0.25, "words"))
        amount = self._amount(at)
        if amount is not None and self._word(amount.end - 1) in DENOMINATORS and self._word(amount.end) in SCALES:
            return self._scaled(amount)
        return None
