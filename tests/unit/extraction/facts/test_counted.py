"""What figures count and are priced per: names of counted things, rates told apart from their sum, bare figures."""

from __future__ import annotations

import pytest

from workers.extraction.document import FoundQuote, Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.facts.counted_units import counted_unit
from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment
from workers.extraction.types import Span


def figures_of(text: str) -> dict[str, str | None]:
    layout = segment(text)
    times = find_times(text, layout, "2024-11-01")
    found = find_facts(Evidence(text, layout, Reading((), ()), (), Sources((), ()), times)).facts
    return {text[f.span.start : f.span.end]: f.unit for f in found if f.kind == "quantity"}


@pytest.mark.parametrize(
    ("unit", "value", "name"),
    [
        ("child", 147, "children"),
        ("child", 1, "child"),
        ("bidding area", 4, "bidding areas"),
        ("approach", 2, "approaches"),
        ("parish", 22, "parishes"),
        ("city", 3, "cities"),
        ("person", 9, "person"),
        ("patients per day", 9, "patients per day"),
    ],
)
def test_counted_things_are_named_in_the_number_they_come_in(unit: str, value: float, name: str) -> None:
    assert counted_unit(unit, value) == name


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The cost per kilo climbed to NOK 58.20.", "NOK 58.20", "NOK per kilogram"),
        ("In August a kilowatt-hour cost SEK 4.86.", "SEK 4.86", "SEK per kilowatt-hour"),
        ("Each day of the strike would cost the port 3 million euros.", "3 million euros", "euro per day"),
        ("Each ferry carries a doctor and cost 3 million euros.", "3 million euros", "euro"),
        ("A river flooded this town of 19,000.", "19,000", "person"),
        ("The game drew a crowd of 31,644.", "31,644", "person"),
        ("The bakery employs five.", "five", "person"),
        ("One of the four who left has returned.", "four", "person"),
        ("About 2 million minority Karens live there.", "About 2 million minority Karens", "person"),
        ("They made 41 hit-outs.", "41 hit-outs", "hit-outs"),
        ("The deficit is 3.2 percent of GDP.", "3.2 percent of GDP", "percent of GDP"),
        ("Sales have grown more than sixfold.", "more than sixfold", "time"),
        ("It has four-, five- and six-cylinder engines.", "four", "cylinders"),
        ("The debt was about $US113 trillion.", "about $US113 trillion", "dollar"),
        ("The index closed with a gain of +0.2%.", "0.2%", "percent"),
        ("A skipper, 61, said the sea was calm.", "61", "year"),
        ("Kent 288 all out. The umpires waited. Surrey, needing 374, lost nine wickets in 40 overs.", "288", "runs"),
    ],
)
def test_units_of_bare_and_priced_figures(text: str, figure: str, unit: str) -> None:
    assert figures_of(text)[figure] == unit


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The price fell from $2,415 to $2,315.", {"$2,415": "dollar", "$2,315": "dollar"}),
        ("The limit was lowered from ten to five hours.", {"ten": "hour", "five hours": "hour"}),
        ("Call the office on 0161 555 0142.", {}),
        ("The dog barked at half past three.", {}),
        ("One of these days it will rain.", {}),
        ("In early August 12 people fell ill.", {"12 people": "person"}),
        ("From 5,000-6,000 people came.", {"5,000-6,000 people": "person"}),
        ("Sales rose by 12,500 and 3.5 percent.", {"12,500": None, "3.5 percent": "percent"}),
        ("The iPhone 11 cameras and the 11 Pro are sold out.", {}),
        ("The S&P 500 companies did well.", {}),
    ],
)
def test_changes_are_two_figures_and_labels_are_none(text: str, figures: dict[str, str | None]) -> None:
    assert figures_of(text) == figures


@pytest.mark.parametrize(
    ("text", "figure", "certainty"),
    [
        ("Prices rose 3.7 percent in May.", "3.7 percent", "asserted"),
        ("The tax may rise by 3.7 percent.", "3.7 percent", "conditional"),
        ("Nils Dahl, 46, who would not say why, sold 30 boats.", "30 boats", "asserted"),
        ("Nils Dahl sold 30 boats, and might buy a ferry.", "30 boats", "asserted"),
    ],
)
def test_certainty_is_that_of_the_figures_own_clause(text: str, figure: str, certainty: str) -> None:
    layout = segment(text)
    facts = find_facts(Evidence(text, layout, Reading((), ()), (), Sources((), ()), ())).facts
    assert {text[f.span.start : f.span.end]: f.certainty for f in facts}[figure] == certainty


