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

_PARALLEL = word_set("parallels parallel")


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
            elif draft.unit.startswith("per ") and index and self._follows(result[index - 1], draft):
                noun = str(result[index - 1].unit).split(" per ")[0]
                result[index] = replace(draft, unit=f"{noun} {draft.unit}", kind=result[index - 1].kind)
        return result

    def specify(self, drafts: list[Draft]) -> list[Draft]:
        """Points beside percentages are percentage points; pence and cents of a share price or dividend are
        per share."""
        result: list[Draft] = []
        for draft in drafts:
            before = result[-1] if result else None
            if draft.unit == "point" and before is not None and before.kind == "percent" and draft.value < 50:
                near = self._tokens[draft.first].sentence - self._tokens[before.first].sentence <= 1
                draft = replace(draft, unit="percentage point", kind="percent") if near else draft
            elif draft.unit in ("penny", "cent") and self._is_per_share(draft):
                draft = replace(draft, unit=f"{draft.unit} per share")
            result.append(draft)
        return result

    def _is_per_share(self, draft: Draft) -> bool:
        window = self._tokens[max(0, draft.first - 12) : draft.first]
        return any(
            t.lower in ("shares", "dividend", "stock")
            for t in window
            if t.sentence == self._tokens[draft.first].sentence
        )

    def _leads_to(self, draft: Draft, ahead: Draft) -> bool:
        link = [token.lower for token in self._tokens[draft.end : ahead.first]]
        reach = 6 if link[:1] == ["of"] and not {",", ";", ".", "and"} & set(link) else 3
        linked = 0 < len(link) <= reach and link[0] in ("to", "and", "or", ",", "of", "-", "–")
        return linked and ahead.kind not in ("share", "score", "age") and self._same_sentence(draft, ahead)

    def _follows(self, behind: Draft, draft: Draft) -> bool:
        near = self._tokens[draft.first].sentence - self._tokens[behind.first].sentence <= 1
        if behind.unit is None or behind.unit.startswith("per "):
            return False
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
