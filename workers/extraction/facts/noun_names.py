"""What a counted thing is called: by the head of its noun phrase, in the singular.

"79 transit voyages" are voyages, "six hamstring injuries" injuries: measured on annotated articles, names with the
words before the head are wrong more often than right. Two sorts of head say too little alone and keep the noun before
them: those that only name a place in a whole ("crew members", "permit holders", "polling stations"), and those of names
("World Cups").
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import load_words
from .nouns import is_plural, known_classes, singular, word_class
from .tokens import Token
from .words import word_set

# Words that a word list of news files elsewhere but that are modifiers between a number and its noun.
MODIFIERS = word_set("nouns modifiers")
_PERSONS = word_set("nouns persons")
_EMPTY_HEADS = word_set("nouns empty heads")


def joined_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen joins the word at ``index`` to the next ("long-range drones")."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is not None and following.text in "-‑" and following.glued


def joined_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen joins the word at ``index`` to the one before."""
    return tokens[index].glued and index > 0 and tokens[index - 1].text in "-‑"


class NounNamer:
    """Names the counted things of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def name(self, at: int, head: int) -> tuple[str, str]:
        """The singular name of the noun whose last word is token ``head`` in a phrase from ``at`` on, and the same as
        it is written."""
        token = self._tokens[head]
        if self._is_people(head, at) or token.lower in _PERSONS:
            name = "person"
        elif token.lower == "police":
            name = "police officer"
        else:
            name = ""
        words = self._before_head(at, head)
        if joined_before(self._tokens, head) and head - 2 >= at:
            return f"{self._tokens[head - 2].lower}-{singular(token.lower)}", token.lower  # "hit-outs"
        return name or " ".join([*words, singular(token.lower)]), " ".join([*words, token.lower])

    def _before_head(self, at: int, head: int) -> list[str]:
        """The words before the head that belong to its name."""
        tokens, first = self._tokens, head
        if tokens[head].capital:
            while first > at and tokens[first - 1].capital:
                first -= 1
        elif (
            singular(tokens[head].lower) in _EMPTY_HEADS
            and head > at
            and (self._is_compound_part(head - 1) or tokens[head - 1].text.isupper())  # "ZIP codes"
        ):
            first = head - 1
        return [token.lower for token in tokens[first:head]]

    def _is_people(self, head: int, at: int) -> bool:
        """ "500,000 minority Tutsis": a people by its name; "eight World Cups" are none."""
        token, before = self._tokens[head], self._tokens[head - 1]
        if not token.capital or token.text.removesuffix("s").isupper():
            return False  # "SUVs", "MPs"
        single = singular(token.lower)
        common = token.lower in known_classes() or single in known_classes() or single in load_words("common_words.txt")
        homed = before.lower in load_words("names/places.txt") | load_words("names/nationalities.txt")
        return head == at or not before.capital or homed and not common

    def _is_compound_part(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind != "word" or token.capital or joined_before(self._tokens, index) or token.lower in MODIFIERS:
            return False
        collective = is_plural(token.lower) and not token.lower.endswith("s")
        return (collective or word_class(token.lower) in ("N", "G")) and not joined_on(self._tokens, index)
