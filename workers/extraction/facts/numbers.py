"""Reads numbers: digits in the article's own style, words, mixtures of both, fractions and shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .tokens import Token

NumeralForm = Literal["digits", "words", "mixed"]

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
SMALL = {word: n for n, word in enumerate((_ONES + " eighteen nineteen").split())}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
    "mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
# Scales that are one letter or mean something else too; they need the digits right before them.
GLUED_SCALES = {"m": 10**6, "M": 10**6, "k": 1_000, "K": 1_000, "b": 10**9, "B": 10**9, "T": 10**12, "cr": 10**7}
FRACTION_WORDS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
DENOMINATORS = FRACTION_WORDS | {word + "s": n for word, n in FRACTION_WORDS.items() if word not in ("half", "halves")}

_HALF_OF = frozenset("the its their his her our that this those these what all a an my".split())
_AFTER_SHARE = frozenset(
    "of is are was were has have had will would can could to in at from on by less more higher lower fewer as and or since after "
    "said say says did do does went came but who which that with for than".split()
)

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d*\.\d+|\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")


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


class NumberReader:
    """Reads numerals at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._style = read_style(tokens)

    def read(self, at: int) -> Numeral | None:
        """The longest numeral that begins at token ``at``, or ``None``."""
        for reader in (self._share, self._vague_article, self._amount):
            found = reader(at)
            if found is not None:
                return found
        return None

    def _word(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _joined(self, at: int, mark: str) -> bool:
        """Whether ``mark`` stands at ``at``, with no space around it."""
        tokens = self._tokens
        return at + 1 < len(tokens) and tokens[at].text == mark and tokens[at].glued and tokens[at + 1].glued

    # -- whole amounts ------------------------------------------------------------------------------------------------

    def _amount(self, at: int) -> Numeral | None:
        found = self._digits(at) or self._words(at)
        if found is None:
            return None
        found = self._scaled(found)
        return self._with_half(found)

    def _digits(self, at: int) -> Numeral | None:
        tokens = self._tokens
        if at >= len(tokens):
            return None
        token = tokens[at]
        vulgar = _vulgar(token.text)
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
        known = digits.isdigit() and len(digits) < 4 and self._tokens[at + step].glued
        return (sign * int(digits), at + step + 1) if known else None

    def _digit_value(self, text: str) -> float | None:
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
            if token.start != tokens[end - 1].end + 1:
                break
            digits += token.text
            end += 1
        return end, float(digits) if end > at + 1 else value

    def _with_fraction(self, numeral: Numeral) -> Numeral:
        """Adds the fraction of "2 1/2" and "2½", and reads "1/2" alone."""
        tokens, end = self._tokens, numeral.end
        if end < len(tokens):
            vulgar = _vulgar(tokens[end].text)
            if vulgar is not None and numeral.value.is_integer():
                return Numeral(numeral.first, end + 1, numeral.value + vulgar, "digits")
        if (self._joined(end, "/") or self._joined(end, "⁄")) and tokens[end - 1].text.isdigit() and tokens[end + 1].text.isdigit():
            over, under = int(tokens[end - 1].text), int(tokens[end + 1].text)
            closed = not self._joined(end + 2, "/")
            small = under <= 16 or self._word(end) == "⁄" or self._word(end + 2) == "of"
            if closed and 0 < over < under and small:
                return Numeral(numeral.first, end + 2, over / under, "digits", share=True)
        if end < len(tokens) and tokens[end].kind == "digits" and not tokens[end].glued and numeral.value.is_integer():
            inner = self._with_fraction(Numeral(end, end + 1, 0.0, "digits"))
            if inner.share and tokens[end].start == tokens[end - 1].end + 1:
                return Numeral(numeral.first, inner.end, numeral.value + inner.value, "digits")
        return numeral

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

    def _scaled(self, numeral: Numeral) -> Numeral:
        """Multiplies by the scales that follow: "1.2 million", "4 hundred million", "3.1 lakh crore", "34.6m"."""
        value, end, form = numeral.value, numeral.end, numeral.form
        while True:
            step = end + 1 if self._joined(end, "-") and self._word(end + 1) in SCALES else end
            scale = SCALES.get(self._word(step))
            if scale is None:
                break
            value, end = value * scale, step + 1
            form = "mixed" if form == "digits" else form
        if end == numeral.end:
            return self._glued_scale(numeral)
        lower = self._words(end + 1 if self._word(end) == "and" else end)
        if lower is not None and form == "words" and value >= 1000:
            lower = self._scaled(lower)
            if lower.value < value:
                return Numeral(numeral.first, lower.end, value + lower.value, form)
        return Numeral(numeral.first, end, value, form)

    def _glued_scale(self, numeral: Numeral) -> Numeral:
        tokens, end = self._tokens, numeral.end
        if numeral.form != "digits" or end >= len(tokens):
            return numeral
        token = tokens[end]
        loose = token.text in ("M", "B") and end + 1 < len(tokens) and tokens[end + 1].kind == "word"
        if token.text in GLUED_SCALES and (token.glued or loose) and self._scale_fits(numeral, token.text):
            return Numeral(numeral.first, end + 1, numeral.value * GLUED_SCALES[token.text], "mixed")
        return numeral

    def _scale_fits(self, numeral: Numeral, letter: str) -> bool:
        """Whether "m" is million and not metre, "K" thousand and not kelvin: money before it or a noun after it says so."""
        if letter not in ("m", "K", "T"):
            return True
        before = self._tokens[numeral.first - 1] if numeral.first else None
        if before is not None and (unicodedata.category(before.text[-1]) == "Sc" or before.text == "#"):
            return True
        if before is not None and before.kind == "word" and before.text.isupper() and len(before.text) <= 3:
            return True
        after = self._tokens[numeral.end + 1] if numeral.end + 1 < len(self._tokens) else None
        if after is None or after.kind != "word" or after.glued:
            return False
        return after.lower.endswith("s") and len(after.lower) > 3 or after.lower in ("people", "children", "women", "men")

    def _with_half(self, numeral: Numeral) -> Numeral:
        """Adds the fraction of "two and a half" and "three and three quarters"."""
        end = numeral.end
        if self._word(end) != "and":
            return numeral
        if self._word(end + 1) in ("a", "one") and self._word(end + 2) in DENOMINATORS:
            return Numeral(numeral.first, end + 3, self._plus(numeral, 1 / DENOMINATORS[self._word(end + 2)]), numeral.form)
        over = SMALL.get(self._word(end + 1), 0)
        under = DENOMINATORS.get(self._word(end + 2), 0)
        if 1 < over < under:
            return Numeral(numeral.first, end + 3, self._plus(numeral, over / under), numeral.form)
        return numeral

    def _plus(self, numeral: Numeral, part: float) -> float:
        """"two and a half million" is scaled by the caller; "a million and a half" by the scale before."""
        scale = SCALES.get(self._word(numeral.end - 1), 1)
        return numeral.value + part * scale

    # -- articles and shares ------------------------------------------------------------------------------------------

    def _vague_article(self, at: int) -> Numeral | None:
        """ "a dozen", "a hundred", "half a million", "a quarter of a million", "two and a half million"."""
        word = self._word(at)
        if word in ("a", "an") and self._word(at + 1) in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
            return self._scaled(Numeral(at, at + 1, 1.0, "words"))
        if word in ("half", "quarter") and self._word(at + 1) in ("a", "of"):
            step = at + 2 if self._word(at + 1) == "a" else at + 3
            if self._word(step - 1) == "a" and self._word(step) in SCALES:
                return self._scaled(Numeral(at, step, 0.5 if word == "half" else 0.25, "words"))
        amount = self._amount(at)
        if amount is not None and self._word(amount.end - 1) in DENOMINATORS and self._word(amount.end) in SCALES:
            return self._scaled(amount)
        return None

    def _share(self, at: int) -> Numeral | None:
        for reader in (self._so_many_in, self._fraction, self._every_nth):
            found = reader(at)
            if found is not None:
                return Numeral(found.first, found.end, round(found.value, 3), "words", share=True)
        return None

    def _so_many_in(self, at: int) -> Numeral | None:
        """ "one in six", "1 in 14", "nine out of ten", "one-in-three", "31 out of every 100"."""
        over = self._digits(at) or self._words(at)
        if over is None or over.share or not over.value.is_integer():
            return None
        step = over.end
        if self._word(step + 1) == "out" and self._word(step + 2) == "of" and self._tokens[step].kind == "word":
            step += 1
        hyphen = self._joined(step, "-")
        step += hyphen
        if self._word(step) == "out" and self._word(step + 1) == "of":
            step += 2
        elif self._word(step) == "in" and over.value <= 10:
            step += 1
        else:
            return None
        step += self._joined(step, "-") if hyphen else self._word(step) in ("every", "each")
        under = self._digits(step) or self._words(step)
        if under is None or not under.value.is_integer() or not 0 < over.value < under.value or under.value > 100_000:
            return None
        clean = self._tokens[over.first].text.isdigit() or over.form == "words"
        year = under.form == "digits" and 1000 <= under.value <= 2100 and "," not in self._tokens[under.first].text
        plain = self._word(step - 1) in ("every", "each", "of") or hyphen or not self._followed_by_time(under.end)
        return Numeral(at, under.end, over.value / under.value, "words") if clean and plain and not year else None

    def _followed_by_time(self, at: int) -> bool:
        """ "three in 19 days" counts in a span of time and is no share."""
        return self._word(at).rstrip("s") in ("day", "week", "month", "year", "hour", "minute", "second", "decade", "season")

    def _fraction(self, at: int) -> Numeral | None:
        """ "one fifth", "two-thirds", "a quarter", "half", "two tenths"."""
        word = self._word(at)
        if word in ("a", "one") and self._word(at + 1) in DENOMINATORS:
            return self._checked_fraction(Numeral(at, at + 2, 1 / DENOMINATORS[self._word(at + 1)], "words"))
        if word == "one" and self._joined(at + 1, "-") and self._word(at + 2) in DENOMINATORS:
            return Numeral(at, at + 3, 1 / DENOMINATORS[self._word(at + 2)], "words")
        if word == "half":
            return self._checked_fraction(Numeral(at, at + 1, 0.5, "words"))
        over, end = self._below_hundred(at)
        if over is None and self._tokens[at].text.isdigit() and len(self._tokens[at].text) <= 2:
            over, end = int(self._tokens[at].text), at + 1
        if over is None or over < 2:
            return None
        end += self._joined(end, "-")
        under = DENOMINATORS.get(self._word(end), 0)
        plural = self._word(end).endswith("s")
        return Numeral(at, end + 1, over / under, "words") if plural and over < under else None

    def _checked_fraction(self, numeral: Numeral) -> Numeral | None:
        """Leaves "half-time", "a third man", "one half hour" and the quarters of a year alone."""
        after, word = self._word(numeral.end), self._word(numeral.end - 1)
        glued = numeral.end < len(self._tokens) and self._tokens[numeral.end].glued and after == "-"
        if word in ("half", "halves"):
            before = self._word(numeral.first - 1)
            of_time = before in ("first", "second", "last", "latter", "other", "better", "each", "this", "next", "final", "opening")
            if of_time or glued:
                return None
            return numeral if self._ends_phrase(numeral.end) or after in _HALF_OF else None
        if glued:
            return numeral if word == "quarter" else None
        return numeral if self._ends_phrase(numeral.end) else None

    def _ends_phrase(self, at: int) -> bool:
        """Whether a share can end before ``at``: a pause, "of", a verb or a preposition follows."""
        return at >= len(self._tokens) or self._tokens[at].kind == "mark" or self._word(at) in _AFTER_SHARE

    def _every_nth(self, at: int) -> Numeral | None:
        """ "every fifth calf" is a share of one in five."""
        if self._word(at) == "every" and self._word(at + 1) in FRACTION_WORDS and self._word(at + 1) not in ("half", "quarter"):
            if self._word(at + 2) not in ("day", "week", "month", "year", "hour", "minute", "time"):
                return Numeral(at, at + 2, 1 / FRACTION_WORDS[self._word(at + 1)], "words")
        return None


def _vulgar(text: str) -> float | None:
    """The value of a vulgar fraction character ("½"), or ``None``."""
    if len(text) == 1 and unicodedata.category(text) == "No" and unicodedata.decomposition(text).startswith("<fraction>"):
        return float(unicodedata.numeric(text))
    return None
