"""What a bare number counts by the subject of its clause: "Complaints at the depot rose by a third, to 340".

News tells how many of something there are by a verb that takes the number as its complement: a verb of change with
"to" or "from", or one of reaching and standing. What is counted is then the plural that opens the clause, unless that
names an amount ("prices", "temperatures"), which has a unit of its own and counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from .noun_names import NounNamer, joined_on
from .nouns import is_plural, singular, word_class
from .phrases import AUXILIARIES, BREAKS, DETERMINERS
from .tokens import Token, TokenReader
from .trends import trend_words
from .words import word_set

_AMOUNTS = word_set("subject counts amounts")
_REACHING = word_set("subject counts reaching")
_TOTALS = ("number", "numbers", "total", "tally", "count", "figure")
_LINKS = frozenset(("to", "at"))
_HEDGES = (word_set("subjects hedges") | word_set("parallels hedges") | {"a", "an", "estimated", "record"}) - _LINKS
_NO_NOUNS = BREAKS | AUXILIARIES
# The verb stands so many tokens before its number, and the clause opens so many before the verb, at most.
_TO_VERB, _TO_SUBJECT = 16, 16
_CLAUSE_MARKS = ';:“”"«»•–—('
_OPENERS = ("that", "and", "but", "while", "as", "because", "when", "which", "where", "after", "before", "if", "than")


class CountSubjectReader(TokenReader):
    """Reads the subjects of counting clauses in one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._names = NounNamer(tokens)

    def counted(self, first: int) -> tuple[str | None, int]:
        """The singular name of what the bare number at token ``first`` counts, if its clause says so, and the index
        of the verb that does."""
        verb = self._verb(first)
        return (self._head(self._opener(verb), verb), verb) if verb is not None else (None, first)

    def _verb(self, first: int) -> int | None:
        """The verb that takes the number as what it reaches or starts from."""
        at = self._past(first, _HEDGES)
        if self._word(at) in _REACHING:
            return at if self._same(at, first) else None
        if self._word(at) not in ("to", "from", "at") or self._word(at - 1) in ("up", "down"):
            return None  # "…, up from 14" goes on with the figure before it
        for index in range(at - 1, max(-1, at - _TO_VERB), -1):
            if not self._same(index, first) or self._tokens[index].text in _CLAUSE_MARKS:
                return None
            if self._tokens[index].kind == "word" and self._is_moving(self._word(index), self._word(at)):
                return index
        return None

    def _is_moving(self, word: str, link: str) -> bool:
        if link == "at":
            return word in ("stand", "stands", "stood", "standing")
        return word in trend_words() and word not in ("up", "down")

    def _opener(self, verb: int) -> int:
        """The index at which the clause of the verb opens."""
        at = verb
        while at and verb - at < _TO_SUBJECT and self._same(at - 1, verb):
            before = self._tokens[at - 1]
            told = self._word(at) in DETERMINERS and word_class(before.lower) == "V"  # "said its stalls were cut"
            if told or before.text in _CLAUSE_MARKS or before.text == "," or before.lower in _OPENERS:
                break
            at -= 1
        return at

    def _head(self, at: int, verb: int) -> str | None:
        """The plural at the head of the noun phrase that opens the clause at ``at``; "the number of buses" are buses,
        and so are "bus numbers"."""
        head = None
        for index in range(at, verb):
            token = self._tokens[index]
            if token.lower in ("the", "a", "an", "their", "its", "his", "her", "our", "all"):
                continue
            if token.lower == "of" and head is not None and self._word(head) in _TOTALS:
                head = None
                continue
            tag = word_class(token.lower)
            if token.kind != "word" or token.lower in _NO_NOUNS or tag in ("F", "R"):
                break
            if tag == "V" and head is not None:
                break
            if not joined_on(self._tokens, index):
                head = index
        if head is None or self._word(head + 1) in ("'", "’"):
            return None
        if self._word(head) in _TOTALS and is_plural(self._word(head)) and head > at:
            noun = self._word(head - 1)
            return noun if word_class(noun) == "N" and noun not in _AMOUNTS else None
        named = self._tokens[head].capital and not (head == at and self._opens(head))
        if named or not is_plural(self._word(head)) or self._word(head) in _AMOUNTS:
            return None
        if self._tokens[head].capital:
            return singular(self._word(head))  # no people by its name: it only opens the sentence
        return self._names.name(at, head)[0]

    def _opens(self, at: int) -> bool:
        """Whether a capital only opens the sentence."""
        return not at or not self._same(at - 1, at) or self._tokens[at - 1].kind == "mark"
