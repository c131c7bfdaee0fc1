"""What a training run reads: the articles, rewritten anew each time they are seen, as batches of windows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.articles import read_articles
from training.augment import augment
from training.data import read_polnear
from training.distances import link_distances
from training.examples import Batch, Example, collate, windows_of
from training.marked import Marked
from training.style import read_style

Config = dict[str, dict[str, Any]]
ARTICLES = Path(__file__).with_name("articles")


@dataclass(frozen=True)
class Run:
    """What a process needs to know of the run."""

    config: Config
    data: Path
    out: Path
    tokenizer: Path
    weights: Path
    start: Path | None = None


class Stream:
    """The windows a process trains on, epoch after epoch, drawn anew each time."""

    def __init__(self, run: Run, rank: int, processes: int) -> None:
        data = run.config["data"]
        self._news = read_polnear(run.data / "polnear_train.jsonl", run.data / "polnear_train.corenlp.jsonl.gz")
        self._styles = read_style(run.data / "style_train.jsonl") + read_articles(ARTICLES)
        self._repeats, self._batch = int(data["style_repeats"]), int(data["batch"])
        self._size, self._mask = int(data["window"]), float(data["mask"])
        self._tokenizer = Tokenizer.from_file(str(run.tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._seed, self._rank, self._processes = int(run.config["optimiser"]["seed"]), rank, processes
        letters = sum(len(a.text) for a in self._news) + self._repeats * sum(len(a.text) for a in self._styles)
        self.steps_an_epoch = max(1, letters // (4 * self._size * self._batch * processes))

    def link_distances(self) -> NDArray[np.float32]:
        """Where the bias for distance starts, the same in every process: counted over every eighth news article."""
        return link_distances(self._news[::8], self._tokenizer, self._size, self._seed)

    def batches(self, step: int) -> Iterator[Batch]:
        """Batches without end, from where a run that has made ``step`` steps goes on."""
        turn = step // self.steps_an_epoch
        while True:
            articles = [(a, True) for a in self._news] + [(a, False) for a in self._styles * self._repeats]
            random.Random(f"{self._seed}/{turn}/{step}").shuffle(articles)  # noqa: S311 - no secret depends on it
            mine = random.Random(f"{self._seed}/{turn}/{self._rank}/{step}")  # noqa: S311
            yield from self._epoch(articles[self._rank :: self._processes], mine)
            turn += 1

    def _epoch(self, articles: list[tuple[Marked, bool]], rng: random.Random) -> Iterator[Batch]:
        noise = np.random.default_rng(rng.randrange(1 << 30))
        pool: list[Example] = []
        for article, rewrite in articles:
            pool += windows_of(augment(article, rng) if rewrite else article, self._tokenizer, self._size, rng)
            if len(pool) >= 16 * self._batch:
                yield from self._drain(pool, rng, noise)
                pool = []
        yield from self._drain(pool, rng, noise)

    def _drain(self, pool: list[Example], rng: random.Random, noise: np.random.Generator) -> Iterator[Batch]:
        """Batches of windows of like length, in random order."""
        pool.sort(key=lambda e: len(e.ids) + rng.random())
        groups = [pool[at : at + self._batch] for at in range(0, len(pool), self._batch)]
        rng.shuffle(groups)
        for group in groups:
            yield collate(group, self._mask, noise)
