"""From an article with gold marks to the arrays a training step needs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from training.marked import Attribution, Marked, Range, Role
from training.syntax import UNKNOWN, syntax_labels
from workers.extraction.features import Pieces, Window, cut_windows, to_pieces, window_input
from workers.extraction.marks import Block
from workers.extraction.segment import segment
from workers.extraction.tags import MODES, NAME_TAGS, ROLE_TAGS
from workers.extraction.types import Span

MASK = 103
_ROLES: tuple[Role, ...] = ("source", "cue", "content")

# The share of articles in which lost paragraph breaks are given back: segmentation finds many of them, not all.
KNOWN_BREAKS = 0.6

Array = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """Gold for ``n`` words: the tags each admits (n, K) and, with UNKNOWN where not known, names and modes (n,) and the
    word each content word's cue, each cue word's source and each content word's source begins at (3, n); -1 is none.
    ``syntax`` (3, n): head, relation and part of speech (:mod:`.syntax`)."""

    allowed: NDArray[np.bool_]
    names: Array
    modes: Array
    links: Array
    syntax: Array


@dataclass(frozen=True)
class Example:
    """One window: pieces with [CLS] and [SEP], the position of each word's first piece, and the words' labels."""

    ids: Array
    features: Array
    first: Array
    labels: Labels


def label(article: Marked, starts: Array, sentences: Array) -> Labels:
    """The labels of all words, which begin at ``starts``; ``sentences`` are the offsets at which sentences begin."""
    n = len(starts)
    tags = np.zeros(n, dtype=np.int64)
    open_tags: list[tuple[int, int, tuple[int, ...]]] = []
    modes, links = np.full(n, UNKNOWN), np.full((3, n), UNKNOWN)
    for attribution in article.attributions:
        words = {role: [_words(starts, span) for span in attribution.role(role)] for role in _ROLES}
        _tag(tags, words, attribution)
        if not attribution.weight:
            open_tags += [(low, high, tuple(range(len(ROLE_TAGS)))) for spans in words.values() for low, high in spans]
            continue
        _link(links, modes, words, attribution)
        open_tags += _unlocated(starts, sentences, attribution)
    tags = _repaired(tags)
    allowed = np.zeros((n, len(ROLE_TAGS)), dtype=bool)
    allowed[np.arange(n), tags] = True
    for low, high, admitted in open_tags:
        plain = low + np.flatnonzero(tags[low:high] == 0)
        allowed[plain[:, None], list(admitted)] = True
    return Labels(allowed, _name_tags(article, starts), modes, links, syntax_labels(article.tokens, starts))


def _repaired(tags: Array) -> Array:
    """Where gold ranges overlap, a range may have lost its first word: what is left of it begins anew."""
    before = np.concatenate([[0], tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    return np.where(inside & (before != tags) & (before != tags - 1), tags - 1, tags)


def _words(starts: Array, span: Range) -> Range:
    """The words that begin inside a range of code points, as a range of indices."""
    low, high = np.searchsorted(starts, span)
    return int(low), int(high)


def _tag(tags: Array, words: dict[str, list[Range]], attribution: Attribution) -> None:
    if not attribution.weight:
        return
    for role, first in (("content", 5), ("source", 1), ("cue", 3)):
        for low, high in words[role]:
            if low < high:
                tags[low:high] = first + 1
                tags[low] = first


def _link(links: Array, modes: Array, words: dict[str, list[Range]], attribution: Attribution) -> None:
    cue = next((low for low, high in words["cue"] if low < high), -1 if attribution.cue_known else UNKNOWN)
    source = next((low for low, high in words["source"] if low < high), -1 if attribution.source_known else UNKNOWN)
    for low, high in words["content"]:
        links[0, low:high] = cue
        links[2, low:high] = source
    for low, high in words["cue"]:
        links[1, low:high] = source
        modes[low:high] = MODES.index(attribution.mode)


def _unlocated(starts: Array, sentences: Array, attribution: Attribution) -> list[tuple[int, int, tuple[int, ...]]]:
    """Where a cue or source that gold names but does not locate may stand: in or beside its content's sentences."""
    roles = [] if attribution.source_known else [1, 2]
    roles += [] if attribution.cue_known else [3, 4]
    if not roles:
        return []
    low = int(np.searchsorted(sentences, attribution.content[0][0], side="right")) - 2
    high = int(np.searchsorted(sentences, attribution.content[-1][1], side="right")) + 1
    begin = int(sentences[max(0, low)])
    end = int(sentences[high]) if high < len(sentences) else 1 << 40
    return [(*_words(starts, (begin, end)), (0, *roles))]


def _name_tags(article: Marked, starts: Array) -> Array:
    if not article.names:
        return np.full(len(starts), UNKNOWN)
    tags = np.zeros(len(starts), dtype=np.int64)
    for start, end, kind in article.names:
        low, high = _words(starts, (start, end))
        if low < high:
            tags[low:high] = NAME_TAGS.index(f"I-{kind}")
            tags[low] = NAME_TAGS.index(f"B-{kind}")
    return tags


