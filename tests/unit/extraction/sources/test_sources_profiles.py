"""Roles and affiliations that stand away from the name: one table a class, each row a text of its own."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source

# text, mention of the first quote's speaker, role, affiliation
Row = tuple[str, str, str | None, str | None]

BESIDE_THE_NAME: dict[str, Row] = {
    "title between role and name": (
        "The Minister of Ports, Engr. Daniel Okoro, was calm. “Never,” said Okoro.",
        "Okoro",
        "Minister of Ports",
        None,
    ),
    "two titles": (
        "The Forum's coordinator, Rev. Sr. Grace Eze, disagreed. “Never,” said Eze.",
        "Eze",
        "coordinator",
        "Forum",
    ),
    "title after a role in capitals": (
        "“Never,” said association secretary Smt. Maria Nair.",
        "Maria Nair",
        "association secretary",
        None,
    ),
    "a rank is a role": ("“Never,” said Det Garda Thomas Byrne.", "Thomas Byrne", "Det Garda", None),
    "a rank with (ret.)": ("“Never,” says Commodore (ret.) Martin Salo.", "Martin Salo", "Commodore (ret.)", None),
    "lady as part of an occupation": (
        "Retired dinner lady Susan Potts, 77, laughed. “Never,” said Potts.",
        "Potts",
        "Retired dinner lady",
        None,
    ),
    "professor after a better role": (
        "The observatory’s director, Professor Peter Zoller of the TUV, was blunt. “Never,” said Zoller.",
        "Zoller",
        "director",
        "TUV",
    ),
    "role between marks": (
        "The daily sent its “chief mood reporter” Sarah Quill. “Never,” writes Quill.",
        "Quill",
        "chief mood reporter",
        None,
    ),
    "unlisted trade in apposition": (
        "“Never,” said David Pole, 61, a third-generation chair bodger.",
        "David Pole",
        "third-generation chair bodger",
        None,
    ),
    "a remark in apposition is no role": ("“Never,” said David Pole, a week later.", "David Pole", None, None),
    "a river in apposition is no role": ("“Never,” said David Pole, a short letter in hand.", "David Pole", None, None),
    "only a first name given": (
        "A nurse who gave only her first name, Maria, was tired. “Never,” said Maria.",
        "Maria",
        "nurse",
        None,
    ),
    "two people, one plural": (
        "The court heard two Welsh developers, Daniel Rees and Martin Pugh, on Friday. “Never,” said Pugh.",
        "Pugh",
        "Welsh developers",
        None,
    ),
    "the second determiner opens the phrase": (
        "She won by a margin of ten votes over the incumbent, Peter Novak. “Never,” said Novak.",
        "Novak",
        "incumbent",
        None,
    ),
    "what he was gives way to what he is": (
        "The harbour commissioner, Peter Mwangi, called. “Never,” Peter Mwangi, a former teacher, said.",
        "Peter Mwangi",
        "harbour commissioner",
        None,
    ),
    "pronoun and has been": (
        "Peter Bruni wiped his hands. He is 58 and has been a clam farmer since he was a boy. “Never,” said Bruni.",
        "Bruni",
        "clam farmer",
        None,
    ),
    "office taken from another": (
        "Maria Dahl, who replaced Peter Rask as chair of the harbour council in May, agreed. “Never,” said Dahl.",
        "Dahl",
        "chair of the harbour council",
        "harbour council",
    ),
    "the candidate of the sentences after": (
        "Martin Cole arrived late. Nobody minded, and Cole smiled. "
        "The Labour candidate has campaigned for a year. “Never,” said Cole.",
        "Cole",
        "Labour candidate",
        None,
    ),
}

BODY_STATED: dict[str, Row] = {
    "party in brackets": ("“Never,” said Mayor Anna Vik (Coastal Party).", "Anna Vik", "Mayor", "Coastal Party"),
    "party in apposition": (
        "Gov. David Strand, a Republican, asked for help. “Never,” said Strand.",
        "Strand",
        "Gov.",
        "Republican",
    ),
    "possessor of many words": (
        "Soup For All’s chief executive, Maria Pick, was there. “Never,” said Pick.",
        "Pick",
        "chief executive",
        "Soup For All",
    ),
    "possessor right before the name": (
        "“Never,” wrote the Lundby Tribune’s Peter Hall.",
        "Peter Hall",
        None,
        "Lundby Tribune",
    ),
    "wrote for": ("“Never,” wrote Peter Hall for Dawn Consult.", "Peter Hall", None, "Dawn Consult"),
    "name of a body before the role": (
        "“Never,” said Utah Farmers Party Chairman David Reed.",
        "David Reed",
        "Chairman",
        "Utah Farmers Party",
    ),
    "acronym behind a common noun": (
        "At a news conference FTSB Chair Maria Kay spoke. “Never,” said Kay.",
        "Kay",
        "Chair",
        "FTSB",
    ),
    "a local of a union": (
        "“Never,” said Thomas Hutch, president of Local 12.",
        "Thomas Hutch",
        "president of Local 12",
        "Local 12",
    ),
    "now with": (
        "Former Finance Secretary Peter Lall, now with a Pune think tank, shrugged. “Never,” said Lall.",
        "Lall",
        "Former Finance Secretary",
        "Pune think tank",
    ),
    "who now advises": (
        "“Never,” said Peter Haver, a retired army officer who now advises the Delft Security Forum.",
        "Peter Haver",
        "retired army officer",
        "Delft Security Forum",
    ),
    "organisation with a name": (
        "“Never,” said Anna Vik, leader of the organisation Our Rivers.",
        "Anna Vik",
        "leader",
        "organisation Our Rivers",
    ),
    "institute at a university": (
        "“Never,” said Peter Wu, a research fellow with the Institute of Dry Farming at Gansu Plains University.",
        "Peter Wu",
        "research fellow",
        "Institute of Dry Farming at Gansu Plains University",
    ),
}

NO_BODY: dict[str, Row] = {
    "field of a minister": (
        "The Minister of Transport, Anna Berg, spoke. “Never,” said Berg.",
        "Berg",
        "Minister of Transport",
        None,
    ),
    "place of a mayor": ("“Never,” said Anna Berg, mayor of Port Hope.", "Anna Berg", "mayor of Port Hope", None),
    "region after of": ("“Never,” said Del. Maria Plum of the Coral Islands.", "Maria Plum", "Del.", None),
    "clients of a lawyer": (
        "A lawyer for the news outlets, David Shaw, appealed. “Never,” said Shaw.",
        "Shaw",
        "lawyer for the news outlets",
        None,
    ),
    "trade that opens the sentence": (
        "Sheep farmer Anna Grav lost fifty. “Never,” said Grav.",
        "Grav",
        "Sheep farmer",
        None,
    ),
}

BODY_ELSEWHERE: dict[str, Row] = {
    "subject of the sentence before": (
        "Nordvik Bank opens at night. Communications adviser Maria Lund promises lower rates. “Never,” said Lund.",
        "Lund",
        "Communications adviser",
        "Nordvik Bank",
    ),
    "subject before object": (
        "Tandem Foods beat the forecast of Bexley Group. Chief executive Peter Wrona was calm. “Never,” said Wrona.",
        "Wrona",
        "Chief executive",
        "Tandem Foods",
    ),
    "its": (
        "The Union of Lift Workers sent a circular to the Federal Government, signed by its general secretary, "
        "Daniel Ade. “Never,” said Ade.",
        "Ade",
        "general secretary",
        "Union of Lift Workers",
    ),
    "the body whose name holds the field": (
        "The Department of Fisheries was silent. Fisheries Minister Thomas Tracey was not. “Never,” said Tracey.",
        "Tracey",
        "Fisheries Minister",
        "Department of Fisheries",
    ),
    "the site that opens the paragraph": (
        "At the bread factory, one oven worked. “Never,” production manager Peter Aliev said.",
        "Peter Aliev",
        "production manager",
        "bread factory",
    ),
    "in full where it is spelt out": (
        "The Lake Safety Board (LSB) has reported. “Never,” said Peter Amundsen, director of the LSB.",
        "Peter Amundsen",
        "director",
        "Lake Safety Board",
    ),
    "a county's officer has no firm": (
        "Tandem Foods wants to grow. “Never,” said the county agriculture executive, Peter Lagat.",
        "Peter Lagat",
        "county agriculture executive",
        None,
    ),
    "a president has no firm": (
        "Tandem Foods wants to grow. President Peter Bilyk was abroad. “Never,” said Bilyk.",
        "Bilyk",
        "President",
        None,
    ),
    "a leader of hunters has no firm": (
        "Tandem Foods wants to grow. “Never,” says hunting leader Peter Odden.",
        "Peter Odden",
        "hunting leader",
        None,
    ),
}

BODY_ASKED_FOR: dict[str, Row] = {
    "the panel is the committee": (
        "The House Fishing Committee voted. “Never,” panel Chairman Rep. Daniel Reed said.",
        "Daniel Reed",
        "panel Chairman",
        "House Fishing Committee",
    ),
    "a judge has the court": (
        "He pleaded guilty at Port Circuit Criminal Court. Judge Maria Ogle listened. “Never,” said Ogle.",
        "Ogle",
        "Judge",
        "Port Circuit Criminal Court",
    ),
    "the company is the firm of the article": (
        "Calder Foods plc grew. Calder Foods plc is old. The company paid a dividend. "
        "“Never,” said chief financial officer Anna Rao.",
        "Anna Rao",
        "chief financial officer",
        "Calder Foods",
    ),
    "a campus by its letters": (
        "Sociologist Maria Basset of UC Bolinas agreed. “Never,” said Basset.",
        "Basset",
        "Sociologist",
        "UC Bolinas",
    ),
    "a chamber is no body": (
        "The Leader of the Opposition in the House, Martin Rahman, left. “Never,” said Rahman.",
        "Rahman",
        "Leader of the Opposition in the House",
        None,
    ),
    "a mother has no body": (
        "“Never,” said Anna Wik, mother of a girl at Bruk School.",
        "Anna Wik",
        "mother of a girl at Bruk School",
        None,
    ),
    "a deputy chief has no hospital": (
        "Somebody was taken to Mercy Hospital. “Never,” said Deputy Chief David Karr.",
        "David Karr",
        "Deputy Chief",
        None,
    ),
    "a team before its captain's sentence is no team": (
        "It is old, says leader Maria Morel. Captain Peter Wen believes it. “Never,” said Wen.",
        "Wen",
        "Captain",
        None,
    ),
}

TABLES = {
    "asked": BODY_ASKED_FOR,
    "beside": BESIDE_THE_NAME,
    "stated": BODY_STATED,
    "none": NO_BODY,
    "elsewhere": BODY_ELSEWHERE,
}


@pytest.mark.parametrize(("table", "name"), [(table, name) for table, rows in TABLES.items() for name in rows])
def test_profile(table: str, name: str) -> None:
    text, mention, role, affiliation = TABLES[table][name]
    cue = "said" if "said" in text else "says" if "says" in text else "writes" if "writes" in text else "wrote"
    source = only_source(text, Said("Never", cue, mention))
    assert (source.role and source.role.text, source.affiliation and source.affiliation.text) == (role, affiliation)
    for part in (source.role, source.affiliation):
        assert part is None or text[part.start : part.end] == part.text
