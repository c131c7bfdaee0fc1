"""What a quantity measures, as a slice of its sentence: "Ukrainian territory", "unemployment", "the bank's net income".

Tried in this order: what follows "of" ("24 per cent of adults"), the noun that the amount stands before ("a $700,000
award"), what governs it from the left (governors.py: "a target of 200p", "a tablet for $799"), what money is spent "in"
or "on", the name an age stands beside, the thing valued or changed ("claims worth £3m", "raise sales by 5%"), the
subject of the clause, and the counted noun with its modifiers. A reader of CQE will know the notion as the quantity's
*referred concept*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .clause_subjects import ClauseReader
from .nouns import word_class
from .phrases import AUXILIARIES, BREAKS, DETERMINERS, LINKS, REACH, WHEN
from .quantities import Quantity
from .tokens import Token
from .words import word_set

# Words after an amount that say how it is taken ("five miles away", "8% higher") and open no noun phrase.
_NO_HEADS = word_set("subjects no heads")


def find_subjects(text: str, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> tuple[str | None, ...]:
    """The subject of each quantity, or ``None`` where its sentence names none. Linear in the text's length."""
    places = _token_ranges(tokens, quantities)
    taken = frozenset(
        at
        for quantity, (first, end) in zip(quantities, places, strict=True)
        for at in range(first, end)
        if quantity.kind != "count" or tokens[at].start < quantity.number_end
    )
    persons = {
        end - 1: place
        for quantity, place in zip(quantities, places, strict=True)
        for end in (place[1],)
        if quantity.kind == "age"
    }
    reader = _SubjectReader(text, tokens, taken, persons)
    found: list[str | None] = []
    last = -1
    for quantity, (first, end) in zip(quantities, places, strict=True):
        subject = reader.subject(quantity, first, end)
        if subject is None and found and quantity.kind not in ("count", "age") and quantity.sentence == last:
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


