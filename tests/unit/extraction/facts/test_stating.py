"""Who states a figure that stands in no quote: only where the sentence's form leaves no doubt."""

from __future__ import annotations

import pytest

from workers.extraction.document import FoundQuote, FoundSource, Reading, Sources
from workers.extraction.facts import Evidence, Facts, find_facts
from workers.extraction.segment import segment
from workers.extraction.types import Span


def source(text: str, name: str) -> FoundSource:
    at = text.index(name)
    mentions = (Span(at, at + len(name)),)
    return FoundSource(
        name, "person", (), None, None, "other", False, None, "contributor", None, mentions, 0.9
    )  # fmt: skip


def facts_of(text: str, name: str, said: tuple[str, str] | None = None) -> Facts:
    """The facts of ``text``, where ``name`` is a source; ``said`` is the content and the cue of a quote of theirs."""
    quotes: tuple[FoundQuote, ...] = ()
    if said is not None:
        content, cue = text.index(said[0]), text.index(said[1])
        spans = (Span(content, content + len(said[0])),)
        mention = Span(text.index(name), text.index(name) + len(name))
        cue_span = Span(cue, cue + len(said[1]))
        quotes = (FoundQuote("indirect", "speech", spans, cue_span, mention, False, False, 0.9),)
    sources = Sources((source(text, name),), (0,) * len(quotes))
    return find_facts(Evidence(text, segment(text), Reading((), ()), quotes, sources, ()))


@pytest.mark.parametrize(
    ("text", "name", "figure", "stated"),
    [
        ("Ada Holm forecasts four cuts.", "Ada Holm", "four cuts", True),
        ("Ada Holm now expects growth of 2 percent.", "Ada Holm", "2 percent", True),
        ("Ada Holm bought four boats.", "Ada Holm", "four boats", False),
        ("Ada Holm, who counted the birds, has four boats.", "Ada Holm", "four boats", False),
        ("Ada Holm forecasts rain; four boats sank.", "Ada Holm", "four boats", False),
        ("The town lost 300 jobs, according to the union.", "union", "300 jobs", True),
        ("The union closed as 300 jobs went.", "union", "300 jobs", False),
    ],
)
def test_a_source_states_what_its_sentence_gives_it(text: str, name: str, figure: str, stated: bool) -> None:
    (fact,) = (f for f in facts_of(text, name).facts if f.kind == "quantity" and f.value != 1)
    assert text[fact.span.start : fact.span.end] == figure
    assert fact.source == (0 if stated else None)
    assert fact.certainty == ("asserted" if not stated else fact.certainty)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The list took 24 seats, the board said, against 22 seats for the other.", True),
        ("The list took 24 seats, the board said, and 22 boats sank.", False),
        ("The list took 24 seats, the board said, while 22 boats sank.", False),
    ],
)
def test_a_sentence_goes_on_after_its_reporting_clause(text: str, stated: bool) -> None:
    found = facts_of(text, "the board", ("The list took 24 seats", "said")).facts
    first, second = (fact for fact in found if fact.kind == "quantity")
    assert first.source == 0
    assert first.quote == 0
    assert second.source == (0 if stated else None)
    assert second.quote is None
