"""The network: a BERT encoder with three small embeddings added, and heads for roles, names, links and mode.

Written out rather than taken from a library, so that what is exported is exactly what is trained. Shapes: B windows,
T pieces, W words, D = 384.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.syntax import PARTS, RELATIONS
from workers.extraction.features import SHAPES, STARTS, STATES
from workers.extraction.tags import LINK_BUCKETS, LINKS, MODES, NAME_TAGS, ROLE_TAGS

_AIDS = ("heads_of.", "root", "relations.", "parts.")  # what exported weights do not have


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    feed_forward: int = 1536
    link_width: int = 64
    dropout: float = 0.1
    vocabulary: int = 30522
    positions: int = 512


class Embeddings(nn.Module):
    """Word pieces, positions and the three features, summed and normalised. The pieces' vectors stay as published."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.word.weight.requires_grad_(False)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.shape = nn.Embedding(SHAPES, shape.width)
        self.state = nn.Embedding(STATES, shape.width)
        self.begin = nn.Embedding(STARTS, shape.width)
        for extra in (self.shape, self.state, self.begin):
            nn.init.normal_(extra.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        """``ids`` (B, T) and ``features`` (B, T, 3) to (B, T, D)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        extra = self.shape(features[..., 0]) + self.state(features[..., 1]) + self.begin(features[..., 2])
        out: Tensor = self.norm(self.word(ids) + self.position(at) + self.kind + extra)
        return out


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.feed_forward)
        self.down = nn.Linear(shape.feed_forward, shape.width)
        self.norm_out = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        """Multi-head attention, all (B, T, D). Export puts the runtime's own operator in its place."""
        b, t, d = q.shape
        q, k, v = (part.view(b, t, self.heads, d // self.heads).transpose(1, 2) for part in (q, k, v))
        # Written out: on processors with matrix instructions a fifth quicker to train than the library's fused one.
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        return (torch.softmax(scores, dim=-1, dtype=scores.dtype) @ v).transpose(1, 2).reshape(b, t, d)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` (B, T, D), ``mask`` (B, 1, 1, T) of 0 and a large negative number or ``None``, to (B, T, D)."""
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        x = self.norm(x + self.dropout(self.out(self.attend(q, k, v, mask))))
        out: Tensor = self.norm_out(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return out


class Reader(nn.Module):
    """The whole network."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = Embeddings(shape)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.roles = nn.Linear(shape.width, len(ROLE_TAGS))
        self.names = nn.Linear(shape.width, len(NAME_TAGS))
        self.modes = nn.Linear(shape.width, len(MODES))
        self.links = nn.Linear(shape.width, 2 * len(LINKS) * shape.link_width)
        self.null = nn.Parameter(torch.zeros(len(LINKS), shape.link_width))
        self.distance = nn.Parameter(torch.zeros(len(LINKS), LINK_BUCKETS))
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        self.dropout = nn.Dropout(shape.dropout)
        # Training aids, left out of the export: see syntax.py. Named in _AIDS too.
        self.heads_of = nn.Linear(shape.width, 2 * shape.link_width)
        self.root = nn.Parameter(torch.zeros(shape.link_width))
        self.relations = nn.Linear(shape.width, len(RELATIONS))
        self.parts = nn.Linear(shape.width, len(PARTS))

    def encode(self, ids: Tensor, features: Tensor, present: Tensor | None) -> Tensor:
        """``ids`` (B, T), ``features`` (B, T, 3), ``present`` (B, T) of 1 and 0 (``None``: all), to (B, T, D)."""
        mask = None if present is None else (1.0 - present.to(torch.float32))[:, None, None, :] * -1e4
        x = self.embeddings(ids, features)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, ids: Tensor, features: Tensor, present: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores for every piece: roles (B, T, 7), names (B, T, 7), modes (B, T, 4), link vectors (B, T, 6 * 64)."""
        x = self.encode(ids, features, present)
        return self.roles(x), self.names(x), self.modes(x), self.links(x)

    def link_scores(self, vectors: Tensor, link: int, buckets: Tensor) -> Tensor:
        """Scores (B, W, 1 + W) of words pointing at nothing (first) or at a word; ``buckets`` (W, W) of distances."""
        b, w, _ = vectors.shape
        size = self.shape.link_width
        pairs = vectors.view(b, w, len(LINKS), 2, size)
        q, k = pairs[:, :, link, 0], pairs[:, :, link, 1]
        scores = q @ k.transpose(1, 2) / size**0.5 + self.distance[link][buckets]
        nothing = (q @ self.null[link]) / size**0.5
        return torch.cat([nothing[..., None], scores], dim=-1)

    def head_scores(self, x: Tensor) -> Tensor:
        """Scores (B, W, 1 + W) of the words ``x`` (B, W, D) depending on nothing (first) or on a word."""
        q, k = self.heads_of(x).chunk(2, dim=-1)
        scores = torch.cat([(q @ self.root)[..., None], q @ k.transpose(1, 2)], dim=-1)
        return scores / self.shape.link_width**0.5

    def load_start(self, weights: dict[str, Tensor]) -> None:
        """Takes over an earlier run's weights; training aids may be missing. Raises ValueError where others are."""
        missing, unexpected = self.load_state_dict(weights, strict=False)
        if wrong := unexpected + [name for name in missing if not name.startswith(_AIDS)]:
            raise ValueError(f"The weights to start from do not fit this network: {', '.join(wrong)}")

    def load_base(self, path: Path) -> None:
        """Takes over the published encoder's weights from a safetensors file."""
        base = load_file(str(path))
        new = {
            "embeddings.word.weight": base["embeddings.word_embeddings.weight"],
            "embeddings.position.weight": base["embeddings.position_embeddings.weight"],
            "embeddings.kind": base["embeddings.token_type_embeddings.weight"][0],
            "embeddings.norm.weight": base["embeddings.LayerNorm.weight"],
            "embeddings.norm.bias": base["embeddings.LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm_out": "output.LayerNorm",
        }  # fmt: skip
        for n in range(self.shape.layers):
            theirs = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                qkv = [base[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                new[f"layers.{n}.qkv.{kind}"] = torch.cat(qkv)
                for ours, name in parts.items():
                    new[f"layers.{n}.{ours}.{kind}"] = base[f"{theirs}{name}.{kind}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if unexpected or any(name.startswith("layers.") for name in missing):
            raise ValueError(f"The base file does not fit this network: {unexpected or missing}")


def crf_loss(emissions: Tensor, allowed: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood a word of the tag sequences that ``allowed`` (B, W, K; bool) admits.

    A linear-chain conditional random field (Lafferty et al., 2001) with partial labels (Tsuboi et al., 2008): a word
    whose label is not known admits several tags, and the loss sums over them. ``emissions`` (B, W, K), ``lengths``
    (B,).
    """
    free = _log_partition(emissions, lengths, transitions)
    held = _log_partition(emissions.masked_fill(~allowed, -1e4), lengths, transitions)
    return (free - held).sum() / lengths.sum()


def _log_partition(emissions: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    score = emissions[:, 0]
    for at in range(1, emissions.shape[1]):
        step = torch.logsumexp(score[:, :, None] + transitions, dim=1) + emissions[:, at]
        score = torch.where((at < lengths)[:, None], step, score)
    return torch.logsumexp(score, dim=1)
