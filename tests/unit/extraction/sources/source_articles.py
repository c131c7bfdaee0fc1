"""Builds what the stages before hand to find_sources, from a text and the quotes in it: no model is needed."""

from __future__ import annotations

from dataclasses import dataclass

from workers.extraction.document import FoundQuote, FoundSource, Name, Reading, Sources
from workers.extraction.segment import segment
from workers.extraction.sources import find_sources
from workers.extraction.types import QuoteKind, Span


@dataclass(frozen=True, slots=True)
class Said:
    """A quote of a test article: its content, cue and mention as they stand in the text."""

    content: str
    cue: str | None = None
    mention: str | None = None
    kind: QuoteKind = "direct"


def sources_of(text: str, *said: Said, names: tuple[Name, ...] = ()) -> Sources:
    """What find_sources makes of ``text``; quotes in order, cue and mention nearest to them."""
    quotes = []
    position = 0
    for item in said:
        start = text.index(item.content, position)
        content = Span(start, start + len(item.content))
        position = content.start + 1
        cue = _nearest(text, item.cue, content, content)
        mention = _nearest(text, item.mention, cue or content, content)
        quotes.append(FoundQuote(item.kind, "speech", (content,), cue, mention, False, False, 0.9))
    return find_sources(text, segment(text), Reading((), names), tuple(quotes))


def speakers_of(text: str, *said: Said) -> list[str | None]:
    """The canonical name of each quote's speaker."""
    found = sources_of(text, *said)
    return [None if number is None else found.sources[number].name for number in found.of_quote]


def only_source(text: str, *said: Said) -> FoundSource:
    """The source of the first quote."""
    found = sources_of(text, *said)
    number = found.of_quote[0]
    assert number is not None, text
    return found.sources[number]


def _nearest(text: str, part: str | None, anchor: Span, content: Span) -> Span | None:
    if part is None:
        return None
    starts = [i for i in range(len(text)) if text.startswith(part, i) and not (content.start <= i < content.end)]
    start = min(starts, key=lambda i: min(abs(i - anchor.end), abs(anchor.start - i - len(part))))
    return Span(start, start + len(part))
