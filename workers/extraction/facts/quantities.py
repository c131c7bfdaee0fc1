"""Finds quantities: a number with its unit, bound and trend, by form alone.

The notions are those of CQE (Almasian et al., EMNLP 2023): a quantity has a value, a unit and a change. Their one "change"
is kept apart here as ``bound`` (how the number limits the value) and ``trend`` (which way the measure moved).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Layout
from ..types import Bound, Trend
from .bounds import BoundReader
from .drafts import Draft
from .labels import LabelReader
from .nouns import NounPhrase, NounReader
from .numbers import SCALES, SMALL, TENS, Numeral, NumberReader, exact
from .ranges import join_ranges
from .tokens import Token, tokenise
from .trends import read_trend
from .units import Unit, UnitReader


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity found by its form.

    ``start`` and ``end`` cover bound, number and unit; ``unit`` is ``None`` where neither the number's own words nor a
    parallel number names one. ``sentence`` is an index into the layout's sentences. ``kind`` says what sort of unit it is:
    money, measure, time, percent, age, share, count, score or bare.
    """

    start: int
    end: int
    value: float | int
    value_high: float | int | None
    bound: Bound
    trend: Trend | None
    unit: str | None
    sentence: int
    kind: str
    number_start: int
    number_end: int
    unit_stated: bool


# A number in words can begin with these and no others; digits begin with themselves.
_STARTERS = frozenset([*SMALL, *TENS, "half", "quarter", "every", "a", "an"])
_TWICE = {"twice": 2.0, "thrice": 3.0}
_HARM = frozenset("killed dead wounded injured hurt missing arrested detained displaced homeless hospitalised hospitalized".split())
_HARMING = frozenset("killing wounding injuring arresting detaining displacing killed wounded injured".split())
_PARENTS = frozenset("mother father parent mum mom dad grandmother grandfather grandparent".split())
_KIN = _PARENTS | frozenset("son daughter boy girl child brother sister husband wife baby grandson granddaughter niece nephew".split())
_AGED = frozenset("children people women men pupils patients adults those kids teenagers anyone everyone residents workers voters".split())
_PRONOUNS = frozenset("he she who i".split())
_DETERMINERS = frozenset("the my his her its our your their these those".split())
_DECADES = {"decade": 10, "century": 100, "centurie": 100}


def find_quantities(text: str, layout: Layout) -> tuple[Quantity, ...]:
    """The quantities of ``text`` in text order, by form alone.

    Dates, clock times, names, ordinals, addresses and list numbers are left out. Linear in the text's length.
    """
    return _Finder(text, layout).find()


