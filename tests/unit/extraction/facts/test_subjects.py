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
        ("However, the rent rose 5%.", "rent"),
        ("The lowest is 74.07.", "lowest"),
        ("The grocer plans to grow sales by 35 per cent.", "sales"),
        ("Weak orders pulled the steel sector 0.7% lower.", "steel sector"),
        ("They sell the larger tablet for just $799 on the web.", "larger tablet"),
        ("The market worth over £2 billion is growing.", "market"),
        ("They filed claims, ranging from $200 to $4 million.", "claims"),
        ("The flats, which range from $200,000 to $1 million, have sold.", "flats"),
        ("Holders were tendered the offer of $6 in cash.", "offer"),
        ("Household debt, without the banks’ own, was $5 trillion.", "Household debt"),
        ("The plan led to a 25% drop in exports.", "drop"),
        ("Mix in 50 ml of strong acid.", "strong acid"),
        ("He trained with a squad that contained 17 players.", "squad"),
        ("The disc rotated 300 times a minute.", "disc"),
        ("In Oslo: Nordbank +0.2%", "Nordbank"),
        ("On Thursday profit fell 14%.", "profit"),
        ("In the second half of 2023 losses reached $40m.", "losses"),
        ("In early August last year, some 400 people marched.", None),
        ("The storm eased and 14,000 homes are dark.", None),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_a_subject_is_a_slice_and_runs_over_no_other_figure() -> None:
    text = "The mill sold 30 boats for $3 million and its yard made 12 masts of oak."
    for subject in subjects(text):
        assert subject is None or subject in text
        assert subject is None or not any(figure in subject for figure in ("30", "$3", "12"))


def test_an_age_can_be_the_subject_of_a_figure_and_takes_none_from_it() -> None:
    text = "A 60-year-old might withdraw 2.7% and a 70-year-old would take 3.6%."
    assert subjects(text) == [None, "60-year-old", None, "70-year-old"]


def test_figures_that_share_a_noun_share_a_subject() -> None:
    assert subjects("It comes with four-, five- and six-cylinder engines.") == [
        "cylinder engines",
        "cylinder engines",
        "engines",
    ]
    assert subjects("The probe made a 1.8 billion-mile (2.9bn km) journey.")[0] == "journey"
