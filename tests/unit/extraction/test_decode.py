"""The best tag sequence, spans and links."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from workers.extraction.decode import Link, WordSpan, best_path, softmax, spans, within_reach
from workers.extraction.tags import LINK_BUCKETS, ROLE_TAGS, bucket, forbidden


def test_best_path_is_the_best_of_all_paths() -> None:
    rng = np.random.default_rng(1)
    emissions = rng.normal(size=(4, 3)).astype(np.float32)
    transitions = rng.normal(size=(3, 3)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(sum(emissions[at, tag] for at, tag in enumerate(path)) + steps)

    best = max(product(range(3), repeat=4), key=total)
    assert tuple(best_path(emissions, transitions)) == best


def test_a_path_never_continues_what_has_not_begun() -> None:
    rng = np.random.default_rng(2)
    emissions = rng.normal(size=(300, len(ROLE_TAGS))).astype(np.float32) * 5
    tags = best_path(emissions, forbidden())
    for before, after in pairwise(tags):
        if ROLE_TAGS[after].startswith("I-"):
            assert ROLE_TAGS[before][2:] == ROLE_TAGS[after][2:]


def test_no_words_no_path() -> None:
    assert best_path(np.zeros((0, 7), dtype=np.float32), forbidden()).size == 0


def test_spans_of_tags() -> None:
    tags = np.array([ROLE_TAGS.index(t) for t in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")])
    found = spans(tags, np.zeros((6, 7), dtype=np.float32), ROLE_TAGS)
    assert [(s.start, s.end, s.kind) for s in found] == [
        (0, 2, "source"),
        (2, 3, "cue"),
        (4, 5, "content"),
        (5, 6, "content"),
    ]


def test_link_scores_are_log_probabilities() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(10, 64)).astype(np.float32)
    link = Link(vectors, vectors[::-1], vectors[0], np.zeros(LINK_BUCKETS, dtype=np.float32))
    logs = link.scores(np.array([4]), np.array([1, 7, 9]))
    assert logs.shape == (4,)
    assert abs(float(np.exp(logs).sum()) - 1) < 1e-5


def test_buckets_are_symmetric_and_complete() -> None:
    distances = np.arange(-500, 501)
    found = bucket(distances)
    assert found.min() == 0
    assert found.max() == LINK_BUCKETS - 1
    assert ((found + bucket(-distances)) == LINK_BUCKETS - 1).all()


def test_reach_is_bounded() -> None:
    starts = np.array([0, 300, 350, 900])
    assert within_reach(starts, WordSpan(340, 345, "cue", 1.0)).tolist() == [1, 2]


def test_softmax_sums_to_one() -> None:
    assert np.allclose(softmax(np.array([[1.0, 2.0, 900.0]], dtype=np.float32)).sum(), 1)
