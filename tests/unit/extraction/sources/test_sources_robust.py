"""Whatever the text and the quotes: no error, spans inside the text, an index for each quote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.extraction.costs import calls
from workers.extraction.document import FoundQuote, Name, Reading
from workers.extraction.segment import segment
from workers.extraction.sources import find_sources
from workers.extraction.types import Span

PARTS = [
    "Mona Lie",
    "Lie",
    "Dr",
    "Mr.",
    "J.",
    "the professor",
    "professor of law",
    "at",
    "of",
    "the",
    "Lowland University",
    "(",
    ")",
    ",",
    ".",
    "“",
    "”",
    "–",
    ":",
    "said",
    "says",
    "who",
    "he",
    "she",
    "it",
    "they",
    "and",
    "'s",
    "’",
    "54",
    "54-year-old",
    "\n\n",
    "@mona",
    "WHO",
    "according to",
    "his",
    "?",
    "Q",
    "A",
    "CHAIR",
    "was told",
    "by",
    "heads",
    "is a",
]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, tuple[FoundQuote, ...], tuple[Name, ...]]:
    text = " ".join(draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=60)))

    def spans() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    quotes = [
        FoundQuote(
            draw(st.sampled_from(["direct", "indirect", "mixed"])),
            "speech",
            (spans(),),
            spans() if draw(st.booleans()) else None,
            spans() if draw(st.booleans()) else None,
            False,
            False,
            0.9,
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    names = [
        Name(span.start, span.end, draw(st.sampled_from(["person", "organization", "place"])), 0.8)
        for span in (spans() for _ in range(draw(st.integers(0, 4))))
    ]
    return text, tuple(sorted(quotes, key=lambda q: q.spans[0].start)), tuple(names)


@settings(max_examples=150, deadline=None)
@given(articles())
def test_any_article_gives_whole_sources(article: tuple[str, tuple[FoundQuote, ...], tuple[Name, ...]]) -> None:
    text, quotes, names = article
    found = find_sources(text, segment(text), Reading((), names), quotes)
    assert len(found.of_quote) == len(quotes)
    assert {number for number in found.of_quote if number is not None} == set(range(len(found.sources)))
    for source in found.sources:
        assert source.name
        assert 0 <= source.confidence <= 1
        for part in (source.role, source.affiliation, source.expert_reason, source.anonymity_reason):
            assert part is None or text[part.start : part.end] == part.text


def test_the_same_article_gives_the_same_sources() -> None:
    text = "Mona Lie met Ola Dahl. “Good,” she said. “Bad,” he said."
    quotes = tuple(
        FoundQuote("direct", "speech", (Span(text.index(w), text.index(w) + len(w)),), None, None, False, False, 0.9)
        for w in ("Good", "Bad")
    )
    assert find_sources(text, segment(text), Reading((), ()), quotes) == find_sources(
        text, segment(text), Reading((), ()), quotes
    )


def test_many_bodies_and_their_words_cost_by_their_number() -> None:
    def read(size: int) -> None:
        says = [f"{chr(65 + n // 26)}{chr(97 + n % 26)}rn Holdings" for n in range(size)]
        text = "\n\n".join(f"“We will pay for it,” {name} said." for name in says)
        quotes = []
        for name in says:
            speaker = text.index(f"{name} said")
            cue = Span(speaker + len(name) + 1, speaker + len(name) + 5)
            said = Span(text.rindex("“", 0, speaker) + 1, speaker - 2)
            who = Span(speaker, speaker + len(name))
            quotes.append(FoundQuote("direct", "speech", (said,), cue, who, False, False, 0.9))
        found = find_sources(text, segment(text), Reading((), ()), tuple(quotes))
        assert len(found.sources) > 0.9 * size

    read(20)  # what is loaded once
    assert calls(lambda: read(400)) < 15 * calls(lambda: read(40))
