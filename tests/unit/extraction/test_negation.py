"""Cues that report that something was not said."""

from __future__ import annotations

import pytest

from workers.extraction.negation import is_negated
from workers.extraction.types import Span


@pytest.mark.parametrize(
    ("text", "cue", "negated"),
    [
        ("Bo did not say that it was over.", "say", True),
        ("Bo didn’t say that it was over.", "say", True),
        ("Bo has never claimed that it was over.", "claimed", True),
        ("Bo refused to say whether it was over.", "say", True),
        ("Bo refused to say whether it was over.", "refused to say", True),
        ("Bo declined to explicitly confirm it.", "confirm", True),
        ("Bo denied that it was over.", "denied", False),
        ("Bo said that it was not over.", "said", False),
        ("Not long ago Bo said that it was over.", "said", False),
        ("It was not over, Bo said.", "said", False),
    ],
)
def test_negation(text: str, cue: str, negated: bool) -> None:
    at = text.index(cue)
    assert is_negated(text, Span(at, at + len(cue))) is negated
