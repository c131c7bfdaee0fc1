"""Times: for each production of the grammar, sentences of our own and the TIMEX3 values they must give."""

from __future__ import annotations

import pytest

from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment

FRIDAY = "2024-11-01"
NOTHING: list[tuple[str, str]] = []


def values(text: str, anchor: str | None = FRIDAY) -> list[tuple[str, str]]:
    """The (text, value) pairs found."""
    return [(time.text, time.value) for time in find_times(text, segment(text), anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell on 31 October 2024.", [("31 October 2024", "2024-10-31")]),
        ("They met on March 26, 1996, in Lima.", [("March 26, 1996", "1996-03-26")]),
        ("It was signed on the 5th of May.", [("the 5th of May", "2024-05-05")]),
        ("He wrote on Aug. 7 and left.", [("Aug. 7", "2024-08-07")]),
        ("The fair ran Oct. 3-5 in Bergen.", [("Oct. 3-5", "2024-10-03")]),
        ("The fair ran from 3-5 October.", [("3-5 October", "2024-10-03")]),
        ("It opened on Saturday, April 27 in rain.", [("Saturday, April 27", "2024-04-27")]),
        ("It closed in May 2019.", [("May 2019", "2019-05")]),
        ("It rained in June last year.", [("June last year", "2023-06")]),
        ("The log says 2024-10-31T08:15:00Z exactly.", [("2024-10-31T08:15:00Z", "2024-10-31T08:15")]),
        ("He was born in 1948.", [("1948", "1948")]),
        ("A 1996 law forbids it (2003).", [("1996", "1996"), ("2003", "2003")]),
        ("It happened in nineteen ninety-four.", [("nineteen ninety-four", "1994")]),
        ("The plan for 2026-27 is out.", [("2026-27", "2026")]),
        ("In the early 1990s and the '80s it snowed.", [("the early 1990s", "199"), ("the '80s", "198")]),
        ("The late nineties were wet.", [("The late nineties", "199")]),
        ("An 11th-century abbey burned in the 20th century.", [("11th-century", "10"), ("the 20th century", "19")]),
    ],
)
def test_calendar_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike began on Monday.", [("Monday", "2024-10-28")]),
        ("The strike will end on Thursday.", [("Thursday", "2024-11-07")]),
        ("On Thursday the council will vote.", [("Thursday", "2024-11-07")]),
        ("Police said Friday that they had left.", [("Friday", "2024-11-01")]),
        ("She spoke last Tuesday.", [("last Tuesday", "2024-10-29")]),
        ("She speaks next Tuesday.", [("next Tuesday", "2024-11-05")]),
        ("The fair opens this coming Tuesday.", [("this coming Tuesday", "2024-11-05")]),
        ("The fair opened this past Tuesday.", [("this past Tuesday", "2024-10-29")]),
        ("They meet Tuesday week.", [("Tuesday week", "2024-11-12")]),
        ("It rained in the last week of June.", [("June", "2024-06")]),
        ("He resigned on Monday of last week.", [("Monday of last week", "2024-10-21")]),
        ("He fought Wednesday's ruling.", [("Wednesday", "2024-10-30")]),
        ("The mill had been due to open Monday.", [("Monday", "2024-10-28")]),
        ("They could land as early as Sunday.", [("Sunday", "2024-11-03")]),
        ("The harbour froze in December.", [("December", "2023-12")]),
        ("The harbour is expected to freeze in December.", [("December", "2024-12")]),
        ("From January 10 the ceiling will fall.", [("January 10", "2025-01-10")]),
        ("It closed in early August and at the end of September.",
         [("early August", "2024-08"), ("the end of September", "2024-09")]),
        ("The mid-October storm broke the pier.", [("mid-October", "2024-10")]),
    ],
)  # fmt: skip
def test_tense_decides_where_the_year_or_week_is_not_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came yesterday and leaves tomorrow.", [("yesterday", "2024-10-31"), ("tomorrow", "2024-11-02")]),
        ("It broke the day before yesterday.", [("the day before yesterday", "2024-10-30")]),
        ("It rose last week and last month.", [("last week", "2024-W43"), ("last month", "2024-10")]),
        ("It fell next week.", [("next week", "2024-W45")]),
        ("Last year was wet.", [("Last year", "2023")]),
        ("He left two weeks ago.", [("two weeks ago", "2024-W42")]),
        ("He left nearly four years ago.", [("nearly four years ago", "2020")]),
        ("He left a year and a half ago.", [("a year and a half ago", "2023-05")]),
        ("Earlier this month it hailed.", [("Earlier this month", "2024-11")]),
        ("He came several years ago.", [("several years ago", "PAST_REF")]),
        ("Over the weekend, divers searched.", [("the weekend", "2024-W43-WE")]),
        ("It opened last summer and last winter.", [("last summer", "2024-SU"), ("last winter", "2023-WI")]),
        ("It was built in the summer of 2022.", [("the summer of 2022", "2022-SU")]),
        ("It will be done by year-end.", [("year-end", "2024-12-31")]),
        ("They sang on Christmas Eve 2020.", [("Christmas Eve 2020", "2020-12-24")]),
        ("Shops shut on Good Friday 2024.", [("Good Friday 2024", "2024-03-29")]),
        ("They ate last Thanksgiving.", [("last Thanksgiving", "2023-11-23")]),
        ("It is now open; recently it was shut.", [("now", "PRESENT_REF"), ("recently", "PAST_REF")]),
        ("They will in the near future.", [("the near future", "FUTURE_REF")]),
    ],
)
def test_relative_times(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in January 2022. A year later, it ended.",
         [("January 2022", "2022-01"), ("A year later", "2023-01")]),
        ("He joined in 1998. That year, sales fell.", [("1998", "1998"), ("That year", "1998")]),
        ("It sank on 3 May 2020. The following month, it rose.", [("3 May 2020", "2020-05-03"),
                                                                 ("The following month", "2020-06")]),
        ("It sank on 3 May 2020, and the same day it rose.",
         [("3 May 2020", "2020-05-03"), ("the same day", "2020-05-03")]),
        ("A dam broke on Thursday. It held a lake. Nobody slept. It gave way at 3:40 a.m. after rain.",
         [("Thursday", "2024-10-31"), ("3:40 a.m.", "2024-10-31T03:40")]),
        ("It sank on 3 May 2020. Minutes later it rose, and a few days later it sank again.",
         [("3 May 2020", "2020-05-03"), ("a few days", "PXD")]),
        ("It fell in May 2024; in the previous year it rose.",
         [("May 2024", "2024-05"), ("the previous year", "2023")]),
        ("Rents rose in April from a year earlier.", [("April", "2024-04"), ("a year earlier", "2023-04")]),
    ],
)  # fmt: skip
def test_times_told_from_what_was_said_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales fell in the third quarter from a year earlier.",
         [("the third quarter", "2024-Q3"), ("a year earlier", "2023-Q3")]),
        ("Third-quarter profit rose. In the year-ago period it fell.",
         [("Third-quarter", "2024-Q3"), ("the year-ago period", "2023-Q3")]),
        ("It fell in the third quarter of 1990.", [("the third quarter of 1990", "1990-Q3")]),
        ("It fell in Q2 2023.", [("Q2 2023", "2023-Q2")]),
        ("It fell in the first half of 2024.", [("the first half of 2024", "2024-H1")]),
        ("In the quarter ended Sept. 30, it fell.", [("the quarter", "2024-Q3"), ("Sept. 30", "2024-09-30")]),
        ("For the nine months ended Sept. 30, it fell.", [("the nine months", "P9M"), ("Sept. 30", "2024-09-30")]),
        ("In fiscal 2023 it fell.", [("fiscal 2023", "2023")]),
        ("The fourth quarter was poor.", [("The fourth quarter", "2024-Q4")]),
        ("He led 3-1 in the first half.", NOTHING),
    ],
)  # fmt: skip
def test_quarters_and_halves(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted two and a half years.", [("two and a half years", "P2Y6M")]),
        ("It lasted 2 1/2 years.", [("2 1/2 years", "P2Y6M")]),
        ("It lasted a minute and a half.", [("a minute and a half", "PT1M30S")]),
        ("It lasted two hours and 15 minutes.", [("two hours and 15 minutes", "PT2H15M")]),
        ("Within 24 hours it was gone.", [("24 hours", "PT24H")]),
        ("The two-day visit cost nothing.", [("two-day", "P2D")]),
        ("Over the past three months it fell.", [("the past three months", "P3M")]),
        ("For a couple of weeks it fell.", [("a couple of weeks", "P2W")]),
        ("It took up to 180 days.", [("up to 180 days", "P180D")]),
        ("It took several months, then weeks.", [("several months", "PXM"), ("weeks", "PXW")]),
        ("In recent years it fell.", [("recent years", "PXY")]),
        ("He ran for a decade.", [("a decade", "P10Y")]),
        ("It was a week of mourning.", NOTHING),
        ("Pupils in years 7 to 9 on zero-hours contracts met the 2019 year class.", NOTHING),
        ("A 15-year-old boy and a woman, 37 years old, left.", NOTHING),
        ("She came second; wait a second.", NOTHING),
    ],
)
def test_durations(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every Friday he runs.", [("Every Friday", "XXXX-WXX-5")]),
        ("He runs every two weeks.", [("every two weeks", "P2W")]),
        ("He runs each month, and daily.", [("each month", "P1M"), ("daily", "P1D")]),
        ("The market opens on Saturdays.", [("Saturdays", "XXXX-WXX-6")]),
        ("It costs $6 million a year.", [("a year", "P1Y")]),
        ("He drove 90 kilometres an hour.", NOTHING),
        ("It grew 20% annually; they meet annually.", [("annually", "P1Y")]),
    ],
)
def test_sets(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began at 8:30 p.m. EST Thursday.", [("8:30 p.m. EST Thursday", "2024-10-31T20:30")]),
        ("It began at 19.20.", [("19.20", "2024-11-01T19:20")]),
        ("It began at 7.45 on Tuesday.", [("7.45", "2024-10-29T07:45"), ("Tuesday", "2024-10-29")]),
        ("It began at noon.", [("noon", "2024-11-01T12:00")]),
        ("It began at 10pm and at 0735 GMT.", [("10pm", "2024-11-01T22:00"), ("0735 GMT", "2024-11-01T07:35")]),
        ("He woke at 4 in the morning.", [("4 in the morning", "2024-11-01T04:00")]),
        ("He woke at half past ten.", [("half past ten", "2024-11-01T10:30")]),
        ("They met Tuesday night.", [("Tuesday night", "2024-10-29TNI")]),
        ("They met early Friday morning.", [("early Friday morning", "2024-11-01TMO")]),
        ("They met last night and this afternoon.",
         [("last night", "2024-10-31TNI"), ("this afternoon", "2024-11-01TAF")]),
        ("The share stood at 19.20 kroner.", NOTHING),
        ("He read John 3:16 aloud.", NOTHING),
    ],
)  # fmt: skip
def test_times_of_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May met the envoy, and May said talks would go on.",
        "March on, she told the crowd. You may go.",
        "April Jones sang with June Carter.",
        "The Sun wrote that the sun shone.",
        "Friday Night Lights was shown after the Sunday Times ad.",
        "About 2000 people marched 1,948 miles along Route 1964.",
        "The F-16, the 5G mast and COVID-19 were in Agenda 2030.",
        "Two-thirds came; three-quarters of them paid $1996.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == NOTHING


