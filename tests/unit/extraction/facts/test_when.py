"""Which time of its sentence a figure takes: its own clause's, never that of an aside about something else."""

from __future__ import annotations

import pytest

from tests.unit.extraction.facts.figures import times_of
from workers.extraction.document import FoundQuote
from workers.extraction.types import Span


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("Lund, who took over in May from a cousin, runs 14 ferries.", "14 ferries", None),
        ("The mill, built by the parish in 1911, employs 40 people.", "40 people", None),
        ("The deal, reached on Tuesday in a hotel, lets 30 ships a day pass.", "30 ships a day", None),
        ("Founded in 1894, the foundry employs 800 people.", "800 people", None),
        ("Born in 1932 as the third of seven children, she wrote 12 novels.", "12 novels", None),
        ("The 40m-krone bridge, opened in 2021, has 6 lanes.", "6 lanes", None),
        ("A second loan of 12m euros, planned for May, was put off.", "12m euros", None),
        ("The guards burned 40 crates, seized in 2021, behind the pier.", "40 crates", "2021"),
        ("The strait, through which 300 ships pass, was shut on 3 May 2024.", "300 ships", None),
        ("The blast, which killed 12 people, shook the port on 3 May 2024.", "12 people", "2024-05-03"),
        ("At least 12 people drowned when the raft, rated for 4 people, sank on 3 May 2024.", "4 people", "2024-05-03"),
        ("On 3 May 2024 the raft, which sank at once, held 12 people.", "12 people", "2024-05-03"),
        ("The census counted 90,000 goats, up 12,000 from 2018.", "12,000", None),
        ("The fee will go up to 40 euros from 1 May.", "40 euros", "2025-05-01"),
        ("Lund, who keeps 40 goats and whose barn burned down in 2022, is tired.", "40 goats", None),
        ("In 2008 it covered 31 hectares, this year 34.", "31 hectares", "2008"),
        ("In 2008 it covered 31 hectares, this year 34.", "34", "2024"),
        ("It was the worst flood since 1968, when 112 people drowned.", "112 people", "1968"),
        ("It was the worst flood since 1968, when it rained, and hit 112 farms.", "112 farms", None),
        ("It hit 112 farms, the most since 1968, when it rained.", "112 farms", None),
        ("She scored 14 points in 2023, when it rained.", "14 points", "2023"),
        ("In May it was 3 degrees above the 1991-2020 norm.", "3 degrees", "2024-05"),
        ("Catches are 44 percent below 1990 levels.", "44 percent", None),
        ("The herd, which numbered 300 goats in 2019, has 40 kids.", "300 goats", "2019"),
        ("The canal, through which 300 barges are towed a day, shuts on 3 May 2025.", "300 barges", None),
        ("The canal, through which 300 barges were towed, was shut on 3 May 2024.", "300 barges", "2024-05-03"),
        ("On Thursday the trust bought a farm, which runs 3,600 sheep.", "3,600 sheep", None),
        ("On Thursday the trust bought a farm, which lost 3,600 sheep.", "3,600 sheep", "2024-10-31"),
        ("The dues will cost 20m euros in 2025, of which 2m euros can be passed on.", "2m euros", "2025"),
        ("It could face a fine of 6% of its revenue, which reached $410m in 2023.", "6%", None),
    ],
)
def test_an_aside_keeps_its_time_to_itself(text: str, figure: str, time: str | None) -> None:
    assert times_of(text)[figure] == time


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("A baker spent three nights in a cell in April.", "three nights", "2024-04"),
        ("He was jailed for nearly four years on Thursday.", "four years", "2024-10-31"),
        ("The average wait was 19 months last year.", "19 months", "2023"),
        ("The yard was silent except for eleven days in 1936.", "eleven days", "1936"),
        ("A trial lasting eight days ended in May.", "eight days", "2024-05"),
        ("In May it was the wettest night in 14 years.", "14 years", None),
        ("On Thursday crews began a five-day walkout.", "five-day", None),
        ("The bell has been rung for 180 years and was silenced on Thursday.", "180 years", None),
        ("She joined in 2021 after 12 years in banking.", "12 years", None),
        ("By noon tailbacks of up to 40 minutes were seen on Thursday.", "40 minutes", "2024-10-31"),
        ("Six people died there in the five years to 2023.", "five years", "2023"),
        ("Profit fell in the three months through June.", "three months", "2024-Q2"),
    ],
)
def test_a_span_of_time_has_a_time_where_it_is_measured(text: str, figure: str, time: str | None) -> None:
    found = next(value for span, value in times_of(text).items() if figure in span)
    assert found == time


