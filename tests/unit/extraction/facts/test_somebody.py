"""One of a kind of people who is made to speak is nobody's count; one that is counted is."""

from __future__ import annotations

import pytest

from workers.extraction.document import Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.segment import segment


def figures_of(text: str) -> list[str]:
    evidence = Evidence(text, segment(text), Reading((), ()), (), Sources((), ()), ())
    return [text[fact.span.start : fact.span.end] for fact in find_facts(evidence).facts if fact.kind == "quantity"]


@pytest.mark.parametrize(
    "text",
    [
        "One neighbour, who would not be named, heard a bang.",
        "One senior manager told the crew to wait.",
        "“It was wet,” said one trader in the hall.",
    ],
)
def test_somebody_who_speaks_is_not_counted(text: str) -> None:
    assert figures_of(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("One person was taken to hospital.", "One person"),
        ("They had only one road out.", "one road"),
        ("Two neighbours, who would not be named, heard a bang.", "Two neighbours"),
        ("The ferry had one sailor, who slept.", "one sailor"),
    ],
)
def test_what_is_counted_stays(text: str, figure: str) -> None:
    assert any(figure in found for found in figures_of(text))
