"""Transcripts: what is a label, whose turn it is, where it ends."""

from __future__ import annotations

import pytest

from workers.extraction.document import Name
from workers.extraction.segment import segment
from workers.extraction.turns import find_transcript, person_words
from workers.extraction.types import Span

HEARING = """Inquiry into the Harrow bridge

The CHAIR: Order, please. I call the witness.

Ms. Adaeze Lund (Port Harrow): Thank you. When did you close the bridge?

Mr. Orme: At nine, I think. We had a call from the police.

We then put out the signs ourselves.

[Interjections]

Ms. Lund: You think?

Mr. Orme: [Consults notes.] I was in bed.

After the hearing Orme left by the back door."""


def said(text: str, *names: Name) -> list[tuple[str | None, list[str]]]:
    return [
        (turn.speaker.of(text) if turn.speaker else None, [span.of(text) for span in turn.spans])
        for turn in find_transcript(text, segment(text), names)
        if not turn.asks
    ]


def test_a_turn_runs_to_the_next_label_over_paragraphs_and_without_stage_directions() -> None:
    assert said(HEARING) == [
        ("The CHAIR", ["Order, please. I call the witness."]),
        ("Ms. Adaeze Lund", ["Thank you. When did you close the bridge?"]),
        ("Mr. Orme", ["At nine, I think. We had a call from the police.", "We then put out the signs ourselves."]),
        ("Ms. Lund", ["You think?"]),
        ("Mr. Orme", ["I was in bed."]),
    ]


def test_the_name_behind_an_office_speaks_for_all_its_turns() -> None:
    text = HEARING.replace("Ms. Lund: You think?", "The CHAIR (Ines Varga): You think?")
    at = text.index("Ines Varga")
    speakers = [speaker for speaker, _ in said(text, Name(at, at + len("Ines Varga"), "person", 0.9))]
    assert speakers == ["Ines Varga", "Ms. Adaeze Lund", "Mr. Orme", "Ines Varga", "Mr. Orme"]


def test_an_editors_word_in_brackets_stays() -> None:
    text = HEARING.replace("a call from the police", "a call from [Inspector Vane]")
    assert "At nine, I think. We had a call from [Inspector Vane]." in said(text)[2][1]


def test_question_and_answer_labels_name_the_guest() -> None:
    text = """A talk with the baker

Sunniva Ek has baked at night for thirty years.

Q: Do you ever sleep?

A: I sleep in the afternoon. My cat insists.

Q: What will you do now?

A: I will learn to see the sun."""
    at = text.index("Sunniva Ek")
    guest = Name(at, at + len("Sunniva Ek"), "person", 0.9)
    assert said(text, guest) == [
        ("Sunniva Ek", ["I sleep in the afternoon. My cat insists."]),
        ("Sunniva Ek", ["I will learn to see the sun."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What's on\n\nWhere: Town hall.\n\nWhen: Friday at seven.\n\nWhere: The old mill.\n\nWhen: Saturday at six.",
        "Fact check\n\nTHE CLAIM: We have no snow.\n\nOUR RATING: False.\n\nI asked a skier. She laughed.",
        "The vote\n\nLund: We won.\n\nThe count took a night, and my feet hurt.",
        "",
    ],
)
def test_labels_that_make_no_transcript(text: str) -> None:
    assert said(text) == []


def test_labels_far_apart_are_headlines_in_a_report() -> None:
    report = "\n\n".join(["It rained on our street, and nobody knew what I should do about it."] * 8)
    assert said(f"News\n\nLund: We won\n\n{report}\n\nOrme: I lost\n\n{report}\n\nLund: I am glad") == []


@pytest.mark.parametrize(
    ("words", "persons"),
    [
        ("I said so.", {1}),
        ("You’ve never asked us.", {1, 2}),
        ("He said: “I know you.”", set()),
        ("The US said no.", set()),
        ("Nobody knows.", set()),
    ],
)
def test_person_words_outside_marks(words: str, persons: set[int]) -> None:
    assert person_words(words, [Span(0, len(words))]) == persons
