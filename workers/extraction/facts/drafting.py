"""Reads one number after the other with what stands beside it: currency, unit, rate or counted noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .bare import BareReader
from .counting import CountReader
from .drafts import Draft, Unit
from .labels import LabelReader
from .multiples import MULTIPLIERS, MultipleReader
from .noun_phrases import NounPhrase
from .numbers import NumberReader
from .numerals import SCALES, SMALL, TENS, Numeral
from .tokens import Token, TokenReader
from .units import UnitReader
from .words import word_set

# A number in words can begin with these and no others; digits begin with themselves.
_STARTERS = frozenset([*SMALL, *TENS, "half", "quarter", "every", "a", "an"])
_DECADES = {"decade": 10, "century": 100, "centurie": 100}
_ADDING = word_set("drafting adding")
# "2023 prices", "the 2019 floods": these are years, but for "some 2000 floods" and "2000 people".
_RECENT = (1980, 2035)
_HEDGES = word_set("subjects hedges") | {"than", "least", "most", "to", "of"}
_PLACING = ("in", "near", "at", "from", "on", "outside")
_CALENDAR = word_set("drafting calendar")
_COMPOUNDING = word_set("drafting compounding")


class DraftReader(TokenReader):
    """Reads the numbers of one article. ``block_starts`` are the indices of the tokens that open a block."""

    def __init__(self, text: str, tokens: Sequence[Token], block_starts: frozenset[int]) -> None:
        super().__init__(tokens)
        self._numbers = NumberReader(tokens)
        self._labels = LabelReader(text, tokens, block_starts)
        self._units = UnitReader(tokens)
        self._multiples = MultipleReader(tokens, self._units)
        self._counts = CountReader(tokens, self._numbers, self._units)
        self._bare_numbers = BareReader(tokens)

    def read_all(self) -> list[Draft]:
        """The drafts of all numbers that are no labels, in text order."""
        drafts: list[Draft] = []
        at = 0
        tokens, starters, size = self._tokens, _STARTERS | MULTIPLIERS, len(self._tokens)
        while at < size:
            token = tokens[at]
            fold = token.kind == "word" and token.lower.endswith("fold")
            plain = token.kind == "mark" or len(token.text) > 1
            if token.kind != "digits" and token.lower not in starters and not fold and plain:
                at += 1  # most tokens begin no number
                continue
            draft, at = self._read_at(at)
            if draft is not None:
                drafts.append(draft)
        return drafts

    def _read_at(self, at: int) -> tuple[Draft | None, int]:
        """The draft of the number that begins at ``at``, if there is one, and where to read on."""
        token = self._tokens[at]
        multiple = self._multiples.read(at)
        if multiple is not None or token.lower in MULTIPLIERS:
            return multiple, multiple.end if multiple is not None else at + 1
        special = self._hour_or_decade(at)
        if special is not None:
            return special, special.end
        numeral = self._numbers.read(at)
        if numeral is None:
            return None, at + 1
        if self._labels.is_label(numeral):
            return None, numeral.end
        draft = self._with_unit(numeral)
        return draft, max(numeral.end, draft.end if draft else at + 1)

    def _hour_or_decade(self, at: int) -> Draft | None:
        """ "an hour and twenty minutes", "half an hour", "a decade", "two decades" (as years)."""
        words = [token.lower for token in self._tokens[at : at + 6]]
        if words[:2] == ["half", "an"] and words[2:3] == ["hour"]:
            return Draft(at, at + 3, at, at + 2, 0.5, 0.5, False, "hour", "time")
        if words[:2] == ["half", "a"] and len(words) > 2:
            unit = self._units.after(at + 2)
            if unit is not None and unit.kind in ("measure", "time"):
                return Draft(at, unit.end, at, at + 2, 0.5, 0.5, False, unit.name, unit.kind)
        if words[:3] == ["an", "hour", "and"] and len(words) > 3 and words[3] in SMALL | TENS | {"a": 1}:
            return Draft(at, at + 2, at, at + 1, 1.0, 1.0, False, "hour", "time")
        if words[1:2] == ["h"] and self._joined(at + 1, "h") and self._tokens[at + 2].text.isdigit():
            clock = words[3:4] in (["m"], ["min"])  # "3h20m"
            value = 60.0 * float(words[0]) + float(words[2]) if clock and words[0].isdigit() else 0.0
            return Draft(at, at + 4, at, at + 3, value, value, True, "minute", "time") if value else None
        if words[0] in ("a", "half") and words[1:2] == ["decade"]:
            return Draft(at, at + 2, at, at + 1, 10.0, 10.0, False, "year", "time")
        if words[:3] in (["half", "a", "century"], ["half", "a", "decade"]):
            value = 0.5 * _DECADES[words[2]]
            return Draft(at, at + 3, at, at + 2, value, value, False, "year", "time")
        return None

    def _with_unit(self, numeral: Numeral) -> Draft | None:
        money = self._units.before(numeral.first)
        unit = self._units.after(numeral.end) or self._unit_after_adjective(numeral.end)
        if money is not None:
            first, end = money.first, numeral.end
            after = unit.end if unit is not None and unit.kind == "money" else end
            rate = self._units.rate(Unit(money.name, "money", first, after))
            return self._draft(numeral, first, rate.end, rate.name, "money")
        part = self._part_of_unit(numeral) if numeral.share else None
        if part is not None:
            return part
        if unit is not None and not self._is_other(numeral, unit) and not self._is_of_whole(numeral):
            rate = self._units.rate(unit)
            return self._draft(numeral, numeral.first, rate.end, rate.name, unit.kind)
        if numeral.share:
            return self._draft(numeral, numeral.first, numeral.end, "share", "share")
        return self._counted(numeral)

    def _unit_after_adjective(self, at: int) -> Unit | None:
        """ "500 new square kilometres", "three more weeks"."""
        if self._word(at) not in _ADDING:
            return None
        unit = self._units.after(at + 1)
        return unit if unit is not None and unit.kind in ("measure", "time") else None

    def _part_of_unit(self, numeral: Numeral) -> Draft | None:
        """ "two tenths of a percentage point", "a quarter of a mile", "a quarter-point": a part of one unit is
        in that unit."""
        step = numeral.end
        if self._word(step) == "of" and self._word(step + 1) in ("a", "an"):
            known = self._units.after(step + 2)
            unit = known or self._units.after(step + 3)  # "1/16 of a US pint"
            if unit is not None and unit.kind in ("measure", "percent", "time"):
                name, kind = ("percentage point", "percent") if unit.name == "point" else (unit.name, unit.kind)
                return self._draft(numeral, numeral.first, unit.end, name, kind)
        hyphen = self._word(step) == "-"
        if self._word(step + hyphen) == "point" and numeral.value in (0.25, 0.5):
            return self._draft(numeral, numeral.first, step + hyphen + 1, "percentage point", "percent")
        return None

    def _is_of_whole(self, numeral: Numeral) -> bool:
        """ "every fifth krone", "one out of five years": the unit is the whole's, the figure a share of it; "half a
        mile" is a length."""
        words = {token.lower for token in self._tokens[numeral.first : numeral.end]}
        return numeral.share and not words.isdisjoint(("every", "each", "in", "out"))

    def _is_other(self, numeral: Numeral, unit: Unit) -> bool:
        """ "the 2024 season", "one day", "two quarter-finals"."""
        joined = unit.end < len(self._tokens) and self._tokens[unit.end].text in "-‑" and self._tokens[unit.end].glued
        name = unit.name in _COMPOUNDING or self._word(unit.end + 1) == "round"  # "40 year-round residents"
        return self._labels.is_year_like(numeral) and unit.kind == "time" or name and joined

    def _counted(self, numeral: Numeral) -> Draft | None:
        decade = self._decades(numeral)
        if decade is not None:
            return decade
        if self._word(numeral.end) in ("times", "x") and numeral.value != 1:
            return self._per_something(numeral, "time", "times", numeral.end + 1)
        one = numeral.value == 1
        noun = self._counts.noun(numeral) if not self._scores(numeral) else None
        hyphen = self._word(numeral.end) == "-" and noun is not None
        if noun is None or self._labels.is_year_like(numeral) and not self._counts_from_year(numeral, noun):
            lone = (
                one and numeral.form == "words" and not self._opens_range(numeral.end) and not self._adds_one(numeral)
            )
            return None if lone or self._labels.is_bare_label(numeral) else self._bare(numeral)
        if not hyphen and numeral.form != "words" and noun.modified and self._is_name(numeral):
            return None
        if not hyphen and self._labels.numbers_name(numeral):
            return None
        return self._per_something(numeral, noun.name, noun.written, noun.end)

    def _per_something(self, numeral: Numeral, name: str, written: str, end: int) -> Draft:
        """What is counted, in the singular; per something else as it is written ("patients per day", "times per day"),
        as English has no other name for such a rate."""
        rate = self._units.rate(Unit(written, "count", numeral.first, end))
        unit = rate.name if rate.end > end else name
        return self._draft(numeral, numeral.first, rate.end, unit, "count")

    def _scores(self, numeral: Numeral) -> bool:
        """ "Kelby 2-1 Hale", "Rovers 1 Hale 4": what stands before a side's name counts none of it."""
        named = self._tokens[numeral.end].capital if self._same(numeral.end, numeral.first) else False
        score = self._joined(numeral.first - 1, "-") and self._tokens[numeral.first - 2].kind == "digits"
        return named and numeral.form == "digits" and (score or numeral.value == 1)

    def _adds_one(self, numeral: Numeral) -> bool:
        """ "two bridges near the port and one in the hills": one more of the same."""
        return self._word(numeral.first - 1) == "and" and self._word(numeral.end) in _PLACING

    def _opens_range(self, at: int) -> bool:
        """ "one to two years", "one or two"."""
        return self._word(at) in ("to", "or") and self._numbers.read(at + 1) is not None

    def _counts_from_year(self, numeral: Numeral, noun: NounPhrase) -> bool:
        """A number that could be a year counts only where a plural follows at once and nothing marks a date."""
        before = self._word(numeral.first - 1)
        recent = _RECENT[0] <= numeral.value <= _RECENT[1] and noun.name != "person" and before not in _HEDGES
        return noun.end == numeral.end + 1 and before not in _CALENDAR and not recent

    def _is_name(self, numeral: Numeral) -> bool:
        """ "Boeing 787 jets": a capital before the number and another after it."""
        before = self._tokens[numeral.first - 1] if numeral.first else None
        after = self._tokens[numeral.end]
        return before is not None and before.capital and after.capital and self._labels.is_bare_label(numeral)

    def _decades(self, numeral: Numeral) -> Draft | None:
        word = self._word(numeral.end).removesuffix("s")
        if word not in _DECADES:
            return None
        value = numeral.value * _DECADES[word]
        return replace(self._draft(numeral, numeral.first, numeral.end + 1, "year", "time"), value=value, base=value)

    def _bare(self, numeral: Numeral) -> Draft | None:
        named = self._bare_numbers.counted(numeral)
        if named is not None:
            return self._draft(numeral, numeral.first, numeral.end, named, "count")
        if self._bare_numbers.is_age(numeral):
            return self._draft(numeral, numeral.first, numeral.end, "year", "age")
        rate = self._units.rate(Unit("", "count", numeral.first, numeral.end))
        if rate.name.startswith(" per "):
            return self._draft(numeral, numeral.first, rate.end, rate.name.strip(), "bare")
        draft = self._draft(numeral, numeral.first, numeral.end, None, "bare")
        return replace(draft, written=False)

    def _draft(self, numeral: Numeral, first: int, end: int, unit: str | None, kind: str) -> Draft:
        base = numeral.value
        for index in range(numeral.first, numeral.end):
            scale = SCALES.get(self._tokens[index].lower)
            base = base / scale if scale else base
        if self._tokens[numeral.end - 1].text in "mMbBkK":
            base = numeral.value / {"m": 1e6, "b": 1e9, "k": 1e3}[self._tokens[numeral.end - 1].lower]
        return Draft(first, end, numeral.first, numeral.end, numeral.value, base, numeral.form != "words", unit, kind)
