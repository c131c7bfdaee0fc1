"""Finds the noun that a number counts: "8,000 North Korean soldiers" counts soldiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .noun_names import MODIFIERS, NounNamer, joined_before, joined_on
from .nouns import is_plural, singular, word_class
from .numerals import SCALES, SMALL, TENS
from .tokens import Token
from .words import word_set

# A number's noun is looked for this many tokens ahead at most.
_REACH = 7
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


class NounReader:
    """Finds counted nouns in one article's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._names = NounNamer(tokens)

    def read(self, at: int, one: bool) -> NounPhrase | None:
        """The noun counted by the number that ends before token ``at``; ``one`` says that it is a single thing."""
        if at >= len(self._tokens):
            return None
        if self._tokens[at].text == "-" and self._tokens[at].glued:
            return self.hyphenated(at)
        return self._single(at) if one else self._plural(at)

    def hyphenated(self, at: int) -> NounPhrase | None:
        """ "seven-member", "ten-storey": the word after the hyphen, if it is a noun."""
        if at + 1 >= len(self._tokens) or self._tokens[at].text != "-" or not self._tokens[at + 1].glued:
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
            if (people or self._can_be_plural(token.lower, last is None)) and not joined_on(self._tokens, index):
                last = self._owned(index)
                following = self._tokens[last + 1] if last + 1 < len(self._tokens) else None
                if following is None or following.kind != "word" or not is_plural(following.lower):
                    break
        return self._phrase_to(at, last) if last is not None else None

    def _owned(self, index: int) -> int:
        """The plural that a plural owns ("11,250 teachers' posts" are posts), or ``index``."""
        mark, owned = self._tokens[index + 1 : index + 3] if index + 2 < len(self._tokens) else (None, None)
        if mark is None or owned is None or mark.text not in ("'", "’") or not mark.glued or owned.glued:
            return index
        return index + 2 if is_plural(owned.lower) and self._tokens[index].lower.endswith("s") else index

    def _can_be_plural(self, word: str, first: bool) -> bool:
        """Plural nouns, and verbs like "calls" or "runs" where the number still lacks its noun."""
        return is_plural(word) or first and word.endswith("s") and not word.endswith("ss") and word_class(word) == "V"

    def _single(self, at: int) -> NounPhrase | None:
        """The noun after "one": the first noun, or the last of a noun compound."""
        last = None
        for index in self._phrase(at):
            token = self._tokens[index]
            tag = word_class(token.lower)
            alike = last is None and tag == "S" and singular(token.lower) == token.lower  # "1 innings", "one series"
            verb = last is not None and token.lower.endswith("s")  # "one council leads"
            if (tag == "N" or alike) and not joined_on(self._tokens, index) and not verb:
                last = index
            elif last is not None:
                break
        return self._phrase_to(at, last) if last is not None else None

    def _phrase(self, at: int) -> list[int]:
        """The word tokens that can belong to the noun phrase that begins at ``at``."""
        tokens = self._tokens
        found: list[int] = []
        for index in range(at, min(at + _REACH, len(tokens))):
            token = tokens[index]
            if token.sentence != tokens[at].sentence:
                break
            if token.text in "-‑" and token.glued:
                continue
            if token.text == "." and token.glued and len(tokens[index - 1].text) == 1:
                continue
            if token.kind == "digits" and found and tokens[index - 1].capital:
                continue  # "63,000 Model 3 sedans"
            if token.lower in ("and", "or") and found and self._pairs(found, index):
                continue
            stops = token.lower in _STOP and not joined_on(tokens, index)  # but "60 off-duty nurses"
            if token.kind != "word" or stops or token.lower in _NUMBERS or self._is_verb(index, at):
                break
            if token.lower.endswith(("'s", "’s")):
                break
            found.append(index)
        return found

    def _pairs(self, found: Sequence[int], index: int) -> bool:
        """Whether "and" joins two modifiers of one noun: "digital and physical sales", "Kia and Hyundai vehicles"."""
        if index + 2 >= len(self._tokens) or any(is_plural(self._tokens[i].lower) for i in found):
            return False
        before, after, last = self._tokens[index - 1], self._tokens[index + 1], self._tokens[index + 2]
        alike = before.capital and after.capital or {word_class(before.lower), word_class(after.lower)} == {"A"}
        return alike and last.kind == "word"

    def _is_verb(self, index: int, at: int) -> bool:
        token = self._tokens[index]
        tag = word_class(token.lower)
        if (
            token.capital
            or joined_on(self._tokens, index)
            or joined_before(self._tokens, index)
            or token.lower in MODIFIERS
        ):
            return False
        if tag == "V" and token.lower.endswith("ed"):
            following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
            return following is None or following.kind != "word" or following.lower in _STOP or index > at
        return tag == "V" and not (token.lower.endswith("s") and not token.lower.endswith("ss"))

    def _phrase_to(self, at: int, head: int) -> NounPhrase:
        name, written = self._names.name(at, head)
        return NounPhrase(name, written, at, head + 1, head > at)
