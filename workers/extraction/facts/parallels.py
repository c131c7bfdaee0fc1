"""Units that a number takes from its neighbours: "from 60.2 to 45.1 cubic kilometres", "killed five people and
wounded 31"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .count_subjects import CountSubjectReader
from .drafts import Draft, are_alike
from .nouns import singular, word_class
from .retelling import RetellingReader
from .tokens import Token, TokenReader
from .words import word_set

# So many numbers, and tokens, back a unit is still remembered.
_REACH, _FARTHEST = 3, 40
# So many tokens back "of them" may point to a plural that was not counted.
_NAMED = 20
_MOST_PERCENT = 1000
# A level ("the limit is five") is told of figures this many times larger or smaller at most.
_MOST_APART = 20
# A sum that is so many times a rate is none itself.
_MOST_RATE = 1000
_MORE = ("more", "others")

_PARALLEL = word_set("parallels parallel")
_COMPARING = word_set("parallels comparing")
_TIMES = ("time", "times")
_THRESHOLDS = ("above", "below", "over", "under", "beyond")
_BEING = ("is", "was", "are", "were", "stands", "stood")
_STANDING = (*_BEING, "to", "at", "of")
# A name in a list of names and figures has so many words, with the mark before it.
_LISTED = 4
_LEADING = (",", "and", "or", "to", "from", "about", "nearly", "almost", "over", "then", "even", "more", "than", "up")
_OWNING = ("his", "her", "its", "their", "my", "our", "your")
_THEM = ("them", "whom", "these", "those")
# Prepositions that part two figures unless both have the same one.
_PLACING = ("in", "with", "among", "on")
_HEDGES = word_set("parallels hedges")
_LEVELS = word_set("parallels levels")


def share_units(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` in text order, with units for those that have none of their own but stand parallel to one that has."""
    return _ParallelReader(tokens).inherit(drafts)


