"""One of a kind of people who is made to speak is nobody's count; one that is counted is."""

from __future__ import annotations

import pytest

from tests.unit.extraction.facts.figures import quantities_of


def figures_of(text: str) -> list[str]:
    return [text[fact.span.start : fact.span.end] for fact in quantities_of(text)]


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
