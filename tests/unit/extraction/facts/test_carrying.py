"""The victims of an event have its day; nothing else takes a time from another sentence."""

from __future__ import annotations

import pytest

from workers.extraction.document import FoundQuote, Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment
from workers.extraction.types import Span


def times_of(text: str, quotes: tuple[FoundQuote, ...] = ()) -> dict[str, str | None]:
    layout = segment(text)
    times = find_times(text, layout, "2024-11-01")
    sources = Sources((), (None,) * len(quotes))
    facts = find_facts(Evidence(text, layout, Reading((), ()), quotes, sources, times)).facts
    return {
        text[f.span.start : f.span.end]: f.time.value if f.time else None for f in facts if f.kind == "quantity"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        ("A bus burned on 30 October 2024. At least nine people were killed.", "At least nine people", "2024-10-30"),
        ("Nine people were killed. The bus burned on 30 October 2024.", "Nine people", "2024-10-30"),
        ("A bus burned on 30 October 2024. It held 52 seats.", "52 seats", None),
        ("A bus burned in October 2024. Nine people were killed.", "Nine people", None),
        ("It earned $24 million, compared with $3 million in 2023.", "$24 million", None),
        ("Sales rose to $24 million from $3 million in 2023.", "$3 million", "2023"),
    ],
)
def test_a_figure_has_its_own_time_or_its_events_day(text: str, figure: str, day: str | None) -> None:
    assert times_of(text)[figure] == day


def test_a_day_that_someone_speaks_of_is_not_the_events() -> None:
    text = "It was wet. We met on 30 October 2024, she said. Nine people were killed."
    spoken = FoundQuote("indirect", "speech", (Span(12, 37),), None, None, False, False, 0.9)
    assert times_of(text)["Nine people"] == "2024-10-30"
    assert times_of(text, (spoken,))["Nine people"] is None


def test_the_day_of_the_lead_is_the_events_whoever_tells_it() -> None:
    lead = "A dam broke on 30 October 2024"
    filler = " The lake was old." * 8
    spoken = FoundQuote("indirect", "speech", (Span(0, len(lead)),), None, None, False, False, 0.9)
    text = f"{lead}, officials said.{filler} Nine people died. Two people may die."
    assert times_of(text, (spoken,)) == {"Nine people": "2024-10-30", "Two people": None}
