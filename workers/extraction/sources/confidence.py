"""How sure a source is: the certainty of its speakers and its verdict, fitted to the development articles.

The rules' own certainties err on the low side for people and groups. The share of the doubt that is kept was fitted on
the development articles, by kind, so that of the sources given 0.9 about nine in ten are right.
"""

from __future__ import annotations

from ..types import SourceKind

_DOUBT_KEPT: dict[SourceKind, float] = {
    "person": 0.6,
    "group": 0.6,
    "unnamed": 0.75,
    "document": 0.75,
    "organization": 1.0,
}


def source_confidence(kind: SourceKind, speakers: list[float], verdict: float) -> float:
    """The confidence of a source, 0 to 1, from the certainty of each of its quotes' speakers and of its category."""
    speaker = sum(speakers) / len(speakers) if speakers else 0.5
    return round(1 - _DOUBT_KEPT[kind] * (1 - min(speaker, verdict + 0.04)), 2)