class _ParallelReader(TokenReader):
    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._subjects = CountSubjectReader(tokens)
        self._retelling = RetellingReader(tokens)

    def inherit(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Gives numbers without a unit that of the number they stand parallel to: "from 60.2 to 45.1 cubic
        kilometres"."""
        result = list(drafts)
        for index, draft in enumerate(drafts):
            if draft.unit is None:
                ahead = self._ahead(drafts, index) if not self._counts_on(draft) else None
                model = ahead or self._behind(result[max(0, index - _REACH) : index], draft)
                counted = None if ahead else self._by_subject(model, draft)
                if counted is not None:
                    result[index] = replace(draft, unit=counted, kind="count")
                elif model is not None and model.unit is not None:
                    result[index] = replace(draft, unit=self._shared(model, draft), kind=model.kind)
                elif self._word(draft.end) == "of" and self._word(draft.end + 1) in _THEM and self._named(draft):
                    result[index] = replace(draft, unit=self._named(draft), kind="count")
                elif self._word(draft.end) == "others":
                    result[index] = replace(draft, unit="person", kind="count")
            elif draft.unit.startswith("per ") and index and self._gives_rate(result[index - 1], draft):
                noun = str(result[index - 1].unit).split(" per ")[0]
                result[index] = replace(draft, unit=f"{noun} {draft.unit}", kind=result[index - 1].kind)
        return result

    def _by_subject(self, model: Draft | None, draft: Draft) -> str | None:
        """What the clause's subject says that ``draft`` counts, unless ``model`` stands parallel to it behind the
        verb: "volumes rose to 31 tonnes from 28"."""
        if not draft.value.is_integer() or draft.kind != "bare":
            return None
        counted, verb = self._subjects.counted(draft.first)
        parallel = model is not None and model.kind not in ("percent", "money", "time") and model.first > verb
        return counted if not parallel else None

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

    def _behind(self, before: Sequence[Draft], draft: Draft) -> Draft | None:
        """The nearest number before ``draft`` that it goes on from; "$900,000 (£690,000) and 1.2 million" goes on with
        dollars, "two more" with what was counted."""
        counting = self._counts_on(draft)
        for behind in reversed(before):
            if self._is_attributive(behind):
                continue
            opening = {self._word(at) for at in range(behind.first - 3, behind.first)}
            converted = "(" in opening and self._word(behind.end) == ")"
            # "71% of the ball, 24 shots and a figure of 3.4": no percentage
            fits = not counting and (behind.kind != "percent" or behind is before[-1]) or behind.kind == "count"
            if counting and fits and behind.unit not in (None, *_TIMES) and draft.first - behind.end < _FARTHEST:
                return behind
            if not (converted and behind.kind == "money") and fits and self._follows(behind, draft):
                return behind
        return None

    def _named(self, draft: Draft) -> str | None:
        """ "count the weirs. There are 900 of them": the last plural, where nothing was counted."""
        for at in range(draft.first - 1, max(-1, draft.first - _NAMED), -1):
            word = self._word(at)
            if self._tokens[at].kind == "word" and not self._tokens[at].capital and word_class(word) == "S":
                return singular(word)
        return None

    def _counts_on(self, draft: Draft) -> bool:
        """ "two more", "six others", "three of them", "Of those, twelve": some of what was counted, or more of it."""
        end = draft.end + (self._word(draft.end) == "+")
        if self._word(end) in _MORE or self._word(end) == "of" and self._word(end + 1) in _THEM:
            return True
        at = draft.first - 1
        return self._word(at) == "," and self._word(at - 1) in _THEM and self._word(at - 2) == "of"

    def _is_attributive(self, draft: Draft) -> bool:
        """ "a five-year average of 6.4": a figure joined to what it describes leads to no other."""
        joined = draft.number_end < draft.end and self._joined(draft.number_end, "-")
        return joined and draft.kind in ("time", "count", "measure")

    def _shared(self, model: Draft, draft: Draft) -> str:
        """The model's unit; a rate of counted things is no rate in another sentence ("six litters a year. Last winter
        there were 3")."""
        unit = str(model.unit)
        if model.kind == "money" and model.value and draft.value / model.value > _MOST_RATE:
            return unit.split(" per ")[0]  # "eight euros a litre … losses of 1.6 million"
        if model.kind == "count" and not self._same_sentence(model, draft) and " per " in unit:
            return singular(unit.split(" per ")[0])
        return unit

    def _gives_rate(self, behind: Draft, draft: Draft) -> bool:
        """Whether "11.0 per minute" goes on with what the number before it counts or costs; a length of time or a
        measure ("20 days … 400 per hectare") is no such thing."""
        return behind.kind in ("count", "money") and self._follows(behind, draft)

    def _leads_to(self, draft: Draft, ahead: Draft) -> bool:
        link = [token.lower for token in self._tokens[draft.end : ahead.first]]
        reach = 6 if link[:1] == ["of"] and not {",", ";", ".", "and"} & set(link) else 3
        if ahead.kind == "percent" and draft.value > _MOST_PERCENT:
            return False
        if ahead.unit in _TIMES and link[:1] == [","]:
            return False  # "a level of .17, more than twice the limit"
        if link[:1] == [","] and any(word not in _LEADING for word in link[1:]):
            return False  # "the jet, seating 525, burns 12 tonnes"
        if any(t.kind == "word" and word_class(t.lower) == "V" for t in self._tokens[draft.end + 1 : ahead.first]):
            return False  # "made 187 to their 96 and conceded 12 penalties"
        linked = 0 < len(link) <= reach and link[0] in ("to", "and", "or", ",", "of", "-", "–")
        return linked and ahead.kind not in ("share", "score", "age") and self._same_sentence(draft, ahead)

    def _follows(self, behind: Draft, draft: Draft) -> bool:
        near = self._tokens[draft.first].sentence - self._tokens[behind.first].sentence <= 1
        if any(token.text in "•▪●" for token in self._tokens[behind.end : draft.first]):
            return False
        if behind.unit is None or behind.unit.startswith("per ") or self._is_statistic(draft.first - 1):
            return False
        if self._compares(behind, draft):
            return True
        if behind.kind == "age":
            return [t.lower for t in self._tokens[behind.end : draft.first]] == ["and"]
        before = self._word(draft.first - 1)
        before = "" if before == "to" and self._word(draft.first - 2) == "up" else before
        if behind.kind == "count" and before in _OWNING:
            return False  # "12 fours and two sixes in his 88"
        retold = near and are_alike(behind, draft, _MOST_APART) and self._retelling.is_retold(draft)
        if retold and not self._same_sentence(behind, draft):
            return behind.unit not in _TIMES
        if behind.kind in ("money", "measure", "time") and not self._same_sentence(behind, draft):
            level = near and behind.kind != "time" and self._is_level(behind, draft)
            compared = draft.digits and before in _COMPARING and (behind.kind != "time" or before not in ("to", "was"))
            return compared or level
        if behind.unit in word_set("currencies subunits") and before == "to":
            return False  # "the rupee lost 11 paise to 86.31"
        if behind.kind == "count" and (before in ("at", "in", "on") or behind.unit in _TIMES):
            # "put the losses of its 460 members at 1.6 million"; but "in 12 cities … and in 14"
            return before == "in" and self._word(behind.first - 1) == "in"
        if behind.kind == "count" and not self._same_sentence(behind, draft) and not self._retelling.goes_on(draft):
            return False
        if behind.kind == "count" and not draft.value.is_integer() and " per " not in behind.unit:
            return False  # nobody counts 3.4 shots
        if behind.kind == "percent":
            if not self._same_sentence(behind, draft) and near and self._is_level(behind, draft):
                return True
            if before == "from" and self._word(behind.first - 1) not in _STANDING:
                return False  # "rose 50 percent, from 20 to 30"; but "fell to 3 percent from 5"
            # "rose 2 percent to 164" and "9 percent less. Four hundred …" go on with something else.
            linked = self._tokens[draft.first - 1].lower in _PARALLEL or self._is_listed(behind, draft)
            parallel = linked and self._same_sentence(behind, draft)
            alike = (
                not draft.value.is_integer()
                and draft.value < 100
                and self._tokens[draft.first - 1].lower not in ("to", "at")
            )
            return near and (alike or parallel and draft.value <= 1000)
        compared = self._word(draft.first - 2) in ("compared", "compares")
        if before in _PLACING and not compared and behind.kind != "count" and self._word(behind.first - 1) != before:
            return False  # "eight minutes from a first win in seven"
        return near and behind.kind not in ("share", "score", "age") and draft.first - behind.end < _FARTHEST

    def _compares(self, behind: Draft, draft: Draft) -> bool:
        """ "took 36 per cent, up from 22": the figure before, as it was."""
        moved = self._word(draft.first - 1) == "from" and self._word(draft.first - 2) in ("up", "down")
        return moved and behind.kind not in ("share", "score", "age") and self._same_sentence(behind, draft)

    def _is_listed(self, behind: Draft, draft: Draft) -> bool:
        """ "Norway gets 45 per cent, Iceland 30 and third countries 10"."""
        link = self._tokens[behind.end : draft.first]
        short = 2 <= len(link) <= _LISTED and link[0].lower in (",", "and", ";")
        return short and all(t.kind == "word" for t in link[1:]) and self._word(draft.end) in (",", "and", ";", ".", "")

    def _is_statistic(self, at: int) -> bool:
        """ "(95% CI 0.2-0.6; p < 0.001)": what stands behind such a sign measures something of its own."""
        return self._word(at) in ("<", ">", "=") or at >= 0 and self._tokens[at].text in ("CI", "OR", "HR", "RR", "SD")

    def _is_level(self, behind: Draft, draft: Draft) -> bool:
        """ "They rose to 11.4 metres. … Above 10.5 they flood", "The limit is five.": a level that the figure before
        is held against."""
        ends = draft.end >= len(self._tokens) or self._tokens[draft.end].kind == "mark" or draft.digits
        if not ends or not are_alike(behind, draft, _MOST_APART):
            return False
        if self._word(draft.first - 1) in _THRESHOLDS and not draft.value.is_integer():
            return True
        at = self._past(draft.first, _HEDGES)
        return self._word(at) in _BEING and self._word(at - 1) in _LEVELS and self._retelling.ends_clause(draft.end)

    def _same_sentence(self, one: Draft, other: Draft) -> bool:
        return self._tokens[one.first].sentence == self._tokens[other.first].sentence
