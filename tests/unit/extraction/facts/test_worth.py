"""Check-worthiness: figures, comparisons and claims of cause about public matters first, small talk last."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workers.extraction.facts.worth import Statement, check_worthiness, marks

RANKED = [
    Statement("Unemployment rose to 9 percent because the government raised taxes", "percent", 9, "up", True, True),
    Statement("The hospital treated 4,000 patients", "count", 4000),
    Statement("The war has begun to eat away at society", attributed=True),
    Statement("The shop sells bread"),
    Statement("Prices will fall next year"),
    Statement("I love my garden, thank you"),
]


def test_ranking() -> None:
    scores = [check_worthiness(statement) for statement in RANKED]
    assert all(first > second for first, second in pairwise(scores)), scores


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The mill made more than its rival", "The mill made what its rival made"),
        ("The flood was caused by the dam", "The flood came before the dam"),
        ("The council spent it", "The choir spent it"),
        ("The ferry is late", "The ferry will be late"),
        ("The ferry is late", "My ferry is late"),
        ("The ferry is late", "Is the ferry late?"),
        ("The ferry is the safest in Europe", "The ferry is the latest in Europe"),
        ("It sank in May 2021", "It may sink in 2021"),
    ],
)
def test_each_mark_moves_the_score_the_right_way(better: str, worse: str) -> None:
    assert check_worthiness(Statement(better)) > check_worthiness(Statement(worse))


def test_marks_name_what_the_score_rests_on() -> None:
    statement = Statement("Tax revenue fell because exports fell", "money", 5_000_000, "down", True, True)
    assert marks(statement) == (
        "figure", "large", "money or share", "trend", "cause", "public", "attributed", "dated",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["", "I feel sorry, I think, will you hope?", "tax " * 400])
def test_scores_stay_between_none_and_one(words: str) -> None:
    assert 0.0 <= check_worthiness(Statement(words, "money", 1e9, "up", True, True)) <= 1.0
    assert 0.0 <= check_worthiness(Statement(words)) <= 1.0
