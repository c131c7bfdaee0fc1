"""Which figures go on with the time of the sentence before: changes told in one breath, and the points of a list."""

from __future__ import annotations

import pytest

from tests.unit.extraction.facts.figures import times_of
from workers.extraction.document import FoundQuote
from workers.extraction.types import Span

GREW = "Catches of hake grew by 6 percent in 2023. "


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        (GREW + "Those of cod fell 4 percent.", "4 percent", "2023"),
        (GREW + "Those of cod fell 4 percent to 900 tonnes.", "900 tonnes", "2023"),
        (GREW + "Those of cod fell 4 percent. Eels rose 2 percent.", "2 percent", "2023"),
        (GREW + "Those of cod fell 4 percent in May.", "4 percent", "2024-05"),
        (GREW + "Those of cod will fall 4 percent.", "4 percent", None),
        (GREW + "Those of cod have fallen 4 percent since then.", "4 percent", None),
        (GREW + "The guild sees eels rising 4 percent.", "4 percent", None),
        ("The guild expects 6 percent more hake in 2025. It sees eels rising 4 percent.", "4 percent", "2025"),
        (GREW + "Its shares fell 4 percent.", "4 percent", None),
        (GREW + "The harbour has 40 boats.", "40 boats", None),
        (GREW + "\n\nThose of cod fell 4 percent.", "4 percent", None),
        (GREW + "\n\nThose of cod were up 4 percent on a year earlier.", "4 percent", "2023"),
        ("On Thursday he sold 6 percent of the boats. Fares fell 4 percent.", "4 percent", None),
    ],
)
def test_a_change_goes_on_with_the_period_of_the_one_before(text: str, figure: str, time: str | None) -> None:
    assert times_of(text)[figure] == time


LEAD = "The survey of crews, made in March, also found that:\n"


def test_the_points_of_a_list_have_the_time_that_opens_it() -> None:
    text = LEAD + "• a third had mended 40 nets;\n• 9 percent had none.\n\nThe union has 700 members."
    assert times_of(text) == {"a third": "2024-03", "40 nets": "2024-03", "9 percent": "2024-03", "700 members": None}


def test_what_is_said_after_a_dash_is_no_point_of_a_list() -> None:
    lead, said = "In March he was calmer, and added:\n", "I mended 40 nets"
    text = f"{lead}– {said}, he said.\n"
    start = len(lead) + 2
    spoken = FoundQuote("direct", "speech", (Span(start, start + len(said)),), None, None, False, False, 0.9)
    assert times_of(text, (spoken,))["40 nets"] is None


def test_a_list_that_nothing_dates_and_a_lead_without_a_list_give_no_time() -> None:
    assert times_of("The survey found that:\n• 9 percent had none.\n")["9 percent"] is None
    assert times_of(LEAD + "\nSome 9 percent had none.\n")["Some 9 percent"] is None
    assert times_of("In March and in June it found that:\n• 9 percent had none.\n")["9 percent"] is None
