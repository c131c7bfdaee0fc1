"""Reads currencies before and after a number, and settles which one is meant.

A currency is named as the article names it: by its ISO 4217 code where the article writes that code ("NOK 612
million"), a
sign that only one currency has ("€", "£"), or a word or sign that several share and the article's places settle
("kroner"
in a story from Viborg is DKK); otherwise by its name ("dollar", "chinese yuan"). One article gives one currency one
name, and all of them codes or all of them names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ..lexicon import load_entries
from .drafts import Draft, Unit
from .nouns import singular
from .tokens import TokenReader
from .unit_forms import form_key, plural_forms, word_window
from .words import word_set

_HOME = ("u.s", "us", "u.s.", "american", "united states", "washington")
# Hundredths that have no name in English; they stay as written.
_SUBUNITS = word_set("currencies subunits")
# A sign or word that has a usual meaning needs so many mentions of another country to change it.
_LEAST_MENTIONS = 3


@dataclass(frozen=True, slots=True)
class Currency:
    """One line of the list of currencies."""

    code: str
    name: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    places: tuple[str, ...]


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
            for key in {form_key(spelling.replace(".", " ")) for spelling in plural_forms(form)}:
                words[key] = (*words.get(key, ()), currency)
        for sign in currency.symbols:
            bare = sign.replace(" ", "")
            if currency not in symbols.get(bare, ()):
                symbols[bare] = (*symbols.get(bare, ()), currency)
    return words, symbols


@cache
def _places() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {form_key(word): ("USD",) for word in _HOME}
    for currency in _currencies():
        for place in currency.places:
            if place != "*":
                found[form_key(place)] = (*found.get(form_key(place), ()), currency.code)
    return found


def is_currency_sign(text: str) -> bool:
    """Whether ``text`` is a sign or code of a currency ("$", "RM", "NOK")."""
    return text in _money()[1]


def name_alike(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of one article with all currencies under their codes where one has its code: "INR" goes with "USD",
    a "chinese yuan" with a "dollar"."""
    codes = {currency.code for currency in _currencies()}
    named = {str(draft.unit).split(" ")[0] for draft in drafts if draft.kind == "money"}
    if named.isdisjoint(codes - {"GBP"}):  # a pound sign beside dollars is no sign that the article writes codes
        return list(drafts)
    return [replace(draft, unit=_coded(str(draft.unit))) if draft.kind == "money" else draft for draft in drafts]


def _coded(unit: str) -> str:
    """``unit`` with its currency under its code; pence, and a word that several currencies share, stay as they are."""
    name, per, whole = unit.partition(" per ")
    return next((c.code for c in _currencies() if c.name == name), name) + per + whole


