"""One source, whole, as outlets of many styles bring it in: name, role, affiliation, category."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source, sources_of
from workers.extraction.document import FoundQuote, Name, Reading
from workers.extraction.segment import segment
from workers.extraction.sources import find_sources
from workers.extraction.types import Span

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
        "food scientist",
        None,
        "expert",
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

CASES |= {
    "an office of two fields": (
        "The news came from the Fire and Flood Agency. “Yes,” said its director, Mona Berg.",
        "Mona Berg",
        "Mona Berg",
        "director",
        "Fire and Flood Agency",
        "business",
    ),
    "a cabinet's secretary belongs to no agency": (
        "The Flood Agency warned on Monday. Chief Cabinet Secretary Mona Berg said: “Yes.”",
        "Mona Berg",
        "Mona Berg",
        "Chief Cabinet Secretary",
        None,
        "politician",
    ),
    "a body by its members": (
        "Tenants’ association head Mona Berg said: “Yes.”",
        "Mona Berg",
        "Mona Berg",
        "head",
        "Tenants’ association",
        "business",
    ),
    "an economist of an institute": (
        "Economist Michael Vogt of the Borean Economic Institute (BEI) in Aros said: “Yes.”",
        "Economist Michael Vogt of the Borean Economic Institute (BEI) in Aros",
        "Michael Vogt",
        "Economist",
        "Borean Economic Institute",
        "expert",
    ),
    "a spokesman of the agency spoken of": (
        "The Borean Flood Agency is out of money. “Yes,” said Dominik Hyde, the agency’s regional spokesman.",
        "Dominik Hyde",
        "Dominik Hyde",
        "regional spokesman",
        "Borean Flood Agency",
        "spokesperson",
    ),
    "an economist for a part of the world": (
        "“Yes,” said Lynn Song, INC’s chief economist for Greater Borea.",
        "Lynn Song",
        "Lynn Song",
        "chief economist for Greater Borea",
        "INC",
        "expert",
    ),
    "two offices joined": (
        "“Yes,” said Cedric Pule, environment minister and chair of the Alliance of Islands.",
        "Cedric Pule",
        "Cedric Pule",
        "environment minister and chair",
        "Alliance of Islands",
        "politician",
    ),
    "a part of a body that owns it": (
        "“Yes,” it was in broad daylight, said Insp Kelly Alle, from the Aros Police’s Special Crime Command.",
        "Kelly Alle",
        "Kelly Alle",
        "Insp",
        "Aros Police’s Special Crime Command",
        "official",
    ),
    "a participle that opens the sentence": (
        "Batting coach Mona Berg said: “Yes.”",
        "Mona Berg",
        "Mona Berg",
        "Batting coach",
        None,
        "celebrity",
    ),
    "a firm that begins with a place": (
        "“Yes,” London Water chief executive Pat Doug said.",
        "Pat Doug",
        "Pat Doug",
        "chief executive",
        "London Water",
        "business",
    ),
    "what only describes a body": (
        "“Yes,” said Tim Burg, a fellow at the conservative Heritage Institute.",
        "Tim Burg",
        "Tim Burg",
        "fellow",
        "Heritage Institute",
        "expert",
    ),
    "the union's": (
        "The Dockers’ Union is angry. “Yes,” said the union’s Rik Daem.",
        "Rik Daem",
        "Rik Daem",
        None,
        "Dockers’ Union",
        "other",
    ),
    "a family name like a pronoun": (
        "A commerce ministry spokesperson, He Yada, said: “Yes.”",
        "He Yada",
        "He Yada",
        "commerce ministry spokesperson",
        "commerce ministry",
        "spokesperson",
    ),
    "a trade after the name and an age": (
        "Bernadette Shea, 71, runs the Lunch Club. “Yes,” she said.",
        "she",
        "Bernadette Shea",
        "runs the Lunch Club",
        "Lunch Club",
        "business",
    ),
    "a chief officer of the firm named before": (
        "Bexalta jumped 23 percent. Chief Scientific Officer Dan Skov said: “Yes.”",
        "Dan Skov",
        "Dan Skov",
        "Chief Scientific Officer",
        "Bexalta",
        "business",
    ),
    "a child by the class": (
        "“Yes,” said tenth-grader Noah Abdi.",
        "Noah Abdi",
        "Noah Abdi",
        "tenth-grader",
        None,
        "public",
    ),
    "a trade told only where the speaker stands": (
        "Inside, Rosa Ruiz shapes her last loaves. “Yes,” says the baker.",
        "the baker",
        "Rosa Ruiz",
        "baker",
        None,
        "public",
    ),
    "a lawyer for a firm": (
        "A lawyer for the motorway operator Strade, Giorgio Perr, said: “Yes.”",
        "A lawyer for the motorway operator Strade, Giorgio Perr",
        "Giorgio Perr",
        "lawyer",
        "motorway operator Strade",
        "other",
    ),
    "the paper that somebody else told": (
        "She was speaking to the Aros Foundation Dispatch. Studio chief Bob Iger said: “Yes.”",
        "Bob Iger",
        "Bob Iger",
        "Studio chief",
        None,
        "business",
    ),
    "a unit of a body": (
        "“Yes,” said Orna Moder, who researches rivers at the Conflict Unit of the Clingen Institute.",
        "Orna Moder",
        "Orna Moder",
        "researches rivers",
        "Clingen Institute",
        "expert",
    ),
    "an officer of a region is not the agency's spoken of": (
        "Parks Borea warned at noon. Ontario’s fire information officer Jo Onge said: “Yes.”",
        "Jo Onge",
        "Jo Onge",
        "fire information officer",
        None,
        "spokesperson",
    ),
    "a professor under another calling": (
        "“Yes,” said urban planner Prof. Dieter Ohm of Aros University.",
        "Dieter Ohm",
        "Dieter Ohm",
        "urban planner",
        "Aros University",
        "expert",
    ),
    "a place before somebody self-employed": (
        "In the evening, London hotelier Sheila Gilm said: “Yes.”",
        "Sheila Gilm",
        "Sheila Gilm",
        "London hotelier",
        None,
        "business",
    ),
    "who wrote about a bank": (
        "“Yes,” said Noel Atch, author of a history of the Aros Bank.",
        "Noel Atch",
        "Noel Atch",
        "author of a history of the Aros Bank",
        None,
        "celebrity",
    ),
    "an editor of a house with an ampersand": (
        "It came as a letter to her editor. “Yes,” said her editor, Jenny Parr of Chatter & Wind.",
        "her editor, Jenny Parr of Chatter & Wind",
        "Jenny Parr",
        "her editor",
        "Chatter & Wind",
        "media",
    ),
    "the same institute": (
        "The Borean Rock Institute opened. “Yes,” said Bren Barr, an ecologist at the same institute.",
        "Bren Barr",
        "Bren Barr",
        "ecologist",
        "Borean Rock Institute",
        "expert",
    ),
    "an institute of two fields": (
        "“Yes,” says Anna Nisk, researcher at the Road and Transport Research Institute, to the paper.",
        "Anna Nisk",
        "Anna Nisk",
        "researcher",
        "Road and Transport Research Institute",
        "expert",
    ),
    "its regional head": (
        "The Taxpayers’ Federation is not amused. “Yes,” says its regional head Sabine Glaw.",
        "its regional head Sabine Glaw",
        "Sabine Glaw",
        "regional head",
        "Taxpayers’ Federation",
        "business",
    ),
    "the leader of the opposition belongs to no body spoken of": (
        "The Rail Corporation is in debt. Leader of the Opposition Ada Obi said: “Yes.”",
        "Ada Obi",
        "Ada Obi",
        "Leader of the Opposition",
        None,
        "politician",
    ),
    "a member for two places": (
        "Ada Obi, the MP for Skelb and Thorn, was angry. “Yes,” she said.",
        "she",
        "Ada Obi",
        "MP for Skelb and Thorn",
        None,
        "politician",
    ),
    "its member of the cabinet, of the authority": (
        "Hathers District Council met. The authority will pay. Ada Obi, its cabinet member for roads, said: “Yes.”",
        "Ada Obi",
        "Ada Obi",
        "cabinet member for roads",
        "Hathers District Council",
        "business",
    ),
    "a committee with a gerund in its name": (
        "She spoke to the Commons public spending committee. “Yes,” said the committee’s chair, Neil Tord.",
        "Neil Tord",
        "Neil Tord",
        "chair",
        "Commons public spending committee",
        "business",
    ),
    "the office by two words of its name": (
        "The National Storm Office gave a warning. “Yes,” said Curt Bly, a hydrologist with the storm office in Aros.",
        "Curt Bly",
        "Curt Bly",
        "hydrologist",
        "National Storm Office",
        "expert",
    ),
    "who has driven trains": (
        "“Yes,” said Ada Pick, a retired railroad engineer.",
        "Ada Pick",
        "Ada Pick",
        "retired railroad engineer",
        None,
        "public",
    ),
    "a physician at the ward that the story is about": (
        "“Yes,” said Rolf Eid, chief physician at the ward.",
        "Rolf Eid",
        "Rolf Eid",
        "chief physician at the ward",
        None,
        "other",
    ),
    "a member of the board of the firm": (
        "Bundesnet Holding is late. Volker Imm, the board member responsible for rails, said: “Yes.”",
        "Volker Imm",
        "Volker Imm",
        "board member responsible for rails",
        "Bundesnet Holding",
        "business",
    ),
    "the coach says nothing of whose": (
        "Ada Obi named six players on Monday. “Yes,” the coach said.",
        "the coach",
        "Ada Obi",
        "coach",
        None,
        "celebrity",
    ),
    "a university at a place": (
        "“Yes,” said Ada Obi, a historian at the University of Texas at Austin.",
        "Ada Obi",
        "Ada Obi",
        "historian",
        "University of Texas at Austin",
        "expert",
    ),
    "a region's secretary": (
        "“Yes,” said Ada Obi, the region’s climate secretary.",
        "Ada Obi",
        "Ada Obi",
        "climate secretary",
        None,
        "politician",
    ),
    "the party's leader": (
        "Metaso Social, which owns the site, is silent. “Yes,” said the party’s leader, Ada Obi.",
        "Ada Obi",
        "Ada Obi",
        "leader",
        "party",
        "politician",
    ),
    "the bishop of a town": ("“Yes,” said Bishop Ada Obi of Borg.", "Ada Obi", "Ada Obi", "Bishop", None, "advocate"),
    "a president of a district": (
        "“Yes,” said INTU district president Ada Obi.",
        "Ada Obi",
        "Ada Obi",
        "district president",
        "INTU",
        "business",
    ),
    "who led the team": (
        "“Yes,” said Ada Obi, the neurosurgeon who led the team.",
        "Ada Obi",
        "Ada Obi",
        "neurosurgeon",
        None,
        "expert",
    ),
    "a given name that is a faith": (
        "It was, the bassist Christian Brode said: “Yes.”",
        "Christian Brode",
        "Christian Brode",
        "bassist",
        None,
        "celebrity",
    ),
    "a notary's clerk": (
        "“Yes,” said Ada Obi, a notary’s clerk from Lodi.",
        "Ada Obi",
        "Ada Obi",
        "notary’s clerk",
        None,
        "official",
    ),
    "the forum, with a capital": (
        "It was a claim by the Aros Relief Forum. The Forum’s coordinator, Ada Obi, said: “Yes.”",
        "Ada Obi",
        "Ada Obi",
        "coordinator",
        "Aros Relief Forum",
        "official",
    ),
    "a team of the body spoken of": (
        "The Borean Coast Agency has counted thefts. “Yes,” said Lieutenant Ada Obi, head of the rural team.",
        "Lieutenant Ada Obi",
        "Ada Obi",
        "head of the rural team",
        "Borean Coast Agency",
        "business",
    ),
    "a body by the first word of its name": (
        "Kalumba Surfaces is sued. It was a bad day, but Kalumba said: “Yes.”",
        "Kalumba",
        "Kalumba Surfaces",
        None,
        None,
        "organization",
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


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Ice melts fast, doctors in Shanghai say.", "Shanghai", "doctors in Shanghai"),
        (
            "Ola Dahl met the owner of the tanker. Ice melts fast, the owner of the tanker say.",
            "the owner of the tanker",
            "the owner of the tanker",
        ),
        ("Ola Dahl was hit. Ice melts fast, the driver say.", "the driver", "the driver"),
    ],
)
def test_somebody_else_than_who_is_named(text: str, mention: str, name: str) -> None:
    assert only_source(text, Said("Ice melts fast", "say", mention, "indirect")).name == name


def test_a_given_name_that_is_a_common_word() -> None:
    text = "Rates rose. Bent Grevesen, a professor of law, said: “Yes.”"
    start = text.index("Bent")
    names = (Name(start, start + len("Bent Grevesen"), "person", 0.9),)
    (source,) = sources_of(text, Said("Yes.", "said", "Bent Grevesen"), names=names).sources
    assert (source.name, source.role and source.role.text) == ("Bent Grevesen", "professor of law")


def test_the_model_tells_where_a_body_ends_and_a_person_begins() -> None:
    text = "Convenor of the Metro Users’ Forum Lalitha Venkata asked: “Why?”"
    name = "Lalitha Venkata"
    names = (
        Name(text.index("Metro"), text.index(name) - 1, "organization", 0.8),
        Name(text.index(name), text.index(name) + len(name), "person", 0.9),
    )
    (source,) = sources_of(text, Said("Why?", "asked", name), names=names).sources
    assert (source.name, source.role and source.role.text) == (name, "Convenor")
    assert source.affiliation is not None
    assert source.affiliation.text == "Metro Users’ Forum"


def test_a_name_with_an_article_is_a_partys() -> None:
    text = "The house heard the Praja Sangha, whose members left. Its president, Ada Obi, said: “No.”"
    start = text.index("Praja")
    names = (Name(start, start + len("Praja Sangha"), "person", 0.8),)
    (source,) = sources_of(text, Said("No.", "said", "Ada Obi"), names=names).sources
    assert source.affiliation is not None
    assert source.affiliation.text == "Praja Sangha"


@pytest.mark.parametrize(
    ("text", "content", "cue", "mention", "name"),
    [
        (
            "The house heard a report of the State auditor, tabled on Monday, which observed that debts rose.",
            "that debts rose",
            "observed",
            "which",
            "a report of the State auditor",
        ),
        (
            "German pump maker Halver Holding cut its goal, blaming a weak dollar.",
            "a weak dollar",
            "blaming",
            "German",
            "Halver Holding",
        ),
        (
            "Hathers District Council met in May. The authority says that it will pay.",
            "that it will pay",
            "says",
            "The authority",
            "Hathers District Council",
        ),
    ],
)
def test_body_that_speaks(text: str, content: str, cue: str, mention: str, name: str) -> None:
    assert only_source(text, Said(content, cue, mention, "indirect")).name == name


def test_a_heading_that_repeats_the_middle_of_a_quote() -> None:
    text = "‘The sea always wins’\n\nA study was made.\n\n“Go now,” Ada Obi said. “The sea always wins, it does.”"
    first, second = text.index("Go now"), text.index("The sea always wins, it")
    spans = (Span(first, first + 7), Span(second, second + len("The sea always wins, it does.")))
    heading = FoundQuote("direct", "speech", (Span(1, 20),), None, None, False, False, 0.9)
    cue, speaker = Span(text.index("said"), text.index("said") + 4), Span(text.index("Ada"), text.index("Ada") + 7)
    quote = FoundQuote("direct", "speech", spans, cue, speaker, False, False, 0.9)
    found = find_sources(text, segment(text), Reading((), ()), (heading, quote))
    assert [found.sources[n].name for n in found.of_quote if n is not None] == ["Ada Obi", "Ada Obi"]


def test_a_role_after_a_sentence_that_ran_on() -> None:
    text = "A few would have been enough Researcher Ada Obi has followed it. “Yes,” she said."
    source = only_source(text, Said("Yes", "said", "she"))
    assert source.role is not None
    assert source.role.text == "Researcher"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The council’s secretary said that costs rose. “They rise,” Ada Obi told reporters.", ["Ada Obi"]),
        ("A nurse said that costs rose. “They rise,” Ada Obi told reporters.", ["A nurse", "Ada Obi"]),
        (
            "An official who asked not to be named said that costs rose. “They rise,” Ada Obi told reporters.",
            ["An official", "Ada Obi"],
        ),
        (
            "The council’s secretary said that costs rose. “They rise,” baker Ada Obi told reporters.",
            ["The council’s secretary", "Ada Obi"],
        ),
    ],
)
def test_who_is_named_after_the_office_that_spoke(text: str, names: list[str]) -> None:
    office = text[: text.index(" said")].removesuffix(" who asked not to be named")
    found = sources_of(text, Said("that costs rose", "said", office, "indirect"), Said("They rise", "told", "Ada Obi"))
    assert [source.name for source in found.sources] == names


def test_a_justice_is_the_judge() -> None:
    text = "Justice Fred Omond ruled that the county had failed. “No,” the judge said."
    found = sources_of(
        text,
        Said("that the county had failed", "ruled", "Justice Fred Omond", "indirect"),
        Said("No", "said", "the judge"),
    )
    assert [source.name for source in found.sources] == ["Fred Omond"]


def test_a_family_name_first_tells_no_gender() -> None:
    text = "Kim Sung-hoon left. Kim Yoon-ah, a patient with cancer, waited. “No,” she said."
    assert only_source(text, Said("No", "said", "she")).name == "Kim Yoon-ah"


def test_a_new_subject_takes_over_from_the_last_speaker() -> None:
    text = (
        "Prof Munir Iqbal, head of the flu group at the Pirbright Centre, said it was spreading. "
        "Farmer Mark Gorton, who keeps birds, has already lost 8,000. “It hurts,” he said."
    )
    found = sources_of(
        text,
        Said("it was spreading", "said", "Prof Munir Iqbal, head of the flu group at the Pirbright Centre", "indirect"),
        Said("It hurts", "said", "he"),
    )
    assert [source.name for source in found.sources] == ["Munir Iqbal", "Mark Gorton"]


@pytest.mark.parametrize("name", ["Siobhán Obi", "Encarnación Obi", "Lindiwe Obi", "Kristín Obi"])
def test_given_names_of_many_countries_tell_who_she_is(name: str) -> None:
    text = f"{name} met Jens Dahl. Jens Dahl was late. “Yes,” she said."
    assert only_source(text, Said("Yes", "said", "she")).name == name


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
        "Economists",
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
