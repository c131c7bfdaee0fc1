"""The parts of a result, as frozen dataclasses named like the fields of the API (schema version 1).

Offsets are Unicode code points into the submitted text, end exclusive. A field that the article does not state is
``None``. Inside the engine the same types carry offsets into the normalised text; :mod:`.assemble` maps them back.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SCHEMA_VERSION = "1"

QuoteKind = Literal["direct", "indirect", "mixed"]
Mode = Literal["speech", "writing", "thought", "attitude"]
SourceKind = Literal["person", "organization", "group", "document", "unnamed"]
Category = Literal[
    "expert", "politician", "official", "spokesperson", "business", "advocate", "media",
    "witness", "public", "celebrity", "organization", "unnamed", "other",
]  # fmt: skip
Part = Literal["contributor", "newsmaker"]
FactKind = Literal["quantity", "event", "claim"]
Bound = Literal["=", "~", "<", ">"]
Trend = Literal["up", "down"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Certainty = Literal["asserted", "reported", "estimated", "disputed", "conditional"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The slice of ``text`` that this range names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A range together with the text it names."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A role or affiliation where the article states it; ``confidence`` says how sure it is that source's, 0 to 1."""

    text: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where a quote names its source, and which source that is. Without a mention the offsets are ``None``.

    ``confidence`` says how sure it is that this source speaks, 0 to 1; ``None`` where no source is given.
    """

    source_id: str | None
    text: str | None
    start: int | None
    end: int | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: its content, the cue that reports it and the speaker."""

    id: str
    kind: QuoteKind
    mode: Mode
    text: str
    spans: tuple[Span, ...]
    cue: TextSpan | None
    speaker: Speaker | None
    negated: bool
    in_caption: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class ExpertReason:
    """Why a source counts as an expert, or why not: the rule's name and the words it rests on."""

    rule: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One person or body that is quoted or that a fact rests on.

    ``expert_confidence`` says how sure ``is_expert`` is, whichever way it goes, 0 to 1. ``quoted_share`` is the share
    that ``words_quoted`` has of those of all sources, 0 to 1. ``mentions`` are in text order, the first one first.
    """

    id: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...]
    role: Stated | None
    affiliation: Stated | None
    category: Category
    is_expert: bool
    expert_reason: ExpertReason | None
    part: Part
    anonymity_reason: TextSpan | None
    words_quoted: int
    mentions: tuple[Span, ...]
    quote_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]
    confidence: float
    expert_confidence: float = 0.0
    quoted_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression; ``value`` is ISO 8601 based, as in TimeML 1.2.1."""

    text: str
    start: int
    end: int
    type: TimeType
    value: str


@dataclass(frozen=True, slots=True)
class FactTime:
    """The time a fact holds for."""

    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FactSource:
    """Who says so."""

    source_id: str | None
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable statement."""

    id: str
    kind: FactKind
    text: str
    start: int
    end: int
    sentence: TextSpan
    value: float | int | None
    value_high: float | int | None
    bound: Bound | None
    trend: Trend | None
    unit: str | None
    subject: str | None
    time: FactTime | None
    place: TextSpan | None
    source: FactSource | None
    quote_id: str | None
    certainty: Certainty
    check_worthiness: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at."""

    kind: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of the article as a whole."""

    title: str | None
    language: str
    published_at: str | None
    published_at_from: Literal["request", "text"] | None
    characters: int
    words: int


@dataclass(frozen=True, slots=True)
class Engine:
    """What made the result."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """A whole result."""

    article: Article
    quotes: tuple[Quote, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    times: tuple[Time, ...]
    warnings: tuple[Warning, ...]
    engine: Engine
    schema_version: str = field(default=SCHEMA_VERSION)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready dictionaries, lists, numbers and strings, in the API's field order."""
        parts = asdict(self)
        return {"schema_version": parts.pop("schema_version"), **parts}
