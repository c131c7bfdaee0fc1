"""Reads units of measure and currencies, and names them: British spelling, singular, currencies settled by the article.

A currency is named as the article names it: by its ISO 4217 code where the article writes that code ("NOK 612 million"), a sign
that only one currency has ("€", "£"), or a word or sign that several share and the article's places settle ("kroner" in a story
from Viborg is DKK); otherwise by its name ("dollar", "chinese yuan", "kenyan shilling"). One article gives one currency one name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..lexicon import load_entries
from .nouns import singular, word_class
from .tokens import Token

UnitKind = Literal["money", "measure", "time", "percent", "age", "count"]

_TIMES = frozenset("second millisecond minute hour day night week fortnight month quarter year season".split())
_PARTS = frozenset(["percent", "percentage point", "per mille", "basis point"])
# Names of one letter are units only right after digits or before a pause.
_PAUSE = frozenset("and or to in at of per with from for was is".split())
_HOME = ("u.s", "us", "u.s.", "american", "united states", "washington")
_LEAST_MENTIONS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name and the tokens ``first`` to ``end`` that state it."""

    name: str
    kind: UnitKind
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Currency:
    """One line of the list of currencies."""

    code: str
    name: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    places: tuple[str, ...]


def _plurals(form: str) -> tuple[str, ...]:
    """A unit's word and its plural; only the first word of "mile per hour" takes the s."""
    head, *rest = re.split(r"(?= per | an? )", form, maxsplit=1)
    return (form, head + "s" + "".join(rest))


def _key(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s-]+", form.lower()))


@cache
def _measures() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    words: dict[tuple[str, ...], str] = {}
    symbols: dict[str, str] = {}
    for entry in load_entries("units.txt"):
        name, forms, signs = (part.strip() for part in (entry + " ").split(" :", 2))
        for form in filter(None, (f.strip() for f in forms.split(","))):
            words.update((_key(spelling), name) for spelling in _plurals(form))
        symbols.update((sign.strip(), name) for sign in signs.split(",") if sign.strip())
    return words, symbols


@cache
def _currencies() -> tuple[Currency, ...]:
    found = []
    for entry in load_entries("currencies.txt"):
        code, name, words, symbols, places = (part.strip() for part in entry.split(" : ", 4))
        split = [tuple(p.strip() for p in part.split(",") if p.strip()) for part in (words, symbols, places)]
        found.append(Currency(code, name, *split))
    return tuple(found)


@cache
def _money() -> tuple[dict[tuple[str, ...], tuple[Currency, ...]], dict[str, tuple[Currency, ...]]]:
    words: dict[tuple[str, ...], tuple[Currency, ...]] = {}
    symbols: dict[str, tuple[Currency, ...]] = {}
    for currency in _currencies():
        for form in currency.words:
            for key in {_key(re.sub(r"\.(?=\S)|\.$", ".", spelling)) for spelling in _plurals(form)}:
                words[key] = (*words.get(key, ()), currency)
        for sign in currency.symbols:
            bare = sign.replace(" ", "")
            if currency not in symbols.get(bare, ()):
                symbols[bare] = (*symbols.get(bare, ()), currency)
    return words, symbols


@cache
def _places() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {_key(word): ("USD",) for word in _HOME}
    for currency in _currencies():
        for place in currency.places:
            if place != "*":
                found[_key(place)] = (*found.get(_key(place), ()), currency.code)
    return found


