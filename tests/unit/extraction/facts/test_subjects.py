"""Subjects: what a quantity measures, as a slice of its sentence."""

from __future__ import annotations

import pytest

from workers.extraction.facts.quantities import read_quantities
from workers.extraction.facts.subjects import find_subjects
from workers.extraction.facts.tokens import tokenise
from workers.extraction.segment import segment


def subjects(text: str) -> list[str | None]:
    layout = segment(text)
    tokens = tokenise(text, layout)
    return list(find_subjects(text, tokens, read_quantities(text, tokens, layout)))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("About 24 per cent of adults voted.", "adults"),
        ("The college won a $700,000 award.", "award"),
        ("The court imposed a 5 per cent penalty.", "penalty"),
        ("The broker set a target of 200p.", "target"),
        ("Unemployment rose 5%.", "Unemployment"),
        ("The bridge is 300 metres long.", "bridge"),
        ("There are 8,000 North Korean soldiers in Kursk.", "North Korean soldiers in Kursk"),
        ("One fifth of Ukraine’s territory is lost.", "Ukraine’s territory"),
        ("Halyna Bondar, 58, swept the stairs.", "Halyna Bondar"),
        ("Cod: 340,000 tonnes", "Cod"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_a_subject_is_a_slice_and_runs_over_no_other_figure() -> None:
    text = "The mill sold 30 boats for $3 million and its yard made 12 masts of oak."
    for subject in subjects(text):
        assert subject is None or subject in text
        assert subject is None or not any(figure in subject for figure in ("30", "$3", "12"))
