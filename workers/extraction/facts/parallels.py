"""Units that a number takes from its neighbours: "from 60.2 to 45.1 cubic kilometres", "killed five people and
wounded 31"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft
from .tokens import Token, TokenReader
from .words import word_set

# So many numbers, and tokens, back a unit is still remembered.
_REACH, _FARTHEST = 3, 40
# Shares of the vote move by fewer points than this; indices and scores move by more.
_MOST_POINTS = 50
_NEAR_SENTENCES = 2

_PARALLEL = word_set("parallels parallel")
_COMPARING = word_set("parallels comparing")


def share_units(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` in text order, with units for those that have none of their own but stand parallel to one that has."""
    reader = _ParallelReader(tokens)
    return reader.specify(reader.inherit(list(drafts)))


class _ParallelReader(TokenReader):
    def inherit(self, drafts: list[Draft]) -> list[Draft]:
        """Gives numbers without a unit that of the number they stand parallel to: "from 60.2 to 45.1 cubic
        kilometres"."""
        result = list(drafts)
        for index, draft in enumerate(drafts):
            if draft.unit is None:
                ahead = drafts[index + 1] if index + 1 < len(drafts) else None
                model = ahead if ahead is not None and self._leads_to(draft, ahead) else None
                recent = (
                    before
                    for before in reversed(result[max(0, index - _REACH) : index])
                    if self._follows(before, draft)
                )
                model = model or next(recent, None)
                if model is not None and model.unit is not None:
                    result[index] = replace(draft, unit=model.unit, kind=model.kind)
            elif draft.unit.startswith("per ") and index and self._gives_rate(result[index - 1], draft):
                noun = str(result[index - 1].unit).split(" per ")[0]
                result[index] = replace(draft, unit=f"{noun} {draft.unit}", kind=result[index - 1].kind)
        return result

    def specify(self, drafts: list[Draft]) -> list[Draft]:
        """Points beside percentages are percentage points; pence and cents of a share price or dividend are
        per share."""
        result: list[Draft] = []
        for draft in drafts:
            if draft.unit == "point" and draft.value < _MOST_POINTS and self._is_beside_percent(result, draft):
                draft = replace(draft, unit="percentage point", kind="percent")
            elif draft.unit in ("penny", "cent") and self._is_per_share(draft):
                draft = replace(draft, unit=f"{draft.unit} per share")
            result.append(draft)
        return result

    def _is_beside_percent(self, before: Sequence[Draft], draft: Draft) -> bool:
        """Whether one of the last few figures, in this sentence or the two before, is a percentage."""
        sentence = self._tokens[draft.first].sentence
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
