"""What the stages hand to one another. All offsets here are into the normalised text.

normalise(text)                                 -> Normalised
segment(text)                                   -> Layout
read(text, layout)                              -> Reading      one pass of the model: names and attributions
find_quotes(text, layout, reading)              -> tuple[FoundQuote, ...]
find_sources(text, layout, reading, quotes)     -> Sources
find_times(text, layout, anchor)                -> tuple[Time, ...]
find_facts(Evidence)                            -> tuple[Fact, ...]   (and sanity warnings)
assemble(...)                                   -> Extraction
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .types import (
    Category,
    ExpertReason,
    Mode,
    Part,
    QuoteKind,
    SourceKind,
    Span,
    Stated,
    TextSpan,
)

BlockKind = Literal["body", "heading", "caption", "credit", "dateline", "byline", "notice", "list"]
NameKind = Literal["person", "organization", "place"]


@dataclass(frozen=True, slots=True)
class Normalised:
    """The text the engine reads and, for each of its code points, the offset in the submitted text it came from.

    ``origin`` has one entry more than ``text`` has code points; the last is the submitted text's length.
    """

    text: str
    origin: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a part of one that is of another kind (a caption run into the text, a heading)."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of the block it stands in."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks cover the text without overlap, in order (white space between them aside); so do sentences."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name the model found."""

    start: int
    end: int
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the model reads as one attribution, before form has been looked at."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    mode: Mode
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of the model over the text, in text order."""

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote before its source is known. ``speaker`` is the mention beside it ("he", "Heier"), if there is one."""

    kind: QuoteKind
    mode: Mode
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    negated: bool
    in_caption: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundSource:
    """One source of the article. ``mentions`` are in text order; ``name`` is the fullest wording of it.

    ``speaker_confidence`` holds for each of its quotes, by the offset where it begins, how sure it is that this source
    speaks it; ``expert_confidence`` how sure ``is_expert`` is.
    """

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
    mentions: tuple[Span, ...]
    confidence: float
    expert_confidence: float = 0.5
    speaker_confidence: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources, and for each quote (by its index) the index of its source, or ``None``."""

    sources: tuple[FoundSource, ...]
    of_quote: tuple[int | None, ...]
