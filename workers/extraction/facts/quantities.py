"""Finds quantities: a number with its unit, bound and trend, by form alone.

The notions are those of CQE (Almasian et al., EMNLP 2023): a quantity has a value, a unit and a change. Their one
"change"
is kept apart here as ``bound`` (how the number limits the value) and ``trend`` (which way the measure moved).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Layout
from ..types import Bound, Trend
from .bounds import BoundReader
from .cricket import name_runs
from .currencies import name_alike
from .drafting import DraftReader
from .drafts import Draft
from .numerals import exact
from .parallels import share_units
from .ranges import join_ranges
from .rates import specify_rates
from .tokens import Token, TokenReader, tokenise
from .trends import read_trend


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity found by its form.

    ``start`` and ``end`` cover bound, number and unit; ``unit`` is ``None`` where neither the number's own words nor a
    parallel number names one. ``sentence`` is an index into the layout's sentences. ``kind`` says what sort of unit
    it is:
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


def find_quantities(text: str, layout: Layout) -> tuple[Quantity, ...]:
    """The quantities of ``text`` in text order, by form alone.

    Dates, clock times, names, ordinals, addresses and list numbers are left out. Linear in the text's length.
    """
    return read_quantities(text, tokenise(text, layout), layout)


def read_quantities(text: str, tokens: Sequence[Token], layout: Layout) -> tuple[Quantity, ...]:
    """As :func:`find_quantities`, for a text that has been cut into tokens already."""
    return _Finder(text, tokens, layout).find()


class _Finder(TokenReader):
    """One pass over one article."""

    def __init__(self, text: str, tokens: Sequence[Token], layout: Layout) -> None:
        super().__init__(tokens)
        self._drafts = DraftReader(text, tokens, _first_tokens(tokens, layout))
        self._bounds = BoundReader(tokens)

    def find(self) -> tuple[Quantity, ...]:
        """The quantities in text order."""
        drafts = join_ranges(self._tokens, self._drafts.read_all())
        drafts = name_alike(specify_rates(self._tokens, share_units(self._tokens, drafts)))
        drafts = name_runs(self._tokens, drafts)
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
        if before == "minus" and self._word(first - 2) == "or":
            return False  # "plus or minus 2%"
        if before == "minus" or before == "-" and self._word(first - 2) == "minus":
            return True
        if self._word(draft.number_first - 1) in ("-", "−") and draft.first < draft.number_first - 1:
            return True
        sign = before in ("-", "−") and self._tokens[first].glued and not self._tokens[first - 1].glued
        return sign and draft.kind in ("percent", "measure", "money") and not self._is_number(first - 2)

    def _is_number(self, at: int) -> bool:
        return at >= 0 and self._tokens[at].kind == "digits"


def _first_tokens(tokens: Sequence[Token], layout: Layout) -> frozenset[int]:
    """The indices of the tokens that open a block."""
    starts = {block.start for block in layout.blocks}
    return frozenset(index for index, token in enumerate(tokens) if token.start in starts)
