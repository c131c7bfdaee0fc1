"""Interviews without labels, and headlines that quote."""

from __future__ import annotations

import re

from workers.extraction.document import Name
from workers.extraction.interviews import find_turns
from workers.extraction.segment import segment

LEAD = "The glassblower Ottilie Brandvold, 71, closes her workshop in Sundhaven this week."
ALTERNATING = [
    "You started at fourteen. Was it your own idea?",
    "It was my mother's. I wanted to go to sea, and she hid my boots.",
    "What do you see in the fire?",
    "Nothing at all. We look at the glass. [She laughs.] The fire looks after itself.",
    "The museum has called the blue bowl a national treasure.",
    "They should have come when I had to sell it for rent. I got a sack of coal.",
    "Do you have any regrets?",
    "Only my thumb.",
    "And your apprentice wants to carry on…",
    "I have told him that he is mad. He said that he had had a good teacher.",
]


def said(paragraphs: list[str], person: str = "Ottilie Brandvold") -> list[tuple[str | None, str]]:
    text = "\n\n".join(paragraphs)
    names = [Name(m.start(), m.end(), "person", 0.9) for m in re.finditer(person, text)]
    return [
        (turn.speaker.of(text) if turn.speaker else None, " … ".join(span.of(text) for span in turn.spans))
        for turn in find_turns(text, segment(text), names)
        if not turn.asks
    ]


def test_every_other_paragraph_answers_though_not_every_question_has_its_mark() -> None:
    answers = [text.replace(" [She laughs.] ", " … ") for text in ALTERNATING[1::2]]
    assert said(["The last glass", LEAD, *ALTERNATING]) == [("Ottilie Brandvold", answer) for answer in answers]


def test_an_answer_over_two_paragraphs_and_what_follows_the_interview() -> None:
    talk = [*ALTERNATING[:4], "And I still dream of the sea.", *ALTERNATING[6:8]]
    after = "Her workshop opens as a museum in May, the town of Sundhaven says."
    found = said(["The last glass", LEAD, *talk, after])
    assert [answer for _, answer in found] == [
        ALTERNATING[1],
        "Nothing at all. We look at the glass. … The fire looks after itself. … And I still dream of the sea.",
        "Only my thumb.",
    ]


def test_an_explainer_with_questions_as_subheads_is_no_interview() -> None:
    explained = [
        "Why does glass break?",
        "It is under strain. “I hear it sing first,” says Brandvold.",
        "Can it be mended?",
        "Seldom. “We tried glue once,” she says.",
        "Will you see it coming?",
        "Not always, according to the museum.",
    ]
    assert said(["Why glass breaks", LEAD, *explained]) == []


def test_nobody_named_before_the_first_question() -> None:
    assert said(["The last glass", "A workshop closes.", *ALTERNATING]) == []


def test_a_headline_of_a_name_a_colon_and_marked_words() -> None:
    assert said(["Ottilie Brandvold: «The fire looks after itself»", LEAD]) == [
        ("Ottilie Brandvold", "The fire looks after itself")
    ]
    assert said(["Ottilie Brandvold: the last of the glassblowers", LEAD]) == []
    assert said(["Sundhaven news: “We close on Friday”", LEAD], "Nobody Else") == []
