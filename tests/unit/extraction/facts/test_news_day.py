"""The day of a story, a section or a list: which figures take it, and which do not."""

from __future__ import annotations

import pytest

from workers.extraction.document import Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment

ANCHOR = "2024-11-01"  # a Friday


def times_of(text: str) -> dict[str, str | None]:
    layout = segment(text)
    evidence = Evidence(
        text, layout, Reading((), ()), (), Sources((), ()), find_times(text, layout, ANCHOR), ANCHOR
    )  # fmt: skip
    facts = find_facts(evidence).facts
    return {text[f.span.start : f.span.end]: f.time.value if f.time else None for f in facts if f.kind == "quantity"}


MARKET = "LISBON – Stocks in Lisbon closed higher on Thursday, helped by utilities. "
LIST = "The following were Thursday's catches, as noted by the warden: Petrel -- 40 boxes of hake. Gannet -- 65 boxes."
UNDATED = "Baltic stocks fell as wheat firms warned of rain, traders said. "
LOG = (
    "Incidents at the harbour\n\nTUESDAY, Oct. 29\n6:10 a.m. -- A skipper, 61, said two outboard motors were gone.\n\n"
    "WEDNESDAY, Oct. 30\n11:40 p.m. -- Wardens pulled three kayaks from the weir.\n"
)


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        (MARKET + "The index gained 1.2 percent.", "1.2 percent", "2024-10-31"),
        (MARKET + "Turnover was 210 million euros.", "210 million euros", "2024-10-31"),
        (MARKET + "Analysts expect shares to rise 5 percent.", "5 percent", None),
        (MARKET + "The exchange employs 340 people.", "340 people", None),
        (MARKET + "Gannet Ltd said revenue fell 9 percent.", "9 percent", None),
        (MARKET + "The index had its worst drop since May, and Gannet lost 9 percent.", "9 percent", "2024-10-31"),
        (MARKET + "The index has lost 9 percent since May.", "9 percent", None),
        (UNDATED + "The index lost 1.2 percent.", "1.2 percent", "2024-11-01"),
        (UNDATED + "The exchange employs 340 people.", "340 people", None),
        ("Baltic stocks fell in May as rain set in. The index lost 1.2 percent.", "1.2 percent", None),
        ("Baltic stocks have lost their shine. Gannet fell 9 percent.", "9 percent", None),
        ("The share of tenants fell as rents rose. Rents rose 9 percent.", "9 percent", None),
        ("The council voted on Thursday to sell the pier. Turnout was 61 percent.", "61 percent", "2024-10-31"),
        ("The council voted on Thursday to sell the pier. The pier has 40 lamps.", "40 lamps", None),
        (LOG, "two outboard motors", "2024-10-29"),
        (LOG, "three kayaks", "2024-10-30"),
        (LOG, "61", None),
        (LIST, "40 boxes", "2024-10-31"),
        (LIST, "65 boxes", "2024-10-31"),
        ("On Thursday the following happened to us. We saw 40 boxes.", "40 boxes", None),
    ],
)
def test_figures_of_the_day(text: str, figure: str, day: str | None) -> None:
    assert times_of(text)[figure] == day


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        ("The growers, who met on Thursday, want 300 tonnes of seed.", "300 tonnes", None),
        ("Losses peaked after 2019 (4.1 percent) and 2021 (3.8 percent).", "4.1 percent", "2019"),
        ("The mill lost 80 jobs in March and April.", "80 jobs", "2024"),
        ("The mill lost 80 jobs between 1994 and 1997.", "80 jobs", None),
        ("Sales were 9 percent less than a year earlier.", "9 percent", None),
        ("A 312-kilometre line opened on Thursday.", "312-kilometre", None),
        ("The mill closed in 1964.\n\nThieves took 38 saws, up from the same period of last year.", "38 saws", None),
    ],
)
def test_times_of_the_clause(text: str, figure: str, day: str | None) -> None:
    assert times_of(text)[figure] == day


def test_an_undated_market_report_points_at_the_move_and_needs_the_day_of_writing() -> None:
    text = UNDATED + "The index lost 1.2 percent."
    layout = segment(text)
    for anchor, words in ((ANCHOR, "fell"), (None, None)):
        evidence = Evidence(text, layout, Reading((), ()), (), Sources((), ()), (), anchor)
        (fact,) = (fact for fact in find_facts(evidence).facts if fact.kind == "quantity")
        assert (fact.time.text if fact.time else None) == words
        assert fact.time is None or text[fact.time.start : fact.time.end] == words


def test_a_clock_under_a_days_heading_is_that_days() -> None:
    values = [time.value for time in find_times(LOG, segment(LOG), ANCHOR)]
    assert values == ["2024-10-29", "2024-10-29T06:10", "2024-10-30", "2024-10-30T23:40"]


RESULTS = "Fenwick Tools reported a profit of $12 million for the second quarter. "


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        (RESULTS + "Revenue slid to $80 million.", "$80 million", "2024-Q2"),
        (RESULTS + "In the first nine months net was $30 million.", "$30 million", "2024"),
        (RESULTS + "Its shares fell 4 percent.", "4 percent", None),
        (RESULTS + "Cash flow swung to minus $4 million.", "$4 million", "2024-Q2"),
        (RESULTS + "It sees sales rising 4 percent.", "4 percent", None),
        (RESULTS + "Analysts had on average forecast $15 million.", "$15 million", "2024-Q2"),
        (RESULTS + "She cut her price target to $66 from $80.", "$80", None),
        (
            RESULTS + "Net fell to $9 million from $12 million a year earlier, while cash flow was $2 million.",
            "$2 million",
            "2024-Q2",
        ),
        (
            "Fenwick cut its goal on Thursday after second-quarter earnings fell.\n\nNet was $9 million.",
            "$9 million",
            "2024-Q2",
        ),
        ("The fund earned 40 billion euros in 2023. The return was 11.5 percent.", "11.5 percent", "2023"),
    ],
)
def test_results_of_a_period(text: str, figure: str, day: str | None) -> None:
    assert times_of(text)[figure] == day
