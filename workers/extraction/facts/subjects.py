"""What a quantity measures, as a slice of its sentence: "Ukrainian territory", "unemployment", "the bank's net income".

Tried in this order: what follows "of" ("24 per cent of adults"), the noun that the amount stands before ("a $700,000 award"),
what money is spent "in" or "on", the name an age stands beside, the counted noun with its modifiers where it opens the
clause, and the subject of the clause. A reader of CQE will know the notion as the quantity's *referred concept*.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Layout
from .nouns import word_class
from .quantities import Quantity
from .tokens import Token, tokenise
from .trends import trend_words

# Words of a clause that are looked at on either side of a quantity.
_REACH = 40
_LONGEST = 10
_DETERMINERS = frozenset("the a an its his her their our my your this that these those".split())
_LINKS = frozenset("of for in on at to from and with between by as".split())
_PRONOUNS = frozenset("it he she they we you i there this that these those one who which what them him us me".split())
_RELATIVES = frozenset("who which that".split())
_AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should not n't "
    "also only just still already now then even again to never ever".split()
)
_BREAKS = frozenset("that which who whom whose when where while because if though although but after before since until as than".split())
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december today yesterday tomorrow tonight week month year day years months weeks days hours minutes".split()
)
_VAGUE = frozenset("last next this early late about around up down more most worth lower higher first again go out quite lot".split())
_VERB_LIKE = frozenset("is are was were has have had will would can could may might must should did does do".split())


def find_subjects(text: str, layout: Layout, quantities: Sequence[Quantity]) -> tuple[str | None, ...]:
    """The subject of each quantity, or ``None`` where its sentence names none. Linear in the text's length."""
    tokens = tokenise(text, layout)
    places = _token_ranges(tokens, quantities)
    taken = frozenset(
        at
        for quantity, (first, end) in zip(quantities, places, strict=True)
        for at in range(first, end)
        if quantity.kind != "count" or tokens[at].start < quantity.number_end
    )
    reader = _SubjectReader(text, tokens, taken)
    found: list[str | None] = []
    last = -1
    for quantity, (first, end) in zip(quantities, places, strict=True):
        subject = reader.subject(quantity, first, end)
        if subject is None and found and quantity.kind != "count" and quantity.sentence == last:
            subject = found[-1]
        found.append(subject)
        last = quantity.sentence
    return tuple(found)


