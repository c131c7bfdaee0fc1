"""Quantities: what is read as value, unit, bound and trend, and what is no quantity at all."""

from __future__ import annotations

import pytest

from workers.extraction.facts.quantities import Quantity, find_quantities
from workers.extraction.segment import segment


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, segment(text))


def values(text: str) -> list[tuple[float | int, float | int | None, str | None]]:
    return [(q.value, q.value_high, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The tunnel took two and a half years.", 2.5, "year"),
        ("Rain fell for 2 1/2 hours.", 2.5, "hour"),
        ("They waited 2½ hours.", 2.5, "hour"),
        ("The bakery sold a dozen loaves.", 12, "loaf"),
        ("The farm has half a million hens.", 500_000, "hen"),
        ("He paid twenty-three dollars.", 23, "dollar"),
        ("They counted two hundred and five boats.", 205, "boat"),
        ("The valley holds 816 000 tonnes of gravel.", 816_000, "tonne"),
        ("The survey counted 1,23,456 voters.", 123_456, "voter"),
        ("The dose was .5 milligrams.", 0.5, "milligram"),
        ("Light travels 3×10^8 metres.", 3e8, "metre"),
        ("She has run the shop for four decades.", 40, "year"),
        ("He waited half an hour.", 0.5, "hour"),
        ("It takes an hour and twenty minutes.", 80, "minute"),
        ("The dam holds 1.2 lakh litres.", 120_000, "litre"),
        ("Some wells reach minus 30 degrees Celsius.", -30, "celsius"),
    ],
)
def test_values_in_full(text: str, value: float, unit: str) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The deal is worth $34.6m.", 34_600_000, "dollar"),
        ("The deal is worth USD34.6 million.", 34_600_000, "USD"),
        ("The prize is €210,000.", 210_000, "EUR"),
        ("Lunch costs 12 euros.", 12, "euro"),
        ("The council owes £18.7m.", 18_700_000, "GBP"),
        ("The roof cost HK$3.7 billion.", 3.7e9, "hong kong dollar"),
        ("A flat costs RM120,000.", 120_000, "malaysian ringgit"),
        ("It cost 280 million krónur in Reykjavik.", 280_000_000, "ISK"),
        ("In Viborg a ticket is 40 kroner.", 40, "DKK"),
        ("In Bergen, Norway, a ticket is 40 kroner.", 40, "NOK"),
        ("A ticket is 40 kroner.", 40, "kroner"),
        ("Mumbai set aside Rs 10 lakh.", 1_000_000, "INR"),
        ("Abuja will spend N45bn.", 45e9, "NGN"),
        ("She paid dlrs 50 million.", 50_000_000, "dollar"),
        ("Profit was #89.7 million.", 89_700_000, "pound sterling"),
    ],
)
def test_money(text: str, value: float, unit: str) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == [(value, unit)]


def test_one_article_gives_one_currency_one_name() -> None:
    text = "The loan is EUR 3 million. The town paid 40,000 euros and kept €100."
    assert [q.unit for q in quantities(text)] == ["EUR", "EUR", "EUR"]


