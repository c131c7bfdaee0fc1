"""Facts as a whole: time, place, voice, certainty, events and claims, from evidence built by hand."""

from __future__ import annotations

import pytest

from workers.extraction.document import FoundQuote, FoundSource, Name, Reading, Sources
from workers.extraction.facts import Evidence, FoundFact, find_facts
from workers.extraction.facts.times import find_times
from workers.extraction.segment import segment
from workers.extraction.types import Span

FRIDAY = "2024-11-01"


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def source(name: str, mention: Span) -> FoundSource:
    return FoundSource(name, "person", (), None, None, "other", False, None, "contributor", None, (mention,), 0.9)


def evidence(text: str, *said: tuple[str, str], places: tuple[str, ...] = ()) -> Evidence:
    """Evidence for ``text``; ``said`` are pairs of content and speaker."""
    quotes = tuple(
        FoundQuote("indirect", "speech", (span(text, words),), None, span(text, who), False, False, 0.9)
        for words, who in said
    )
    sources = tuple(source(who, span(text, who)) for _, who in said)
    names = tuple(Name(*_ends(span(text, place)), "place", 0.9) for place in places)
    layout = segment(text)
    return Evidence(
        text,
        layout,
        Reading((), names),
        quotes,
        Sources(sources, tuple(range(len(said)))),
        find_times(text, layout, FRIDAY),
    )


def _ends(found: Span) -> tuple[int, int]:
    return found.start, found.end


def quantities(text: str, *said: tuple[str, str], places: tuple[str, ...] = ()) -> list[FoundFact]:
    return [fact for fact in find_facts(evidence(text, *said, places=places)).facts if fact.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("In October, Russia took 500 square kilometres.", ["2024-10"]),
        ("The mill sold 40 boats in 2019, against 31 in 2018.", ["2019", "2018"]),
        ("The inn has been shut for two years.", [None]),
        ("Halyna Bondar, 58, wept on Monday.", [None]),
        ("The town has had 9 mills since 1974.", [None]),
        ("The mill sold 40 boats in the first half of 2024.", ["2024"]),
        ("The bill rose to 124 euros (from 98 euros) in May 2023.", ["2023-05", None]),
        ("Delhi gave 12 euros in 2023, up from 9 euros in the estimates for 2021.", ["2023", "2021"]),
        ("A 2011 lorry fell 40 metres.", [None]),
        ("Copper for September delivery rose 58 euros a tonne.", [None]),
        ("It carries 22,000 cars a day (forecast for 2030: 31,000).", [None, "2030"]),
        ("Speed: 90 km • Built in 2019", [None]),
        ("Coverage fell from 86% in 2019 to 83%.", ["2019", None]),
        ("Some 480 wolves live there; in 2017 there were 180.", [None, "2017"]),
        ("That is 390 schools, twice as many as in 2020.", [None, None]),
        ("Born in 1932, the third of seven children, she left.", [None]),
        ("The mill sold 40 boats last week.", ["2024-10"]),
        ("A ten-storey block burned on Monday.", [None]),
        ("In September the army lost ground. It lost 400 men during the period.", ["2024-09"]),
    ],
)
def test_times(text: str, times: list[str | None]) -> None:
    assert [fact.time.value if fact.time else None for fact in quantities(text)] == times


def test_a_report_of_results_names_its_period_once() -> None:
    text = (
        "Harbour Foods reported a net profit of $40 million for the third quarter. "
        "Revenue slid 6% to $314 million from $334 million."
    )
    assert [fact.time.value if fact.time else None for fact in quantities(text)] == [
        "2024-Q3", "2024-Q3", "2024-Q3", "2023-Q3",
    ]  # fmt: skip


def test_a_time_outside_a_quote_says_when_it_was_said() -> None:
    text = "The dam lost 40 gates, Ann Bell said on Monday."
    (fact,) = quantities(text, ("The dam lost 40 gates", "Ann Bell"))
    assert fact.time is None
    assert (fact.source, fact.quote, fact.certainty) == (0, 0, "reported")
    assert fact.mention == span(text, "Ann Bell")


