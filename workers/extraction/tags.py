"""What the model's outputs mean: the order of tags, links and modes, shared by training and serving."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .document import NameKind
from .types import Mode

ROLE_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_KINDS: tuple[NameKind, ...] = ("person", "organization", "place")
NAME_TAGS = ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place")
MODES: tuple[Mode, ...] = ("speech", "writing", "thought", "attitude")

# Who points at whom. Each may also point at nothing.
LINKS = ("content-cue", "cue-source", "content-source")

# Signed distances in words fall into buckets: exact up to 4, then doubling, to either side.
_EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 22, 33, 50, 75, 110, 160], dtype=np.int64)
LINK_BUCKETS = 2 * len(_EDGES) + 1


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket, 0 to ``LINK_BUCKETS`` - 1, of signed distances in words (target minus origin)."""
    size = np.searchsorted(_EDGES, np.abs(distance), side="right")
    return np.asarray(np.where(distance < 0, len(_EDGES) - size, len(_EDGES) + size), dtype=np.int64)


def forbidden() -> NDArray[np.float32]:
    """(K, K) of 0 and, where a tag may not follow another, a large negative number: I-x follows B-x and I-x alone."""
    out = np.zeros((len(ROLE_TAGS), len(ROLE_TAGS)), dtype=np.float32)
    for after, tag in enumerate(ROLE_TAGS):
        if tag.startswith("I-"):
            out[:, after] = -1e4
            out[[after - 1, after], after] = 0
    return out
