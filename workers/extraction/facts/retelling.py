"""Sentences that go on with the figures of the one before: "Twelve have arrived", "It laid off 200", "They took 94"."""

from __future__ import annotations

from .drafts import Draft
from .nouns import word_class
from .phrases import AUXILIARIES
from .tokens import TokenReader
from .words import word_set

_AGAIN = ("it", "there", "figure", "number", "that", "total", "they")
_AGAIN_TOLD = ("it", "they", "that", "we", "he", "she", "i")
# Verbs that the word list files as function words, and what may belong to a verb before its number.
_TAKING = word_set("retelling taking")
_PARTICLES = ("up", "off", "out", "down", "in", "away", "back")
_THEN = word_set("retelling then")
_THEM = ("them", "whom", "these", "those")
_BEING = ("is", "was", "are", "were", "stands", "stood")
_HEDGES = word_set("parallels hedges")


class RetellingReader(TokenReader):
    """Reads the clauses around the bare numbers of one article."""

    def goes_on(self, draft: Draft) -> bool:
        """Whether a sentence says more of what the one before counted: "Twelve have arrived", "in May there were 31",
        "The press made 800."; "Attendance was 1,200" counts something of its own."""
        before, after = self._word(draft.first - 1), self._word(draft.end)
        if after in AUXILIARIES and after != "to" or after == "others":
            return True
        if after == "of" and self._word(draft.end + 1) in _THEM:
            return True
        if before in _BEING:
            return self._word(draft.first - 2) in _AGAIN
        at = self._past(draft.first, _HEDGES)
        return self._ends_statement(draft.end) and self._verb(at) is not None

    def _verb(self, at: int) -> int | None:
        """The index of the verb that ends at ``at``, with its particle if it has one: "recruited", "laid off"."""
        at -= self._word(at) in _PARTICLES
        plain = at >= 0 and self._tokens[at].kind == "word" and not self._tokens[at].capital
        return at if plain and (word_class(self._word(at)) == "V" or self._word(at) in _TAKING) else None

    def is_retold(self, draft: Draft) -> bool:
        """ "In 2017 they took 94.", "By bus it is 15.", "We have 88.": another value of what the last sentence gave."""
        at = self._past(draft.first, _HEDGES)
        if not self._same(at, draft.first) or not self._ends_statement(draft.end):
            return False
        pronoun, _, contracted = self._word(at).replace("’", "'").partition("'")
        if contracted and pronoun in _AGAIN_TOLD:
            return True
        verb = at if self._word(at) in _BEING else self._verb(at)
        if verb is None:
            return False
        at = self._past(verb, AUXILIARIES)
        return self._same(at, verb) and self._word(at) in _AGAIN_TOLD

    def _ends_statement(self, at: int) -> bool:
        """Whether nothing but a time or place follows in the clause."""
        return self.ends_clause(at) or self._word(at) in _THEN

    def ends_clause(self, at: int) -> bool:
        """Whether the text or the clause ends before token ``at``."""
        return at >= len(self._tokens) or self._tokens[at].kind == "mark"