def test_the_article_itself_has_no_source() -> None:
    (fact,) = quantities("The dam has 40 gates.")
    assert (fact.source, fact.quote, fact.certainty) == (None, None, "asserted")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The storm killed 40 sheep, Ann Bell said.", "reported"),
        ("The storm killed an estimated 40 sheep, Ann Bell said.", "estimated"),
        ("The storm could kill 40 sheep, Ann Bell said.", "conditional"),
        ("The storm killed 40 sheep, Ann Bell said. The council has not confirmed the figure.", "disputed"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    content = text.split(",")[0]
    assert [fact.certainty for fact in quantities(text, (content, "Ann Bell"))] == [certainty]


def test_the_nearest_place_is_the_fact_s_place() -> None:
    text = "In Oslo 40 shops closed, and in Bergen 12 shops opened."
    found = quantities(text, places=("Oslo", "Bergen"))
    assert [fact.place.text if fact.place else None for fact in found] == ["Oslo", "Bergen"]


def test_events_tell_who_did_what_when() -> None:
    text = "On October 31, the ministry shared a video of the flag. It was windy and the flag hung on."
    events = [fact for fact in find_facts(evidence(text)).facts if fact.kind == "event"]
    assert [(text[e.span.start : e.span.end], e.time.value if e.time else None) for e in events] == [
        ("On October 31, the ministry shared a video of the flag.", "2024-10-31")
    ]


def test_an_event_has_the_time_of_its_verb_and_no_request_is_one() -> None:
    text = "On Tuesday the court ruled; on Friday it will sit. Readers are asked to write by 4 November."
    events = [fact for fact in find_facts(evidence(text)).facts if fact.kind == "event"]
    assert [e.time.value if e.time else None for e in events] == ["2024-10-29"]


def test_what_is_expected_further_on_colours_no_figure() -> None:
    assert [fact.certainty for fact in quantities("The mill earned $3 million and expects $4 million.")] == [
        "asserted",
        "estimated",
    ]


def test_a_figure_told_of_now_is_of_the_year_of_writing() -> None:
    text = "The gap was 3 metres in 2008. It is now 6 metres."
    layout = segment(text)
    known = Evidence(text, layout, Reading((), ()), (), Sources((), ()), find_times(text, layout, FRIDAY), FRIDAY)
    assert [fact.time.value if fact.time else None for fact in find_facts(known).facts] == ["2008", "2024"]


def test_a_denial_beside_a_figure_of_its_own_denies_that_one() -> None:
    text = "Ann Bell said the storm killed 40 sheep. A memo puts the cost at 9 euros; the council denies this."
    said = (("the storm killed 40 sheep", "Ann Bell"), ("the cost at 9 euros", "memo"))
    assert [fact.certainty for fact in quantities(text, *said)] == ["reported", "disputed"]


def test_what_is_denied_is_disputed() -> None:
    text = "Ann Bell denied that the mill lost 40 boats."
    content, cue = span(text, "the mill lost 40 boats"), span(text, "denied")
    quote = FoundQuote("indirect", "speech", (content,), cue, span(text, "Ann Bell"), False, False, 0.9)
    sources = Sources((source("Ann Bell", span(text, "Ann Bell")),), (0,))
    found = find_facts(Evidence(text, segment(text), Reading((), ()), (quote,), sources, ())).facts
    assert [fact.certainty for fact in found] == ["disputed"]


def test_claims_are_checkable_statements_of_a_source() -> None:
    text = "Ann Bell said taxes cause poverty. Tom Ray said I love this town so much."
    said = (("taxes cause poverty", "Ann Bell"), ("I love this town so much", "Tom Ray"))
    claims = [fact for fact in find_facts(evidence(text, *said)).facts if fact.kind == "claim"]
    assert [(claim.quote, claim.source) for claim in claims] == [(0, 0)]


def test_facts_are_in_text_order_and_inside_the_text() -> None:
    text = "In May 12 ships sailed. Ann Bell said the council raised taxes by 4 percent. The mayor resigned on Monday."
    facts = find_facts(evidence(text, ("the council raised taxes by 4 percent", "Ann Bell"))).facts
    assert [fact.span for fact in facts] == sorted(fact.span for fact in facts)
    assert all(0 <= fact.span.start < fact.span.end <= len(text) for fact in facts)


def test_an_empty_text_has_no_facts() -> None:
    assert find_facts(evidence("")).facts == ()


def test_one_endless_sentence_is_read_through() -> None:
    text = "About 1,200 boats carried $3 million and 12 men in May 2019, " * 300
    facts = [fact for fact in find_facts(evidence(text)).facts if fact.kind == "quantity"]
    assert len(facts) == 3 * 300
    assert all(fact.time is not None and fact.time.value == "2019-05" for fact in facts)
