"""Reads units of measure and what they are counted per, under their British names in the singular (as in CQE)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..lexicon import load_entries
from .currencies import MoneyReader
from .drafts import Unit, UnitKind
from .nouns import singular, word_class
from .tokens import Token, TokenReader
from .unit_forms import form_key, plural_forms, word_window
from .words import word_set

_ADVERBS = {"annually": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_TIMES = word_set("units times")
_PARTS = frozenset(["percent", "percentage point", "per mille", "basis point"])
# Names of one letter are units only right after digits or before a pause.
_PAUSE = word_set("units pause")
# But "a 5 W charger", "a 12 C melting point": these capitals stand for nothing else before a noun.
_LOOSE = ("W", "V", "C")
_PER = word_set("units per")
_SOLD = word_set("units sold")
_WHOLES = word_set("units wholes")


@cache
def _measures() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    words: dict[tuple[str, ...], str] = {}
    symbols: dict[str, str] = {}
    for entry in load_entries("units.txt"):
        name, forms, signs = (part.strip() for part in (entry + " ").split(" :", 2))
        for form in filter(None, (f.strip() for f in forms.split(","))):
            words.update((form_key(spelling), name) for spelling in plural_forms(form))
        symbols.update((sign.strip(), name) for sign in signs.split(",") if sign.strip())
    return words, symbols


class UnitReader(TokenReader):
    """Reads units at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._money = MoneyReader(tokens)

    def after(self, at: int) -> Unit | None:
        """The unit that begins at token ``at``, right after a number."""
        at = self._past_hyphen(at)
        return self._money.after(at) or self._measure(at)

    def before(self, at: int) -> Unit | None:
        """The currency sign or code that ends before token ``at``."""
        return self._money.before(at)

    def rate(self, unit: Unit) -> Unit:
        """``unit`` with what it is counted per ("a share", "per hectare", "/m²", "of nitrogen per hectare"),
        if that follows."""
        tokens, at = self._tokens, unit.end
        if unit.kind == "percent":
            whole = self._whole(unit)
            if whole is not None:
                return whole
        if at < len(tokens) and tokens[at].lower == "of":
            ahead = next((i for i in range(at + 1, min(at + 5, len(tokens))) if tokens[i].lower == "per"), None)
            between = tokens[at + 1 : ahead] if ahead else ()
            at = ahead if ahead and all(t.kind == "word" for t in between) else at
        hyphen = at + 3 < len(tokens) and tokens[at].text == "-" and tokens[at].glued
        step = at + 1 if hyphen else at
        if step + 1 >= len(tokens) or tokens[step].sentence != tokens[unit.first].sentence:
            return unit
        sign = tokens[step].lower
        if sign not in ("per", "a", "an", "/", "each", "every", *_ADVERBS) or hyphen and sign not in ("per", "a", "an"):
            return unit
        if sign in _ADVERBS:
            return Unit(f"{unit.name} per {_ADVERBS[sign]}", unit.kind, unit.first, step + 1)
        found = self._denominator(step + 1 + hyphen, sign)
        if found is None and unit.kind == "money" and sign in ("a", "an"):
            found = self._sold(step + 1)
        return Unit(f"{unit.name} per {found.name}", unit.kind, unit.first, found.end) if found else unit

    def _whole(self, unit: Unit) -> Unit | None:
        """ "3.2 percent of GDP", "1% of hull value": a share of a measure that such shares are always given of."""
        words = [token.lower for token in self._tokens[unit.end : unit.end + 4]]
        if words[:1] != ["of"]:
            return None
        for length in (3, 2, 1):
            if " ".join(words[1 : 1 + length]) in _WHOLES:
                end = unit.end + 1 + length
                name = " ".join(token.text for token in self._tokens[unit.end + 1 : end])
                return Unit(f"{unit.name} of {name}", unit.kind, unit.first, end)
        return None

    def _denominator(self, at: int, sign: str) -> Unit | None:
        tokens = self._tokens
        if at >= len(tokens):
            return None
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if sign in ("a", "an", "each", "every") and following in ("ago", "earlier", "later", "before", "after"):
            return None
        known = self._measure(at)
        if known is not None and known.name != "quarter":
            return known
        token = tokens[at]
        if token.kind == "digits":
            return self._per_many(at)
        if token.kind != "word" or token.lower == "quarter":
            return None
        if token.lower in _PER:
            return Unit(token.lower, "measure", at, at + 1)
        if sign == "per" and word_class(token.lower) in ("N", "S", "A") and token.lower != "cent":
            return Unit(singular(token.lower), "measure", at, at + 1)
        return None

    def _sold(self, at: int) -> Unit | None:
        """ "$4 a dose": what is sold or served by the piece."""
        noun = self._tokens[at].lower
        ends = at + 1 >= len(self._tokens) or word_class(self._tokens[at + 1].lower) != "N"
        return Unit(noun, "measure", at, at + 1) if noun in _SOLD and ends else None

    def _per_many(self, at: int) -> Unit | None:
        """The number and plural of "errors per 100 letters", "per 100,000 inhabitants"."""
        noun = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if noun is None or word_class(noun.lower) != "S":
            return None
        return Unit(f"{self._tokens[at].text} {noun.lower}", "measure", at, at + 2)

    def _past_hyphen(self, at: int) -> int:
        tokens = self._tokens
        joined = at + 1 < len(tokens) and tokens[at].text in "-‑" and tokens[at].glued and tokens[at + 1].glued
        return at + 1 if joined else at

    def _measure(self, at: int) -> Unit | None:
        found = self._symbol(at) or self._words(at)
        return found and self._aged(found)

    def _words(self, at: int) -> Unit | None:
        key, ends = word_window(self._tokens, at)
        for length in range(len(key), 0, -1):
            name = _measures()[0].get(key[:length])
            if name is not None and not (length == 1 and self._is_other_word(at, name)):
                return Unit(name, _kind(name), at, ends[length - 1])
        return None

    def _is_other_word(self, at: int, name: str) -> bool:
        """Whether a unit's word stands for something else here: "point" of view, "second" place, a "bar" owner."""
        return (
            self._tokens[at].capital and not self._tokens[at].text.isupper() and name not in ("celsius", "fahrenheit")
        )

    def _symbol(self, at: int) -> Unit | None:
        tokens = self._tokens
        for length in (4, 3, 2, 1):
            group = tokens[at : at + length]
            if len(group) < length or not all(t.glued for t in group[1:]):
                continue
            name = _measures()[1].get("".join(t.text for t in group))
            if name is not None and self._symbol_fits(at, at + length):
                return Unit(name, _kind(name), at, at + length)
        return None

    def _symbol_fits(self, at: int, end: int) -> bool:
        tokens = self._tokens
        following = tokens[end] if end < len(tokens) else None
        if following is not None and following.glued and following.kind != "mark":
            return False
        sign = tokens[at]
        if sign.text == "in":
            return sign.glued  # "4ft 11in", but "11 in the north"
        if sign.glued or end > at + 1 or len(sign.text) > 1 or not sign.text.isalpha():
            return True
        if sign.text in _LOOSE and following is not None and word_class(following.lower) in ("N", "G"):
            return following.text.islower() or following.text.isupper()
        return sign.text not in ("A", "a") and (
            following is None or following.kind == "mark" or following.lower in _PAUSE
        )

    def _aged(self, unit: Unit) -> Unit:
        """ "a 58-year-old", "58 years old": an age in years, as in "Berg, 58,". Where "year-old" stands as a word of
        its own ("a 58 year-old man"), it is the unit, a year of age (so too in CQE)."""
        tokens, end = self._tokens, unit.end
        if unit.name not in ("year", "month", "week", "day") or end >= len(tokens):
            return unit
        hyphen = tokens[end].text in "-‑"
        step = end + 1 if hyphen else end
        if step >= len(tokens) or tokens[step].lower not in ("old", "olds"):
            return unit
        apart = hyphen and unit.name == "year" and tokens[unit.first - 1].text not in "-‑"
        return Unit("year of age" if apart else unit.name, "age", unit.first, step + 1)


def _kind(name: str) -> UnitKind:
    if name in _TIMES:
        return "time"
    return "percent" if name in _PARTS else "age" if name == "year of age" else "measure"
