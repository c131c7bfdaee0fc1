"""Stage "facts": joins quantities, times, places and voices to checkable statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ..types import FactTime, Span
from .attribution import NARRATOR, Voice, VoiceReader
from .carrying import carry_times
from .certainty import CertaintyReader
from .claims import ClaimReader
from .counted_units import counted_unit
from .evidence import Evidence, Facts, FoundFact
from .givers import with_givers
from .periods import fill_times
from .places import PlaceReader
from .quantities import Quantity, read_quantities
from .sanity import find_warnings
from .somebody import is_somebody
from .spans_of_time import is_measured, is_part_of
from .stating import StatingReader
from .subjects import find_subjects
from .tokens import tokenise
from .traits import is_trait
from .when import Scope, TimeReader
from .worth import Statement, check_worthiness

# Blocks whose numbers are no statements: page furniture, credits.
_SILENT_BLOCKS = ("credit", "notice", "byline")
# Characters on either side of a figure that its check-worthiness is judged by.
_AROUND = 200
# The value of a time that gives the hour.
_CLOCK = re.compile(r"T\d\d")
# How sure a quantity is whose unit stands beside it, is taken from a neighbour, or is missing.
_STATED, _INHERITED, _BARE = 0.9, 0.75, 0.6


def find_facts(evidence: Evidence) -> Facts:
    """The facts of an article in text order, and the warnings that follow from them. Linear in the text's length."""
    evidence = with_givers(evidence)
    reader = _QuantityReader(evidence)
    quantities = carry_times(evidence, fill_times(evidence, reader.find()))
    claims = ClaimReader(evidence, [fact.span for fact in quantities]).find()
    facts = tuple(sorted([*quantities, *claims], key=lambda fact: (fact.span.start, fact.span.end, fact.kind)))
    warnings = find_warnings(evidence, facts)
    return Facts(tuple(reader.named(fact) for fact in facts), warnings, evidence.sources)


class _QuantityReader:
    """Turns the quantities of one article into facts."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._voices = VoiceReader(evidence)
        self._stating = StatingReader(evidence)
        self._times = TimeReader(evidence)
        self._places = PlaceReader(evidence)
        self._certainty = CertaintyReader(evidence)
        self._counts: set[Span] = set()
        self._clocks = [t for t in evidence.times if t.type == "TIME" and _CLOCK.search(t.value)]
        self._clock_starts = [time.start for time in self._clocks]

    def named(self, fact: FoundFact) -> FoundFact:
        """The fact with its counted unit in the number that the value asks for."""
        if fact.kind != "quantity" or fact.span not in self._counts or fact.unit is None:
            return fact
        return replace(fact, unit=counted_unit(fact.unit, fact.value_high or fact.value or 0))

    def find(self) -> list[FoundFact]:
        """The facts that have a number, in text order."""
        evidence = self._evidence
        tokens = tokenise(evidence.text, evidence.layout)
        quantities = read_quantities(evidence.text, tokens, evidence.layout)
        subjects = find_subjects(evidence.text, tokens, quantities)
        blocks = evidence.layout.blocks
        facts = []
        for quantity, subject in zip(quantities, subjects, strict=True):
            sentence = evidence.layout.sentences[quantity.sentence]
            stated = not self._is_clock(quantity) and not is_somebody(evidence.text, quantity)
            if blocks[sentence.block].kind not in _SILENT_BLOCKS and stated:
                facts.append(self._fact(quantity, subject))
                if quantity.kind == "count":
                    self._counts.add(facts[-1].span)
        return facts

    def _is_clock(self, quantity: Quantity) -> bool:
        """Whether the number belongs to a time of day ("half past three", "at 00.01")."""
        at = bisect_right(self._clock_starts, quantity.number_start) - 1
        timed = quantity.kind in ("bare", "share", "count") or not quantity.unit_stated
        return at >= 0 and quantity.number_end <= self._clocks[at].end and timed

    def _fact(self, quantity: Quantity, subject: str | None) -> FoundFact:
        span = Span(quantity.start, quantity.end)
        home = self._evidence.layout.sentences[quantity.sentence]
        sentence = Span(home.start, home.end)
        voice = self._voices.voice(quantity.number_start, quantity.number_end)
        if voice is NARRATOR:
            voice = self._stating.voice(quantity.number_start, quantity.number_end, sentence)
        time = None
        if quantity.kind != "age" and not self._is_attribute(quantity):
            time = self._times.time(span.start, span.end, Scope(sentence, voice.content))
        if time is not None and not self._is_told_of(quantity, sentence, time):
            time = None
        return FoundFact(
            kind="quantity",
            span=span,
            sentence=sentence,
            value=quantity.value,
            value_high=quantity.value_high,
            bound=quantity.bound,
            trend=quantity.trend,
            unit=quantity.unit,
            subject=subject,
            time=time,
            place=self._places.place(span.start, span.end, sentence),
            source=voice.source,
            mention=voice.mention,
            quote=voice.quote if voice.content is not None else None,
            certainty=self._certainty.certainty(span, quantity.sentence, voice),
            check_worthiness=self._worth(quantity, sentence, voice, time is not None),
            confidence=_confidence(quantity),
        )

    def _is_told_of(self, quantity: Quantity, sentence: Span, time: FactTime) -> bool:
        """Whether the quantity is told of ``time``: it is no trait of a thing, and a span of time is measured then and
        does not only say how far off something is."""
        text, when = self._evidence.text, Span(time.start, time.end)
        if quantity.kind == "time":
            span = Span(quantity.start, quantity.end)
            return is_measured(text, span, sentence) or is_part_of(text, span, when)
        return not is_trait(text, quantity, sentence, when)

    def _is_attribute(self, quantity: Quantity) -> bool:
        """ "a seven-member panel", "a ten-storey block", "a 312-kilometre line": a lasting trait has no time."""
        joined = self._evidence.text[quantity.number_end : quantity.number_end + 1] == "-"
        return joined and quantity.kind in ("count", "measure")

    def _worth(self, quantity: Quantity, sentence: Span, voice: Voice, dated: bool) -> float:
        start = max(sentence.start, quantity.start - _AROUND)
        end = min(sentence.end, quantity.end + _AROUND)
        statement = Statement(
            words=self._evidence.text[start:end],
            unit_kind=quantity.kind,
            value=float(quantity.value),
            trend=quantity.trend,
            attributed=voice.quote is not None or voice.source is not None,
            dated=dated,
        )
        return check_worthiness(statement)


def _confidence(quantity: Quantity) -> float:
    if quantity.unit is None:
        return _BARE
    return _STATED if quantity.unit_stated else _INHERITED