def windows_of(article: Marked, tokenizer: Tokenizer, size: int, rng: random.Random) -> list[Example]:
    """The article as windows of at most ``size`` pieces; where they are cut differs from call to call."""
    layout = segment(article.text)
    blocks: Sequence[Block] = layout.blocks
    if rng.random() < KNOWN_BREAKS:
        blocks = split_at(blocks, article.breaks)
    pieces = to_pieces(article.text, blocks, layout.sentences, tokenizer)
    if not len(pieces):
        return []
    first = np.flatnonzero(np.diff(pieces.word, prepend=-2))
    sentences = np.array([s.start for s in layout.sentences], dtype=np.int64)
    labels = label(article, pieces.start[first].astype(np.int64), sentences)
    lead = rng.choice((size, size, size // 2, size // 3, 2 * size // 3))
    return [_example(pieces, window, first, labels) for window in _cut(pieces, size, lead)]


def split_at(blocks: Sequence[Block], breaks: Sequence[int]) -> list[Span]:
    """The blocks, cut at the offsets in ``breaks`` that lie inside one."""
    parts: list[Span] = []
    for block in blocks:
        inside = [at for at in breaks if block.start < at < block.end]
        parts += [Span(start, end) for start, end in pairwise([block.start, *inside, block.end])]
    return parts


def _cut(pieces: Pieces, size: int, lead: int) -> list[Window]:
    windows = cut_windows(pieces, lead)[:1]
    rest = windows[0].end
    if rest >= len(pieces):
        return windows
    later = Pieces(*(getattr(pieces, name)[rest:] for name in Pieces.__slots__))
    return windows + [Window(w.start + rest, w.end + rest) for w in cut_windows(later, size)]


def _example(pieces: Pieces, window: Window, first: Array, labels: Labels) -> Example:
    low, high = np.searchsorted(first, (window.start, window.end))
    ids, features = window_input(pieces, window)
    part = slice(low, high)
    links, syntax = _inside(labels.links[:, part], low, high), labels.syntax[:, part].copy()
    syntax[0] = _inside(syntax[0], low, high)
    cut = Labels(labels.allowed[part], labels.names[part], labels.modes[part], links, syntax)
    return Example(ids, features, first[part] - window.start + 1, cut)


def _inside(targets: Array, low: int, high: int) -> Array:
    """Indices of words as indices into a window, unknown where they lead out of it."""
    outside = (targets >= 0) & ((targets < low) | (targets >= high))
    return np.where(outside, UNKNOWN, np.where(targets >= 0, targets - low, targets))


@dataclass(frozen=True)
class Batch:
    """B windows, padded: ``ids`` (B, T), ``features`` (B, T, 3), ``present`` (B, T), ``first`` and ``lengths`` of words
    (B, W) and (B,), and the labels: ``allowed`` (B, W, K), ``names``, ``modes`` (B, W), ``links`` and ``syntax``
    (B, 3, W)."""

    ids: Tensor
    features: Tensor
    present: Tensor
    first: Tensor
    lengths: Tensor
    allowed: Tensor
    names: Tensor
    modes: Tensor
    links: Tensor
    syntax: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


def collate(examples: Sequence[Example], mask: float, rng: np.random.Generator) -> Batch:
    """The examples as one batch, a share ``mask`` of the pieces hidden behind [MASK]."""
    b = len(examples)
    t = max(len(e.ids) for e in examples)
    w = max(len(e.first) for e in examples)
    ids, present = np.zeros((b, t), dtype=np.int64), np.zeros((b, t), dtype=np.float32)
    features, first = np.zeros((b, t, 3), dtype=np.int64), np.zeros((b, w), dtype=np.int64)
    allowed = np.zeros((b, w, len(ROLE_TAGS)), dtype=bool)
    allowed[..., 0] = True
    names, modes = np.full((b, w), UNKNOWN), np.full((b, w), UNKNOWN)
    links, syntax = np.full((b, 3, w), UNKNOWN), np.full((b, 3, w), UNKNOWN)
    for k, e in enumerate(examples):
        n, m = len(e.ids), len(e.first)
        hidden = rng.random(n) < mask
        hidden[[0, -1]] = False
        ids[k, :n] = np.where(hidden, MASK, e.ids)
        present[k, :n] = 1
        features[k, :n], first[k, :m], allowed[k, :m] = e.features, e.first, e.labels.allowed
        names[k, :m], modes[k, :m], links[k, :, :m] = e.labels.names, e.labels.modes, e.labels.links
        syntax[k, :, :m] = e.labels.syntax
    lengths = np.array([len(e.first) for e in examples])
    parts = (ids, features, present, first, lengths, allowed, names, modes, links, syntax)
    return Batch(*(torch.from_numpy(part) for part in parts))
