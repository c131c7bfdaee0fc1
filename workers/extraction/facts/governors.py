"""Words to the left of a quantity that say what it measures: "a target of 200p", "raised sales by 5%", "worth £3m"."""

from __future__ import annotations

from .nouns import word_class
from .phrases import DETERMINERS, WHEN, PhraseReader
from .words import word_set

_SUMS = word_set("subjects sums")
_VALUING = word_set("subjects valuing")
# Words between a preposition and a figure that say how exact the figure is.
_HEDGES = word_set("subjects hedges")
_CHANGED = ("percent", "money", "measure")


class GovernorReader(PhraseReader):
    """Reads the phrases that govern a quantity from its left. ``first`` is always the quantity's first token."""

    def governing(self, first: int) -> tuple[int, int] | None:
        """ "a target of 200p", "winds of 155mph", "carbon levels at 1,200 parts per million"."""
        link = self._past_hedges(first)
        if self._word(link) not in ("of", "at") or not self._same(link - 1, first):
            return None
        noun = self._tokens[link - 1]
        if noun.kind != "word" or not self._is_noun(link - 1) or noun.lower in _SUMS:
            return None
        return self.phrase_before(link)

    def priced(self, kind: str, first: int) -> tuple[int, int] | None:
        """ "a tablet for just $799", "the larger phone with 3,687 mAh"."""
        link = self._past_hedges(first)
        wanted = {"money": "for", "measure": "with"}.get(kind)
        if wanted is None or self._word(link) != wanted or not self._same(link - 1, first):
            return None
        named = self._tokens[link - 1].capital or word_class(self._word(link - 1)) == "A"
        return self.phrase_before(link) if named or self._is_noun(link - 1) else None

    def valued(self, first: int) -> tuple[int, int] | None:
        """ "a market worth £2bn", "claims, ranging from $200 to $4m": the noun before such a word."""
        at = self._past_hedges(first)
        at -= self._word(at) in ("from", "at", "up", "to")
        if self._word(at) not in _VALUING or not self._same(at - 1, first):
            return None
        end = at - 1 if self._word(at - 1) == "," else at
        named = self._tokens[end - 1].capital or self._is_noun(end - 1)
        return self.phrase_before(end) if named and self._same(end - 1, first) else None

    def changed(self, kind: str, first: int) -> tuple[int, int] | None:
        """The object that changes: "grow sales by 35%", "pulled the sector 0.7% lower"."""
        link = self._past_hedges(first)
        by = self._word(link) == "by"
        if kind not in _CHANGED or not by and kind != "percent":
            return None
        end = link if by else link + 1
        found = self.phrase_before(end) if self._same(end - 1, first) else None
        if found is None or self._word(found[0]) in WHEN or self._word(found[1] - 1) in WHEN:
            return None
        return found if self.is_object(found) and found[1] == end else None

    def is_object(self, phrase: tuple[int, int]) -> bool:
        """Whether a finite verb stands right before the noun phrase."""
        verb = phrase[0] - 1
        while self._word(verb) in DETERMINERS:
            verb -= 1
        return self._same(verb, phrase[0]) and self._tokens[verb].kind == "word" and self.is_finite(verb)

    def _past_hedges(self, first: int) -> int:
        """The last token before the quantity that is no hedge ("about", "just", "up to")."""
        at = first - 1
        while at > 0 and self._word(at) in _HEDGES:
            at -= 1
        return at

    def _is_noun(self, at: int) -> bool:
        """Whether a word is a noun by its class, or a verb's form that an article makes a noun ("the offer of")."""
        before = self._word(at - 1)
        tag = word_class(self._word(at))
        return tag in ("N", "S") and before != "to" or tag == "V" and before in DETERMINERS
