"""Rows of numbers and endless attributions: no deep recursion, no text that a rule cannot get through."""

from __future__ import annotations

import pytest

from workers.extraction.document import Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.segment import segment


@pytest.mark.parametrize("piece", ["12 ", "2022 (5 ", "according to ", "sixfold ", "0161 555 ", "each day cost $5 "])
def test_a_piece_said_over_and_over_is_read(piece: str) -> None:
    text = piece * 2000
    facts = find_facts(Evidence(text, segment(text), Reading((), ()), (), Sources((), ()), ())).facts
    assert all(text[fact.span.start : fact.span.end] for fact in facts)


def test_a_mixed_number_is_a_whole_and_one_fraction() -> None:
    text = "The plank is 2 1/2 metres long."
    (fact,) = find_facts(Evidence(text, segment(text), Reading((), ()), (), Sources((), ()), ())).facts
    assert (fact.value, fact.unit) == (2.5, "metre")
