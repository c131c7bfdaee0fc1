"""The text the engine reads, and the way back to the submitted one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.extraction.errors import TextError
from workers.extraction.normalise import normalise, submitted_span
from workers.extraction.types import Span

READINGS = [
    # what was submitted, what is read
    ("The mayor said no.", "The mayor said no."),
    ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
    ("12\u00a0000\u2009km\tnorth\u3000", "12 000 km north "),
    ("infra\u00adstruc\u200bture\ufeff\u2060", "infrastructure"),
    ("nul\x00l and \x07bell", "null and bell"),
    ("&quot;Yes,&quot; she said", '"Yes," she said'),
    ("&amp;quot;Yes&amp;quot;", '"Yes"'),
    ("&ldquo;Yes&rdquo; &#8211; &#x2019;s", "“Yes” – ’s"),
    ("a&nbsp;b&shy;c&#160;d&#8203;e", "a bc de"),
    ("R&D; AT&T, &bogus; &", "R&D; AT&T, &bogus; &"),
    ("&#55296;x&#0;", "\ufffdx\ufffd"),
    ("``We won,'' he said", '"We won," he said'),
    ("‘‘We won,’’ he said", "“We won,” he said"),
    ("‘He said, ‘no’’ to us", "‘He said, ‘no’’ to us"),
    ("don''t", "don't"),
    (",,Nein``, sagt sie", '„Nein", sagt sie'),
    ("<<Non>> dit-il. Next >>", "«Non» dit-il. Next >>"),
    ("Me\u0301line A\u030angstro\u0308m", "Méline Ångström"),
    ("x\u0301 stays", "x\u0301 stays"),
    ("it´s John ʼs `go'", "it’s John ’s ‘go'"),
    ("o\ufb03ce of \ufb01nance", "office of finance"),
    ("\x93Yes\x94 \x96 it\x92s", "“Yes” – it’s"),
    ("long\u2011term", "long-term"),
    ("🌀 stays, and so does é", "🌀 stays, and so does é"),
    ("", ""),
]

ODD = st.sampled_from(
    [
        *("&quot;", "&nbsp;", "&amp;", "&shy;", "&#8220;", "&", ";", "''", "``", "’’", "‘‘", ",,", "<<", ">>"),
        *(
            "\r\n",
            "\r",
            "\u00ad",
            "\u200b",
            "\ufeff",
            "\u0301",
            "\u00a0",
            "e\u0301",
            "\x00",
            "\x93",
            " ",
            "a",
            "É",
            "“",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(ODD, max_size=30).map("".join)).filter(
    lambda text: not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)


@pytest.mark.parametrize(("submitted", "read"), READINGS)
def test_it_reads_what_a_reader_sees(submitted: str, read: str) -> None:
    assert normalise(submitted).text == read


@settings(deadline=None)
@given(TEXTS)
def test_every_code_point_knows_where_it_came_from(submitted: str) -> None:
    normalised = normalise(submitted)
    origin = normalised.origin
    assert len(origin) == len(normalised.text) + 1
    assert origin[-1] == len(submitted)
    assert all(before <= after for before, after in pairwise(origin))


@settings(deadline=None)
@given(TEXTS, st.data())
def test_a_range_comes_back_tidy(submitted: str, data: st.DataObject) -> None:
    normalised = normalise(submitted)
    length = len(normalised.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    span = submitted_span(submitted, normalised, start, end)
    assert 0 <= span.start <= span.end <= len(submitted)
    slice_ = span.of(submitted)
    assert slice_ == slice_.strip() or not normalised.text[start:end].strip()
    if normalised.text[start:end].strip():
        assert slice_


@settings(deadline=None)
@given(TEXTS.filter(lambda text: not set(text) & set("&'‘’,<>`´ʼ")))
def test_clean_text_is_read_as_it_is(submitted: str) -> None:
    once = normalise(submitted).text
    assert normalise(once).text == once


@pytest.mark.parametrize(
    ("submitted", "word", "expected"),
    [
        ("He said &quot;no&quot; twice", '"no"', "&quot;no&quot;"),
        ("the infra\u00adstructure\u200b here", "infrastructure", "infra\u00adstructure"),
        ("the end&shy; of it", "end", "end"),
        ("to A\u030asa there", "Åsa", "A\u030asa"),
        ("the of\ufb01ce said", "office", "of\ufb01ce"),
        ("said ``no'' then", "no", "no"),
    ],
)
def test_a_word_maps_back_to_its_own_slice(submitted: str, word: str, expected: str) -> None:
    normalised = normalise(submitted)
    start = normalised.text.index(word)
    assert submitted_span(submitted, normalised, start, start + len(word)).of(submitted) == expected


def test_white_space_at_the_edges_of_a_range_is_left_out() -> None:
    submitted = "one \u00a0two&nbsp; three"
    normalised = normalise(submitted)
    assert submitted_span(submitted, normalised, 3, 9) == Span(5, 8)


def test_a_million_code_points_are_read() -> None:
    submitted = "He said &quot;it’s\u00a0so\u00adft.&quot;\r\n" * 30_000
    assert normalise(submitted).text == 'He said "it’s soft."\n' * 30_000


@pytest.mark.parametrize("text", [b"bytes", None, 7])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(TextError, match="must be a str"):
        normalise(text)  # type: ignore[arg-type]


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(TextError, match="offset 3"):
        normalise("bad\ud83d")


@pytest.mark.parametrize("submitted", ["It was Zo&#235;", "He said: &#8220;No.&#8221;", "It cost 5 &#8364;"])
def test_a_range_that_ends_in_an_entity_keeps_it(submitted: str) -> None:
    normalised = normalise(submitted)
    assert submitted_span(submitted, normalised, 0, len(normalised.text)).of(submitted) == submitted


def test_what_nobody_sees_at_the_end_is_left_out() -> None:
    submitted = "It was Zo&#235;&shy;&#8203;"
    normalised = normalise(submitted)
    assert submitted_span(submitted, normalised, 0, len(normalised.text)).of(submitted) == "It was Zo&#235;"


def test_a_mark_behind_an_invisible_character_joins_its_letter() -> None:
    assert normalise("A\u200b\u0300 la carte").text == "À la carte"
