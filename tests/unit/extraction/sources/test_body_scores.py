"""The body of somebody whom no description gives one: weighed among the bodies around, or none."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, only_source
from workers.extraction.sources.body_scores import weights

# text, affiliation of Mona Lie
CASES = {
    "a midwife and the hospital of the sentence before": (
        "The ward at Nordre Vik Hospital is to close in May. “Enough,” said midwife Mona Lie.",
        "Nordre Vik Hospital",
    ),
    "a nurse and the hospital that acts": (
        "Nordre Vik Hospital is to close its ward in May. “Enough,” said nurse Mona Lie.",
        "Nordre Vik Hospital",
    ),
    "a researcher and the institute that warned": (
        "The Institute of Snow warned of slides on Friday. “Enough,” said researcher Mona Lie.",
        "Institute of Snow",
    ),
    "a forecaster and the institute one sentence back": (
        "A rockslide closed the road. The Institute of Snow had warned of it. “Enough,” said forecaster Mona Lie.",
        "Institute of Snow",
    ),
    "its director, of two bodies": (
        "The Tarn Lido campaign has £50,000 from the Wexcombe Foundation. Its director, Mona Lie, said, “Enough”.",
        "Wexcombe Foundation",
    ),
    "a farmer belongs to nothing that met": (
        "Storvik Council met late on Monday. “Enough,” said farmer Mona Lie.",
        None,
    ),
    "a mayor belongs to no agency": ("The ferry was fined by the Coastal Agency. “Enough,” said mayor Mona Lie.", None),
    "a state's minister belongs to no firm": (
        "Tandem Foods cut forty jobs. “Enough,” said Norwegian Finance Minister Mona Lie.",
        None,
    ),
    "a name read as a body's that ends in a doctor": (
        "Former White House Doctor warned of it. “Enough,” said nurse Mona Lie.",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_affiliation(case: str) -> None:
    text, affiliation = CASES[case]
    source = only_source(text, Said("Enough", "said", "Mona Lie"))

    assert (source.affiliation.text if source.affiliation else None) == affiliation


def test_an_affiliation_that_is_weighed_is_less_sure_than_a_stated_one() -> None:
    weighed = only_source(CASES["a nurse and the hospital that acts"][0], Said("Enough", "said", "Mona Lie"))
    stated = only_source("“Enough,” said Mona Lie of the Vika marine station.", Said("Enough", "said", "Mona Lie"))

    assert weighed.affiliation
    assert stated.affiliation
    assert weighed.affiliation.confidence < stated.affiliation.confidence


def test_weights_are_read_with_their_traits() -> None:
    known = weights()

    assert known["none staff"] < 0 < known["rule owner"]
    assert all(-3 < weight < 3 for weight in known.values())
