"""What the tests of whole facts share: the figures of a text whose words nobody has tagged."""

from __future__ import annotations

from workers.extraction.document import FoundQuote, Reading, Sources
from workers.extraction.facts import Evidence, FoundFact, find_facts
from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment

ANCHOR = "2024-11-01"  # a Friday


def quantities_of(text: str, quotes: tuple[FoundQuote, ...] = ()) -> list[FoundFact]:
    """The figures of a text that was published on the day of the anchor; its quotes have no known source."""
    layout = segment(text)
    times = find_times(text, layout, ANCHOR)
    sources = Sources((), (None,) * len(quotes))
    found = find_facts(Evidence(text, layout, Reading((), ()), quotes, sources, times, ANCHOR)).facts
    return [fact for fact in found if fact.kind == "quantity"]


def times_of(text: str, quotes: tuple[FoundQuote, ...] = ()) -> dict[str, str | None]:
    """The time of each figure, by its wording."""
    return {text[f.span.start : f.span.end]: f.time.value if f.time else None for f in quantities_of(text, quotes)}
