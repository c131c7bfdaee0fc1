"""How sure a source is: the certainty of its speakers and its verdict, fitted to the development articles.

The rules' own certainties err, on the low side for people and groups and on the high side for documents and bodies. By
what the doubt is multiplied was fitted by kind on the development articles, so that a kind's mean confidence is the
share of its sources that are right: the right name for most of its quotes, and the right expert verdict.
"""

from __future__ import annotations

from ..types import SourceKind

_DOUBT_FACTOR: dict[SourceKind, float] = {
    "person": 0.57,
    "group": 0.8,
    "unnamed": 1.14,
    "document": 1.48,
    "organization": 1.55,
}


def source_confidence(kind: SourceKind, speakers: list[float], verdict: float) -> float:
    """The confidence of a source, 0 to 1, from the certainty of each of its quotes' speakers and of its category."""
    speaker = sum(speakers) / len(speakers) if speakers else 0.5
    return round(max(0.0, 1 - _DOUBT_FACTOR[kind] * (1 - min(speaker, verdict + 0.04))), 2)
