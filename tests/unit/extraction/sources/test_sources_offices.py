"""Which of several descriptions makes the role, and which body goes with it."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source

# text, mention of the first quote's speaker, role, affiliation
CASES: dict[str, tuple[str, str, str | None, str | None]] = {
    "the name of a firm behind what it does": (
        "“Never,” said Lotte Wik, chief executive of storage developer Voltholm.",
        "Lotte Wik",
        "chief executive",
        "Voltholm",
    ),
    "a bare office in a relative clause": (
        "Lotte Wik, who is provincial president of the Ports Society, agreed. “Never,” said Wik.",
        "Wik",
        "provincial president",
        "Ports Society",
    ),
    "the next of a list": (
        "“Never,” said Lotte Wik, trawler owner Dirk Moll and others.",
        "Lotte Wik",
        None,
        None,
    ),
    "an office before the calling": (
        "The provisional administrator, the lawyer Hanno Drost, sees good chances. “Never,” said Drost.",
        "Drost",
        "provisional administrator",
        None,
    ),
    "an office of the body before": (
        "The Ports Society wants to sell the hall to a trust. Its treasurer, retired solicitor Dirk Moll, 74, agreed. "
        "“Never,” said Moll.",
        "Moll",
        "treasurer",
        "Ports Society",
    ),
    "a visitor is no office": (
        "Our studio guest, political scientist Dirk Moll, agreed. “Never,” said Moll.",
        "Moll",
        "political scientist",
        None,
    ),
    "an office before a side remark": (
        "The union’s managing director, Anja Desh, an IAS officer of the 2011 batch, was angry. “Never,” said Desh.",
        "Desh",
        "managing director",
        "union",
    ),
    "a field before a bare rank": (
        "Sociologist Fatima Camm warned of it. “Never,” said Camm, a fellow at Westlake College.",
        "Camm",
        "Sociologist",
        "Westlake College",
    ),
    "what is presided over before a bare title": (
        "Commissioner Dole Hatch, who chairs the harbour committee, was sorry. “Never,” said Hatch.",
        "Hatch",
        "chairs the harbour committee",
        "harbour committee",
    ),
    "a study verb after the name": (
        "Greta Lund researches river traffic at the Orvik Technical University. “Never,” said Lund.",
        "Lund",
        "researches river traffic",
        "Orvik Technical University",
    ),
    "who sits in a body": (
        "The Senate Water Committee met. Senator Kip Barm, who sits in the committee, was calm. “Never,” said Barm.",
        "Barm",
        "Senator",
        "Senate Water Committee",
    ),
    "who sits on the board of a body": (
        "“Never,” said Dirk Moll, who sits on the board of Arden Water.",
        "Dirk Moll",
        None,
        "Arden Water",
    ),
    "who chairs a body, in an apposition": (
        "“Never,” said Dirk Moll, a retired solicitor who chairs the Hexton Civic Society.",
        "Dirk Moll",
        "retired solicitor",
        "Hexton Civic Society",
    ),
    "who runs a shop": (
        "Mira Pall runs a corner shop in the capital. “Never,” said Pall.",
        "Pall",
        "runs a corner shop in the capital",
        None,
    ),
    "who runs a risk has no role by it": (
        "Mira Pall runs a risk in the capital. “Never,” said Pall.",
        "Pall",
        None,
        None,
    ),
    "a shop without a name is no body": (
        "“Never,” said Mira Pall, who runs the bakery opposite the clinic.",
        "Mira Pall",
        "runs the bakery",
        None,
    ),
    "letters after the name": ("“Never,” said Naomi Adey KC.", "Naomi Adey", "KC", None),
    "letters beside a role": ("“Never,” said Judge Naomi Adey KC.", "Naomi Adey", "Judge", None),
    "a party before a title, and a body once belonged to": (
        "“Never,” said Lib Dem Cllr Pria Chand, a former chair of the markets committee.",
        "Pria Chand",
        "former chair of the markets committee",
        "Lib Dem",
    ),
    "the place of a dateline is no body": (
        "Arnfels (nda) – The shop has gone. “Never,” said managing director Almuth Frei.",
        "Almuth Frei",
        "managing director",
        None,
    ),
    "the field of a minister is no body": (
        "She has asked the Minister of Transport for a meeting. “Never,” said operations manager Almuth Frei.",
        "Almuth Frei",
        "operations manager",
        None,
    ),
    "what an office watches over is no body": (
        "The Auditor of Parishes, Beata Mumm, was blunt. “Never,” said Mumm.",
        "Mumm",
        "Auditor of Parishes",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_role_and_affiliation(case: str) -> None:
    text, mention, role, affiliation = CASES[case]
    source = only_source(text, Said("Never", "said", mention))
    assert (source.role and source.role.text, source.affiliation and source.affiliation.text) == (role, affiliation)
