"""Noun phrases and verbs around a token, by word lists and endings."""

from __future__ import annotations

from collections.abc import Sequence

from .nouns import word_class
from .tokens import Token, TokenReader
from .trends import trend_words
from .words import word_set

# Tokens looked at on either side, and the longest phrase.
REACH = 40
_LONGEST = 10

DETERMINERS = word_set("phrases determiners")
LINKS = word_set("phrases links")
_PRONOUNS = word_set("phrases pronouns")
AUXILIARIES = word_set("phrases auxiliaries")
BREAKS = word_set("phrases breaks")
WHEN = word_set("phrases when")
WEEKDAYS = word_set("phrases weekdays")
_PERIODS = word_set("phrases periods")
_STAGES = word_set("phrases stages")
_VAGUE = word_set("phrases vague")
_VERB_LIKE = word_set("phrases verb like")


class PhraseReader(TokenReader):
    """Reads phrases in one article. ``taken`` are the tokens of its quantities: no phrase runs over a figure."""

    def __init__(self, tokens: Sequence[Token], taken: frozenset[int]) -> None:
        super().__init__(tokens)
        self.taken = taken

    def phrase(self, at: int) -> tuple[int, int] | None:
        """The noun phrase that begins at ``at``, with "of" and "in" phrases that belong to it."""
        tokens = self._tokens
        while at < len(tokens) and tokens[at].lower in DETERMINERS:
            at += 1
        end, nouns = at, 0
        while end < min(at + _LONGEST, len(tokens)) and tokens[end].sentence == tokens[at].sentence:
            token = tokens[end]
            if nouns and end in self.taken:
                break
            if token.text in "-‑&" or token.text in "'’.$£€%" and token.glued and nouns:
                end += 1
                continue
            if token.kind == "mark" or token.lower in BREAKS or self.is_finite(end) and nouns:
                break
            if token.lower in LINKS and token.lower not in ("of", "and", "for"):
                break
            nouns += 1
            end += 1
        end = self._trimmed(at, end)
        return (at, end) if end > at and self._word(at) not in _PRONOUNS else None

    def _trimmed(self, at: int, end: int) -> int:
        """Cuts links, marks and days off the end of a phrase."""
        while end > at and (
            self._tokens[end - 1].kind == "mark" or self._word(end - 1) in LINKS | DETERMINERS | AUXILIARIES | WEEKDAYS
        ):
            end -= 1
        return end

    def is_finite(self, at: int) -> bool:
        """Whether the token is a finite verb, as far as lists and endings tell."""
        token = self._tokens[at]
        if token.kind == "word" and token.lower not in AUXILIARIES and self._word(at - 1) in ("which", "who"):
            return word_class(token.lower) in ("N", "S", "V")  # "flats, which range from ..."
        if token.lower == "is" or self._word(at - 1) == "that" and word_class(token.lower) == "V":
            return True
        if token.lower in _VERB_LIKE or token.lower in trend_words() and token.lower not in ("up", "down"):
            before = self._word(at - 1) if self._same(at - 1, at) else ""
            return before not in DETERMINERS and word_class(before) != "A"
        verb = word_class(token.lower) == "V" and not token.capital and token.kind == "word"
        return verb and not (self._same(at - 1, at) and self._word(at - 1) in DETERMINERS)

    def verb_before(self, at: int) -> int | None:
        """The index of the last finite verb before ``at`` in its clause."""
        for index in range(at - 1, max(-1, at - REACH), -1):
            if not self._same(index, at if at < len(self._tokens) else index):
                return None
            if self._tokens[index].text in ";:":
                return None
            if self._tokens[index].kind == "word" and self.is_finite(index):
                return index
        return None

    def is_between(self, at: int) -> bool:
        """Whether the token may stand between a subject and its verb: an auxiliary, an adverb, a verb."""
        word = self._word(at)
        if word in AUXILIARIES or self.is_finite(at):
            return True
        return word_class(word) == "R" and self._tokens[at].kind == "word" and not self._tokens[at].capital

    def past_time(self, first: int, end: int) -> int:
        """Where a phrase goes on behind the time that opens it: "early August last year some", "half of 2023 it"."""
        past = first
        for at in range(first, end):
            token = self._tokens[at]
            number = token.kind == "digits" and self._word(at + 1) != "-"  # a clock time or year
            if number or token.lower in WHEN | WEEKDAYS | _PERIODS:
                past = at + 1
            elif token.kind == "word" and token.lower not in _STAGES | DETERMINERS | LINKS:
                break
        return past

    def phrase_before(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before token ``end``."""
        tokens = self._tokens
        if end <= 0 or tokens[end - 1].kind == "mark" and tokens[end - 1].text not in ')"”’.':
            return None
        first = end
        while first > 0 and end - first < _LONGEST and self._same(first - 1, end - 1):
            token = tokens[first - 1]
            if (
                first - 1 in self.taken
                or token.kind == "mark"
                and token.text not in "-‑&'’./"
                or token.lower in BREAKS
                or self.is_finite(first - 1)
            ):
                break
            first -= 1
        first = self.past_time(first, end)
        while first < end and (tokens[first].kind == "mark" or self._word(first) in DETERMINERS | LINKS | AUXILIARIES):
            first += 1
        end = self._trimmed(first, end)
        words = {token.lower for token in tokens[first:end] if token.kind == "word"}
        empty = end <= first or self._word(end - 1) in _PRONOUNS or words <= WHEN | _VAGUE
        return None if empty else (first, end)
