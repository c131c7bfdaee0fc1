"""The noun that a number counts: "8,000 North Korean soldiers" counts soldiers.

A small tagger by word lists and endings is enough here: the words that may stand between a number and its noun are few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..lexicon import load_entries
from .numerals import SCALES, SMALL, TENS
from .tokens import Token
from .words import word_set

# A number's noun is looked for this many tokens ahead at most.
REACH = 7
# Words whose class is remembered: an article repeats its words.
_REMEMBERED = 4096
_ENDINGS = (
    (re.compile(r"ly$"), "R"),
    (re.compile(r"ing$"), "G"),
    (re.compile(r"ed$"), "V"),
    (re.compile(r"(?:tion|sion|ment|ness|ity|ism|ship|ance|ence|er|or|ist)$"), "N"),
    (re.compile(r"(?:ss|us|is|'s|’s)$"), "N"),
    (re.compile(r"(?:s|s['’])$"), "S"),
    (re.compile(r"(?:ous|ful|ical|ish|less|ive|able|ible|al|ic|est)$"), "A"),
)
# Words that a word list of news files elsewhere but that are modifiers between a number and its noun.
_MODIFIERS = word_set("nouns modifiers")
_PERSONS = word_set("nouns persons")
_STOP = word_set("nouns stop")
_NUMBERS = frozenset([*SMALL, *TENS, *SCALES])


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A counted noun: its unit name in the singular and as it is written, the index of its first token and the index
    past its last."""

    name: str
    written: str
    first: int
    end: int
    modified: bool


@cache
def _classes() -> dict[str, str]:
    return _pairs("word_classes.txt")


@cache
def _irregular() -> dict[str, str]:
    return _pairs("irregular_plurals.txt")


def irregular_plurals() -> dict[str, str]:
    """Plurals that a plain final s does not make, and their singulars."""
    return _irregular()


def _pairs(name: str) -> dict[str, str]:
    return {first: second for first, _, second in (entry.partition(" ") for entry in load_entries(name))}


@lru_cache(_REMEMBERED)
def word_class(word: str) -> str:
    """The class of a lower-case word: A, V, G, N, S, R or F (see the word list's header)."""
    if word in _irregular():
        return "S"
    known = _classes().get(word)
    if known is not None:
        return known
    if len(word) < 3:
        return "F"
    return next((tag for ending, tag in _ENDINGS if ending.search(word)), "N")


def is_plural(word: str) -> bool:
    """Whether a lower-case word can be a plural noun."""
    return word_class(word) == "S"


@lru_cache(_REMEMBERED)
def singular(word: str) -> str:
    """The singular of a lower-case plural noun; a word that is no plural is returned as it is."""
    word = re.sub(r"['’]s?$", "", word)
    if word in _irregular():
        return _irregular()[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:[cs]h|x|ss|zz)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class NounReader:
    """Finds counted nouns in one article's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def read(self, at: int, one: bool) -> NounPhrase | None:
        """The noun counted by the number that ends before token ``at``; ``one`` says that it is a single thing."""
        if at >= len(self._tokens):
            return None
        if self._tokens[at].text == "-" and self._tokens[at].glued:
            return self._hyphenated(at)
        return self._single(at) if one else self._plural(at)

    def _hyphenated(self, at: int) -> NounPhrase | None:
        """ "seven-member", "ten-storey": the word after the hyphen, if it is a noun."""
        if at + 1 >= len(self._tokens) or not self._tokens[at + 1].glued:
            return None
        word = self._tokens[at + 1]
        if word.kind != "word" or word_class(word.lower) not in ("N", "S") or len(word.lower) < 3:
            return None
        return NounPhrase(singular(word.lower), word.lower, at + 1, at + 2, False)

    def _plural(self, at: int) -> NounPhrase | None:
        last = None
        for index in self._phrase(at):
            token = self._tokens[index]
            people = token.capital and token.lower.endswith("s") and not token.text.isupper()
            if (people or self._can_be_plural(token.lower, last is None)) and not self._joined_on(index):
                last = index
                following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
                if following is None or following.kind != "word" or not is_plural(following.lower):
                    break
        return self._named(at, last) if last is not None else None

    def _can_be_plural(self, word: str, first: bool) -> bool:
        """Plural nouns, and verbs like "calls" or "runs" where the number still lacks its noun."""
        return is_plural(word) or first and word.endswith("s") and not word.endswith("ss") and word_class(word) == "V"

    def _single(self, at: int) -> NounPhrase | None:
        """The noun after "one": the first noun, or the last of a noun compound."""
        last = None
        for index in self._phrase(at):
            token = self._tokens[index]
            tag = word_class(token.lower)
            if tag == "N" and not self._joined_on(index) and not (last is not None and token.lower.endswith("s")):
                last = index
            elif last is not None:
                break
        return self._named(at, last) if last is not None else None

    def _phrase(self, at: int) -> list[int]:
        """The word tokens that can belong to the noun phrase that begins at ``at``."""
        tokens, found = self._tokens, []
        for index in range(at, min(at + REACH, len(tokens))):
            token = tokens[index]
            if token.sentence != tokens[at].sentence:
                break
            if token.text in "-‑" and token.glued:
                continue
            if token.text == "." and token.glued and len(tokens[index - 1].text) == 1:
                continue
            if token.kind != "word" or token.lower in _STOP or token.lower in _NUMBERS or self._is_verb(index, at):
                break
            if token.lower.endswith(("'s", "’s")):
                break
            found.append(index)
        return found

    def _is_verb(self, index: int, at: int) -> bool:
        token = self._tokens[index]
        tag = word_class(token.lower)
        if token.capital or self._joined_on(index) or self._joined_before(index) or token.lower in _MODIFIERS:
            return False
        if tag == "V" and token.lower.endswith("ed"):
            following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
            return following is None or following.kind != "word" or following.lower in _STOP or index > at
        return tag == "V" and not (token.lower.endswith("s") and not token.lower.endswith("ss"))

    def _joined_on(self, index: int) -> bool:
        """Whether a hyphen joins the word to the next ("long-range drones")."""
        following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        return following is not None and following.text in "-‑" and following.glued

    def _joined_before(self, index: int) -> bool:
        return self._tokens[index].glued and index > 0 and self._tokens[index - 1].text in "-‑"

    def _named(self, at: int, head: int) -> NounPhrase:
        """The unit's name: the head in the singular with the plain nouns right before it ("operating room")."""
        token = self._tokens[head]
        first = head
        while first > at and self._is_compound_part(first - 1):
            first -= 1
        words = [t.lower for t in self._tokens[first:head]]
        name = " ".join([*words, singular(token.lower)])
        if self._joined_before(head) and head - 2 >= at:
            name = f"{self._tokens[head - 2].lower}-{name}"  # "hit-outs"
        if self._is_people(head, at) or token.lower in _PERSONS:
            name = "person"
        elif token.lower == "police":
            name = "police officer"
        return NounPhrase(name, " ".join([*words, token.lower]), at, head + 1, head > at)

    def _is_people(self, head: int, at: int) -> bool:
        """ "500,000 minority Tutsis": a people by its name; "eight World Cups" are none."""
        token, before = self._tokens[head], self._tokens[head - 1]
        common = token.lower in _classes() or singular(token.lower) in _classes()
        return token.capital and not token.text.isupper() and (head == at or not before.capital or not common)

    def _is_compound_part(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind != "word" or token.capital or self._joined_before(index) or token.lower in _MODIFIERS:
            return False
        collective = is_plural(token.lower) and not token.lower.endswith("s")
        return (collective or word_class(token.lower) in ("N", "G")) and not self._joined_on(index)
