"""Which side of the day of writing a bare day lies on: timetables in the present, stretches, and what was surveyed."""

from __future__ import annotations

import pytest

from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment

FRIDAY = "2024-11-01"
LAST, NEXT = "2024-10-28", "2024-11-04"


def days(text: str, anchor: str = FRIDAY) -> list[str]:
    """The values of the dates found."""
    return [time.value for time in find_times(text, segment(text), anchor) if time.type == "DATE"]


@pytest.mark.parametrize(
    "text",
    [
        "From Monday, fares go up.",
        "From Monday fares rise by 4 percent, the operator said.",
        "From Monday, the council said, each household gets two bins.",
        "As from Monday, visitors pay 5 euros.",
        "Starting Monday, the bridge is closed to lorries.",
        "Fares go up from Monday.",
        "Visitors pay 5 euros from Monday.",
        "Trains stop running from Monday.",
        "The bridge is closed to lorries from Monday.",
        "The shop closes on Monday.",
        "On Monday the shop closes.",
        "The clocks go back on Monday.",
        "The court hears the appeal on Monday.",
        "On Monday, the court hears the appeal.",
        "Police said the court hears the appeal on Monday.",
        "Voters go to the polls on Monday.",
        "The vote is on Monday.",
        "The deadline is Monday.",
    ],
)
def test_what_is_fixed_beforehand_is_told_in_the_present(text: str) -> None:
    assert days(text) == [NEXT]


@pytest.mark.parametrize(
    "text",
    [
        "From Monday, ferries stood still.",
        "Fares went up from Monday.",
        "Photos from Monday show a crack.",
        "A letter from Monday shows it.",
        "In a letter from Monday she writes that it is over.",
        "Shares rise on Monday as banks sell.",
        "He says on Monday that it is over.",
        "It is on Monday that the roof fell.",
        "A keeper feeds a seal on Monday.",
        "On Monday the votes were counted.",
        "Three visits on Monday came to nothing.",
        "In a press release on Monday it was denied.",
        "The index is up 3 percent from Monday.",
    ],
)
def test_other_presents_tell_of_no_timetable(text: str) -> None:
    assert days(text) == [LAST]


@pytest.mark.parametrize("text", ["He hosts a Monday show.", "Their concerts are on Monday nights."])
def test_what_comes_every_week_is_nothing_ahead(text: str) -> None:
    assert NEXT not in days(text)


def test_a_picture_is_of_what_has_been() -> None:
    text = "The yard fell silent.\n\nAda Lund plays in the yard on Monday. Photo: Ann Berg\n\nNobody came."
    assert days(text) == [LAST]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port stood still from Thursday to Sunday.", ["2024-10-24", "2024-10-27"]),
        ("The port stood still from Monday until Thursday.", ["2024-10-28", "2024-10-31"]),
        ("The port will stand still from Thursday to Sunday.", ["2024-11-07", "2024-11-10"]),
        ("The festival runs from Thursday to Sunday.", ["2024-11-07", "2024-11-10"]),
        ("It grew between 2019 and 2021.", ["2019", "2021"]),
    ],
)
def test_both_ends_of_a_stretch_lie_on_one_side_in_order(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The institute surveyed 1,200 people between 4 and 18 January.",
        "Pollsters interviewed 900 voters in their homes from 4 to 18 January.",
        "The count was carried out between 4 and 18 January.",
        "Surveyed between 4 and 18 January, most said no.",
        "The survey of 1,200 adults between 4 and 18 January found a fall.",
        "The fair ran from 4 to 18 January.",
        "Fieldwork was between 4 and 18 January.",
    ],
)
@pytest.mark.parametrize(("anchor", "year"), [("2024-12-20", "2024"), ("2025-03-12", "2025"), ("2025-01-02", "2024")])
def test_what_was_surveyed_lies_behind(text: str, anchor: str, year: str) -> None:
    assert days(text, anchor) == [f"{year}-01-18"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The survey will be made between 4 and 18 January.", ["2025-01-18"]),
        ("The road is closed between 4 and 18 January.", ["2025-01-18"]),
        ("The council approved a fair in January.", ["2025-01"]),
        ("It polled 900 people between 28 December and 4 January.", ["2023-12-28", "2024-01-04"]),
    ],
)
def test_what_is_only_planned_or_closed_does_not(text: str, expected: list[str]) -> None:
    assert days(text, "2024-12-20") == expected