class UnitReader:
    """Reads units at given tokens of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._mentions = self._count_places()
        self._codes = frozenset(t.text for t in tokens if len(t.text) == 3 and t.text.isupper()) | self._signs()
        self._sterling = any(t.text == "£" or t.lower in ("gbp", "pence", "sterling") for t in tokens)

    def _signs(self) -> frozenset[str]:
        """The codes of the currencies that the article writes by a sign of their own ("€", "£")."""
        known = _money()[1]
        signs = {t.text for t in self._tokens if t.kind == "mark" and t.text in known and t.text not in "$¥"}
        return frozenset(known[sign][0].code for sign in signs)

    def after(self, at: int) -> Unit | None:
        """The unit that begins at token ``at``, right after a number."""
        at = self._past_hyphen(at)
        return self._currency_word(at) or self._currency_symbol(at) or self._measure(at)

    def before(self, at: int) -> Unit | None:
        """The currency sign or code that ends before token ``at``: "$", "US $", "NOK", "Rs.", "$-"."""
        if at > 1 and self._tokens[at - 1].text in "-−" and self._tokens[at].glued and self._tokens[at - 1].glued:
            sign = self.before(at - 1)
            return Unit(sign.name, "money", sign.first, at) if sign is not None else None
        if not at:
            return None
        for length in (3, 2, 1):
            first = at - length
            if first < 0:
                continue
            sign = "".join(t.text for t in self._tokens[first:at])
            known = _money()[1].get(sign)
            before = self._tokens[first - 1] if first and self._tokens[first].glued else None
            if known and not (before is not None and (before.kind != "mark" or before.text in "-‑" and sign.isalpha())):
                if len(sign) == 1 and sign.isalpha() and not self._tokens[at].glued:
                    continue
                return self._settled(known, Unit(sign, "money", first, at), sign)
        if self._tokens[at - 1].text == "#" and self._tokens[at].glued:
            return Unit(self._name_of("GBP"), "money", at - 1, at) if self._is_pound_hash(at) else None
        return None

    def rate(self, unit: Unit) -> Unit:
        """``unit`` with what it is counted per ("a share", "per hectare", "/m²", "of nitrogen per hectare"), if that follows."""
        tokens, at = self._tokens, unit.end
        if at < len(tokens) and tokens[at].lower == "of":
            ahead = next((i for i in range(at + 1, min(at + 5, len(tokens))) if tokens[i].lower == "per"), None)
            between = tokens[at + 1 : ahead] if ahead else ()
            at = ahead if ahead and all(t.kind == "word" for t in between) else at
        hyphen = at + 3 < len(tokens) and tokens[at].text == "-" and tokens[at].glued
        step = at + 1 if hyphen else at
        if step + 1 >= len(tokens) or tokens[step].sentence != tokens[unit.first].sentence:
            return unit
        sign = tokens[step].lower
        if sign not in ("per", "a", "an", "/", "each", "every") or hyphen and sign not in ("per", "a", "an"):
            return unit
        found = self._denominator(step + 1 + hyphen, sign)
        return Unit(f"{unit.name} per {found.name}", unit.kind, unit.first, found.end) if found else unit

    def _denominator(self, at: int, sign: str) -> Unit | None:
        tokens = self._tokens
        if at >= len(tokens):
            return None
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if sign in ("a", "an", "each", "every") and following in ("ago", "earlier", "later", "before", "after", "from", "on", "or"):
            return None
        known = self._measure(at)
        if known is not None and known.name != "quarter":
            return known
        token = tokens[at]
        if token.kind == "digits":
            return self._per_many(at)
        if token.kind != "word" or token.lower == "quarter":
            return None
        if token.lower in ("share", "head", "piece", "ticket", "person", "unit", "copy", "time", "game", "decade"):
            return Unit(token.lower, "measure", at, at + 1)
        if sign == "per" and word_class(token.lower) in ("N", "S", "A") and token.lower != "cent":
            return Unit(singular(token.lower), "measure", at, at + 1)
        return None

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

    # -- measures -----------------------------------------------------------------------------------------------------

    def _measure(self, at: int) -> Unit | None:
        found = self._symbol(at) or self._words(at)
        return found and self._aged(found)

    def _words(self, at: int) -> Unit | None:
        key, ends = self._window(at)
        for length in range(len(key), 0, -1):
            name = _measures()[0].get(key[:length])
            if name is not None and not (length == 1 and self._is_other_word(at, name)):
                return Unit(name, _kind(name), at, ends[length - 1])
        return None

    def _window(self, at: int) -> tuple[tuple[str, ...], list[int]]:
        """Up to five lower-case words from ``at`` on, hyphens left out, and the token index past each of them."""
        key: list[str] = []
        ends: list[int] = []
        tokens = self._tokens
        index = at
        while index < len(tokens) and len(key) < 5 and tokens[index].sentence == tokens[at].sentence:
            token = tokens[index]
            if token.kind == "word":
                key.append(token.lower)
                ends.append(index + 1)
                if index + 1 < len(tokens) and tokens[index + 1].text == "." and tokens[index + 1].glued and len(token.text) < 3:
                    index += 1
            elif not (token.text in "-‑" and key):
                break
            index += 1
        return tuple(key), ends

    def _is_other_word(self, at: int, name: str) -> bool:
        """Whether a unit's word stands for something else here: "point" of view, "second" place, a "bar" owner."""
        return self._tokens[at].capital and not self._tokens[at].text.isupper() and name not in ("celsius", "fahrenheit")

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
        if sign.glued or end > at + 1 or len(sign.text) > 1 or not sign.text.isalpha():
            return True
        return sign.text not in ("A", "a") and (following is None or following.kind == "mark" or following.lower in _PAUSE)

    def _aged(self, unit: Unit) -> Unit:
        """ "year-old", "years old", "years of age": the unit is a year of age."""
        tokens, end = self._tokens, unit.end
        if unit.name not in ("year", "month", "week", "day") or end >= len(tokens):
            return unit
        step = end + 1 if tokens[end].text in "-‑" else end
        if step < len(tokens) and tokens[step].lower in ("old", "olds"):
            return Unit(unit.name + " of age" if unit.name == "year" else unit.name, "age", unit.first, step + 1)
        return unit

    # -- money --------------------------------------------------------------------------------------------------------

    def _currency_word(self, at: int) -> Unit | None:
        key, ends = self._window(at)
        for length in range(min(4, len(key)), 0, -1):
            known = _money()[0].get(key[:length])
            if known is not None:
                if known[0].code == "GBP" and key[:length] in (("pound",), ("pounds",)) and not self._sterling:
                    return None
                written = " ".join(key[: length - 1] + (singular(key[length - 1]),))
                return self._settled(known, Unit(written, "money", at, ends[length - 1]), "")
        return self._subunit(key, ends, at)

    def _subunit(self, key: tuple[str, ...], ends: list[int], at: int) -> Unit | None:
        if key and key[0] in ("pence", "penny", "p") and (len(key[0]) > 1 or self._tokens[at].glued):
            return Unit("penny", "money", at, ends[0])
        return Unit("cent", "money", at, ends[0]) if key and key[0] in ("cent", "cents") else None

    def _currency_symbol(self, at: int) -> Unit | None:
        for length in (3, 2, 1):
            group = self._tokens[at : at + length]
            sign = "".join(t.text for t in group)
            known = _money()[1].get(sign)
            if len(group) == length and known and all(t.glued for t in group[1:]):
                if len(sign) > 1 or not sign.isalpha():
                    return self._settled(known, Unit(sign, "money", at, at + length), sign)
        return None

    def _settled(self, known: tuple[Currency, ...], unit: Unit, sign: str) -> Unit:
        """``unit`` under the name of the one currency among ``known`` that the article means."""
        sure = next((c for c in known if "*" in c.places), known[0] if len(known) == 1 else None)
        ranked = sorted(known, key=lambda c: -self._mentions[c.code])
        best = ranked[0]
        least = max(_LEAST_MENTIONS, self._mentions["USD"] + 1) if sure else 1
        if len(known) > 1 and best is not sure and self._mentions[best.code] >= least:
            return Unit(best.code, "money", unit.first, unit.end)
        if sure is None:
            return unit
        code = sign == sure.code or len(sign) == 1 and not sign.isalpha() and sure.symbols.count(sign) and sign not in "$¥"
        return Unit(sure.code if code else self._name_of(sure.code), "money", unit.first, unit.end)

    def _name_of(self, code: str) -> str:
        name = next(c.name for c in _currencies() if c.code == code)
        return code if code in self._codes else name

    def _is_pound_hash(self, at: int) -> bool:
        """ "#89.7 million": the pound sign as old wires sent it; "#1" is a rank."""
        following = self._tokens[at + 1].lower if at + 1 < len(self._tokens) else ""
        return "." in self._tokens[at].text or following in ("million", "billion", "m", "bn", "trillion")

    def _count_places(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        tokens = self._tokens
        for index, token in enumerate(tokens):
            if token.kind == "word":
                bare = re.sub(r"['’]s$", "", token.lower)
                pair = (bare, tokens[index + 1].lower) if index + 1 < len(tokens) else (bare,)
                for code in (*_places().get((bare,), ()), *_places().get(pair, ())):
                    counts[code] += 1
        return counts


def is_currency_sign(text: str) -> bool:
    """Whether ``text`` is a sign or code of a currency ("$", "RM", "NOK")."""
    return text in _money()[1]


def _kind(name: str) -> UnitKind:
    if name in _TIMES:
        return "time"
    return "percent" if name in _PARTS else "age" if name == "year of age" else "measure"