def test_a_dollar_is_another_country_s_only_where_the_article_is_about_that_country() -> None:
    about = "Sydney and Melbourne fear a ban. Australia's harbour board in Queensland offered $30."
    passing = "The Ohio fund, which once bought a mine in Australia, paid $30."
    assert [q.unit for q in quantities(about)] == ["AUD"]
    assert [q.unit for q in quantities(passing)] == ["dollar"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Turnout was 52%.", "percent"),
        ("Turnout was 52 per cent.", "percent"),
        ("Turnout rose 3 percentage points.", "percentage point"),
        ("The bank made a quarter-point cut.", "percentage point"),
        ("Rates fell two tenths of a percentage point.", "percentage point"),
        ("Turnout was 46 percent, up 5.1 points.", "percentage point"),
        ("The yield rose 60 basis points.", "basis point"),
        ("The van did 104 kilometres an hour.", "kilometre per hour"),
        ("The van did 104 km/h.", "kilometre per hour"),
        ("They pay NOK 62 per kilo.", "NOK per kilogram"),
        ("Rent is 14 euros per square metre.", "euro per square metre"),
        ("He lost €18,400 a year.", "EUR per year"),
        ("The limit is 220kg of organic nitrogen per hectare.", "kilogram per hectare"),
        ("The test found 2.9 errors per 100 letters.", "errors per 100 letters"),
        ("The bus comes twice a day.", "times per day"),
        ("The ward sees 90 patients a day.", "patients per day"),
        ("The ward sees 90 patients.", "patient"),
        ("Forty of the county's schools closed.", "school"),
        ("The winner took 52 percent. The lead grew by 4.9 points.", "percentage point"),
        ("One voter in seven stayed at home.", "share"),
        ("Every fifth krone goes to pensions.", "share"),
        ("It spent between a tenth and a fifth of it.", "share"),
        ("Drivers over 70 must renew it.", "year"),
        ("The boys, aged 17 and 19, were found.", "year"),
        ("At 84, Holm still swims.", "year"),
        ("He met a patient, 71, who smiled.", "year"),
        ("The field is 200 square kilometers.", "square kilometre"),
        ("They took 500 new square kilometers.", "square kilometre"),
        ("The plate is 3923sq m.", "square metre"),
        ("A 9-year-old boy fell.", "year"),
        ("A 9 year-old boy fell.", "year of age"),
        ("The wall was 5,200 years old.", "year"),
    ],
)
def test_units_have_one_british_name(text: str, unit: str) -> None:
    assert unit in [q.unit for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("There are 8,000 North Korean soldiers in Kursk.", "soldier"),
        ("The ministry bought 36 solar-powered kitchens.", "kitchen"),
        ("The town built 3 operating rooms.", "operating room"),
        ("A seven-member panel met.", "member"),
        ("The inquiry heard 2,160 emergency calls.", "call"),
        ("The ferry carried 12 Americans.", "person"),
        ("The storm drove out 500 people.", "person"),
        ("He has one proposal.", "proposal"),
        ("It is one of the vans.", "van"),
        ("They own 60 reindeer.", "reindeer"),
        ("The blast left 14 dead.", "person"),
        ("A mother of six spoke.", "child"),
    ],
)
def test_counted_nouns(text: str, unit: str) -> None:
    assert [q.unit for q in quantities(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("One fifth of the town is flooded.", 0.2, "="),
        ("About a third voted.", 0.333, "~"),
        ("Nearly two-thirds of them left.", 0.667, "<"),
        ("One in six pupils walks.", 0.167, "="),
        ("Nine out of ten clams died.", 0.9, "="),
        ("Nearly every fifth calf vanished.", 0.2, "<"),
        ("Half of the money is gone.", 0.5, "="),
    ],
)
def test_shares(text: str, value: float, bound: str) -> None:
    assert [(q.value, q.unit, q.bound) for q in quantities(text)] == [(value, "share", bound)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("The fund holds €3–4bn.", 3e9, 4e9, "EUR"),
        ("It lasts between six and ten minutes.", 6, 10, "minute"),
        ("A crab lays from two to eight million eggs.", 2e6, 8e6, "egg"),
        ("The bill is USD 400,000 to 600,000 per voyage.", 400_000, 600_000, "USD per voyage"),
        ("Prices range from $2,315 to $2,415.", 2315, 2415, "dollar"),
        ("They won 2-1.", 2, 1, "score"),
        ("The council voted 31 to 24.", 31, 24, "vote"),
        ("He took 6 for 41.", 6, 41, "score"),
        ("It takes two or three days.", 2, 3, "day"),
    ],
)
def test_ranges_changes_and_scores(text: str, low: float, high: float, unit: str) -> None:
    assert values(text) == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Growth will pick up to 5.3 percent.", "="),
        ("It holds up to 50 people.", "<"),
        ("Almost 500 boats left.", "<"),
        ("Up to 40 boats left.", "<"),
        ("As many as 40 boats left.", "<"),
        ("Fewer than 40 boats left.", "<"),
        ("More than 40 boats left.", ">"),
        ("At least 40 boats left.", ">"),
        ("40 boats or more left.", ">"),
        ("Some 40 boats left.", "~"),
        ("An estimated 40 boats left.", "~"),
        ("Exactly 40 boats left.", "="),
        ("The firm took over 40 boats.", "="),
        ("40 boats left.", "="),
        ("The bill has passed €3bn.", ">"),
        ("The line crosses 47 tunnels.", "="),
        ("There is light in perhaps thirty windows.", "~"),
        ("The margin is plus or minus 2%.", "~"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert [q.bound for q in quantities(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Sales rose 5%.", ["up"]),
        ("Sales are down 9.2 percent.", ["down"]),
        ("Sales fell by about $3 million.", ["down"]),
        ("The index was up 0.25 points, or 0.01%.", ["up", "up"]),
        ("Costs rose to 29 per cent, up from 26 per cent.", ["up", None]),
        ("The team lost 2 games.", [None]),
        ("Sales were $3 million.", [None]),
    ],
)
def test_trends(text: str, trends: list[str | None]) -> None:
    assert [q.trend for q in quantities(text)] == trends


def test_a_number_without_a_unit_takes_that_of_its_parallel() -> None:
    assert values("The ice shrank, from 60.2 cubic kilometres against 45.1.")[1] == (45.1, None, "cubic kilometre")
    assert values("The raid killed at least five people and wounded 31.") == [(5, None, "person"), (31, None, "person")]
    assert values("The team had 118 drones and 84 were lost.")[1] == (84, None, "drone")


@pytest.mark.parametrize(
    "text",
    [
        "The F-16 and a G7 envoy met under the 5G mast after COVID-19.",
        "He flew on Flight 370 and read Section 8 in Room 101.",
        "She lives at 10 Downing Street.",
        "She was born in 1987 and left in 2019.",
        "It opened on October 31 and closed on 3 March.",
        "The film starts at 19.20 or 7:45 p.m.",
        "The report came on 01.11.2024.",
        "Call +47 22 33 44 55 or 555-0199.",
        "He came 3rd, ahead of the 19th.",
        "No one knows which one is right, one day they will.",
        "Write to desk24@example.org or see https://example.org/2/10.",
        "The Group of Seven and the Big Ten met.",
        "The 2024 season and the 1980s are over.",
        "Their iPhone 11 and a Boeing 787 broke.",
    ],
)
def test_names_dates_and_labels_are_no_quantities(text: str) -> None:
    assert values(text) == []


def test_list_numbers_are_no_quantities() -> None:
    assert values("1. Bread is dear.\n\n2. Milk is dearer.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Halyna Bondar, 58, swept the stairs.",
        "The skipper Kåre Mikalsen (58) laughed.",
        "The apprentices, aged 58, ran.",
        "My daughter is 58, he said.",
    ],
)
def test_bare_ages(text: str) -> None:
    assert [(q.value, q.unit, q.kind) for q in quantities(text)] == [(58, "year", "age")]


def test_decimal_commas_are_read_only_where_the_article_writes_them() -> None:
    assert values("Growth was 12,5 per cent. The year before it was 3,7 per cent.")[0][0] == 12.5
    assert values("The town has 12,500 people and 3.7 per cent growth.")[0][0] == 12_500


def test_spans_are_slices_that_hold_bound_number_and_unit() -> None:
    text = "In spring almost 500 new square kilometers were lost."
    (found,) = quantities(text)
    assert text[found.start : found.end] == "almost 500 new square kilometers"
    assert text[found.number_start : found.number_end] == "500"


def test_a_long_text_full_of_numbers_is_read_through() -> None:
    piece = "About 1,200 boats carried $3.5 million in 2019, wrote the harbour office of the town in its report. "
    text = piece * 2_100
    found = quantities(text)
    assert len(text) > 200_000
    assert len(found) == 2 * 2_100
    assert {q.value for q in found} == {1200, 3_500_000}


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "1,234," * 5_000, "one hundred and " * 3_000, "$" * 50_000, "- " * 10_000]
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    assert all(q.end <= len(text) for q in quantities(text))
