"""The subject of the clause that a quantity stands in: "The bank's net income, without the sale, rose to $5bn"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .governors import GovernorReader
from .tokens import Token
from .words import word_set

_RELATIVES = word_set("subjects relatives")


class ClauseReader(GovernorReader):
    """Finds the subjects of clauses in one article. ``persons`` are its ages by their last token."""

    def __init__(self, tokens: Sequence[Token], taken: frozenset[int], persons: Mapping[int, tuple[int, int]]) -> None:
        super().__init__(tokens, taken)
        self._persons = persons
        self._of_verbs: dict[tuple[int, bool], tuple[int, int] | None] = {}

    def clause_subject(self, first: int, aged: bool) -> tuple[int, int] | None:
        """The noun phrase before the verb that governs the quantity, or before the nearest earlier one that has any.

        An age (``aged``) is not told of the age of someone else. What is found for a verb is kept: in a sentence full
        of figures all of them look back over the same verbs.
        """
        passed: list[tuple[int, bool]] = []
        found, verb = None, self.verb_before(first)
        while verb is not None and found is None:
            if (verb, aged) in self._of_verbs:
                found = self._of_verbs[verb, aged]
                break
            passed.append((verb, aged))
            found, verb = self._before_verb(verb, aged)
        self._of_verbs.update(dict.fromkeys(passed, found))
        return found

    def _before_verb(self, verb: int, aged: bool) -> tuple[tuple[int, int] | None, int | None]:
        """The subject of one verb, if there is one, and the verb before it."""
        end = verb
        if self._word(verb - 1) == "to" and self._same(verb - 1, verb):
            earlier = self.verb_before(verb)
            end = earlier if earlier is not None else end
        while end > 0 and self._same(end - 1, verb) and self.is_between(end - 1):
            end -= 1
        relative = self._word(end - 1) in _RELATIVES and self._same(end - 1, verb)
        end -= relative
        end -= relative and self._word(end - 1) == ","
        end = self._past_insertion(end) if self._same(end - 1, verb) else end
        found = self._persons.get(end - 1) if not aged else None
        if found is None and self._same(end - 1, verb):
            found = self.phrase_before(end)
        return found, None if found is not None else self.verb_before(end)

    def _past_insertion(self, end: int) -> int:
        """The end of a subject before an insertion between commas: "debt, without the banks', was $5bn"."""
        if self._word(end - 1) != ",":
            return end
        opened = next((i for i in range(end - 2, max(0, end - 15), -1) if self._word(i) == ","), None)
        found = self.phrase_before(opened) if opened is not None and self._same(opened, end - 1) else None
        if opened is None or found is None:
            return end
        # not the object of "the man who drove a van, missing its owner, was ..."
        return end if self.is_object(found) else opened
