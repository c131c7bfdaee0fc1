"""Units that a number takes from its neighbours: "from 60.2 to 45.1 cubic kilometres", "killed five people and
wounded 31"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft
from .nouns import singular
from .tokens import Token, TokenReader
from .units import UnitReader
from .words import word_set

# So many numbers, and tokens, back a unit is still remembered.
_REACH, _FARTHEST = 3, 40
# Shares of the vote move by fewer points than this; indices and scores move by more.
_MOST_POINTS = 50
_NEAR_SENTENCES = 2
# A price is told within so many tokens after what it is the price of.
_PRICED = 14
_INDICES = ("index", "nasdaq", "dow", "minis", "futures", "ftse", "nikkei")
_GAP_REACH = 12
_MOST_PERCENT = 1000
_COSTS = ("cost", "costs", "price", "prices", "revenue", "rent", "rents", "yield", "tariff")
_COSTING = ("cost", "costs", "costing", "sells", "sold", "fetches", "fetched", "fetch")

_PARALLEL = word_set("parallels parallel")
_COMPARING = word_set("parallels comparing")


def share_units(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` in text order, with units for those that have none of their own but stand parallel to one that has."""
    reader = _ParallelReader(tokens)
    return reader.specify(reader.inherit(list(drafts)))


class _ParallelReader(TokenReader):
    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._units = UnitReader(tokens)

    def inherit(self, drafts: list[Draft]) -> list[Draft]:
        """Gives numbers without a unit that of the number they stand parallel to: "from 60.2 to 45.1 cubic
        kilometres"."""
        result = list(drafts)
        for index, draft in enumerate(drafts):
            if draft.unit is None:
                model = self._ahead(drafts, index)
                recent = (
                    before
                    for before in reversed(result[max(0, index - _REACH) : index])
                    if self._follows(before, draft)
                )
                model = model or next(recent, None)
                if model is not None and model.unit is not None:
                    result[index] = replace(draft, unit=self._shared(model, draft), kind=model.kind)
            elif draft.unit.startswith("per ") and index and self._gives_rate(result[index - 1], draft):
                noun = str(result[index - 1].unit).split(" per ")[0]
                result[index] = replace(draft, unit=f"{noun} {draft.unit}", kind=result[index - 1].kind)
        return result

    def _ahead(self, drafts: Sequence[Draft], index: int) -> Draft | None:
        """The number with a unit that number ``index`` leads to, over others that lead there too: "four-, five- and
        six-cylinder"."""
        draft = drafts[index]
        for ahead in drafts[index + 1 : index + 1 + _REACH]:
            if not self._leads_to(draft, ahead):
                return None
            if ahead.unit is not None:
                return ahead
            draft = ahead
        return None

    def _shared(self, model: Draft, draft: Draft) -> str:
        """The model's unit; a rate of counted things is no rate in another sentence ("six litters a year. Last winter
        there were 3")."""
        unit = str(model.unit)
        if model.kind == "count" and not self._same_sentence(model, draft) and " per " in unit:
            return singular(unit.split(" per ")[0])
        return unit

    def specify(self, drafts: list[Draft]) -> list[Draft]:
        """Points beside percentages are percentage points; pence and cents of a share price or dividend are
        per share."""
        result: list[Draft] = []
        for draft in drafts:
            if draft.unit == "point" and draft.value < _MOST_POINTS and self._is_beside_percent(result, draft):
                draft = replace(draft, unit="percentage point", kind="percent")
            elif draft.unit in ("penny", "cent") and self._is_per_share(draft):
                draft = replace(draft, unit=f"{draft.unit} per share")
            elif draft.kind == "money" and " per " not in str(draft.unit):
                per = self._priced_by(draft) or self._of_gap(result, draft) or self._goes_on_to(result, draft)
                draft = replace(draft, unit=f"{draft.unit} per {per}") if per else draft
            result.append(draft)
        return result

    def _priced_by(self, draft: Draft) -> str | None:
        """What a sum is the price of: "the cost per kilo rose to NOK 63", "a kilowatt-hour cost SEK 4.86", "each day
        of a shutdown would cost about $1 billion"."""
        tokens, at = self._tokens, draft.first
        first = max(0, at - _PRICED)
        words = [token.lower if token.sentence == tokens[at].sentence else "" for token in tokens[first:at]]
        if "per" in words:
            index = len(words) - 1 - words[::-1].index("per")
            unit = self._units.after(first + index + 1)
            noun = words[index - 1] if index else ""
            clear = not any(token.kind == "digits" for token in tokens[first + index : at])
            return unit.name if unit is not None and noun in _COSTS and clear else None
        costs = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _COSTING), None)
        if costs is None or any(tokens[first + i].kind == "digits" for i in range(costs, len(words))):
            return None
        opener = next((i for i in range(costs) if words[i] in ("each", "every", "a", "an", "one")), None)
        unit = self._units.after(first + opener + 1) if opener is not None else None
        if opener is None or unit is None or unit.kind not in ("measure", "time"):
            return None
        beside = unit.end - first >= costs - 1
        return unit.name if beside or words[opener] in ("each", "every") else None

    def _goes_on_to(self, before: Sequence[Draft], draft: Draft) -> str | None:
        """ "from NOK 58 to 63" after a cost per kilo: the second sum is of the same."""
        last = before[-1] if before else None
        linked = last is not None and [t.lower for t in self._tokens[last.end : draft.first]] == ["to"]
        name, _, per = str(last.unit).partition(" per ") if last is not None else ("", "", "")
        return per if linked and per and name == draft.unit else None

    def _of_gap(self, before: Sequence[Draft], draft: Draft) -> str | None:
        """ "14.20 euros per square metre … The gap was three euros": what the sums are for that it lies between."""
        near = {token.lower for token in self._tokens[max(0, draft.first - 6) : draft.first]}
        if near.isdisjoint(("gap", "difference")):
            return None
        priced = [d for d in before[-_GAP_REACH:] if d.kind == "money" and " per " in str(d.unit)]
        return str(priced[-1].unit).split(" per ")[1] if priced else None

    def _is_beside_percent(self, before: Sequence[Draft], draft: Draft) -> bool:
        """Whether one of the last few figures, in this sentence or the two before, is a percentage."""
        sentence = self._tokens[draft.first].sentence
        window = self._tokens[max(0, draft.first - _PRICED) : draft.first]
        if any(token.lower in _INDICES for token in window if token.sentence == sentence):
            return False
        near = (b for b in before[-_REACH:] if sentence - self._tokens[b.first].sentence <= _NEAR_SENTENCES)
        return any(b.kind == "percent" for b in near)

    def _is_per_share(self, draft: Draft) -> bool:
        window = self._tokens[max(0, draft.first - 12) : draft.first]
        return any(
            t.lower in ("shares", "dividend", "stock")
            for t in window
            if t.sentence == self._tokens[draft.first].sentence
        )

    def _gives_rate(self, behind: Draft, draft: Draft) -> bool:
        """Whether "11.0 per minute" goes on with what the number before it counts or costs; a length of time or a
        measure ("20 days … 400 per hectare") is no such thing."""
        return behind.kind in ("count", "money") and self._follows(behind, draft)

    def _leads_to(self, draft: Draft, ahead: Draft) -> bool:
        link = [token.lower for token in self._tokens[draft.end : ahead.first]]
        reach = 6 if link[:1] == ["of"] and not {",", ";", ".", "and"} & set(link) else 3
        if ahead.kind == "percent" and draft.value > _MOST_PERCENT:
            return False
        linked = 0 < len(link) <= reach and link[0] in ("to", "and", "or", ",", "of", "-", "–")
        return linked and ahead.kind not in ("share", "score", "age") and self._same_sentence(draft, ahead)

    def _follows(self, behind: Draft, draft: Draft) -> bool:
        near = self._tokens[draft.first].sentence - self._tokens[behind.first].sentence <= 1
        if behind.unit is None or behind.unit.startswith("per "):
            return False
        if behind.kind == "age":
            return [t.lower for t in self._tokens[behind.end : draft.first]] == ["and"]
        if behind.kind in ("money", "measure", "time") and not self._same_sentence(behind, draft):
            return draft.digits and self._tokens[draft.first - 1].lower in _COMPARING
        if behind.kind == "percent":
            # "rose 2 percent to 164" and "9 percent less. Four hundred …" go on with something else.
            parallel = self._tokens[draft.first - 1].lower in _PARALLEL and self._same_sentence(behind, draft)
            alike = (
                not draft.value.is_integer()
                and draft.value < 100
                and self._tokens[draft.first - 1].lower not in ("to", "at")
            )
            return near and (alike or parallel and draft.value <= 1000)
        return near and behind.kind not in ("share", "score", "age") and draft.first - behind.end < _FARTHEST

    def _same_sentence(self, one: Draft, other: Draft) -> bool:
        return self._tokens[one.first].sentence == self._tokens[other.first].sentence
