"""Category and expert verdict, each with the words it rests on; unnamed sources and the part a source plays."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, sources_of
from workers.extraction.sources import lexicons
from workers.extraction.sources.anonymity import TRIGGERS

# text around “Yes” and its mention, expert or not, category, the words the verdict rests on
PEOPLE = {
    "academic": (
        "“Yes,” said Eva Lund, professor of law at Lowland University.",
        "Eva Lund",
        True,
        "expert",
        "professor of law",
    ),
    "analyst at a bank": (
        "“Yes,” said Eva Lund, chief economist at Danube Bank.",
        "Eva Lund",
        True,
        "expert",
        "chief economist",
    ),
    "specialist by ending": ("“Yes,” said sedimentologist Eva Lund.", "Eva Lund", True, "expert", "sedimentologist"),
    "physician": (
        "“Yes,” said Dr Eva Lund, an emergency physician in Leeds.",
        "Eva Lund",
        True,
        "expert",
        "emergency physician in Leeds",
    ),
    "team doctor": ("“Yes,” said team doctor Gorm Ellis.", "Gorm Ellis", False, "other", "team doctor"),
    "her own doctor": (
        "Anna Berg fell. “Yes,” said her doctor, Gorm Ellis.",
        "Gorm Ellis",
        False,
        "other",
        "her doctor",
    ),
    "retired officer": (
        "“Yes,” said retired Lieutenant Colonel Pauli Sand.",
        "Pauli Sand",
        True,
        "expert",
        "retired Lieutenant Colonel",
    ),
    "retired bus driver": (
        "“Yes,” said Loretta Hues, a retired school bus driver.",
        "Loretta Hues",
        False,
        "public",
        "retired school bus driver",
    ),
    "officer in service": ("“Yes,” said Major Elina Kokk.", "Elina Kokk", False, "official", "Major"),
    "think tank vice president": (
        "“Yes,” said Carmel Mart, executive vice president for policy at the Policy Institute.",
        "Carmel Mart",
        True,
        "expert",
        "executive vice president for policy",
    ),
    "leads a research body": (
        "“Yes,” said Luis Rubin, who heads the Institute for Development.",
        "Luis Rubin",
        True,
        "expert",
        "heads the Institute for Development",
    ),
    "teaches": (
        "“Yes,” said Miriam Feld, who teaches law at Lakehead College.",
        "Miriam Feld",
        True,
        "expert",
        "teaches law",
    ),
    "head of a hospital department": (
        "“Yes,” said Marek Dabr, head of trauma surgery at St. Ralph Hospital.",
        "Marek Dabr",
        True,
        "expert",
        "head of trauma surgery",
    ),
    "long practice": (
        "“Yes,” said Naoki Arak, a property trader with 25 years of experience in empty villages.",
        "Naoki Arak",
        True,
        "expert",
        "property trader with 25 years of experience in empty villages",
    ),
    "spokesperson of a university": (
        "“Yes,” said Eva Lund, a spokeswoman for Lowland University.",
        "Eva Lund",
        False,
        "spokesperson",
        "spokeswoman",
    ),
    "minister": (
        "“Yes,” said Energy Minister Katarina Stahl.",
        "Katarina Stahl",
        False,
        "politician",
        "Energy Minister",
    ),
    "executive on the own firm": (
        "“Yes,” said Mauno Kive, chief executive of Rantar Oy.",
        "Mauno Kive",
        False,
        "business",
        "chief executive",
    ),
    "lawyer of a party": ("“Yes,” said his attorney, Rehana Moos.", "Rehana Moos", False, "other", "his attorney"),
    "union leader": ("“Yes,” said union leader Marisol Catri.", "Marisol Catri", False, "advocate", "union leader"),
    "journalist": ("“Yes,” said the journalist Dain Ivers.", "Dain Ivers", False, "media", "journalist"),
    "coach": ("“Yes,” said national team coach Runar Skjo.", "Runar Skjo", False, "celebrity", "national team coach"),
    "neighbour": ("“Yes,” said the neighbour Inge Broga.", "Inge Broga", False, "public", "neighbour"),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_person(case: str) -> None:
    text, mention, expert, category, words = PEOPLE[case]
    source = only_source(text, Said("Yes", "said", mention))
    assert (source.is_expert, source.category) == (expert, category)
    assert source.expert_reason is not None
    assert source.expert_reason.text == words
    assert text[source.expert_reason.start : source.expert_reason.end] == words
    assert source.expert_reason.rule


def test_nothing_stated_gives_no_reason() -> None:
    source = only_source("“Yes,” said Mona Lie.", Said("Yes", "said", "Mona Lie"))
    assert (source.is_expert, source.expert_reason, source.category) == (False, None, "other")


@pytest.mark.parametrize(
    ("text", "mention", "kind", "expert"),
    [
        (
            "A study by Lowland University found that the ice is thin.",
            "A study by Lowland University",
            "document",
            True,
        ),
        ("The police report said that the ice is thin.", "The police report", "document", False),
        ("Lowland University said that the ice is thin.", "Lowland University", "organization", True),
        ("The Ministry of Fisheries said that the ice is thin.", "The Ministry of Fisheries", "organization", False),
        ("Three fishermen said that the ice is thin.", "Three fishermen", "group", False),
        ("A fisherman said that the ice is thin.", "A fisherman", "unnamed", False),
    ],
)
def test_bodies_documents_and_groups(text: str, mention: str, kind: str, expert: bool) -> None:
    source = only_source(text, Said("the ice is thin", "found" if "found" in text else "said", mention, "indirect"))
    assert (source.kind, source.is_expert) == (kind, expert)


@pytest.mark.parametrize(
    ("text", "mention", "reason"),
    [
        (
            "A broker, who asked not to be identified because talks go on, said the ice is thin.",
            "A broker",
            "asked not to be identified because talks go on",
        ),
        ("An aide, speaking on condition of anonymity, said the ice is thin.", "An aide", "on condition of anonymity"),
        (
            "One steward, who didn’t want to give his name, said the ice is thin.",
            "One steward",
            "didn’t want to give his name",
        ),
        (
            "A diplomat said the ice is thin. The diplomat spoke on condition of anonymity to describe private talks.",
            "A diplomat",
            "on condition of anonymity to describe private talks",
        ),
        ("A broker said the ice is thin. The dean spoke on condition of anonymity.", "A broker", None),
        ("A broker said the ice is thin.", "A broker", None),
    ],
)
def test_anonymity(text: str, mention: str, reason: str | None) -> None:
    source = only_source(text, Said("the ice is thin", "said", mention, "indirect"))
    assert source.kind == "unnamed"
    assert (source.anonymity_reason and source.anonymity_reason.text) == reason


def test_every_phrase_of_anonymity_holds_a_word_that_is_looked_for_first() -> None:
    assert [phrase for phrase in lexicons.words("mentions/anonymity.txt") if not TRIGGERS & set(phrase.split())] == []


@pytest.mark.parametrize(
    ("text", "mention", "reason"),
    [
        ("Olena, 34, who gave only her first name, said the ice is thin.", "Olena", "gave only her first name"),
        (
            "The mother, who asked to be identified only by her surname, Li, said the ice is thin.",
            "Li",
            "asked to be identified only by her surname",
        ),
        ("Omar Sabri (not his real name) said the ice is thin.", "Omar Sabri", "not his real name"),
        ("Omar Sabri said the ice is thin. A nurse asked not to be named.", "Omar Sabri", None),
    ],
)
def test_why_a_name_is_not_full_or_real(text: str, mention: str, reason: str | None) -> None:
    source = only_source(text, Said("the ice is thin", "said", mention, "indirect"))
    assert source.kind == "person"
    assert (source.anonymity_reason and source.anonymity_reason.text) == reason


def test_newsmaker_and_contributor() -> None:
    text = (
        "Mayor Karl Brandt resigned on Monday after a row over a bridge.\n\n“I am tired,” Brandt said.\n\n"
        "“Mayors rarely last,” said Eva Lund, professor of politics at Lowland University."
    )
    found = sources_of(text, Said("I am tired", "said", "Brandt"), Said("Mayors rarely last", "said", "Eva Lund"))
    assert [(s.name, s.part) for s in found.sources] == [("Karl Brandt", "newsmaker"), ("Eva Lund", "contributor")]


def test_one_source_holds_all_mentions_and_aliases() -> None:
    text = "Mona Lie won. “I won,” said Lie. “Yes,” she said."
    found = sources_of(text, Said("I won", "said", "Lie"), Said("Yes", "said", "she"))
    (source,) = found.sources
    assert [span.of(text) for span in source.mentions] == ["Mona Lie", "Lie", "she"]
    assert source.aliases == ("Lie",)
    assert found.of_quote == (0, 0)


def test_no_quotes_no_sources() -> None:
    assert sources_of("Mona Lie won.").sources == ()
