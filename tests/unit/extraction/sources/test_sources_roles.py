"""Role and affiliation: one table of sentences, each with what must be read from it."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source

# text, mention, role, affiliation
CASES = {
    "before the name": ("“No,” said production manager Siri Haug.", "Siri Haug", "production manager", None),
    "capitalised, before the name": (
        "“No,” said North Borean Foreign Minister Choe Nam Gil.",
        "Choe Nam Gil",
        "North Borean Foreign Minister",
        None,
    ),
    "with of before the name": (
        "“No,” said professor of climate physics Bao Lien.",
        "Bao Lien",
        "professor of climate physics",
        None,
    ),
    "two roles before the name": (
        "Farmer and guide Aslak Rebne waited. “No,” said Rebne.",
        "Rebne",
        "Farmer and guide",
        None,
    ),
    "body before the role": ("“No,” said JMPD spokesperson Nomvula Kosa.", "Nomvula Kosa", "spokesperson", "JMPD"),
    "abbreviated title": ("“No,” said Rep. Stephen Lund.", "Stephen Lund", "Rep.", None),
    "party in brackets": ("“No,” said county mayor Torgeir Fjell (H).", "Torgeir Fjell", "county mayor", "H"),
    "state in brackets is no body": ("“No,” said Rep. Stephen Lund (D-Mass.).", "Stephen Lund", "Rep.", None),
    "noun phrase and comma before the name": (
        "The mayor of Storvik, Laila Antons, has asked for help. “Now,” said Antons.",
        "Antons",
        "mayor of Storvik",
        None,
    ),
    "apposition at a body": (
        "“No,” said Ingvild Tveit, glaciologist at the Western Ice Institute, to the paper.",
        "Ingvild Tveit",
        "glaciologist",
        "Western Ice Institute",
    ),
    "apposition of a body": (
        "Richard Reve, director of the Institute for Policy, said no. “No,” he said.",
        "Richard Reve",
        "director",
        "Institute for Policy",
    ),
    "body in lower case stays in the role": (
        "“No,” said Anders Høy, chairman of the regional council.",
        "Anders Høy",
        "chairman of the regional council",
        "regional council",
    ),
    "place is no body": (
        "“No,” said Mette Krag, sports physician in Ghent.",
        "Mette Krag",
        "sports physician in Ghent",
        None,
    ),
    "two prepositions": (
        "Eszter Kaln, chief economist for central Europe at Danube Capital in Budapest, agreed. “Yes,” said Kaln.",
        "Kaln",
        "chief economist for central Europe",
        "Danube Capital",
    ),
    "section at an academy": (
        "“No,” says Palle Yds, head teacher at the section for land power at the Royal Military Academy.",
        "Palle Yds",
        "head teacher at the section for land power",
        "Royal Military Academy",
    ),
    "age between name and role": (
        "“I got to 40,” said Loretta Hues, 66, a retired school bus driver.",
        "Loretta Hues",
        "retired school bus driver",
        None,
    ),
    "age in brackets": (
        "“No,” says Kåre Mikal (58), skipper of the Havlyk.",
        "Kåre Mikal",
        "skipper of the Havlyk",
        None,
    ),
    "relative clause that heads": (
        "“No,” said Luis Rubin, who heads the Center of Research in Mexico City.",
        "Luis Rubin",
        "heads the Center of Research",
        "Center of Research",
    ),
    "relative clause that teaches": (
        "“No,” said Miriam Feld, who teaches product liability at Lakehead College.",
        "Miriam Feld",
        "teaches product liability",
        "Lakehead College",
    ),
    "verb of study later in the sentence": (
        "Ines Fonta has argued many appeals and now teaches refugee law at Manitoba University. “Same,” said Fonta.",
        "Fonta",
        "teaches refugee law",
        "Manitoba University",
    ),
    "copula": (
        "“It is early,” writes Mykola Biel. Biel is a researcher at the Institute for Strategic Studies.",
        "Mykola Biel",
        "researcher",
        "Institute for Strategic Studies",
    ),
    "main verb that leads": (
        "Major Elina Kokk commands the Border Guard Academy. “Now we know,” Kokk says.",
        "Kokk",
        "Major",
        "Border Guard Academy",
    ),
    "possessive pronoun points to a body": (
        "The Creamery Alliance met. Its president, Majella Tuoh, was angry. “No,” said Tuoh.",
        "Tuoh",
        "president",
        "Creamery Alliance",
    ),
    "possessor is a body": (
        "The Creamery Alliance's president, Majella Tuoh, was angry. “No,” said Tuoh.",
        "Tuoh",
        "president",
        "Creamery Alliance",
    ),
    "possessor of a relative stays in the role": (
        "Mr Nunn's daughter, Sheila Barrow, wept. “No,” said Barrow.",
        "Barrow",
        "Mr Nunn's daughter",
        None,
    ),
    "body straight after the name": (
        "Marek Lamm at Vltava Bank disagreed. “No,” said Lamm.",
        "Lamm",
        None,
        "Vltava Bank",
    ),
    "body after of": ("“No,” said Carl Berg of the think tank Horizont.", "Carl Berg", None, "think tank Horizont"),
    "introduced once, never repeated": (
        "Biologist Eva Lund came back.\n\nThe lake was calm.\n\n“It is low,” Lund said.",
        "Lund",
        "Biologist",
        None,
    ),
    "split between two sentences": (
        "“It is low,” said Dr Eva Lund. Lund is a hydrologist at the University of the Lakes.",
        "Eva Lund",
        "hydrologist",
        "University of the Lakes",
    ),
    "fuller wording wins over the title": (
        "“It is low,” said Professor Eva Lund, a hydrologist at the University of the Lakes.",
        "Eva Lund",
        "hydrologist",
        "University of the Lakes",
    ),
    "title stays where only the party follows": (
        "Sen. Louise Ank, an Independent from Maine, waited. “No,” said Ank.",
        "Ank",
        "Sen.",
        None,
    ),
    "manager of the company just named": (
        "The power company Fjordstrøm Energy measures it. “Less,” says production manager Siri Haug.",
        "Siri Haug",
        "production manager",
        "Fjordstrøm Energy",
    ),
    "next person of a list is no role": (
        "Mona Lie, teacher Ola Dahl and others sang. “Yes,” said Lie.",
        "Lie",
        None,
        None,
    ),
    "object before a name is no role": (
        "“I sent a nurse to accompany Hilda Moss,” said Anna Berg. “Yes,” said Moss.",
        "Anna Berg",
        None,
        None,
    ),
    "plural title holds for the next name": (
        "Sens. Jon Test and David Vitt wrote a letter. “Pay,” said Vitt.",
        "Vitt",
        "Sens.",
        None,
    ),
    "nothing stated": ("“No,” said Mona Lie.", "Mona Lie", None, None),
}


@pytest.mark.parametrize("case", CASES)
def test_role_and_affiliation(case: str) -> None:
    text, mention, role, affiliation = CASES[case]
    content = (
        text[text.rindex("“") + 1 : text.rindex("”")]
        if mention != "Anna Berg"
        else "I sent a nurse to accompany Hilda Moss"
    )
    content = content.rstrip(",")
    source = only_source(text, Said(content, _cue(text), mention))
    assert (source.role and source.role.text, source.affiliation and source.affiliation.text) == (role, affiliation)


def _cue(text: str) -> str:
    tail = text[text.rindex("”") :]
    return next(cue for cue in ("said", "says", "writes") if cue in tail or cue in text)


@pytest.mark.parametrize("case", CASES)
def test_texts_are_slices_of_the_article(case: str) -> None:
    text, mention, _, _ = CASES[case]
    source = only_source(text, Said(text[text.index("“") + 1 : text.index("”")].rstrip(","), _cue(text), mention))
    for part in (source.role, source.affiliation, source.expert_reason, source.anonymity_reason):
        assert part is None or text[part.start : part.end] == part.text
    for span in source.mentions:
        assert 0 <= span.start < span.end <= len(text)


def test_a_party_in_brackets_that_no_list_knows() -> None:
    text = "Solvej Nyrud (Green Alternative) came to the harbour. “It is late,” said Solvej Nyrud."
    source = only_source(text, Said("It is late", "said", "Solvej Nyrud"))
    assert source.affiliation is not None
    assert source.affiliation.text == "Green Alternative"


def test_a_heading_that_ran_into_a_role_is_no_part_of_it() -> None:
    text = "It smells like an old cellar Fisherman Jens Brord has set traps for years. “Nobody came,” said Jens Brord."
    source = only_source(text, Said("Nobody came", "said", "Jens Brord"))
    assert source.role is not None
    assert source.role.text == "Fisherman"
