"""The body of a role that the article names elsewhere, and none where the role says itself where it belongs."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source

# text, mention, affiliation
CASES = {
    "the noun in the role has a fuller wording before": (
        "The tanners' union has called a strike. “Enough,” said union leader Mona Lie.",
        "Mona Lie",
        "tanners' union",
    ),
    "a named body before one in lower case": (
        "Storvik council met late. The council was split. “Enough,” said council leader Mona Lie.",
        "Mona Lie",
        "Storvik council",
    ),
    "the central bank's governor": (
        "The Borean central bank cut its rate. “Enough,” said Governor Mona Lie after the vote on Thursday.",
        "Mona Lie",
        "Borean central bank",
    ),
    "a principal's school": (
        "At Nordre Vik school, parents waited. “Enough,” said principal Mona Lie.",
        "Mona Lie",
        "Nordre Vik school",
    ),
    "a player's team": (
        "Brattvik Rovers 3-2 Tverrdal. The home side were a man short. “Enough,” said goalkeeper Mona Lie.",
        "Mona Lie",
        "Brattvik Rovers",
    ),
    "a role with its place": (
        "Storvik council met late. “Enough,” said Mona Lie, hospital director in Haugen.",
        "Mona Lie",
        None,
    ),
    "no body of that kind": ("The harbour was closed. “Enough,” said union leader Mona Lie.", "Mona Lie", None),
    "the newsroom that was told": (
        "“Enough,” spokesman Ola Dahl told Kystposten. “Enough now,” said spokesman Ola Dahl.",
        "Ola Dahl",
        None,
    ),
    "a state's president": (
        "Lakeshore Trust fell. “Enough,” said Norwegian President Mona Lie.",
        "Mona Lie",
        None,
    ),
    "a led body": (
        "“Enough,” said Mona Lie, who has run the pensioners' lunch club for nine years.",
        "Mona Lie",
        "pensioners' lunch club",
    ),
    "a body's name that ends in common words": (
        "“Enough,” said Mona Lie of the Vika marine station.",
        "Mona Lie",
        "Vika marine station",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_affiliation(case: str) -> None:
    text, mention, affiliation = CASES[case]
    cue = "told" if " told " in text and " said" not in text else "said"
    source = only_source(text, Said("Enough", cue, mention))

    assert (source.affiliation.text if source.affiliation else None) == affiliation
    if source.affiliation:
        assert text[source.affiliation.start : source.affiliation.end] == affiliation
