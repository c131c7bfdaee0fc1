"""The day of writing: from the request, from a publication line, from a full dateline, or not known."""

from __future__ import annotations

import pytest

from workers.extraction.facts.times import Anchor, find_anchor
from workers.extraction.segment import segment

BODY = "The bridge over the Lomma fell on Friday. “We heard it go,” said Ada Brun, who lives beside it. "


def anchor_of(text: str, published_at: str | None = None) -> Anchor:
    """The anchor of a text."""
    return find_anchor(text, segment(text), published_at)


def test_the_request_comes_first() -> None:
    text = BODY + "Published 01.11.2024, at 19.20"
    assert anchor_of(text, "2024-11-02T08:00:00+01:00") == Anchor("2024-11-02T08:00:00+01:00", "request")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (BODY + "Published 01.11.2024, at 19.20 Updated 02.11.2024, at 07.00", "2024-11-01"),
        (BODY + "Photo: Ada Brun Published Nov. 1, 2024 at 15:12", "2024-11-01"),
        ("First published on Fri 1 Nov 2024 10.15 GMT\n\n" + BODY, "2024-11-01"),
        ("Published: 1 November 2024 | 10:15\n\n" + BODY, "2024-11-01"),
        ("Publisert 1.11.2024 kl. 10.15\n\n" + BODY, "2024-11-01"),
        ("Updated: November 2, 2024\nPublished: November 1, 2024\n\n" + BODY, "2024-11-01"),
        ("Last updated 2024-11-02\n\n" + BODY, "2024-11-02"),
        ("Posted on 2024-11-01T10:15:00Z by the desk\n\n" + BODY, "2024-11-01"),
        ("OSLO, 1 November 2024 (Wire) -- " + BODY, "2024-11-01"),
        ("OSLO, Nov. 1, 2024 — " + BODY, "2024-11-01"),
        ("Bridge falls\n\nFriday, November 1, 2024\n\n" + BODY, "2024-11-01"),
        ("Published 11/13/2024\n\n" + BODY, "2024-11-13"),
    ],
)
def test_a_publication_line_gives_the_day(text: str, day: str) -> None:
    assert anchor_of(text) == Anchor(day, "text")


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "The report was published on 5 March 2021.",
        "OSLO, Nov. 1 (Wire) -- " + BODY,
        "Published 03/04/2024\n\n" + BODY,
        "On 5 March 2021 the first bridge fell. " + BODY,
        "Published by Fjord Press, 212 pages.\n\n" + BODY,
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert anchor_of(text) == Anchor(None, None)


def test_other_dates_of_the_article_tell_how_its_line_is_ordered() -> None:
    assert anchor_of("Published 03/04/2024\n\nIt had opened on 25/03/2024. " + BODY) == Anchor("2024-04-03", "text")


def test_a_request_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="published_at"):
        anchor_of(BODY, "yesterday")
