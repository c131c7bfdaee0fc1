"""What numbers are made of: number words, scales, an article's number style, and the numeral that is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .tokens import Token

NumeralForm = Literal["digits", "words", "mixed"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
SMALL = {word: n for n, word in enumerate((_ONES + " eighteen nineteen").split())}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7,
    "mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip  # fmt: skip
# Scales that are one letter or mean something else too; they need the digits right before them.
GLUED_SCALES = {
    "m": 10**6, "M": 10**6, "k": 1_000, "K": 1_000, "b": 10**9, "B": 10**9, "T": 10**12, "tr": 10**12,
    "cr": 10**7, "Cr": 10**7, "crs": 10**7,
}  # fmt: skip
FRACTION_WORDS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip  # fmt: skip
DENOMINATORS = FRACTION_WORDS | {word + "s": n for word, n in FRACTION_WORDS.items() if word not in ("half", "halves")}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How an article writes its numbers: whether a comma is its decimal sign, and whether spaces part its thousands."""

    decimal_comma: bool
    spaced_thousands: bool


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from the tokens ``first`` to ``end`` (exclusive)."""

    first: int
    end: int
    value: float
    form: NumeralForm
    share: bool = False


def read_style(tokens: Sequence[Token]) -> NumberStyle:
    """The number style of the article, from the digit groups that can be read one way only.

    "12,5" and "3,75" speak for a decimal comma, "1,234" against; "4.5" speaks against, "1.234.567" for. White space
    parts thousands unless commas do.
    """
    comma = point = grouped = 0
    for token in tokens:
        if token.kind == "digits":
            comma += bool(re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", token.text))
            point += bool(re.fullmatch(r"\d*\.(?:\d{1,2}|\d{4,})", token.text))
            grouped += bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token.text))
    return NumberStyle(comma > point + grouped, not grouped)


def exact(value: float) -> float | int:
    """``value`` as an ``int`` where it is whole, and free of the dust of binary fractions."""
    clean = float(f"{value:.12g}")
    return int(clean) if clean.is_integer() else clean


def vulgar_fraction(text: str) -> float | None:
    """The value of a vulgar fraction character ("½"), or ``None``."""
    if (
        len(text) == 1
        and unicodedata.category(text) == "No"
        and unicodedata.decomposition(text).startswith("<fraction>")
    ):
        return float(unicodedata.numeric(text))
    return None