def test_may_is_a_month_beside_mrs_may() -> None:
    assert values("Theresa May resigned in May, and May wrote a book.") == [("May", "2024-05")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on 31.10.2024.", [("31.10.2024", "2024-10-31")]),
        ("It fell on 10/31/2024.", [("10/31/2024", "2024-10-31")]),
        ("It fell on 03.04.2024.", [("03.04.2024", "2024-04-03")]),
        ("It fell on 03/04/2024.", NOTHING),
        ("It fell on 03/04/2024 and rose on 25/04/2024.", [("03/04/2024", "2024-04-03"), ("25/04/2024", "2024-04-25")]),
        ("It fell on 03/04/2024 and rose on 04/25/2024.", [("03/04/2024", "2024-03-04"), ("04/25/2024", "2024-04-25")]),
        ("It fell on 31.02.2024.", NOTHING),
    ],
)
def test_numeric_dates_are_read_by_the_articles_own_evidence(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_without_an_anchor_relative_times_stay_open() -> None:
    text = "On Friday, last week, last month, yesterday, in October and at 19.20 it fell; on 31 October 2024 it hailed"
    assert [value for _, value in values(text, None)] == [
        "XXXX-WXX-5", "XXXX-WXX", "XXXX-XX", "XXXX-XX-XX", "XXXX-10", "XXXX-XX-XXT19:20", "2024-10-31",
    ]  # fmt: skip


@pytest.mark.parametrize("anchor", ["0001-01-01", "9999-12-31T23:59:00+02:00", "2024-02-29"])
def test_the_edges_of_the_calendar_do_not_break(anchor: str) -> None:
    text = "Two hundred years ago, next week, last Monday, 3,000 years from now, next Christmas, a decade later."
    assert values(text, anchor)


def test_types_follow_timeml() -> None:
    text = "On Friday at 8 p.m. he began the two-day visit that he pays every year."
    found = [time.type for time in find_times(text, segment(text), FRIDAY)]
    assert found == ["DATE", "TIME", "DURATION", "SET"]


def test_every_text_is_the_slice_at_its_offsets() -> None:
    text = "“On Friday”, he said… In October – and in early 2023 – 1½ years passed.\n\nNow it’s the ’90s again."
    found = find_times(text, segment(text), FRIDAY)
    assert len(found) >= 5
    assert all(text[time.start : time.end] == time.text for time in found)
    assert [time.start for time in found] == sorted(time.start for time in found)


def test_an_anchor_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2024-11-01"):
        values("It rained on Friday.", "last Friday")


@pytest.mark.parametrize("piece", ["the past ", "two and ", "hundred ", "of ", "June of of ", "1/2 ", "5 more ", "12:"])
def test_long_repetitions_are_read_to_their_end(piece: str) -> None:
    text = piece * 2000 + "It rained on 31 October 2024."
    assert values(text)[-1] == ("31 October 2024", "2024-10-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It expects a loss in FY25.", [("FY25", "2025")]),
        ("It expects a loss in FY2025-26 and FY 2027.", [("FY2025-26", "2025"), ("FY 2027", "2027")]),
        ("Last year 312 took part, against 401 the year before.", [("Last year", "2023"), ("the year before", "2022")]),
        ("On Tuesday it ruled; on Friday it will sit.", [("Tuesday", "2024-10-29"), ("Friday", "2024-11-01")]),
    ],
)
def test_fiscal_years_and_times_told_from_another(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


LAST_MONDAY, NEXT_MONDAY = "2024-10-28", "2024-11-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mud tore through the village before dawn Monday.", LAST_MONDAY),
        ("Rovers won 3-1 on Monday.", LAST_MONDAY),
        ("Rovers won't play on Monday.", NEXT_MONDAY),
        ("They drove through the tunnel on Monday.", LAST_MONDAY),
        ("The fair runs through Monday.", NEXT_MONDAY),
        ("The road stays closed until Monday.", NEXT_MONDAY),
        ("The ambulance did not arrive until Monday.", LAST_MONDAY),
        ("The premier promised on Monday to rebuild the pier.", LAST_MONDAY),
        ("The premier promised to rebuild the pier by Monday.", NEXT_MONDAY),
        ("Snow was forecast for Monday.", NEXT_MONDAY),
        ("The bank forecast on Monday that rents would fall.", LAST_MONDAY),
        ("Sales rose more than expected on Monday.", LAST_MONDAY),
        ("Another 30mm of rain were possible by Monday.", NEXT_MONDAY),
        ("The union wants an answer by Monday.", NEXT_MONDAY),
        ("The storm could hit the coast on Monday.", NEXT_MONDAY),
        ("The storm hit the coast on Monday.", LAST_MONDAY),
        ("The owner could not be reached on Monday.", LAST_MONDAY),
        ("The minister would not say Monday whether she would stay.", LAST_MONDAY),
        ("Neighbours could hear the saw on Monday.", LAST_MONDAY),
        ("The twins are to be buried on Monday.", NEXT_MONDAY),
        ("The talks were to resume on Monday.", NEXT_MONDAY),
        ("The tunnel was to have opened on Monday.", LAST_MONDAY),
        ("The inquest opens on Monday.", NEXT_MONDAY),
        ("The cup final takes place on Monday.", NEXT_MONDAY),
        ("A woman opens a gate for sheep on Monday.", LAST_MONDAY),
        ("Flights were cancelled due to the fog on Monday.", LAST_MONDAY),
        ("The ferry is due to sail on Monday.", NEXT_MONDAY),
    ],
)
def test_a_bare_weekday_lies_where_its_verb_points(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]
