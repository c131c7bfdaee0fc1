"""Reads numbers in digits, in the article's own style: "1,234.5", "816 000", "12,5", "2 1/2", "½", "1.2×10^6"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .numerals import NumberStyle, Numeral, vulgar_fraction
from .tokens import Token, TokenReader

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d*\.\d+|\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")
# Longer numbers are serial numbers, and more than a float can tell apart.
_MOST_DIGITS = 24


class DigitReader(TokenReader):
    """Reads digits at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token], style: NumberStyle) -> None:
        super().__init__(tokens)
        self._style = style

    def read(self, at: int) -> Numeral | None:
        """The number in digits that begins at token ``at``, with its fraction or power of ten."""
        tokens = self._tokens
        if at >= len(tokens):
            return None
        token = tokens[at]
        vulgar = vulgar_fraction(token.text)
        if vulgar is not None:
            return Numeral(at, at + 1, vulgar, "digits", share=True)
        if token.kind != "digits":
            return None
        value = self._digit_value(token.text)
        if value is None:
            return None
        end = at + 1
        if self._style.spaced_thousands and token.text.isdigit() and len(token.text) <= 3 and token.text != "0":
            end, value = self._spaced(at, value)
        power = self._power(end)
        if power is not None:
            return Numeral(at, power[1], value * 10.0 ** power[0], "digits")
        return self._with_fraction(Numeral(at, end, value, "digits"))

    def _power(self, at: int) -> tuple[int, int] | None:
        """The exponent of "×10^6", "x 10−3", and the index past it."""
        words = [token.text for token in self._tokens[at : at + 5]]
        if len(words) < 3 or words[0] not in "×x" or words[1] != "10":
            return None
        step = 3 if words[2] == "^" else 2
        sign = -1 if words[step : step + 1] and words[step] in "-−" else 1
        step += words[step : step + 1] != [] and words[step] in "-−+"
        digits = words[step] if step < len(words) else ""
        known = digits.isdigit() and len(digits) < 3 and self._tokens[at + step].glued
        return (sign * int(digits), at + step + 1) if known else None

    def _digit_value(self, text: str) -> float | None:
        if len(text) > _MOST_DIGITS:
            return None
        if self._style.decimal_comma:
            if _DOT_GROUPED.fullmatch(text):
                return float(text.replace(".", "").replace(",", "."))
            if _COMMA_DECIMAL.fullmatch(text):
                return float(text.replace(",", "."))
        if _GROUPED.fullmatch(text):
            return float(text.replace(",", ""))
        if _PLAIN.fullmatch(text):
            return float(text)
        return None

    def _spaced(self, at: int, value: float) -> tuple[int, float]:
        """Joins "816 000": groups of three digits after white space."""
        tokens, end, digits = self._tokens, at + 1, self._tokens[at].text
        while end < len(tokens):
            token = tokens[end]
            if token.kind != "digits" or token.glued or len(token.text.split(".")[0]) != 3 or "," in token.text:
                break
            if token.start != tokens[end - 1].end + 1 or len(digits) + 3 > _MOST_DIGITS:
                break
            digits += token.text
            end += 1
        return end, float(digits) if end > at + 1 else value

    def _with_fraction(self, numeral: Numeral) -> Numeral:
        """Adds the fraction of "2 1/2" and "2½", and reads "1/2" alone."""
        tokens, end = self._tokens, numeral.end
        if end < len(tokens):
            vulgar = vulgar_fraction(tokens[end].text)
            if vulgar is not None and numeral.value.is_integer():
                return Numeral(numeral.first, end + 1, numeral.value + vulgar, "digits")
        over = self._over(numeral.first, end)
        if over is not None:
            return over
        if end < len(tokens) and tokens[end].kind == "digits" and not tokens[end].glued and numeral.value.is_integer():
            inner = self._over(end, end + 1)  # one fraction and no more: a row of numbers is no mixed number
            if inner is not None and tokens[end].start == tokens[end - 1].end + 1:
                return Numeral(numeral.first, inner.end, numeral.value + inner.value, "digits")
        return numeral

    def _over(self, first: int, end: int) -> Numeral | None:
        """The fraction "1/2" whose first number ends before token ``end``."""
        tokens = self._tokens
        if not (self._joined(end, "/") or self._joined(end, "⁄")):
            return None
        if not (tokens[end - 1].text.isdigit() and tokens[end + 1].text.isdigit()):
            return None
        over, under = int(tokens[end - 1].text[:_MOST_DIGITS]), int(tokens[end + 1].text[:_MOST_DIGITS])
        closed = not self._joined(end + 2, "/")
        small = under <= 16 or self._word(end) == "⁄" or self._word(end + 2) == "of"
        if closed and 0 < over < under and small:
            return Numeral(first, end + 2, over / under, "digits", share=True)
        return None
