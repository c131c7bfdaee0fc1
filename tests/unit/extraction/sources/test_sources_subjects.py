"""Who speaks where a sentence has more than one who could: bodies beside people, subjects beside others."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, sources_of, speakers_of
from workers.extraction.document import Name

CASES = {
    "initials behind the body of an office begin a person's name": (
        "Bo Dahl left.\n\nFormer professor of the Coastal and Harbour University S. Obi Lie, who sat on it, said that "
        "it was built for more. “You cannot win,” he added.",
        [
            Said(
                "that it was built for more",
                "said",
                "Former professor of the Coastal and Harbour University S. Obi Lie, who sat on it,",
                "indirect",
            ),
            Said("You cannot win", "added", "he"),
        ],
        ["S. Obi Lie", "S. Obi Lie"],
    ),
    "a given name behind the body of an office does, too": (
        "Head of the Dahl Polar Institute Ada Moreno said that the ice was thin.",
        [Said("that the ice was thin", "said", "Head of the Dahl Polar Institute Ada Moreno", "indirect")],
        ["Ada Moreno"],
    ),
    "a body that is called after somebody is one name": (
        "The Dahl Museum Ada Moreno said that it would open.",
        [Said("that it would open", "said", "The Dahl Museum Ada Moreno", "indirect")],
        ["Dahl Museum Ada Moreno"],
    ),
    "who heads a body inside a participle clause is not the body": (
        "A Senate panel met, a Senate panel said. The panel, headed by veteran senator Ada Moreno, found that it was "
        "late.",
        [
            Said("A Senate panel met", "said", "a Senate panel", "indirect"),
            Said("that it was late", "found", "The panel, headed by veteran senator Ada Moreno,", "indirect"),
        ],
        ["Senate panel", "Senate panel"],
    ),
    "so where the cue comes without a mention": (
        "The panel, headed by veteran senator Ada Moreno, found that it was late.",
        [Said("that it was late", "found", None, "indirect")],
        ["panel"],
    ),
    "whom somebody represents is not who speaks": (
        "The club’s lawyer, representing Ada Dahl, said that it was late.",
        [Said("that it was late", "said", "The club’s lawyer, representing Ada Dahl,", "indirect")],
        ["The club’s lawyer"],
    ),
    "two who run a project are not the project": (
        "The project, run by engineers Ada Obi and Bo Lie, says that it needs time.",
        [Said("that it needs time", "says", "The project, run by engineers Ada Obi and Bo Lie,", "indirect")],
        ["project"],
    ),
    "whom a participle names is who speaks": (
        "A man, identified as Bo Lie, said that it was late.",
        [Said("that it was late", "said", "A man, identified as Bo Lie,", "indirect")],
        ["Bo Lie"],
    ),
    "the name of a party is nobody's": (
        "Analyst Mona Obi said that it would test the mayor’s Umani Veya party, which holds 26 seats. “It does not "
        "fall,” she said.",
        [
            Said("that it would test the mayor’s Umani Veya party", "said", "Analyst Mona Obi", "indirect"),
            Said("It does not fall", "said", "she"),
        ],
        ["Mona Obi", "Mona Obi"],
    ),
    "a general election is no general": (
        "Mona Obi spoke of the General Election. “It does not fall,” she said.",
        [Said("It does not fall", "said", "she")],
        ["Mona Obi"],
    ),
    "auditors with one name are a firm": (
        "According to the club’s auditors, Hartvig Brin, there is doubt.",
        [Said("there is doubt", "According to", "the club’s auditors", "indirect")],
        ["Hartvig Brin"],
    ),
    "auditors with two names are two people": (
        "“There is doubt,” said the club’s auditors, Ada Moreno and Bo Lie.",
        [Said("There is doubt", "said", "Ada Moreno and Bo Lie")],
        ["Ada Moreno and Bo Lie"],
    ),
    "a named subject right before wins over an unnamed source": (
        "Karu Obi-Lie runs the club. An offer was made, a source close to the talks said. Obi-Lie refused. "
        "“Ask me about that,” he said.",
        [
            Said("An offer was made", "said", "a source close to the talks", "indirect"),
            Said("Ask me about that", "said", "he"),
        ],
        ["a source close to the talks", "Karu Obi-Lie"],
    ),
    "who goes on with nobody named in between is still the unnamed source": (
        "Obi-Lie runs the club. An offer was made, a source close to the talks said. “Ask me about that,” he said.",
        [
            Said("An offer was made", "said", "a source close to the talks", "indirect"),
            Said("Ask me about that", "said", "he"),
        ],
        ["a source close to the talks", "a source close to the talks"],
    ),
    "the subject of a new paragraph wins over the speaker of the last, also where he refuses": (
        "Dr Bo Lie was named.\n\nThe party’s secretary, Mr Ivo Dahl, warned members against talking.\n\nDr Lie, who "
        "has held the office since 2023, did not pick our calls. In a letter, he wrote that it was late.",
        [
            Said("against talking", "warned", "The party’s secretary, Mr Ivo Dahl,", "indirect"),
            Said("that it was late", "wrote", "he", "indirect"),
        ],
        ["Ivo Dahl", "Bo Lie"],
    ),
    "a title behind a given name is a name": (
        "Governor Mina Begum Obi-Lie said that it was late.",
        [Said("that it was late", "said", "Governor Mina Begum Obi-Lie", "indirect")],
        ["Mina Begum Obi-Lie"],
    ),
    "a description without a match is the subject's of the sentence before": (
        "The goals came from winger Ivo Dahl.\n\nThat was all.\n\nBo Lie, whose contract ends in May, was more modest. "
        "“I slipped,” the goalkeeper said.",
        [Said("I slipped", "said", "the goalkeeper")],
        ["Bo Lie"],
    ),
    "not where somebody of the paragraph is described so": (
        "The goals came from winger Ivo Dahl. Bo Lie was more modest. “I slipped,” the winger said.",
        [Said("I slipped", "said", "the winger")],
        ["Ivo Dahl"],
    ),
    "nor where the scene has one": (
        "Bo Lie was more modest. “I slipped,” the driver said.",
        [Said("I slipped", "said", "the driver")],
        ["the driver"],
    ),
    "a pronoun tells more of the gender than a list of names": (
        "Mona Dahl came.\n\nNobody spoke. It rained all day. The hall was full.\n\nAnalyst Carlos Obi-Lie said that it "
        "was late. “It is over. It is late,” she said. She added that it was cold.",
        [
            Said("that it was late", "said", "Analyst Carlos Obi-Lie", "indirect"),
            Said("It is over. It is late", "said", "she"),
            Said("that it was cold", "added", "She", "indirect"),
        ],
        ["Carlos Obi-Lie"] * 3,
    ),
    "but not where somebody else is near": (
        "Mona Dahl came. Analyst Carlos Obi-Lie said that it was late. “It is late,” she said.",
        [
            Said("that it was late", "said", "Analyst Carlos Obi-Lie", "indirect"),
            Said("It is late", "said", "she"),
        ],
        ["Carlos Obi-Lie", "Mona Dahl"],
    ),
    "nor where a title tells the gender": (
        "Mona Dahl came.\n\nNobody spoke. It rained all day. The hall was full.\n\nMr Carlos Obi-Lie said that it was "
        "late. “It is late,” she said.",
        [
            Said("that it was late", "said", "Mr Carlos Obi-Lie", "indirect"),
            Said("It is late", "said", "she"),
        ],
        ["Carlos Obi-Lie", "Mona Dahl"],
    ),
    "a mention that runs on behind its pronoun is the pronoun": (
        "“It is late,” says Mona Dahl. In May she went through three reports and found that rest helps.",
        [
            Said("It is late", "says", "Mona Dahl"),
            Said("that rest helps", "found", "she went through three reports", "indirect"),
        ],
        ["Mona Dahl", "Mona Dahl"],
    ),
    "what circles say": (
        "In circles of the harbour board it was said that it was late. Mona Dahl left.",
        [Said("that it was late", "was said", None, "indirect")],
        ["circles of the harbour board"],
    ),
    "what circles with an adjective say": (
        "It is said in government circles that it was late. Mona Dahl left.",
        [Said("that it was late", "is said", None, "indirect")],
        ["government circles"],
    ),
    "circles that somebody moves in say nothing": (
        "There was a panic within harbour circles, and Mona Dahl was said to be angry.",
        [Said("to be angry", "was said", None, "indirect")],
        [None],
    ),
    "what nobody says": (
        "It was said that it was late.",
        [Said("that it was late", "was said", None, "indirect")],
        [None],
    ),
    "a pronoun inside somebody's words tells nothing for sure of the gender": (
        "“I farm,” said Bo Dahl. It rained. It rained again.\n\nMinister Mona Lind spoke.\n\nHer critic, Kaveri "
        "Obi-Lie, shot back that she had never been there. “It is late,” he said.",
        [
            Said("I farm", "said", "Bo Dahl"),
            Said("that she had never been there", "shot back", "Her critic, Kaveri Obi-Lie,", "indirect"),
            Said("It is late", "said", "he"),
        ],
        ["Bo Dahl", "Kaveri Obi-Lie", "Kaveri Obi-Lie"],
    ),
    "a document that is the subject is the it of the next sentence": (
        "The firm is Aldra Homes. A statement from the agency, Aldra Homes, was read out. It said that it was late.",
        [Said("that it was late", "said", "It", "indirect")],
        ["A statement from the agency"],
    ),
}


@pytest.mark.parametrize(("text", "said", "names"), CASES.values(), ids=CASES)
def test_speakers(text: str, said: list[Said], names: list[str | None]) -> None:
    assert speakers_of(text, *said) == names


@pytest.mark.parametrize(
    ("lead", "name", "kind"),
    [
        ("Dahla Ridge, an out-of-town developer that owns the mall,", "Dahla Ridge", "organization"),
        ("Dahla Ridge, a family-owned manufacturer,", "Dahla Ridge", "organization"),
        ("Dahla Ridge, a developer who owns the mall,", "Dahla Ridge", "person"),
        ("The Dahla Ridge group", "Dahla Ridge", "organization"),
        ("Hartvig Brin, the club’s auditors,", "Hartvig Brin", "organization"),
    ],
)
def test_the_noun_beside_a_name_tells_a_firm(lead: str, name: str, kind: str) -> None:
    text = f"{lead} said that it was late."
    start = text.index(name)
    names = (Name(start, start + len(name), "person", 0.9),)
    found = sources_of(text, Said("that it was late", "said", lead.rstrip(","), "indirect"), names=names)
    assert [(source.name, source.kind) for source in found.sources] == [(name, kind)]


def test_the_short_name_of_a_firm_is_the_firm() -> None:
    text = "Aldra Peak Homes, the out-of-state firm that owns it, fell. In a letter, Aldra Peak said that it was late."
    start = text.rindex("Aldra Peak")
    names = (Name(start, start + 10, "person", 0.8),)
    found = sources_of(text, Said("that it was late", "said", "Aldra Peak", "indirect"), names=names)
    assert [(source.name, source.kind) for source in found.sources] == [("Aldra Peak Homes", "organization")]


def test_a_slogan_is_no_she() -> None:
    text = (
        "Mayor Ada Moreno spoke.\n\nIt rained. It rained again. Members left shouting ‘Karu sela’. She denied that it "
        "was late."
    )
    names = (Name(text.index("Karu"), text.index("Karu") + 4, "person", 0.7),)
    found = sources_of(text, Said("that it was late", "denied", "She", "indirect"), names=names)
    assert [source.name for source in found.sources] == ["Ada Moreno"]