class _SubjectReader(ClauseReader):
    """Finds subjects in one article. ``taken`` are the tokens of its quantities: no subject runs over another
    figure; ``persons`` are the ages by their last token: "a 60-year-old" can be a subject itself."""

    def __init__(
        self, text: str, tokens: Sequence[Token], taken: frozenset[int], persons: Mapping[int, tuple[int, int]]
    ) -> None:
        super().__init__(tokens, taken, persons)
        self._text = text

    def subject(self, quantity: Quantity, first: int, end: int) -> str | None:
        """The subject of the quantity at the tokens ``first`` to ``end``."""
        if quantity.kind == "count" and quantity.value == 1 and self._word(first + 1) == "of":
            return None
        if self._word(first - 1) == "(" and quantity.kind in ("money", "measure"):
            return None  # the figure before it in another unit: it has that one's subject
        if quantity.kind == "count" and self._is_subject(end):
            own = self._after_of(end) or self._counted(quantity, first, end)
            return self._text[self._tokens[own[0]].start : self._tokens[own[1] - 1].end] if own else None
        span = (
            self._after_of(end)
            or self._modified(quantity, first, end)
            or self.governing(first)
            or self.priced(quantity.kind, first)
            or self._spent_on(quantity, end)
            or self._aged(quantity, first)
            or self.valued(first)
            or self.changed(quantity.kind, first)
            or self.clause_subject(first, aged=quantity.kind == "age")
            or self._counted(quantity, first, end)
            or self._beside(first)
            or self._opening(first)
        )
        return self._text[self._tokens[span[0]].start : self._tokens[span[1] - 1].end] if span else None

    def _is_subject(self, end: int) -> bool:
        """Whether a verb follows what was counted: "14,000 homes are without power"."""
        if end >= len(self._tokens) or not self._same(end, end - 1):
            return False
        return self._word(end) in AUXILIARIES and self._word(end) not in ("to", "not")

    # -- to the right -------------------------------------------------------------------------------------------------

    def _after_of(self, end: int) -> tuple[int, int] | None:
        if self._word(end) == "(":
            closed = next(
                (i for i in range(end + 1, min(end + 8, len(self._tokens))) if self._tokens[i].text == ")"), None
            )
            end = closed + 1 if closed is not None else end
        if self._word(end) != "of" or not self._same(end, end - 1):
            return None
        start = end + 1
        while start in self.taken and self._same(start, end):
            start += 1  # "50 ml of 30% acid"
        return self.phrase(start)

    def _modified(self, quantity: Quantity, first: int, end: int) -> tuple[int, int] | None:
        """ "a $700,000 award", "an 80 yard touchdown", "15-year-old students"."""
        hangs = quantity.kind in ("bare", "count") and self._word(end) == "-"  # "four- and six-cylinder engines"
        if quantity.kind in ("bare", "score", "share") and not hangs or not self._same(end, end - 1):
            return None
        hyphen = end > 1 and self._tokens[end - 2].text == "-"
        start = self._past_twins(end)
        token = self._tokens[start] if start < len(self._tokens) else None
        if quantity.kind == "count" and not (hyphen or hangs) or token is None or token.kind != "word":
            return None
        if quantity.kind == "percent" and token.capital:
            return None
        before = self._word(first - 1)
        classes = ("N", "S", "A") if before == "of" else ("N", "S", "A", "G")
        nominal = before in ("a", "an") and word_class(token.lower) == "V"  # "a 25% drop"
        if word_class(token.lower) not in classes and not token.capital and not nominal:
            return None
        if token.lower in AUXILIARIES | BREAKS | LINKS:
            return None
        if token.lower in _NO_HEADS or token.lower in WHEN or self._word(start + 1) in WHEN:
            return None
        return self.phrase(start)

    def _past_twins(self, end: int) -> int:
        """Where the noun of a modifier begins: past a hyphen, the figure in another unit in brackets
        ("an 80-mile (130 km) ride") and further figures ("four-, five- and six-cylinder engines")."""
        start = end + 1 if self._tokens[end].text in "-‑" else end
        twins = start
        while (
            twins < start + REACH  # a row of figures without end is no modifier
            and self._same(twins, end)
            and (twins in self.taken or self._word(twins) in ("(", ")", ",", "-", "and", "or"))
        ):
            twins += 1
        hanging = start > end and self._word(start) in (",", "and", "or") and self._word(twins - 1) == "-"
        bracket = self._word(start) == "(" and self._word(twins - 1) == ")"
        return twins if hanging or bracket else start

    def _spent_on(self, quantity: Quantity, end: int) -> tuple[int, int] | None:
        """ "$50 million in emergency assistance", "£3 on lunch"."""
        links = {"money": ("in", "on", "for"), "percent": ("for",)}.get(quantity.kind, ())
        if self._word(end) not in links or not self._same(end, end - 1):
            return None
        following = self._tokens[end + 1] if end + 1 < len(self._tokens) else None
        if following is None or following.kind != "word" or following.capital or following.lower in WHEN | DETERMINERS:
            return None
        return self.phrase(end + 1)

    # -- to the left --------------------------------------------------------------------------------------------------

    def _aged(self, quantity: Quantity, first: int) -> tuple[int, int] | None:
        if quantity.kind != "age" or self._word(first - 1) not in (",", "("):
            return None
        return self.phrase_before(first - 1)

    # -- the counted noun itself --------------------------------------------------------------------------------------

    def _counted(self, quantity: Quantity, first: int, end: int) -> tuple[int, int] | None:
        """The counted noun with its modifiers, where it is more than the unit's own name."""
        times = quantity.unit is not None and quantity.unit.startswith("time")
        if quantity.kind != "count" or times or self._tokens[end - 2].text == "-":
            return None
        start = first
        while start < end and self._tokens[start].start < quantity.number_end:
            start += 1
        stop = end
        if self._word(end) in ("in", "of", "from", "at", "on") and self._same(end, end - 1):
            tail = self.phrase(end + 1)
            stop = tail[1] if tail else end
        return (start, stop) if stop - start > 1 else None

    def _beside(self, first: int) -> tuple[int, int] | None:
        """ "Cod: 340,000 tonnes": what stands right before the quantity."""
        at = first - 1
        while at >= 0 and self._same(at, first) and self._tokens[at].text in ":(,–—-+−":
            at -= 1
        if at < 0 or not self._same(at, first):
            return None
        noun = self._tokens[at].capital or word_class(self._word(at)) in ("N", "S")
        return self.phrase_before(at + 1) if noun else None

    def _opening(self, first: int) -> tuple[int, int] | None:
        """The phrase that opens the sentence, where no verb was recognised: "Nvidia advanced 8%"."""
        start = first
        while start > max(0, first - REACH) and self._same(start - 1, first):
            start -= 1
        while start < first and (
            self._tokens[start].kind == "mark" or self._word(start) in LINKS or word_class(self._word(start)) == "R"
        ):
            start += 1
        start = self.past_time(start, first)
        found = self.phrase(start) if start < first else None
        if found is None or self._word(found[0]) in WHEN or found[0] in self.taken:
            return None
        return (found[0], min(found[1], first)) if found[0] < first else None
