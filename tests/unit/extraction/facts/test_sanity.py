"""Sanity: each kind of warning speaks where it should and stays silent where figures only look alike."""

from __future__ import annotations

import pytest

from tests.unit.extraction.facts.test_find import evidence
from workers.extraction.facts import find_facts


def kinds(text: str, *said: tuple[str, str]) -> list[str]:
    return [warning.kind for warning in find_facts(evidence(text, *said)).warnings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The fire killed 14 people. Flames rose all night. In all, 17 people were killed.", ["two-values"]),
        ("The fire killed 14 people. Flames rose all night. In all, 14 people were killed.", []),
        ("The fire killed 14 people. The smoke injured 17 people.", []),
        ("Only 330 of 410 calves, or 70 percent, were alive.", ["percentage"]),
        ("Only 330 of 410 calves, or 80 percent, were alive.", []),
        ("Profit rose 20 percent to $300 million from $200 million.", ["percentage"]),
        ("Profit rose 50 percent to $300 million from $200 million.", []),
        ("Of the 60 members, 34 voted for the plan, or 48 percent.", ["percentage"]),
        ("Of the 60 members, 34 voted for the plan, or 57 percent.", []),
        ("Of 2,000 people asked, 60% (1,400) said yes.", ["percentage"]),
        ("Of 2,000 people asked, 60% (1,200) said yes.", []),
        ("Prices rose from 200 to 260 kroner, an increase of 20 per cent.", ["percentage"]),
        ("Prices rose from 200 to 260 kroner, an increase of 30 per cent.", []),
        ("Turnover was $300 million, up 20 percent from $200 million.", ["percentage"]),
        ("Three in four pupils (65 per cent) pass.", ["percentage"]),
        ("One in three pupils (34 per cent) fails.", []),
        ("Sales doubled from 12 million to 18 million.", ["percentage"]),
        ("Sales doubled from 12 million to 23 million.", []),
        ("They bought 4 million of its 4.9 million shares, and 10 percent of a mill.", []),
        ("They met on Monday, November 5, 2024.", ["weekday"]),
        ("They met on Tuesday, November 5, 2024.", []),
        ("The boat carried 21 people (12 men and 8 women).", ["sum"]),
        ("The boat carried 20 people (12 men and 8 women).", []),
        ("The boat carried 21 people (including 12 men and 8 women).", []),
    ],
)
def test_figures_that_do_not_agree(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The town will spend 4.2 million euros on its new bridge. It rained. The town will spend 4.6 million euros on "
         "its new bridge.", ["two-values"]),
        ("Weimar will spend 4.2 million euros on its new bridge. It rained. Ansbach will spend 4.6 million euros on "
         "its new bridge.", []),
        ("The bridge is 210 metres long. It rained. The new bridge, 240 metres long, is grey.", ["two-values"]),
        ("The bridge is 210 metres long. It rained. The new bridge, 24 metres wide, is grey.", []),
        ("Eleven people died. The death toll stands at 13.", ["two-values"]),
        ("Eleven people died. A further 13 people died later.", []),
        ("Profit was $9 million. Profit for the half year rose to $12 million from $8 million.", []),
        ("Men at the bank earned a salary of $98,000. Women at the bank earned a salary of $87,000.", []),
        ("The flood killed 37 people. It rained. In all, 41 people, including 3 children, were moved.", []),
    ],
)  # fmt: skip
def test_one_measure_with_two_values(text: str, found: list[str]) -> None:
    assert kinds(text) == found


def test_a_figure_attributed_once_and_repeated_as_plain_fact() -> None:
    said = "the dam lost 4,300 tonnes of stone"
    text = f"Ann Bell said {said}. It rained for days. The 4,300 tonnes of stone that the dam lost block the road."
    assert kinds(text, (said, "Ann Bell")) == ["attribution"]
    assert kinds(text) == []


def test_two_sources_may_differ() -> None:
    text = "Ann Bell said the fire killed 14 people. Tom Ray said the fire killed 17 people at night."
    said = (("the fire killed 14 people", "Ann Bell"), ("the fire killed 17 people at night", "Tom Ray"))
    assert kinds(text, *said) == []


def test_a_warning_names_the_figures_it_is_about() -> None:
    text = "Only 330 of 410 calves, or 70 percent, were alive."
    (warning,) = find_facts(evidence(text)).warnings
    assert [text[s.start : s.end] for s in warning.spans] == ["330", "410 calves", "70 percent"]
    assert warning.text == "330 of 410 is 80.5 percent, not 70."
