"""Rows of numbers and endless attributions: no deep recursion, no text that a rule cannot get through."""

from __future__ import annotations

import math

import pytest

from tests.unit.extraction.costs import calls
from workers.extraction.document import Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.facts.times import find_anchor, find_times
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


def test_groups_of_three_digits_without_end_are_no_infinite_number() -> None:
    text = "The mill sold 816 000 boats last year, and then it sold 816 " + "000 " * 200 + "boats more."
    facts = find_facts(Evidence(text, segment(text), Reading((), ()), (), Sources((), ()), ())).facts
    assert 816000 in [fact.value for fact in facts]
    assert all(fact.value is None or math.isfinite(fact.value) for fact in facts)


@pytest.mark.parametrize(
    "piece",
    [
        "ash 12, ",
        "7% ",
        "7-, ",
        "elm paid $3 million from €4, ",
        "born in 1911, the 3 of 12, ",
        "on 3 May elm sold 12 boats, ",
        "Published 03/04/2024 12 boats, ",
    ],
)
def test_a_row_of_figures_without_a_full_stop_costs_by_its_length(piece: str) -> None:
    def read(size: int) -> None:
        text = piece * (size // len(piece))
        layout = segment(text)
        anchor = find_anchor(text, layout, None).value
        times = find_times(text, layout, anchor)
        find_facts(Evidence(text, layout, Reading((), ()), (), Sources((), ()), times, anchor))

    read(500)  # what is loaded once
    assert calls(lambda: read(10_000)) < 15 * calls(lambda: read(1_000))
