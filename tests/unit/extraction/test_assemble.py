"""Back at the submitted offsets, under final ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.extraction.assemble import Findings, assemble, without_attitudes
from workers.extraction.document import FoundQuote, FoundSource, Sources
from workers.extraction.facts import FoundFact
from workers.extraction.normalise import normalise
from workers.extraction.types import Article, Engine, Extraction, FactTime, Span, Stated, Time, Warning

SUBMITTED = (
    "&quot;The dam held,&quot; said Ida\u00a0Holm, an engi\u00adneer at North\u00a0Water. "
    "It lost 40&nbsp;litres in May."
    "\r\n\r\n"
    "&ldquo;We\u200b were lucky&rdquo;, Per Lie thinks."
)
CLEAN = normalise(SUBMITTED).text
ARTICLE = Article(None, "en", None, None, len(SUBMITTED), 19)
ENGINE = Engine("quotewire", "0", "none")


def at(words: str) -> Span:
    """Where ``words`` stand in the normalised text."""
    start = CLEAN.index(words)
    return Span(start, start + len(words))


def stated(words: str, confidence: float) -> Stated:
    """The same as a role or affiliation."""
    return Stated(words, at(words).start, at(words).end, confidence)


def quote(words: str, by: str, **changes: object) -> FoundQuote:
    found = FoundQuote("direct", "speech", (at(words),), None, at(by), False, False, 0.987654)
    return replace(found, **changes)  # type: ignore[arg-type]


def source(name: str, **changes: object) -> FoundSource:
    found = FoundSource(
        name, "person", (), None, None, "other", False, None, "newsmaker", None, (at(name),), 0.5
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]


FACT = FoundFact(
    kind="quantity",
    span=at("40 litres"),
    sentence=at("It lost 40 litres in May."),
    value=40,
    value_high=None,
    bound="=",
    trend=None,
    unit="litre",
    subject="It",
    time=FactTime("2024-05", "in May", at("in May").start, at("in May").end),
    place=None,
    source=1,
    mention=at("Ida Holm"),
    quote=0,
    certainty="reported",
    check_worthiness=0.66666,
    confidence=1.2,
)
FINDINGS = Findings(
    article=ARTICLE,
    quotes=(quote("The dam held,", "Ida Holm", cue=at("said")), quote("We were lucky", "Per Lie")),
    # In another order than the article's, and with one that nothing rests on.
    sources=Sources(
        (
            source("Per Lie"),
            source(
                "Ida Holm",
                role=stated("engineer", 0.9444),
                affiliation=stated("North Water", 0.75),
                expert_confidence=0.9123,
                speaker_confidence=((at("The dam held,").start, 0.8111),),
            ),
            source("North Water"),
        ),
        (1, 0),
    ),
    facts=(FACT,),
    times=(Time("in May", at("in May").start, at("in May").end, "DATE", "2024-05"),),
    warnings=(Warning("test", "Look here.", (at("40 litres"),)),),
)


def assembled(findings: Findings = FINDINGS) -> Extraction:
    return assemble(SUBMITTED, normalise(SUBMITTED), findings, ENGINE)


def test_every_text_is_the_slice_of_the_submitted_text_at_its_offsets() -> None:
    def check(part: object) -> None:
        if isinstance(part, dict):
            if part.get("start") is not None and part.get("text") is not None:
                assert part["text"] == SUBMITTED[part["start"] : part["end"]]
            for value in part.values():
                check(value)
        elif isinstance(part, list | tuple):
            for value in part:
                check(value)

    result = assembled().to_dict()
    check(result)
    assert result["quotes"][0]["text"] == "The dam held,"
    assert result["quotes"][1]["text"] == "We\u200b were lucky"
    assert result["sources"][0]["role"]["text"] == "engi\u00adneer"
    assert result["facts"][0]["text"] == "40&nbsp;litres"
    assert result["warnings"][0]["spans"] == ({"start": result["facts"][0]["start"], "end": result["facts"][0]["end"]},)


def test_sources_are_numbered_as_the_article_brings_them_and_idle_ones_left_out() -> None:
    result = assembled()
    assert [(source.id, source.name) for source in result.sources] == [("s1", "Ida Holm"), ("s2", "Per Lie")]
    assert [quote.speaker and quote.speaker.source_id for quote in result.quotes] == ["s1", "s2"]
    assert [source.quote_ids for source in result.sources] == [("q1",), ("q2",)]
    assert [source.fact_ids for source in result.sources] == [("f1",), ()]
    assert [(source.words_quoted, source.quoted_share) for source in result.sources] == [(3, 0.5), (3, 0.5)]


def test_a_fact_names_its_quote_and_source_by_id() -> None:
    fact = assembled().facts[0]
    assert fact.quote_id == "q1"
    assert fact.source is not None
    assert (fact.source.source_id, fact.source.text) == ("s1", "Ida\u00a0Holm")


def test_confidences_are_rounded_and_stay_between_nought_and_one() -> None:
    result = assembled()
    assert result.quotes[0].confidence == 0.99
    assert result.facts[0].check_worthiness == 0.67
    assert result.facts[0].confidence == 1.0


@pytest.mark.parametrize(
    ("speaker", "owner", "expected"),
    [
        (at("Ida Holm"), 1, ("s1", "Ida\u00a0Holm")),
        (at("Ida Holm"), None, (None, "Ida\u00a0Holm")),
        (None, 1, ("s1", None)),
        (None, None, None),
    ],
)
def test_a_speaker_has_what_is_known_of_it(
    speaker: Span | None, owner: int | None, expected: tuple[str | None, str | None] | None
) -> None:
    lone = replace(
        FINDINGS,
        quotes=(quote("The dam held,", "Ida Holm", speaker=speaker),),
        sources=Sources(FINDINGS.sources.sources, (owner,)),
        facts=(),
    )
    found = assembled(lone).quotes[0].speaker
    assert (found and (found.source_id, found.text)) == expected


def test_attitudes_go_and_take_the_sources_that_only_they_lead_to() -> None:
    quotes = (
        quote("The dam held,", "Ida Holm", mode="attitude"),
        quote("We were lucky", "Per Lie"),
        quote("It lost", "Per Lie", mode="attitude"),
    )
    sources = Sources((source("Ida Holm"), source("North Water"), source("Per Lie")), (0, 2, 2))
    kept, left = without_attitudes(quotes, sources)
    assert kept == (quotes[1],)
    assert [source.name for source in left.sources] == ["North Water", "Per Lie"]
    assert left.of_quote == (1,)


@settings(deadline=None)
@given(st.data())
def test_any_range_comes_back_as_a_tidy_slice(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(CLEAN) - 1))
    end = data.draw(st.integers(start + 1, len(CLEAN)))
    found = assembled(replace(FINDINGS, times=(Time("", start, end, "DATE", "2024"),))).times[0]
    assert found.text == SUBMITTED[found.start : found.end]
    assert found.text == found.text.strip()
    assert not found.text.startswith(("quot;", "nbsp;", "ldquo;"))
    assert not found.text.endswith(("&quot", "&nbsp", "&ldquo"))


def test_every_field_says_how_sure_it_is() -> None:
    result = assembled()
    holm = next(source for source in result.sources if source.name == "Ida Holm")
    assert holm.role is not None
    assert holm.affiliation is not None
    assert (holm.role.confidence, holm.affiliation.confidence, holm.expert_confidence) == (0.94, 0.75, 0.91)
    said, unsaid = (quote.speaker for quote in result.quotes)
    assert said is not None
    assert said.confidence == 0.81
    # Of what no stage was sure by itself, the source's own confidence is given.
    assert unsaid is not None
    assert unsaid.confidence == 0.5


def test_nobody_is_given_no_confidence() -> None:
    sources = Sources(FINDINGS.sources.sources, (None, None))
    speaker = assembled(replace(FINDINGS, sources=sources)).quotes[0].speaker
    assert speaker is not None
    assert (speaker.source_id, speaker.confidence) == (None, None)
