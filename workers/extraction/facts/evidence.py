"""What the facts stage is given and what it hands on. All offsets are into the normalised text."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import FoundQuote, Layout, Reading, Sources
from ..types import Bound, Certainty, FactKind, FactTime, Span, TextSpan, Time, Trend, Warning


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known of an article before its facts are read.

    ``anchor`` is the day of writing as an ISO 8601 date, ``None`` where nothing says it.
    """

    text: str
    layout: Layout
    reading: Reading
    quotes: tuple[FoundQuote, ...]
    sources: Sources
    times: tuple[Time, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact before ids are given: as :class:`~..types.Fact`, with indices into ``sources.sources`` and ``quotes``.

    ``source`` is ``None`` where the article itself says so; ``mention`` is where the source is named beside the fact.
    """

    kind: FactKind
    span: Span
    sentence: Span
    value: float | int | None
    value_high: float | int | None
    bound: Bound | None
    trend: Trend | None
    unit: str | None
    subject: str | None
    time: FactTime | None
    place: TextSpan | None
    source: int | None
    mention: Span | None
    quote: int | None
    certainty: Certainty
    check_worthiness: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts in text order and what an editor should look at.

    ``sources`` is the table that ``FoundFact.source`` points into: that of the evidence, and behind it the sources that
    only a figure rests on.
    """

    facts: tuple[FoundFact, ...]
    warnings: tuple[Warning, ...]
    sources: Sources
