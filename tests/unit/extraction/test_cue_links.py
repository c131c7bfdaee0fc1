"""Which cue a content hangs on: the likeliest, but a clause goes to the cue that would be left with nothing."""

from __future__ import annotations

import numpy as np
import pytest

from workers.extraction.cue_links import cues_of
from workers.extraction.decode import Link, WordSpan
from workers.extraction.tags import LINK_BUCKETS

WORDS = 40
FIRST, SECOND = WordSpan(4, 5, "cue", 0.9), WordSpan(20, 21, "cue", 0.9)


def link(points: dict[int, tuple[float, float]]) -> Link:
    """A link by which each word of ``points`` scores so much for the first cue and so much for the second."""
    origin, target = np.zeros((WORDS, 2), dtype=np.float32), np.zeros((WORDS, 2), dtype=np.float32)
    target[FIRST.start, 0] = target[SECOND.start, 1] = 2**0.5  # undoes the scaling by the width
    for word, scores in points.items():
        origin[word] = scores
    return Link(origin, target, np.zeros(2, dtype=np.float32), np.zeros((LINK_BUCKETS,), dtype=np.float32))


def chosen(length: int, second: float, block: int = 0) -> list[int | None]:
    """The cues of two contents: one that is the first cue's, and one of ``length`` words for which the first scores 9
    and the second cue, ``block`` blocks later, ``second``."""
    contents = [WordSpan(0, 3, "content", 0.9), WordSpan(22, 22 + length, "content", 0.9)]
    points = dict.fromkeys(range(3), (9.0, 0.0)) | dict.fromkeys(range(22, 22 + length), (9.0, second))
    blocks = np.array([block if SECOND.start <= word < 22 else 0 for word in range(WORDS)], dtype=np.int64)
    return [cue for cue, _ in cues_of(link(points), blocks, contents, [FIRST, SECOND])]


@pytest.mark.parametrize(
    ("length", "second", "cues"),
    [
        (12, 9.5, [0, 1]),  # the second is likelier anyway
        (12, 7.5, [0, 1]),  # a clause goes to the cue without content, where that is nearly as likely
        (12, 6.0, [0, 0]),  # not where it is much less so
        (5, 7.5, [0, 0]),  # a few words may be a part of one clause
    ],
)
def test_a_cue_without_content_takes_a_clause_from_one_that_has_several(
    length: int, second: float, cues: list[int]
) -> None:
    assert chosen(length, second) == cues


def test_a_cue_in_another_block_loses() -> None:
    assert chosen(12, 9.5, block=1) == [0, 0]


def test_no_cue_gives_up_its_only_content() -> None:
    content = WordSpan(22, 36, "content", 0.9)
    points = dict.fromkeys(range(22, 36), (9.0, 8.5))
    ((cue, probability),) = cues_of(link(points), np.zeros(WORDS, dtype=np.int64), [content], [FIRST, SECOND])
    assert cue == 0
    assert 0.5 < probability < 0.7


def test_without_cues_a_content_stands_alone() -> None:
    assert cues_of(link({}), np.zeros(WORDS, dtype=np.int64), [WordSpan(0, 3, "content", 0.9)], []) == [(None, 1.0)]
