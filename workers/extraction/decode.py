"""From the model's scores to spans of words: the best tag sequence, and who points at whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tags import bucket

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

REACH = 200  # words; no link reaches further


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words ``start <= i < end`` of one kind, with the mean probability of their tags."""

    start: int
    end: int
    kind: str
    score: float


def best_path(emissions: Floats, transitions: Floats) -> Indices:
    """The tags (n,) of highest total score: ``emissions`` (n, K) plus ``transitions`` (K, K) (Viterbi, 1967)."""
    n, k = emissions.shape
    if not n:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((n, k), dtype=np.int64)
    score = emissions[0]
    columns = np.arange(k)
    for at in range(1, n):
        paths = score[:, None] + transitions
        back[at] = paths.argmax(axis=0)
        score = paths[back[at], columns] + emissions[at]
    tags = np.zeros(n, dtype=np.int64)
    tags[-1] = score.argmax()
    for at in range(n - 1, 0, -1):
        tags[at - 1] = back[at, tags[at]]
    return tags


def spans(tags: Indices, emissions: Floats, names: tuple[str, ...]) -> list[WordSpan]:
    """The spans of a tag sequence over ``names`` such as ("O", "B-cue", "I-cue", …), in order."""
    scores = softmax(emissions)[np.arange(len(tags)), tags]
    found: list[WordSpan] = []
    start = 0
    for at in range(1, len(tags) + 1):
        if at < len(tags) and names[tags[at]].startswith("I-") and tags[start]:
            continue
        if len(tags) and tags[start]:
            found.append(WordSpan(start, at, names[tags[start]][2:], float(scores[start:at].mean())))
        start = at
    return found


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of link: vectors of n words, ``origin`` and ``target`` (n, 64), ``nothing`` (64,), ``distance``."""

    origin: Floats
    target: Floats
    nothing: Floats
    distance: Floats

    def scores(self, words: Indices, candidates: Indices) -> Floats:
        """(1 + c,) log-probabilities, averaged over ``words``, of pointing at nothing or at one of c ``candidates``."""
        scale = self.origin.shape[1] ** 0.5
        origin = self.origin[words]
        pairs = origin @ self.target[candidates].T / scale
        pairs += self.distance[bucket(candidates[None, :] - words[:, None])]
        nothing = (origin @ self.nothing / scale)[:, None]
        scores = np.concatenate([nothing, pairs], axis=1)
        top = scores.max(axis=1, keepdims=True)
        logs = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        return np.asarray(logs.mean(axis=0), dtype=np.float32)


def within_reach(starts: Indices, span: WordSpan) -> Indices:
    """Which of the sorted word indices ``starts`` lie near enough to a span for a link, as positions in ``starts``."""
    low = np.searchsorted(starts, span.start - REACH)
    high = np.searchsorted(starts, span.end + REACH)
    return np.arange(low, high)