def test_a_time_that_someone_speaks_of_is_no_figures_outside_their_words() -> None:
    text = "The price fell in May, according to three people at the yard."
    spoken = FoundQuote("indirect", "speech", (Span(0, 21),), None, None, False, False, 0.9)
    assert times_of(text)["three people"] == "2024-05"
    assert times_of(text, (spoken,))["three people"] is None


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("Between 2 and 25 March 40 farms were visited.", "40 farms", "2024-03"),
        ("Some 40 farms were visited from March 2 to 25.", "Some 40 farms", "2024-03"),
        ("Some 40 farms were visited on June 3-5 in the fens.", "Some 40 farms", "2024-06"),
        ("Some 40 farms were visited between Sept. 29 and Oct. 4.", "Some 40 farms", "2024-10-04"),
        ("Some 40 farms were visited in May and June.", "Some 40 farms", "2024"),
        ("Some 40 farms were visited between April and June.", "Some 40 farms", "2024-Q2"),
        ("Some 40 farms were visited between May and July.", "Some 40 farms", "2024"),
        ("Some 40 farms were visited from July to September.", "Some 40 farms", "2024-Q3"),
        ("Some 40 farms were visited in April and June.", "Some 40 farms", "2024"),
        ("It wants 40 farms by 2030 and in 2019 paid for 12 barns.", "12 barns", "2019"),
        ("Sales fell 11% in the three months through June.", "11%", "2024-Q2"),
        ("Sales fell 11% in the three months to Sept. 30.", "11%", "2024-Q3"),
        ("Sales fell 11% in the year to March.", "11%", "2024-03"),
        ("Some 40 farms were visited on March 2 and 3 more in May.", "Some 40 farms", "2024-03-02"),
    ],
)
def test_a_stretch_is_named_by_what_holds_it(text: str, figure: str, time: str | None) -> None:
    assert times_of(text)[figure] == time


@pytest.mark.parametrize(
    ("lead", "time"),
    [
        ("A survey conducted last month by a farm union found that ", "2024-10"),
        ("An inspection in 2022 rated the wall as poor and estimated that ", "2022"),
        ("An inspection on Tuesday found that ", "2024-10-29"),
        ("Minutes of the May meeting showed that ", "2024-05"),
        ("A report on Tuesday showed that ", None),
        ("A study published in May found that ", None),
        ("The mayor said in May that ", None),
        ("Dr Lund, who inspected the stalls in May, found that ", "2024-05"),
        ("Traders polled in May had expected that ", "2024-05"),
        ("The union had complained in May that ", "2024-05"),
        ("In May, she found ", "2024-05"),
        ("Last May Dr Lund counted ", "2024-05"),
        ("In May, she complained ", None),
        ("The union had complained on Tuesday that ", None),
        ("The union complained in May that ", None),
    ],
)
def test_a_finding_has_the_time_of_its_survey(lead: str, time: str | None) -> None:
    finding = "61 percent of the stalls were shut"
    spoken = FoundQuote("indirect", "speech", (Span(len(lead), len(lead + finding)),), None, None, False, False, 0.9)
    assert times_of(f"{lead}{finding}.", (spoken,))["61 percent"] == time


