"""Articles that mean harm, or only look so: every text in a result is a slice of what was submitted, and ten times as
much takes about ten times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.schemas.result import ResultSchema
from workers.extraction import extract
from workers.extraction.facts.times import find_times
from workers.extraction.marks import DOUBLE, SINGLE, find_dashes, find_marked
from workers.extraction.normalise import normalise
from workers.extraction.segment import segment
from workers.extraction.types import Span

SMALL, LARGE, LONGEST = 2_000, 5_000, 200_000  # characters
MOST_GROWTH = 15.0  # for ten times the text
SAID = "“Sales rose by 12 percent in March,” said Ana Pérez, an economist at Lund University. "
MARKS = DOUBLE + SINGLE + "–—―-«»„"
UNITS: dict[str, str] = {
    "plain": SAID,
    "right-to-left": "قالت آنا بيريز: «ارتفعت المبيعات بنسبة ١٢ في المئة». \u202eשלום, אמרה רות כהן\u202c. ",
    "emoji joiners": "“👩‍👩‍👧‍👦 rose 👍🏽 by 12 percent 🏳️‍🌈,” said Ana 🧑🏿‍🚀 Pérez. ",
    "combining": "“Z" + "\u0301\u0323" * 20 + "a rose,” said A\u0301na Pe\u0301rez. ",
    "astral": "“𝔖𝔞𝔩𝔢𝔰 rose by 𝟙𝟚 percent,” said 𝒜𝓃𝒶 Pérez. 𠀀𠀁 ",
    "line separators": "“Sales rose,”\u2028said Ana\u2029Pérez.\u0085Next.\u000b\u000c",
    "nulls": "“Sales\0 rose by\0 12 percent,”\0 said Ana\0 Pérez.\0 ",
    "controls": "“Sales\x01\x02 rose,”\x7f said\ufeff Ana\u200b\u2060 P\u00aderez.\ufffe\uffff ",
    "all quote marks": MARKS,
    "all quote marks with words": "".join(f"{mark}word{mark} " for mark in MARKS),
    "one word": "a",
    "one number": "9",
    "nested quote marks": "“",
    "nested pairs": "“‘",
    "closing marks": "”",
    "straight marks": "\"'",
    "numbers": "12,345.6 percent, ",
    "bare numbers": "7 ",
    "dates": "on 1 May 2024, in March, last year, ",
    "dashes": "– Yes, says X. ",
    "brackets": "((([",
    "full stops": ". ",
    "line breaks": "\n",
    "lines": "A\n",
    "spaces": " \u00a0\u2003",
    "said": "said ",
    "names": "Ana Pérez, ",
    "a capital": "A. ",
    "according to": "according to ",
    "entities": "&amp;&quot;&#8220;&nbsp;&#x110000;&#0; ",
}


def _of(unit: str, size: int) -> str:
    text = (unit * (size // len(unit) + 1))[:size]
    return text if text.strip() else f"{text[:-1]}a"


def _texts(value: Any) -> Iterator[tuple[str, int, int]]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            yield value["text"], value["start"], value["end"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _check(text: str) -> None:
    result = extract(text, published_at="2024-11-01").to_dict()
    for said, start, end in _texts(result):
        assert text[start:end] == said
    for quote in result["quotes"]:
        assert " … ".join(text[span["start"] : span["end"]] for span in quote["spans"]) == quote["text"]
        for span in quote["spans"]:
            assert 0 <= span["start"] < span["end"] <= len(text)
    whole: dict[str, Any] = {"id": "art_1", "url": None, "external_id": None, "metadata": {}}
    assert ResultSchema().validate({**result, "article": {**result["article"], **whole}}) == {}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_offsets_slice_back(unit: str) -> None:
    _check(_of(unit, SMALL))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_offsets_slice_back_among_other_text(unit: str) -> None:
    _check(f"{SAID}\n\n{unit * 3}\n\n{SAID}{unit}{SAID}")


@pytest.mark.chaos
@pytest.mark.parametrize(
    "kind", ["one word", "nested quote marks", "nested pairs", "all quote marks", "one number", "nulls"]
)
def test_the_longest_article_is_read(kind: str) -> None:
    _check(_of(UNITS[kind], LONGEST))


@pytest.mark.chaos
def test_ten_thousand_numbers() -> None:
    _check(", ".join(f"{number} percent" for number in range(10_000)))


@pytest.mark.chaos
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_length(unit: str) -> None:
    extract(SAID)
    once = max(_seconds(lambda: extract(_of(unit, LARGE))) for _ in range(3))
    assert _seconds(lambda: extract(_of(unit, LARGE * 10))) < MOST_GROWTH * once


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


PIECES = st.lists(
    st.sampled_from(
        [*MARKS, *"0123456789.,%$€£ \n", "said ", "Ana ", "percent ", "million ", "in ", "May ", "'s ", "word "]
    )
    | st.text(max_size=3),
    max_size=60,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_quote_marks_numbers_and_times_lie_in_the_text(submitted: str) -> None:
    """The grammars of form, numbers and times, on whatever can stand in a text."""
    text = normalise(submitted).text
    layout = segment(text)
    spans: list[Span] = [*find_dashes(text, layout.blocks)]
    for marked in find_marked(text, layout.blocks):
        assert marked.outer.start <= marked.inner.start <= marked.inner.end <= marked.outer.end
        spans.append(marked.outer)
    for moment in find_times(text, layout, "2024-11-01"):
        assert text[moment.start : moment.end] == moment.text
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(max_examples=15, deadline=None)
@given(PIECES)
def test_whatever_is_submitted_is_sliced(submitted: str) -> None:
    if submitted.strip():
        _check(submitted)