def test_verbatim_words_before_a_figure_do_not_colour_it() -> None:
    text = "“If only we had asked, it could be ours,” says Ida Moe, mother of 3 boys."
    said = Span(1, text.index("”"))
    quote = FoundQuote("direct", "speech", (said,), None, None, False, False, 0.9)
    facts = find_facts(Evidence(text, segment(text), Reading((), ()), (quote,), Sources((), (None,)), ())).facts
    assert {text[f.span.start : f.span.end]: f.certainty for f in facts}["3 boys"] == "asserted"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The phase 3 trials and the Type 2 diabetes tests began.", {}),
        ("That week 12 people fell ill.", {"12 people": "person"}),
        ("The firm sold 63,000 Model 3 sedans.", {"63,000 Model 3 sedans": "sedans"}),
        ("It sold 4.3M digital and physical tickets.", {"4.3M digital and physical tickets": "tickets"}),
        ("They ordered four 1,800 teu ships.", {"four": "ships", "1,800 teu": "teu"}),
        ("Two 15-year-old boys ran.", {"Two": "boys", "15-year-old": "year"}),
        ("He found five £20 notes.", {"five": "notes", "£20": "GBP"}),
        ("The 11 member bloc shared a three course meal.", {"11 member": "members", "three course": "courses"}),
        ("Some 1,250 teachers' posts are vacant.", {"Some 1,250 teachers' posts": "posts"}),
        ("She played in eight World Cups.", {"eight World Cups": "world cups"}),
        ("He batted for 1 innings.", {"1 innings": "innings"}),
        ("A 5 W USB-C charger is enough.", {"5 W": "watt"}),
        ("It has a 12 C melting point.", {"12 C": "celsius"}),
        ("Each tank is 50 m long.", {"50 m": "metre"}),
        ("It cost 8.6 billion U.S. dollars.", {"8.6 billion U.S. dollars": "dollar"}),
    ],
)
def test_what_stands_between_a_number_and_its_noun(text: str, figures: dict[str, str | None]) -> None:
    assert figures_of(text) == figures


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The monthly pension goes up from Rs 700 to Rs 1,000 in Delhi.", "Rs 1,000", "INR per month"),
        ("The broker cut its target price to NOK 168 from NOK 190.", "NOK 190", "NOK per share"),
        ("The price of a haircut reached PLN 90.", "PLN 90", "PLN per haircut"),
        ("The cost of a war reached $3 billion.", "$3 billion", "dollar"),
        ("They offered C$6 (US$4.46) per share.", "C$6", "canadian dollar per share"),
        ("They offered C$6 (US$4.46) per share.", "US$4.46", "dollar per share"),
        ("The deficit is 3.2% of GDP, against 3.5% last year.", "3.5%", "percent of GDP"),
        ("Sales were 2.2 billion shekels ($590 million) and profits 71 million.", "71 million", "shekel"),
        ("They bought four boats for $168m, with options for two more.", "two", "boats"),
        ("Two people died and four others were hurt.", "four", "person"),
        ("The club put the losses of its 460 members at 1.6 million.", "1.6 million", None),
        ("A litre costs eight euros a litre. They lost 1.6 million.", "1.6 million", None),
        ("He had a level of .17, more than twice the limit.", ".17", None),
        ("Lead reached 38 micrograms per litre. The limit is five.", "five", "microgram per litre"),
        ("The river rose to 11.4 metres. Above 10.5 it floods.", "Above 10.5", "metre"),
        ("There were two fires in the port and one in the hills.", "one", "fire"),
    ],
)
def test_units_carried_over_from_parallel_figures(text: str, figure: str, unit: str | None) -> None:
    assert figures_of(text)[figure] == unit


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("It counted 79 transit voyages.", "79 transit voyages", "voyages"),
        ("They treated six hamstring injuries.", "six hamstring injuries", "injuries"),
        ("It has 40 permit holders.", "40 permit holders", "permit holders"),
        ("She played at three World Cups.", "three World Cups", "world cups"),
        ("Some 800 eligible pensioners wait.", "Some 800 eligible pensioners", "pensioners"),
        ("It has three other pensioners.", "three other pensioners", "pensioners"),
        ("The bridge cost $3m.", "$3m", "dollar"),
        ("The bridge cost NOK 33m ($3m).", "$3m", "USD"),
        ("The bridge cost £33m ($3m).", "$3m", "dollar"),
    ],
)
def test_counted_things_go_by_the_head_of_their_phrase(text: str, figure: str, unit: str) -> None:
    assert figures_of(text)[figure] == unit


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The gallery has 250 paintings. Attendance was 1,200.", "1,200", None),
        ("Last year 31 calves were born. In 2019 it was 18.", "18", "calves"),
        ("It has 40 agents. Twelve have arrived.", "Twelve", "agents"),
        ("He has four men on board. Two of them must go.", "Two", "men"),
        ("Kent took 23 catches. Bell is unbeaten on 103.", "103", None),
        ("It had 71% of the ball, 24 shots and a figure of 3.4.", "3.4", None),
        ("Risk rose by 4 percent (95% CI 0.2-0.6).", "0.2-0.6", None),
        ("Output rose 50 percent, from 20 to 30.", "20", None),
        ("It fell to 3 percent from 5.", "5", "percent"),
        ("A bus waited for 40 minutes. They got to 60.", "60", None),
        ("The river carried 2,300 cubic metres per second at three o'clock.", "2,300 cubic metres per second",
         "cubic metre per second"),
        ("The rupee lost 11 paise to 86.31 in Mumbai.", "86.31", None),
        ("Of the 52 on the bus, 14 remain missing.", "14", "person"),
        ("The death toll now stands at 13.", "13", "person"),
        ("The army put the dead at 150.", "150", "person"),
        ("A mother of four fled. More than 400 had been killed.", "More than 400", "person"),
        ("A 100MW site holds 120,000 of them.", "120,000", None),
    ],
)  # fmt: skip
def test_a_unit_is_carried_over_only_where_the_sentence_goes_on(text: str, figure: str, unit: str | None) -> None:
    assert figures_of(text)[figure] == unit


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Damage is put at £120-150m.", {"£120-150m": "GBP"}),
        ("Turnover fell to €70m from 120m.", {"€70m": "EUR", "120m": "EUR"}),
        ("Gold rose by Rs 300 to Rs 82,900 in Delhi.", {"Rs 300": "INR", "Rs 82,900": "INR"}),
        ("Delhi gave Rs 6,806 cr.", {"Rs 6,806 cr": "INR"}),
        ("She got eight years and six months.", {"eight years and six months": "month"}),
        ("She ran for 3 years, 2 months and 4 days.", {"3 years": "year", "2 months": "month", "4 days": "day"}),
        ("It has NOK 2 billion, of which 300 million goes north.", {"NOK 2 billion": "NOK", "300 million": "NOK"}),
        ("A 4-3-3 failed; call 101 quoting log 643 or write to No. 10.", {}),
        ("She likes Kings Road, Nine Inch Nails and size 12 shoes.", {}),
        ("Two were jailed; a third was freed.", {"Two": None}),
        ("A third was lost.", {"A third": "share"}),
        ("It cost SEK 3 billion (2023 prices) and has 2+2 lanes.", {"SEK 3 billion": "SEK"}),
        ("Some 2000 floods are on file.", {"Some 2000 floods": "floods"}),
        ("The pound was at 1.2545/2590.", {"1.2545": None}),
        ("Section 14(2) and [2019] UKSC 41 say so.", {}),
        ("Norway gets 45 per cent, Iceland 30 and third countries 10.", {"45 per cent": "percent", "30": "percent",
         "10": "percent"}),
        ("Norway won 12 medals, Sweden 9 and Finland 4.", {"12 medals": "medals", "9": "medals", "4": "medals"}),
        ("She drives a Fiat 500, a Volvo 240 and an Audi 80.", {}),
        ("It costs $4 a dose and Rs17.57tr in Lahore.", {"$4 a dose": "USD per dose", "Rs17.57tr": "PKR"}),
        ("Passengers rose 9% to 53.7m, and rivers rose 9% to 5.7m.", {"9%": "percent", "53.7m": None, "5.7m": "metre"}),
        ("Police seized 1.4t of tea.", {"1.4t": "tonne"}),
        ("It sold shares by a 1-for-2 rights issue, his 27th fifty.", {}),
        ("Men aged between 24 and 41 were held.", {"24 and 41": "year"}),
        ("A 20cm wave came. Aftershocks of up to 5.9 followed.", {"20cm": "centimetre", "up to 5.9": None}),
        ("He hit 12 fours in his 88.", {"12 fours": "fours", "88": None}),
        ("The firm lost DKK 3 million and sold 15 million kroner of stock.", {"DKK 3 million": "DKK",
         "15 million kroner": "DKK"}),
        ("It would cost the group 20 million to 25 million euros.", {"20 million to 25 million euros": "euro"}),
        ("One signal box in four is old.", {"One signal box in four": "share"}),
        ("($1 = 0.8514 euros)", {"0.8514 euros": "euro per dollar"}),
        ("It stood for half a century.", {"half a century": "year"}),
        ("The bank cut by a quarter point.", {"a quarter point": "percentage point"}),
        ("The flight took 3h20m.", {"3h20m": "minute"}),
        ("1. Sleep well. 2. Keep the room cool. 3. Adults need rest.", {}),
        ("The jet, seating 525, burns 12 tonnes.", {"525": "person", "12 tonnes": "tonne"}),
        ("The youngest of five, he left school at 14.", {"five": "children", "14": "year"}),
        ("Speed: 90 km • Staff: 1,450 in all", {"90 km": "kilometre", "1,450": None}),
        ("Sales doubled from 12 million to 18 million.", {"12 million": None, "18 million": None}),
    ],
)  # fmt: skip
def test_values_and_labels_in_all_styles(text: str, figures: dict[str, str | None]) -> None:
    assert figures_of(text) == figures


def test_numbers_in_full() -> None:
    layout = segment(text := "Damage was £120-150m, Delhi gave Rs 6,806 cr and she got eight years and six months.")
    found = find_facts(Evidence(text, layout, Reading((), ()), (), Sources((), ()), ())).facts
    values = [(fact.value, fact.value_high) for fact in found if fact.kind == "quantity"]
    assert values == [(120_000_000, 150_000_000), (68_060_000_000, None), (102, None)]