def _token_ranges(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """The first token of each quantity and the one past its last; quantities are in text order."""
    ranges = []
    index = 0
    for quantity in quantities:
        while index < len(tokens) and tokens[index].start < quantity.start:
            index += 1
        end = index
        while end < len(tokens) and tokens[end].start < quantity.end:
            end += 1
        ranges.append((index, end))
    return ranges


class _SubjectReader:
    """Finds subjects in one article. ``taken`` are the tokens of its quantities: no subject runs over another figure."""

    def __init__(self, text: str, tokens: Sequence[Token], taken: frozenset[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._taken = taken

    def subject(self, quantity: Quantity, first: int, end: int) -> str | None:
        """The subject of the quantity at the tokens ``first`` to ``end``."""
        if quantity.kind == "count" and quantity.value == 1 and self._word(first + 1) == "of":
            return None
        if self._word(first - 1) == "(" and quantity.kind in ("money", "measure"):
            return None  # the figure before it in another unit: it has that one's subject
        span = (
            self._after_of(end)
            or self._modified(quantity, end)
            or self._governing(quantity, first)
            or self._spent_on(quantity, end)
            or self._aged(quantity, first)
            or self._clause_subject(first)
            or self._counted(quantity, first, end)
            or self._beside(first)
            or self._opening(first)
        )
        return self._text[self._tokens[span[0]].start : self._tokens[span[1] - 1].end] if span else None

    def _word(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _same(self, at: int, other: int) -> bool:
        inside = 0 <= at < len(self._tokens) and 0 <= other < len(self._tokens)
        return inside and self._tokens[at].sentence == self._tokens[other].sentence

    # -- to the right -------------------------------------------------------------------------------------------------

    def _after_of(self, end: int) -> tuple[int, int] | None:
        if self._word(end) == "(":
            closed = next((i for i in range(end + 1, min(end + 8, len(self._tokens))) if self._tokens[i].text == ")"), None)
            end = closed + 1 if closed is not None else end
        return self._phrase(end + 1) if self._word(end) == "of" and self._same(end, end - 1) else None

    def _modified(self, quantity: Quantity, end: int) -> tuple[int, int] | None:
        """ "a $700,000 award", "an 80 yard touchdown", "15-year-old students"."""
        if quantity.kind in ("bare", "score", "share") or not self._same(end, end - 1):
            return None
        hyphen = end > 1 and self._tokens[end - 2].text == "-"
        start = end + 1 if self._tokens[end].text in "-‑" else end
        token = self._tokens[start] if start < len(self._tokens) else None
        if quantity.kind == "count" and not hyphen or token is None or token.kind != "word":
            return None
        if quantity.kind == "percent" and token.capital:
            return None
        if word_class(token.lower) not in ("N", "S", "A", "G") and not token.capital or token.lower in _AUXILIARIES | _BREAKS | _LINKS:
            return None
        if token.lower in ("ago", "later", "earlier", "old", "long", "high", "more", "less", "worth", "deep", "tall", "wide", "away"):
            return None
        return self._phrase(start) if token.lower not in _WHEN else None

    def _governing(self, quantity: Quantity, first: int) -> tuple[int, int] | None:
        """ "a target of 200p", "winds of 155mph", "carbon levels at 1,200 parts per million"."""
        if self._word(first - 1) not in ("of", "at") or not self._same(first - 2, first):
            return None
        noun = self._tokens[first - 2]
        if noun.kind != "word" or word_class(noun.lower) not in ("N", "S") or noun.lower in ("total", "average", "maximum", "minimum"):
            return None
        return self._phrase_before(first - 1)

    def _spent_on(self, quantity: Quantity, end: int) -> tuple[int, int] | None:
        """ "$50 million in emergency assistance", "£3 on lunch"."""
        if quantity.kind != "money" or self._word(end) not in ("in", "on", "for") or not self._same(end, end - 1):
            return None
        following = self._tokens[end + 1] if end + 1 < len(self._tokens) else None
        if following is None or following.kind != "word" or following.capital or following.lower in _WHEN | _DETERMINERS:
            return None
        return self._phrase(end + 1)

    def _phrase(self, at: int) -> tuple[int, int] | None:
        """The noun phrase that begins at ``at``, with "of" and "in" phrases that belong to it."""
        tokens = self._tokens
        while at < len(tokens) and tokens[at].lower in _DETERMINERS:
            at += 1
        end, nouns = at, 0
        while end < min(at + _LONGEST, len(tokens)) and tokens[end].sentence == tokens[at].sentence:
            token = tokens[end]
            if nouns and end in self._taken:
                break
            if token.text in "-‑&" or token.text in "'’.$£€%" and token.glued and nouns:
                end += 1
                continue
            if token.kind == "mark" or token.lower in _BREAKS or self._is_finite(end) and nouns:
                break
            if token.lower in _LINKS and token.lower not in ("of", "and", "for"):
                break
            nouns += token.kind != "mark"
            end += 1
        end = self._trimmed(at, end)
        return (at, end) if end > at and self._word(at) not in _PRONOUNS else None

    def _trimmed(self, at: int, end: int) -> int:
        """Cuts links and marks off the end of a phrase."""
        while end > at and (self._tokens[end - 1].kind == "mark" or self._word(end - 1) in _LINKS | _DETERMINERS | _AUXILIARIES):
            end -= 1
        return end

    def _is_finite(self, at: int) -> bool:
        token = self._tokens[at]
        if token.lower in _VERB_LIKE or token.lower in trend_words() and token.lower not in ("up", "down"):
            before = self._word(at - 1) if self._same(at - 1, at) else ""
            return before not in _DETERMINERS and word_class(before) != "A"
        verb = word_class(token.lower) == "V" and not token.capital and token.kind == "word"
        return verb and not (self._same(at - 1, at) and self._word(at - 1) in _DETERMINERS)

    # -- to the left --------------------------------------------------------------------------------------------------

    def _aged(self, quantity: Quantity, first: int) -> tuple[int, int] | None:
        if quantity.kind != "age" or self._word(first - 1) not in (",", "("):
            return None
        return self._phrase_before(first - 1)

    def _clause_subject(self, first: int) -> tuple[int, int] | None:
        """The noun phrase before the verb that governs the quantity."""
        verb = self._verb_before(first)
        while verb is not None:
            end = verb
            if self._word(verb - 1) == "to" and self._same(verb - 1, verb):
                earlier = self._verb_before(verb)
                end = earlier if earlier is not None else end
            while end > 0 and self._same(end - 1, verb) and self._is_between(end - 1):
                end -= 1
            relative = self._word(end - 1) in _RELATIVES and self._same(end - 1, verb)
            end -= relative
            end -= relative and self._word(end - 1) == ","
            found = self._phrase_before(end) if self._same(end - 1, verb) else None
            if found is not None:
                return found
            verb = self._verb_before(end)
        return None

    def _verb_before(self, at: int) -> int | None:
        for index in range(at - 1, max(-1, at - _REACH), -1):
            if not self._same(index, at if at < len(self._tokens) else index):
                return None
            if self._tokens[index].text in ";:":
                return None
            if self._tokens[index].kind == "word" and self._is_finite(index):
                return index
        return None

    def _is_between(self, at: int) -> bool:
        word = self._word(at)
        if word in _AUXILIARIES or self._is_finite(at):
            return True
        return word_class(word) == "R" and self._tokens[at].kind == "word" and not self._tokens[at].capital

    def _phrase_before(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before token ``end``."""
        tokens = self._tokens
        if end <= 0 or tokens[end - 1].kind == "mark" and tokens[end - 1].text not in ")\"”’.":
            return None
        first = end
        while first > 0 and end - first < _LONGEST and self._same(first - 1, end - 1):
            token = tokens[first - 1]
            if first - 1 in self._taken or token.kind == "mark" and token.text not in "-‑&'’./" or token.lower in _BREAKS or self._is_finite(first - 1):
                break
            first -= 1
        while first < end and (tokens[first].kind == "mark" or self._word(first) in _DETERMINERS | _LINKS | _AUXILIARIES):
            first += 1
        end = self._trimmed(first, end)
        words = {token.lower for token in tokens[first:end] if token.kind == "word"}
        empty = end <= first or self._word(end - 1) in _PRONOUNS or words <= _WHEN | _VAGUE
        return None if empty else (first, end)

    # -- the counted noun itself --------------------------------------------------------------------------------------

    def _counted(self, quantity: Quantity, first: int, end: int) -> tuple[int, int] | None:
        """The counted noun with its modifiers, where it is more than the unit's own name."""
        if quantity.kind != "count" or self._tokens[end - 2].text == "-":
            return None
        start = first
        while start < end and self._tokens[start].start < quantity.number_end:
            start += 1
        stop = end
        if self._word(end) in ("in", "of", "from", "at", "on") and self._same(end, end - 1):
            tail = self._phrase(end + 1)
            stop = tail[1] if tail else end
        return (start, stop) if stop - start > 1 else None

    def _beside(self, first: int) -> tuple[int, int] | None:
        """ "Cod: 340,000 tonnes": what stands right before the quantity."""
        at = first - 1
        while at >= 0 and self._same(at, first) and self._tokens[at].text in ":(,–—-":
            at -= 1
        if at < 0 or not self._same(at, first):
            return None
        noun = self._tokens[at].capital or word_class(self._word(at)) in ("N", "S")
        return self._phrase_before(at + 1) if noun else None

    def _opening(self, first: int) -> tuple[int, int] | None:
        """The phrase that opens the sentence, where no verb was recognised: "Nvidia advanced 8%"."""
        start = first
        while start > max(0, first - _REACH) and self._same(start - 1, first):
            start -= 1
        while start < first and (self._tokens[start].kind == "mark" or self._word(start) in _LINKS):
            start += 1
        found = self._phrase(start) if start < first else None
        if found is None or self._word(found[0]) in _WHEN or found[0] in self._taken:
            return None
        return (found[0], min(found[1], first)) if found[0] < first else None