class MoneyReader(TokenReader):
    """Reads currencies at given tokens of one article."""

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The codes that the article writes, or writes a sign of."""
        return frozenset(t.text for t in self._tokens if len(t.text) == 3 and t.text.isupper()) | self._signs()

    @cached_property
    def _sterling(self) -> bool:
        """Whether a pound is money here."""
        return any(t.text == "£" or t.lower in ("gbp", "pence", "sterling") for t in self._tokens)

    def after(self, at: int) -> Unit | None:
        """The currency that begins at token ``at``, right after a number: "euros", "kr", "NOK"."""
        return self._currency_word(at) or self._currency_symbol(at)

    def before(self, at: int) -> Unit | None:
        """The currency sign or code that ends before token ``at``: "$", "US $", "NOK", "Rs.", "$-"."""
        if at > 1 and self._tokens[at - 1].text in "-−" and self._tokens[at].glued and self._tokens[at - 1].glued:
            signed = self.before(at - 1)
            return Unit(signed.name, "money", signed.first, at) if signed is not None else None
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

    def _currency_word(self, at: int) -> Unit | None:
        key, ends = word_window(self._tokens, at)
        for length in range(min(4, len(key)), 0, -1):
            known = _money()[0].get(key[:length])
            if known is not None:
                if known[0].code == "GBP" and key[:length] in (("pound",), ("pounds",)) and not self._sterling:
                    return None
                written = " ".join((*key[: length - 1], singular(key[length - 1])))
                return self._settled(known, Unit(written, "money", at, ends[length - 1]), "")
        return self._subunit(key, ends, at)

    def _subunit(self, key: tuple[str, ...], ends: list[int], at: int) -> Unit | None:
        if key and key[0] in ("pence", "penny", "p") and (len(key[0]) > 1 or self._tokens[at].glued):
            return Unit("penny", "money", at, ends[0])
        if key and key[0] in _SUBUNITS:
            return Unit(singular(key[0]), "money", at, ends[0])
        return Unit("cent", "money", at, ends[0]) if key and key[0] in ("cent", "cents") else None

    def _currency_symbol(self, at: int) -> Unit | None:
        for length in (3, 2, 1):
            group = self._tokens[at : at + length]
            sign = "".join(t.text for t in group)
            known = _money()[1].get(sign)
            whole = (
                len(group) == length
                and all(t.glued for t in group[1:])
                and (length > 1 or not sign.isalpha() or len(sign) > 1)
            )
            priced = at + length < len(self._tokens) and self._tokens[at + length].glued and group[0].kind == "mark"
            if whole and known and not (priced and self._tokens[at + length].kind == "digits"):  # "five £20 notes"
                return self._settled(known, Unit(sign, "money", at, at + length), sign)
        return None

    def _settled(self, known: tuple[Currency, ...], unit: Unit, sign: str) -> Unit:
        """``unit`` under the name of the one currency among ``known`` that the article means."""
        sure = next((c for c in known if "*" in c.places), known[0] if len(known) == 1 else None)
        written = [c for c in known if c.code in self._codes]
        if sure is None and len(written) == 1:
            return Unit(written[0].code, "money", unit.first, unit.end)
        ranked = sorted(known, key=lambda c: -self._mentions[c.code])
        best = ranked[0]
        least = max(_LEAST_MENTIONS, self._mentions["USD"] + 1) if sure else 1
        if len(known) > 1 and best is not sure and self._mentions[best.code] >= least:
            return Unit(best.code, "money", unit.first, unit.end)
        if sure is None:
            return unit
        name = sure.code if self._is_coded(sure, unit.name, sign) else self._name_of(sure.code)
        return Unit(name, "money", unit.first, unit.end)

    def _is_coded(self, currency: Currency, written: str, sign: str) -> bool:
        """Whether a currency is named by its code: it is written so, by its own sign, or by a word few readers know."""
        if sign == currency.code or len(sign) == 1 and not sign.isalpha() and sign not in "$¥":
            return True
        return "*" not in currency.places and len(sign) < 2 and " " not in written

    def _name_of(self, code: str) -> str:
        name = next(c.name for c in _currencies() if c.code == code)
        return code if code in self._codes else name

    def _is_pound_hash(self, at: int) -> bool:
        """ "#89.7 million": the pound sign as old wires sent it; "#1" is a rank."""
        following = self._tokens[at + 1].lower if at + 1 < len(self._tokens) else ""
        return "." in self._tokens[at].text or following in ("million", "billion", "m", "bn", "trillion")

    def _signs(self) -> frozenset[str]:
        """The codes of the currencies that the article writes by a sign of their own ("€", "£")."""
        known = _money()[1]
        signs = {t.text for t in self._tokens if t.kind == "mark" and t.text in known and t.text not in "$¥"}
        return frozenset(known[sign][0].code for sign in signs)

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often the article names the places of each currency."""
        counts: Counter[str] = Counter()
        tokens = self._tokens
        for index, token in enumerate(tokens):
            if token.kind == "word" and (token.text[0].isupper() or token.lower in ("lakh", "crore")):
                bare = token.lower.removesuffix("'s").removesuffix("’s")
                pair = (bare, tokens[index + 1].lower) if index + 1 < len(tokens) else (bare,)
                if token.text == "U" and [t.text for t in tokens[index + 1 : index + 3]] == [".", "S"]:
                    counts["USD"] += 1
                for code in (*_places().get((bare,), ()), *_places().get(pair, ())):
                    counts[code] += 1
        return counts
