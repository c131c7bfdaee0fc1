"""One source, whole, as outlets of many styles bring it in: name, role, affiliation, category."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, sources_of
from workers.extraction.document import Name

# text with a quote “Yes”, mention, name, role, affiliation, category ("expert" is an expert)
CASES = {
    "letters after a judge's name": (
        "Judge Karl Moe KC said: “Yes.”",
        "Judge Karl Moe KC",
        "Karl Moe",
        "Judge",
        None,
        "official",
    ),
    "an article before a body's name": (
        "“Yes,” said Dr Omar Sabri, director of al-Amal Hospital.",
        "Dr Omar Sabri",
        "Omar Sabri",
        "director",
        "al-Amal Hospital",
        "business",
    ),
    "a body in another language with an office's word in it": (
        "“Yes,” said Rosa Pinto, a glaciologist at the Universidad Mayor de San Telmo in Lima.",
        "Rosa Pinto",
        "Rosa Pinto",
        "glaciologist",
        "Universidad Mayor de San Telmo",
        "expert",
    ),
    "a former officer": (
        "“Yes,” said ex-FBI officer Marla Dunn.",
        "Marla Dunn",
        "Marla Dunn",
        "ex-FBI officer",
        None,
        "expert",
    ),
    "a retired rank": (
        "“Yes,” said retired Col. Eitan Barz, who led a unit until 2016.",
        "Eitan Barz",
        "Eitan Barz",
        "retired Col.",
        None,
        "expert",
    ),
    "a rank alone": ("“Yes,” said Sgt. Joe Albert.", "Joe Albert", "Joe Albert", "Sgt.", None, "official"),
    "a rank of two words": ("“Yes,” said Det Insp Ruth Call.", "Ruth Call", "Ruth Call", "Det Insp", None, "official"),
    "a bank with of before its governor": (
        "In Aros, Bank of Borea Governor Rhea Sund said: “Yes.”",
        "Rhea Sund",
        "Rhea Sund",
        "Governor",
        "Bank of Borea",
        "official",
    ),
    "a field that opens the sentence": (
        "Art historian Barney Phil said: “Yes.”",
        "Barney Phil",
        "Barney Phil",
        "Art historian",
        None,
        "expert",
    ),
    "a city's adjective is no body's name": (
        "It was a bad week for oil, but the Aros-based Rystad Group’s Jorge Lund said: “Yes.”",
        "Jorge Lund",
        "Jorge Lund",
        None,
        "Rystad Group",
        "other",
    ),
    "who leads research at a bank": (
        "“Yes,” said Nordbank's head of commodity research, Julia Stauf.",
        "Julia Stauf",
        "Julia Stauf",
        "head of commodity research",
        "Nordbank",
        "expert",
    ),
    "the army is no firm named before": (
        "Talks with Nordvik stalled. The army’s spokesman, Brig. Gen. Oded Harl, said: “Yes.”",
        "Oded Harl",
        "Oded Harl",
        "spokesman",
        "army",
        "spokesperson",
    ),
    "a charity called after somebody": (
        "The Ada Obi Foundation helps. Emma Rey, the charity’s director of policy, said: “Yes.”",
        "Emma Rey",
        "Emma Rey",
        "director of policy",
        "Ada Obi Foundation",
        "business",
    ),
    "a state's minister is no body's": (
        "“Yes,” said WA Fisheries Minister Don Pin.",
        "Don Pin",
        "Don Pin",
        "WA Fisheries Minister",
        None,
        "politician",
    ),
    "somebody's colleague": (
        "The Treasury is silent. Rand’s colleague David Phil said: “Yes.” Bo Rand agrees.",
        "David Phil",
        "David Phil",
        "Rand’s colleague",
        None,
        "public",
    ),
    "a chief officer of a firm": (
        "“Yes,” said Cloudline's chief technology officer, Ravi Menn.",
        "Ravi Menn",
        "Ravi Menn",
        "chief technology officer",
        "Cloudline",
        "business",
    ),
    "a chief officer of the state": (
        "“Yes,” said chief medical officer Ravi Menn.",
        "Ravi Menn",
        "Ravi Menn",
        "chief medical officer",
        None,
        "official",
    ),
    "a nickname of two words": (
        "Jazz trumpeter Nathan “Sweet Nate” Dubo turned 90. “Yes,” Dubo said.",
        "Dubo",
        "Nathan “Sweet Nate” Dubo",
        "Jazz trumpeter",
        None,
        "celebrity",
    ),
    "a family's physician and a family physician": (
        "“Yes,” said Dr. Carla Mend, a family physician in Lima.",
        "Carla Mend",
        "Carla Mend",
        "family physician in Lima",
        None,
        "expert",
    ),
    "a lawyer who has no part in the case": (
        "“Yes,” said Dana Whit, a defense attorney in Aros who is not connected to the case.",
        "Dana Whit",
        "Dana Whit",
        "defense attorney in Aros",
        None,
        "expert",
    ),
    "a lawyer of a field": (
        "“Yes,” said immigration lawyer Dana Whit.",
        "Dana Whit",
        "Dana Whit",
        "immigration lawyer",
        None,
        "expert",
    ),
    "a lawyer of a field for somebody": (
        "“Yes,” said immigration lawyer Dana Whit, who represents the family.",
        "Dana Whit",
        "Dana Whit",
        "immigration lawyer",
        None,
        "other",
    ),
    "prosecuting before the name": (
        "Prosecuting, Helen Mars told the court: “Yes.”",
        "Helen Mars",
        "Helen Mars",
        "Prosecuting",
        None,
        "other",
    ),
    "work in a sentence of its own": (
        "Amal Deeb is a biologist. For years she has worked for the Lake Commission in Aros. “Yes,” she said.",
        "she",
        "Amal Deeb",
        "biologist",
        "Lake Commission",
        "expert",
    ),
    "an acronym spelt out elsewhere": (
        "The Borean Weather Organization (BWO) warned. “Yes,” said BWO Secretary-General Celia Saul.",
        "Celia Saul",
        "Celia Saul",
        "Secretary-General",
        "Borean Weather Organization",
        "official",
    ),
    "a boss of a team": (
        "Calder Rovers boss Dan Kilb said: “Yes.”",
        "Dan Kilb",
        "Dan Kilb",
        "boss",
        "Calder Rovers",
        "celebrity",
    ),
    "a description learnt on the way": (
        "Elin Sand bought a tower. The 43-year-old carpenter from Aros was happy. “Yes,” says the carpenter.",
        "the carpenter",
        "Elin Sand",
        "carpenter",
        None,
        "public",
    ),
    "a description of the only one named": (
        "For Kim Jiho, kimchi is chemistry. “Yes,” says the food scientist.",
        "the food scientist",
        "Kim Jiho",
        None,
        None,
        "other",
    ),
    "a second position of the same player": (
        "Town captain Luca Bene, who scored both goals, disagreed. “Yes,” the midfielder said.",
        "the midfielder",
        "Luca Bene",
        "Town captain",
        None,
        "official",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_source(case: str) -> None:
    text, mention, name, role, affiliation, category = CASES[case]
    content = "Yes." if "“Yes.”" in text else "Yes"
    cue = "says" if f"says {mention}" in text else "told" if " told " in text else "said"
    source = only_source(text, Said(content, cue, mention))
    found = (source.name, source.role and source.role.text, source.affiliation and source.affiliation.text)
    assert (*found, source.category) == (name, role, affiliation, category)
    assert source.is_expert == (category == "expert")


def test_a_firm_that_was_read_as_a_person_still_employs() -> None:
    text = "“Yes,” said Goldhurst’s Amrit Dane."
    names = (Name(12, 21, "person", 0.75), Name(24, 34, "person", 0.75))
    (source,) = sources_of(text, Said("Yes", "said", "Amrit Dane"), names=names).sources
    assert (source.name, source.affiliation and source.affiliation.text) == ("Amrit Dane", "Goldhurst")


# text, mention, name, role, affiliation, expert
GROUPS = {
    "joint names behind their trade": (
        "Economists Mary Lind and Tom Ecks say that it is dear.",
        "Economists Mary Lind and Tom Ecks",
        "Mary Lind and Tom Ecks",
        "Economists",
        None,
        True,
    ),
    "scholars of a body": (
        "Researchers at the University of Aros say that it is dear.",
        "Researchers at the University of Aros",
        "Researchers at the University of Aros",
        "Researchers",
        "University of Aros",
        True,
    ),
    "experts who were asked": (
        "Economists polled by the paper say that it is dear.",
        "Economists polled by the paper",
        "Economists polled by the paper",
        "Economists polled by the paper",
        None,
        True,
    ),
    "a count is no part of the role": (
        "Two senior officials say that it is dear.",
        "Two senior officials",
        "Two senior officials",
        "senior officials",
        None,
        False,
    ),
}


@pytest.mark.parametrize("case", GROUPS)
def test_group(case: str) -> None:
    text, mention, name, role, affiliation, expert = GROUPS[case]
    source = only_source(text, Said("that it is dear", "say", mention, "indirect"))
    found = (source.name, source.role and source.role.text, source.affiliation and source.affiliation.text)
    assert (source.kind, *found, source.is_expert) == ("group", name, role, affiliation, expert)
