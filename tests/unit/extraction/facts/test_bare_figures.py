"""What a number without a noun of its own counts: its clause's subject, people, the thing counted last."""

from __future__ import annotations

import pytest

from tests.unit.extraction.facts.figures import quantities_of


def units_of(text: str) -> dict[float, str | None]:
    return {fact.value: fact.unit for fact in quantities_of(text) if fact.value is not None}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Complaints at the depot have reached 318 since May.", 318, "complaints"),
        ("Claims made at the border fell 38 per cent, to 9,410.", 9410, "claims"),
        ("Burst pipes cost £2m and visits had dropped by a third, to 312,000.", 312000, "visits"),
        ("Passenger numbers fell to 1,200.", 1200, "passengers"),
        ("The number of barges rose to 48.", 48, "barges"),
        ("A traders' union with 600 members said its stalls had been cut to 90.", 90, "stalls"),
        ("Prices rose to 48.", 48, None),
        ("The Norwegians rose to 48.", 48, None),
        ("Volumes rose to 31 tonnes from 28.", 28, "tonne"),
        ("He said the party took 36 per cent, up from 22 in 2021.", 22, "percent"),
    ],
)
def test_a_number_that_is_reached_counts_the_subject(text: str, value: float, unit: str | None) -> None:
    assert units_of(text)[value] == unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rained in front of 11,350.", 11350),
        ("The depot employs about 900.", 900),
        ("He was born in a town of about 4,300.", 4300),
        ("In Ash Vale, population 340, the bus is gone.", 340),
        ("The mine flooded in 2009, when four died.", 4),
        ("Eleven were rescued.", 11),
        ("The ferry sank, 212 aboard.", 212),
        ("Nine were found, two with slight injuries.", 2),
        ("She taught two of you to read.", 2),
        ("In July we are 900.", 900),
        ("The old cinema, which seated 820, is shut.", 820),
    ],
)
def test_some_numbers_can_only_be_people(text: str, value: float) -> None:
    assert units_of(text)[value] == "person"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The youngest is 19.", 19),
        ("By 30 she had a shop.", 30),
        ("The stage queen, 71, who lives here, is glad.", 71),
        ("A kiss for Jane Orme, 58", 58),
        ("Jail for driver who hit neighbour, 58", 58),
        ("Ann and Jo Orme, both 38 and homeless, wait.", 38),
        ("He came with his niece Ida (6).", 6),
        ("He began to row as a boy of nine.", 9),
        ("Four died, two of them over 80.", 80),
    ],
)
def test_some_numbers_can_only_be_ages(text: str, value: float) -> None:
    assert units_of(text)[value] == "year"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It shut three libraries and cut hours at six others.", 6, "libraries"),
        ("The navy bought four ships for 1.4 billion euros, with an option on two more.", 2, "ships"),
        ("Thieves copied 3.2 million accounts. Of those, 540,000 belong to firms.", 540000, "accounts"),
        ("Talks may last up to 60 days. In 2017 they took 94.", 94, "day"),
        ("It is 70 minutes on foot. By bus it's 15.", 15, "minute"),
        ("The yard will hire 350 welders. It laid off 200 in spring.", 200, "welders"),
        ("A litre costs eight euros. They lost 1.6 million.", 1600000, None),
        ("Yields fell to 5 tonnes a hectare from a five-year average of 6.4.", 6.4, "tonne per hectare"),
        ("They made 187 tackles to Hale's 96 and conceded 12 penalties.", 96, "tackles"),
        ("Stop arguing and count the weirs. There are 900 of them.", 900, "weirs"),
        ("They had seven buses. We have had three of them in for six hours.", 3, "buses"),
        ("Rye is 18% of sales. We want 25 by 2028.", 25, "percent"),
        ("A grandmother of nine spoke.", 9, "children"),
        ("They were eight minutes from a first win in seven.", 7, None),
    ],
)
def test_some_numbers_go_on_with_the_last_figure(text: str, value: float, unit: str | None) -> None:
    assert units_of(text)[value] == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The union has 600-odd members.", {600: "members"}),
        ("Rents rose four-fold.", {4: "time"}),
        ("It is more than double the limit.", {2: "time"}),
        ("The true figure was triple that.", {3: "time"}),
        ("They took a double room.", {}),
        ("She is 4ft 11in tall.", {59: "inch"}),
        ("There are 11 in the yard.", {11: None}),
        ("Three men aged between 24 and 51 were arrested.", {3: "men", 24: "year"}),
        ("The garage sold 12 SUVs.", {12: "suvs"}),
        ("It covers two ZIP codes.", {2: "zip codes"}),
        ("They called in 60 off-duty nurses.", {60: "nurses"}),
        ("The island has 40 year-round residents.", {40: "residents"}),
        ("Kelby Tarn 2-1 Brockhurst", {2: "score"}),
    ],
)
def test_what_stands_before_and_behind_a_counted_noun(text: str, units: dict[float, str]) -> None:
    assert units_of(text) == units


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The price went from $7.50 to $11.20 a kilogram.", 7.5, "dollar per kilogram"),
        ("They pay $900 a month for a flat. In 2021 it was $700.", 700, "dollar per month"),
        ("They pay $900 a month for a flat. The shed cost $70,000.", 70000, "dollar"),
        ("It paid €3m for the yard and put the cost at 230 million per hull.", 230e6, "EUR per hull"),
        ("It paid €3m. The rest, £2m, is a gift. Here it has seen a cash flow of 40 million.", 40e6, None),
    ],
)
def test_a_sum_beside_a_rate_is_for_the_same(text: str, value: float, unit: str) -> None:
    assert units_of(text)[value] == unit