def test_what_was_ordered_was_so_from_then_on() -> None:
    for act, time in (("ordered", "2024-10-31"), ("urged", None)):
        lead, told = f"A court on Thursday {act} ", "the yard to pay £3m"
        order = FoundQuote("indirect", "speech", (Span(len(lead), len(lead + told)),), None, None, False, False, 0.9)
        assert times_of(f"{lead}{told}.", (order,))["£3m"] == time
    lead, told = "A court on Thursday ordered ", "a look into the wreck of 40 boats"
    order = FoundQuote("indirect", "speech", (Span(len(lead), len(lead + told)),), None, None, False, False, 0.9)
    assert times_of(f"{lead}{told}.", (order,))["40 boats"] is None


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("Rents were up 6.8% on the same month a year earlier.", "6.8%", None),
        ("Orders fell by 40% from a year earlier.", "40%", None),
        ("The herd is up 12% on last year.", "12%", None),
        ("In May the herd was up 12% on a year earlier.", "12%", "2024-05"),
        ("It sold 90 goats, up from 40 a year earlier.", "40", "2023"),
        ("Sales of goats fell from a year earlier, while those of sheep rose 11%.", "11%", None),
        ("Goats were up on the same month last year, sheep by 11%.", "11%", None),
        ("Some 3% of goats fell ill last year, compared with 8% of sheep.", "8%", "2023"),
        ("It sold 90 goats in 2023, against 40 goats.", "40 goats", None),
    ],
)
def test_a_figure_has_no_time_of_what_it_is_measured_against(text: str, figure: str, time: str | None) -> None:
    found = next(value for span, value in times_of(text).items() if figure in span)
    assert found == time


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("It must repay a £9m loan by June.", "£9m", None),
        ("The council shelved a £3m scheme in May.", "£3m", None),
        ("A £40m hospital opened in May.", "£40m", None),
        ("A grant worth £3m was dropped in May.", "£3m", None),
        ("A depot, with an investment of 12m yuan (about 2m dollars), will open in May.", "about 2m dollars", None),
        ("The club must repay £9m by June.", "£9m", "2025-06"),
        ("It took out a £9m loan in May.", "£9m", "2024-05"),
        ("A scheme worth £3m was agreed in May.", "£3m", "2024-05"),
        ("A loan of £9m taken out in 2019 is due.", "£9m", "2019"),
        ("A £3m budget for 2026 was passed on Monday.", "£3m", "2026"),
        ("It recorded an additional £3m in loan losses in May.", "£3m", "2024-05"),
        ("A £3m loss was reported in May.", "£3m", "2024-05"),
    ],
)
def test_the_price_of_a_thing_has_no_time_of_what_happens_to_the_thing(
    text: str, figure: str, time: str | None
) -> None:
    assert times_of(text)[figure] == time


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("Trade through its two main harbours fell in May.", "two main harbours", None),
        ("On Thursday she sailed out to her 40 traps.", "40 traps", None),
        ("Three of the group's ten customers left in May.", "ten customers", None),
        ("It rained in May in a town of 4,100 inhabitants.", "4,100 inhabitants", None),
        ("At Lund, 38 km from the capital, the mill burned down in May.", "38 km", None),
        ("At Lund, 38 km north of the capital, the mill burned down in May.", "38 km", None),
        ("Some 38 km of the fence burned down in May.", "Some 38 km", "2024-05"),
        ("Growth missed the bank's 2 percent target in May.", "2 percent", None),
        ("It spent 3 percent last year, below the limit of 4 percent.", "4 percent", None),
        ("On Thursday 31 of the 47 goats were shorn.", "47 goats", "2024-10-31"),
        ("The first four plants shut in May.", "four plants", "2024-05"),
        ("The 12 goats killed on Thursday were hers.", "12 goats", "2024-10-31"),
        ("She counted the station's four streams in May.", "four streams", "2024-05"),
        ("In May the firm shut four plants.", "four plants", "2024-05"),
        ("The bank set a target of 2 percent in 2019.", "2 percent", "2019"),
    ],
)
def test_a_known_set_and_a_norm_are_of_no_time(text: str, figure: str, time: str | None) -> None:
    assert times_of(text)[figure] == time


def said(text: str) -> tuple[FoundQuote, ...]:
    """The words between the marks of ``text``, as somebody's own."""
    words = Span(text.index("“") + 1, text.index("”"))
    return (FoundQuote("direct", "speech", (words,), None, None, False, False, 0.9),)


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("“A litre is three times the price of milk today,” she said.", "three times", None),
        ("“You couldn’t build it today for £30m,” she said.", "£30m", None),
        ("“We sold 40 boats today,” she said.", "40 boats", "2024-11-01"),
        ("“The index is up 3 percent today,” she said.", "3 percent", "2024-11-01"),
    ],
)
def test_today_in_the_present_of_someones_words_is_no_day(text: str, figure: str, time: str | None) -> None:
    assert times_of(text, said(text))[figure] == time


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("The village had a mill. Today there are two pubs.", "two pubs", None),
        ("In 1970 it had 300 ferries; today there are 38 boats.", "38 boats", "2024"),
        ("The mill sold 40 boats today.", "40 boats", "2024-11-01"),
        ("Fares have risen 12 percent.", "12 percent", None),
        ("The staff now turns away 70 guests.", "70 guests", None),
        ("In 2019 it had 212 boats. The keeper now feeds 40 goats.", "40 goats", None),
        ("In 2019 it was 212 boats. It is now 172 boats.", "172 boats", "2024"),
    ],
)
def test_now_and_the_perfect_give_a_time_only_against_another(text: str, figure: str, time: str | None) -> None:
    assert times_of(text)[figure] == time
