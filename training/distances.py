"""Where links lead, counted: the distance bias of the links starts from the corpus rather than from nothing.

Learnt from nothing, these few numbers need thousands of steps to reach what one pass of counting shows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.augment import augment
from training.examples import windows_of
from training.marked import Marked
from workers.extraction.tags import LINK_BUCKETS, LINKS, bucket

MOST = 5.0  # no bias starts beyond this
_UNSEEN = 10.0  # as many links as these count as spread over all distances alike


def link_distances(articles: Sequence[Marked], tokenizer: Tokenizer, size: int, seed: int) -> NDArray[np.float32]:
    """(links, buckets): the log of how much likelier a distance is for a link than for any two words of a window.

    ``articles`` are rewritten and cut into windows of ``size`` pieces as in training.
    """
    rng = random.Random(seed)  # noqa: S311 - no secret depends on it
    linked = np.zeros((len(LINKS), LINK_BUCKETS))
    all_pairs = np.ones(LINK_BUCKETS)
    for article in articles:
        for window in windows_of(augment(article, rng), tokenizer, size, rng):
            targets = window.labels.links
            at = np.arange(targets.shape[1])
            all_pairs += np.bincount(bucket((at[None] - at[:, None]).ravel()), minlength=LINK_BUCKETS)
            for link, target in enumerate(targets):
                words = np.flatnonzero(target >= 0)
                linked[link] += np.bincount(bucket(target[words] - words), minlength=LINK_BUCKETS)
    expected = all_pairs / all_pairs.sum()
    smooth = linked + _UNSEEN * expected
    odds = np.log(smooth / smooth.sum(axis=1, keepdims=True)) - np.log(expected)
    return np.clip(odds, -MOST, MOST).astype(np.float32)
