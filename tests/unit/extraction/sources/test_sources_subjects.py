"""Who speaks where a sentence has more than one who could: bodies beside people, subjects beside others."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, speakers_of

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
}


@pytest.mark.parametrize(("text", "said", "names"), CASES.values(), ids=CASES)
def test_speakers(text: str, said: list[Said], names: list[str | None]) -> None:
    assert speakers_of(text, *said) == names