class _Finder:
    """One pass over one article."""

    def __init__(self, text: str, layout: Layout) -> None:
        self._text = text
        self._tokens = tokenise(text, layout)
        starts = _first_tokens(self._tokens, layout)
        self._numbers = NumberReader(self._tokens)
        self._labels = LabelReader(text, self._tokens, starts)
        self._units = UnitReader(self._tokens)
        self._nouns = NounReader(self._tokens)
        self._bounds = BoundReader(self._tokens)

    def find(self) -> tuple[Quantity, ...]:
        drafts = join_ranges(self._tokens, self._read_all())
        drafts = self._inherit(drafts)
        found: list[Draft] = []
        for draft in drafts:
            draft = self._bounds.bound(draft)
            sentence = self._tokens[draft.first].sentence
            before = found[-1] if found and self._tokens[found[-1].first].sentence == sentence else None
            if before is not None and draft.bound == "=" and self._converts(before, draft):
                draft = replace(draft, bound=before.bound)
            found.append(replace(draft, trend=read_trend(self._tokens, draft, before)))
        return tuple(self._finished(draft) for draft in found)

    def _converts(self, before: Draft, draft: Draft) -> bool:
        """Whether ``draft`` gives the same figure in another unit: "8.90 ksi (61.4 MPa)"."""
        bracketed = draft.first == before.end + 1 and self._tokens[before.end].text == "("
        same_sort = before.kind == draft.kind and draft.kind in ("measure", "money")
        return bracketed and same_sort and before.unit != draft.unit

    # -- one number ---------------------------------------------------------------------------------------------------

    def _read_all(self) -> list[Draft]:
        drafts: list[Draft] = []
        at = 0
        while at < len(self._tokens):
            draft, at = self._read_at(at)
            if draft is not None:
                drafts.append(draft)
        return drafts

    def _read_at(self, at: int) -> tuple[Draft | None, int]:
        """The draft of the number that begins at ``at``, if there is one, and where to read on."""
        token = self._tokens[at]
        if token.lower in _TWICE:
            return self._times(at), at + 1
        if token.kind != "digits" and token.lower not in _STARTERS and not (token.kind == "word" and len(token.text) == 1):
            return None, at + 1
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

    def _times(self, at: int) -> Draft:
        value = _TWICE[self._tokens[at].lower]
        unit = self._units.rate(Unit("time", "count", at, at + 1))
        return Draft(at, unit.end, at, at + 1, value, value, False, unit.name, "count")

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
        if words[0] in ("a", "half") and words[1:2] == ["decade"]:
            return Draft(at, at + 2, at, at + 1, 10.0, 10.0, False, "year", "time")
        return None

    def _with_unit(self, numeral: Numeral) -> Draft | None:
        money = self._units.before(numeral.first)
        unit = self._units.after(numeral.end)
        if money is not None:
            first, end = money.first, numeral.end
            after = unit.end if unit is not None and unit.kind == "money" else end
            rate = self._units.rate(Unit(money.name, "money", first, after))
            return self._draft(numeral, first, rate.end, rate.name, "money")
        if unit is not None and not self._is_other(numeral, unit):
            rate = self._units.rate(unit)
            return self._draft(numeral, numeral.first, rate.end, rate.name, unit.kind)
        part = self._part_of_unit(numeral) if numeral.share else None
        if part is not None:
            return part
        if numeral.share:
            return self._draft(numeral, numeral.first, numeral.end, "share", "share")
        return self._counted(numeral)

    def _part_of_unit(self, numeral: Numeral) -> Draft | None:
        """ "two tenths of a percentage point", "a quarter of a mile", "a quarter-point": a part of one unit is in that unit."""
        step = numeral.end
        if self._word(step) == "of" and self._word(step + 1) in ("a", "an"):
            unit = self._units.after(step + 2)
            if unit is not None and unit.kind in ("measure", "percent", "time"):
                return self._draft(numeral, numeral.first, unit.end, unit.name, unit.kind)
        if self._word(step) == "-" and self._word(step + 1) == "point":
            return self._draft(numeral, numeral.first, step + 2, "percentage point", "percent")
        return None

    def _is_other(self, numeral: Numeral, unit: Unit) -> bool:
        """ "the 2024 season", "one day", "two quarter-finals"."""
        joined = unit.end < len(self._tokens) and self._tokens[unit.end].text in "-‑" and self._tokens[unit.end].glued
        name = unit.name in ("quarter", "season", "night", "second", "bar", "point", "cup", "stone", "mach")
        return self._labels.is_year_like(numeral) and unit.kind == "time" or name and joined

    def _counted(self, numeral: Numeral) -> Draft | None:
        decade = self._decades(numeral)
        if decade is not None:
            return decade
        if self._word(numeral.end) in ("times", "x") and numeral.value != 1:
            rate = self._units.rate(Unit("time", "count", numeral.first, numeral.end + 1))
            return self._draft(numeral, numeral.first, rate.end, rate.name, "count")
        one = numeral.value == 1
        of = self._of_many(numeral.end)
        noun = of if of is not None else self._nouns.read(numeral.end, one)
        hyphen = self._word(numeral.end) == "-" and noun is not None
        if noun is None or self._labels.is_year_like(numeral) and not self._counts_from_year(numeral, noun):
            lone = one and numeral.form == "words" and not self._opens_range(numeral.end)
            return None if lone or self._labels.is_bare_label(numeral) else self._bare(numeral)
        if not hyphen and numeral.form != "words" and noun.modified and self._is_name(numeral):
            return None
        rate = self._units.rate(Unit(noun.name, "count", numeral.first, noun.end))
        return self._draft(numeral, numeral.first, rate.end, rate.name, "count")

    def _opens_range(self, at: int) -> bool:
        """ "one to two years", "one or two"."""
        return self._word(at) in ("to", "or") and self._numbers.read(at + 1) is not None

    def _of_many(self, at: int) -> NounPhrase | None:
        """ "one of the vans": the noun of which there are several."""
        owner = self._word(at + 1)
        if self._word(at) != "of" or owner not in _DETERMINERS and not owner.endswith(("'s", "’s")):
            return None
        return self._nouns.read(at + 2, False)

    def _counts_from_year(self, numeral: Numeral, noun: NounPhrase) -> bool:
        """A number that could be a year counts only where a plural follows at once and nothing marks a date."""
        before = self._word(numeral.first - 1)
        return noun.end == numeral.end + 1 and before not in ("in", "the", "since", "of", "by", "for", "from", "until", "his", "her", "its")

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
        named = self._named_before(numeral)
        if named is not None:
            return self._draft(numeral, numeral.first, numeral.end, named, "count")
        if self._is_age(numeral):
            return self._draft(numeral, numeral.first, numeral.end, "year", "age")
        rate = self._units.rate(Unit("", "count", numeral.first, numeral.end))
        if rate.name.startswith(" per "):
            return self._draft(numeral, numeral.first, rate.end, rate.name.strip(), "bare")
        draft = self._draft(numeral, numeral.first, numeral.end, None, "bare")
        return replace(draft, written=False)

    def _named_before(self, numeral: Numeral) -> str | None:
        """What a number without a noun of its own counts by the words around it: the harmed, children, a magnitude."""
        after, before = self._word(numeral.end), self._word(numeral.first - 1)
        if after in _HARM or before in _HARMING or after in ("aboard", "on") and self._word(numeral.end + 1) in ("board", ""):
            return "person"
        if after == "of" and self._word(numeral.end + 1) == "the" and self._word(numeral.end + 2) in _HARM | {"victims"}:
            return "person"
        step = numeral.first - (3 if before == "of" and self._word(numeral.first - 2) == "-" else 2)
        step = numeral.first - 4 if before == "-" and self._word(numeral.first - 2) == "of" else step
        if self._word(step) in _PARENTS and "of" in (before, self._word(numeral.first - 2)):
            return "child"
        return "magnitude" if before == "magnitude" else None

    def _is_age(self, numeral: Numeral) -> bool:
        """ "Halyna Bondar, 58,", "Mikalsen (58)", "aged 17", "he is 58"."""
        if not numeral.value.is_integer() or not 0 < numeral.value < 120 or numeral.form == "mixed":
            return False
        before, after = self._word(numeral.first - 1), self._word(numeral.end)
        if before in ("aged", "age", "turned", "turning") or before == "of" and self._word(numeral.first - 2) == "age":
            return True
        if before in ("under", "over", "below", "above") and self._word(numeral.first - 2) in _AGED:
            return True
        name = self._tokens[numeral.first - 2] if numeral.first > 1 else None
        if name is not None and name.glued and numeral.first > 3 and self._word(numeral.first - 3) == "-":
            name = self._tokens[numeral.first - 4]
        if before == "," and after in (",", ".", "who") and name is not None and name.capital and numeral.form == "digits":
            return True
        if before == "(" and after == ")" and name is not None and name.capital:
            return 10 < numeral.value
        person = self._word(numeral.first - 2) in _PRONOUNS | _KIN or before in ("he's", "she's", "i'm", "he’s", "she’s", "i’m")
        is_verb = before in ("is", "was", "were", "am") or "'" in before or "’" in before
        return person and is_verb and (after in ("and", "when", "now", "") or self._tokens[numeral.end].kind == "mark")

    def _draft(self, numeral: Numeral, first: int, end: int, unit: str | None, kind: str) -> Draft:
        base = numeral.value
        for index in range(numeral.first, numeral.end):
            scale = SCALES.get(self._tokens[index].lower)
            base = base / scale if scale else base
        if self._tokens[numeral.end - 1].text in "mMbBkK":
            base = numeral.value / {"m": 1e6, "b": 1e9, "k": 1e3}[self._tokens[numeral.end - 1].lower]
        return Draft(first, end, numeral.first, numeral.end, numeral.value, base, numeral.form != "words", unit, kind)

    def _word(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    # -- all numbers --------------------------------------------------------------------------------------------------

    def _inherit(self, drafts: list[Draft]) -> list[Draft]:
        """Gives numbers without a unit that of the number they stand parallel to: "from 60.2 to 45.1 cubic kilometres"."""
        result = list(drafts)
        for index, draft in enumerate(drafts):
            if draft.unit is None:
                ahead = drafts[index + 1] if index + 1 < len(drafts) else None
                behind = result[index - 1] if index else None
                model = ahead if ahead is not None and self._leads_to(draft, ahead) else None
                model = model or (behind if behind is not None and self._follows(behind, draft) else None)
                if model is not None and model.unit is not None:
                    result[index] = replace(draft, unit=model.unit, kind=model.kind)
            elif draft.unit.startswith("per ") and index and result[index - 1].unit and self._follows(result[index - 1], draft):
                noun = str(result[index - 1].unit).split(" per ")[0]
                result[index] = replace(draft, unit=f"{noun} {draft.unit}", kind=result[index - 1].kind)
        return result

    def _leads_to(self, draft: Draft, ahead: Draft) -> bool:
        link = [token.lower for token in self._tokens[draft.end : ahead.first]]
        reach = 6 if link[:1] == ["of"] and not {",", ";", ".", "and"} & set(link) else 3
        linked = 0 < len(link) <= reach and link[0] in ("to", "and", "or", ",", "of", "-", "–")
        return linked and ahead.kind not in ("share", "score", "age") and self._same_sentence(draft, ahead)

    def _follows(self, behind: Draft, draft: Draft) -> bool:
        near = self._tokens[draft.first].sentence - self._tokens[behind.first].sentence <= 1
        if behind.kind == "percent" and self._tokens[draft.first - 1].lower in ("to", "at") and draft.first - behind.end < 6:
            return False
        return near and behind.kind not in ("share", "score", "age") and draft.first - behind.end < 40

    def _same_sentence(self, one: Draft, other: Draft) -> bool:
        return self._tokens[one.first].sentence == self._tokens[other.first].sentence

    def _finished(self, draft: Draft) -> Quantity:
        first = draft.bound_first if draft.bound_first is not None else draft.first
        numbers = self._tokens[draft.number_first], self._tokens[draft.number_end - 1]
        return Quantity(
            start=self._tokens[first].start,
            end=self._tokens[draft.end - 1].end,
            value=exact(-draft.value if self._is_negative(draft) else draft.value),
            value_high=exact(draft.high) if draft.high is not None else None,
            bound=draft.bound,
            trend=draft.trend,
            unit=draft.unit,
            sentence=self._tokens[draft.first].sentence,
            kind=draft.kind,
            number_start=numbers[0].start,
            number_end=numbers[1].end,
            unit_stated=draft.written,
        )

    def _is_negative(self, draft: Draft) -> bool:
        first = draft.first
        before = self._word(first - 1)
        if before == "minus" or before == "-" and self._word(first - 2) == "minus":
            return True
        if self._word(draft.number_first - 1) in ("-", "−") and draft.first < draft.number_first - 1:
            return True
        sign = before in ("-", "−") and self._tokens[first].glued and not self._tokens[first - 1].glued
        return sign and draft.kind in ("percent", "measure", "money") and not self._numbers.read(first - 2)


def _first_tokens(tokens: Sequence[Token], layout: Layout) -> frozenset[int]:
    """The indices of the tokens that open a block."""
    starts = {block.start for block in layout.blocks}
    return frozenset(index for index, token in enumerate(tokens) if token.start in starts)
