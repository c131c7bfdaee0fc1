"""Whom the sentence right before is about: what "he", "it" and "the goalkeeper" mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.extraction.sources.source_articles import Said, speakers_of
from workers.extraction.document import FoundQuote, Reading
from workers.extraction.segment import segment
from workers.extraction.sources import find_sources
from workers.extraction.types import Span


def test_who_opens_a_sentence_of_his_own_takes_over_from_who_spoke() -> None:
    text = "“It is theft,” said Ray Holm. Bill Oakes disagreed. “It is policy,” he said. Holm laughed. “Ha,” he said."
    said = (Said("It is theft", "said", "Ray Holm"), Said("It is policy", "said", "he"), Said("Ha", "said", "he"))
    assert speakers_of(text, *said) == ["Ray Holm", "Bill Oakes", "Ray Holm"]


def test_who_is_praised_takes_over_whatever_names_tell_of_the_gender() -> None:
    text = "“He was a giant,” coach Rob Tull said of Okko Ives. Ives was modest. “I just ran,” he said."
    said = (Said("He was a giant", "said", "coach Rob Tull"), Said("I just ran", "said", "he"))
    assert speakers_of(text, *said)[1] == "Okko Ives"


def test_who_spoke_goes_on_where_nobody_else_is_the_subject() -> None:
    text = "“No,” said Ola Dahl. The plan of Mona Lie was praised by nobody. “It is late,” he said."
    said = (Said("No", "said", "Ola Dahl"), Said("It is late", "said", "he"))
    assert speakers_of(text, *said)[1] == "Ola Dahl"


@pytest.mark.parametrize(
    ("first", "document"),
    [
        ("A letter from the regulator, Merwater, was leaked.", "A letter from the regulator"),
        (
            "Sleep is the matter of a study of 900 nurses published in the Annals of Ward Care.",
            "a study of 900 nurses",
        ),
    ],
)
def test_it_is_the_document_and_not_who_sent_or_printed_it(first: str, document: str) -> None:
    text = f"{first} It said that the pipes were rotten."
    assert speakers_of(text, Said("that the pipes were rotten", "said", "It", "indirect")) == [document]


@pytest.mark.parametrize("noun", ["winger", "striker"])
def test_no_keeper_is_a_winger(noun: str) -> None:
    text = f"Goalkeeper Ted Mulven was ill. It rained.\n\n“I ran,” the {noun} said."
    assert speakers_of(text, Said("I ran", "said", f"the {noun}")) == [f"the {noun}"]


def _quote(text: str, parts: tuple[str, ...], cue: str, mention: str) -> FoundQuote:
    """A quote of several parts, which its clause interrupts."""

    def last(part: str) -> Span:
        return Span(text.rindex(part), text.rindex(part) + len(part))

    spans = tuple(last(part) for part in parts)
    return FoundQuote("indirect", "speech", spans, last(cue), last(mention), False, False, 0.9)


def test_whom_somebody_tells_of_does_not_speak() -> None:
    text = "Minister Ana Pollo spoke. “We talked,” Pollo said. Judge Eva Lindo, she added, had been frank."
    spoken = _quote(text, ("We talked",), "said", "Pollo")
    told = _quote(text, ("Judge Eva Lindo,", "had been frank"), "added", "she")
    found = find_sources(text, segment(text), Reading((), ()), (replace(spoken, kind="direct"), told))
    assert [source.name for source in found.sources] == ["Ana Pollo"]


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        ("Prime Minister Olof Renno resigned.", "The premier", "Olof Renno"),
        ("Bishop Karl Aunet wrote to the parish of Vik.", "The clergyman", "Karl Aunet"),
        ("Tidal Freight and the port of Selby fell out.", "The haulage firm", "Tidal Freight"),
        ("The Norbury Gazette sent a man to the hearing.", "The paper", "Norbury Gazette"),
        ("The Audit Commission of Kestria sent a man to the hearing.", "The watchdog", "Audit Commission of Kestria"),
        ("Tidal Freight bought Harbour Freight.", "The haulage firm", "haulage firm"),  # either
    ],
)
def test_what_the_sentence_before_is_about_has_another_noun(text: str, description: str, name: str) -> None:
    text = f"It rained all day in the valley. {text} {description} said that nobody was hurt."
    assert speakers_of(text, Said("that nobody was hurt", "said", description, "indirect")) == [name]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("These figures are contested by Nora Kerguet.", "Nora Kerguet"),
        ("It is this train that Nora Kerguet wants to halt.", "Nora Kerguet"),
        ("On Monday Nora Kerguet was arrested.", "The president of the Night Travellers"),  # anybody's president
        ("It was carried by Ola Dahl and Nora Kerguet.", "The president of the Night Travellers"),
    ],
)
def test_who_is_brought_in_by_name_alone_is_described_in_the_next_sentence(sentence: str, name: str) -> None:
    text = f"It rained. {sentence} The president of the Night Travellers, who teaches, says that the sum is wrong."
    said = Said("that the sum is wrong", "says", "The president of the Night Travellers", "indirect")
    assert speakers_of(text, said) == [name]


def test_a_dash_after_what_somebody_does_by_his_trade() -> None:
    text = (
        "– We take them up, says the fisherman Jens Brorhol.\n\nThe Environmental Agency states that it is safe."
        "\n\nOn Thursday evening the fisherman is going out again.\n\n– Someone has to."
    )
    said = (
        Said("We take them up", "says", "the fisherman Jens Brorhol"),
        Said("that it is safe", "states", "The Environmental Agency", "indirect"),
        Said("Someone has to."),
    )
    assert speakers_of(text, *said)[2] == "Jens Brorhol"
