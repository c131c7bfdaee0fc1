"""Sources without a name: the role of their own wording, and the body that made a document."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, sources_of
from workers.extraction.document import Name

# text, mention of the source
MADE: dict[str, tuple[str, str, str | None]] = {
    "from": (
        "“Sixty,” according to new figures from the Arden Fishery Office.",
        "new figures from the Arden Fishery Office",
        "Arden Fishery Office",
    ),
    "by, after what it is of": (
        "“Sixty,” according to a survey of 400 bakers by the Flour Union.",
        "a survey of 400 bakers by the Flour Union",
        "Flour Union",
    ),
    "by, with an adjective": (
        "“Sixty,” according to a poll by the nonpartisan Marl Institute.",
        "a poll by the nonpartisan Marl Institute",
        "Marl Institute",
    ),
    "by an office": (
        "“Sixty,” according to a 2023 report by the city auditor.",
        "a 2023 report by the city auditor",
        "city auditor",
    ),
    "of an office": (
        "“Sixty,” according to a report of the State auditor.",
        "a report of the State auditor",
        "State auditor",
    ),
    "the body's own": ("“Sixty,” according to the county's own statistics.", "the county's own statistics", "county"),
    "a newsroom's": (
        "“Sixty,” according to a Beacon analysis of bus tickets.",
        "a Beacon analysis of bus tickets",
        "Beacon",
    ),
    "a service's": ("“Sixty,” according to a traffic police count.", "a traffic police count", "traffic police"),
    "its": (
        "The count was made by the Arden Fishery Office. “Sixty,” according to its data.",
        "its data",
        "Arden Fishery Office",
    ),
    "the same report": (
        "A report by the Arden Fishery Office came out. Few read it. “Sixty,” according to the report.",
        "the report",
        "Arden Fishery Office",
    ),
    "who commissioned it has not made it": (
        "“Sixty,” according to a report commissioned by the council.",
        "a report commissioned by the council",
        None,
    ),
    "who saw it has not made it": (
        "“Sixty,” according to documents seen by the Arden Beacon.",
        "documents seen by the Arden Beacon",
        None,
    ),
    "a nation is no maker": ("“Sixty,” according to the German data.", "the German data", None),
    "a month is no maker": ("“Sixty,” according to the October report.", "the October report", None),
    "what it is about is no maker": ("“Sixty,” according to customs data.", "customs data", None),
}

# text, mention, role, affiliation
UNNAMED: dict[str, tuple[str, str, str | None, str | None]] = {
    "a group is its noun": ("“No,” said analysts polled by the bank.", "analysts polled by the bank", "analysts", None),
    "who asked for something": ("“No,” said a teacher on the island.", "a teacher on the island", "teacher", None),
    "an official of a body": (
        "“No,” said an official of the labour department.",
        "an official of the labour department",
        "official",
        "labour department",
    ),
    "what he owns stays": (
        "“No,” said the owner of the tanker.",
        "the owner of the tanker",
        "owner of the tanker",
        None,
    ),
    "a man is no role": ("“No,” said one man.", "one man", None, None),
    "by what they know": (
        "“No,” said two people familiar with the talks.",
        "two people familiar with the talks",
        "people familiar with the talks",
        None,
    ),
    "a source close to something": (
        "“No,” said a source close to the coach.",
        "a source close to the coach",
        "source close to the coach",
        None,
    ),
    "the body named before": (
        "The Swim League met. “No,” said a spokesman for the league.",
        "a spokesman for the league",
        "spokesman",
        "Swim League",
    ),
}


@pytest.mark.parametrize("case", MADE)
def test_the_body_that_made_a_document(case: str) -> None:
    text, mention, body = MADE[case]
    source = only_source(text, Said("Sixty", "according to", mention))
    assert (source.kind, source.role) == ("document", None)
    assert (source.affiliation and source.affiliation.text) == body


@pytest.mark.parametrize("case", UNNAMED)
def test_an_unnamed_source_is_what_its_noun_says(case: str) -> None:
    text, mention, role, body = UNNAMED[case]
    source = only_source(text, Said("No", "said", mention))
    assert (source.role and source.role.text, source.affiliation and source.affiliation.text) == (role, body)


# text, name of the body, role
CALLED: dict[str, tuple[str, str, str | None]] = {
    "before the name": ("Dutch pump maker Obexa has cut its plans. “No,” said Obexa.", "Obexa", "Dutch pump maker"),
    "with an article": ("The grid company Nordlinja waits. “No,” said Nordlinja.", "Nordlinja", "grid company"),
    "between commas before the name": (
        "The scheme’s operator, Obexa, has cut its plans. “No,” said Obexa.",
        "Obexa",
        "scheme’s operator",
    ),
    "after the name": (
        "Alder Crest Homes, the out-of-state firm that owns the block, is silent. “No,” said Alder Crest Homes.",
        "Alder Crest Homes",
        "out-of-state firm",
    ),
    "a part of the name is no role": ("Obexa Group has cut its plans. “No,” said Obexa Group.", "Obexa Group", None),
    "a list is no apposition": (
        "The council, the clinic, Obexa Ltd and others met. “No,” said Obexa Ltd.",
        "Obexa Ltd",
        None,
    ),
}


@pytest.mark.parametrize("case", CALLED)
def test_what_a_body_is_called_by_its_name(case: str) -> None:
    text, name, role = CALLED[case]
    starts = (text.index(name), text.rindex(name))
    names = tuple(Name(start, start + len(name), "organization", 0.9) for start in starts)
    source = sources_of(text, Said("No", "said", name), names=names).sources[0]
    assert source.kind == "organization"
    assert (source.role and source.role.text) == role
