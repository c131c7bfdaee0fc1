"""Mentions that were cut or that stand elsewhere than beside the cue."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, speakers_of

# text, quote, speaker
CASES = {
    "only the determiner": (
        "The head of surgery at Haugen Hospital, Dr Mona Lie, reports that beds are short.",
        Said("beds are short", "reports", "The", "indirect"),
        "Mona Lie",
    ),
    "only the team before role and name": (
        "“We lost,” said Brattvik coach Mona Lie.",
        Said("We lost", "said", "Brattvik"),
        "Mona Lie",
    ),
    "said a sentence later": (
        "The US believes that the bridge is mined. This was said by the diplomat Ola Dahl in a meeting.",
        Said("the bridge is mined", "believes", "The US", "indirect"),
        "Ola Dahl",
    ),
    "an agency reports what somebody said": (
        "Minister Mona Lie came home. – We stand firm, Lie said at the meeting, Kystnytt reported.",
        Said("We stand firm", "reported", "Kystnytt"),
        "Mona Lie",
    ),
    "the clause inside the content": (
        "Minister Mona Lie came home. – We stand firm, Lie said at the meeting, Kystnytt reported.",
        Said("We stand firm, Lie said at the meeting", "reported", "Kystnytt"),
        "Mona Lie",
    ),
    "the label of an answer": (
        "Mona Lie is a professor of law at Haugen University.\n\nQ: Is it safe?\n\nA: It never was.",
        Said("It never was.", None, "A"),
        "Mona Lie",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_speaker(case: str) -> None:
    text, said, speaker = CASES[case]

    assert speakers_of(text, said) == [speaker]


def test_a_clause_after_a_description_says_where_somebody_works() -> None:
    text = (
        "The marine biologist Mona Lie has counted them. “They breed,” explains the biologist, "
        "who teaches at the University of Haugen."
    )
    source = only_source(text, Said("They breed", "explains", "the biologist"))

    assert source.name == "Mona Lie"
    assert source.affiliation is not None
    assert source.affiliation.text == "University of Haugen"


def test_a_family_name_is_the_persons_and_not_a_bodys() -> None:
    text = "Mona Lie resigned. Lie supporters wept. “It is time,” said Lie."

    assert speakers_of(text, Said("It is time", "said", "Lie")) == ["Mona Lie"]


def test_an_arabic_article_belongs_to_the_family_name() -> None:
    text = "The nurses' organisation agrees. “Enough,” said its vice-chair, Fatima el-Karim, on Monday."
    source = only_source(text, Said("Enough", "said", "its vice-chair, Fatima el-Karim,"))

    assert source.name == "Fatima el-Karim"
    assert source.affiliation is not None
    assert source.affiliation.text == "nurses' organisation"
