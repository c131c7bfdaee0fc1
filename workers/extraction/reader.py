"""Stage "read": one pass of the model over the text gives names and attributions.

Windows overlap; of what two windows say of a word, that one counts which sees more of the word's surroundings. The tags
of the whole article are then decided at once. A cue is the anchor of an attribution: contents point at their cue, the
cue and the contents point at a source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .artefact import Floats, Model
from .cue_links import cues_of
from .decode import Indices, Link, WordSpan, best_path, softmax, spans, within_reach
from .document import Attribution, Layout, Name, NameKind, Reading
from .features import Pieces, cut_windows, to_pieces, window_input
from .tags import LINKS, MODES, NAME_KINDS, NAME_TAGS, ROLE_TAGS, forbidden
from .types import Mode, Span

# A word that no tag calls a source is taken for one when the links name it with at least this probability.
_FALLBACK = 0.5
# What a source in another block loses, as a log-probability.
_SOURCE_ELSEWHERE = 4.0
# How much more the cue's word for its source counts than the content's.
_CUE_COUNTS = 2.0
_KINDS: dict[str, NameKind] = {kind: kind for kind in NAME_KINDS}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of n words.

    ``start`` and ``end`` (n,) in code points, ``block`` (n,) which block a word stands in, ``roles`` (n, 7), ``names``
    (n, 7), ``modes`` (n, 4), and the links.
    """

    start: Indices
    end: Indices
    block: Indices
    roles: Floats
    names: Floats
    modes: Floats
    links: tuple[Link, ...]


def read(text: str, layout: Layout, model: Model) -> Reading:
    """Names and attributions of ``text``, in text order. Time grows linearly with the text's length."""
    pieces = to_pieces(text, layout.blocks, layout.sentences, model.tokenizer)
    if not len(pieces):
        return Reading((), ())
    return decode(score(pieces, model), model)


def decode(scores: Scores, model: Model) -> Reading:
    """Names and attributions from what the model says of every word."""
    constraints = forbidden()
    names = spans(best_path(scores.names, constraints), scores.names, NAME_TAGS)
    roles = spans(best_path(scores.roles, model.transitions + constraints), scores.roles, ROLE_TAGS)
    return Reading(_attributions(roles, names, scores), tuple(_name(name, scores) for name in names))


def score(pieces: Pieces, model: Model) -> Scores:
    """The model's word for every word of the text."""
    first = np.flatnonzero(np.diff(pieces.word, prepend=-2))
    last = np.append(first[1:], len(pieces)) - 1
    windows = cut_windows(pieces, model.window, model.context)
    parts: list[list[Floats]] = []
    seen = 0
    for at, window in enumerate(windows):
        ids, features = window_input(pieces, window)
        shared = windows[at + 1].start if at + 1 < len(windows) else window.end
        until = (shared + window.end) // 2
        mine = first[np.searchsorted(first, seen) : np.searchsorted(first, until)]
        seen = until
        parts.append([output[mine - window.start + 1] for output in model.run(ids, features)])
    roles, names, modes, vectors = (np.concatenate(output) for output in zip(*parts, strict=True))
    start, end = pieces.start[first].astype(np.int64), pieces.end[last].astype(np.int64)
    block = np.cumsum(pieces.begin == 2)[first].astype(np.int64)
    return Scores(start, end, block, roles, names, modes, _links(vectors, model))


def _links(vectors: Floats, model: Model) -> tuple[Link, ...]:
    pairs = vectors.reshape(len(vectors), len(LINKS), 2, -1)
    return tuple(Link(pairs[:, n, 0], pairs[:, n, 1], model.nothing[n], model.distance[n]) for n in range(len(LINKS)))


def _name(name: WordSpan, scores: Scores) -> Name:
    span = _span(name, scores)
    return Name(span.start, span.end, _KINDS[name.kind], name.score)


def _attributions(roles: list[WordSpan], names: list[WordSpan], scores: Scores) -> tuple[Attribution, ...]:
    """Contents that point at one cue are one attribution; a content that points at none stands for itself."""
    cues = [span for span in roles if span.kind == "cue"]
    sources = [span for span in roles if span.kind == "source"]
    contents = [span for span in roles if span.kind == "content"]
    groups: dict[int, list[tuple[WordSpan, float]]] = {}
    alone = -1
    for content, (cue, certainty) in zip(contents, cues_of(scores.links[0], scores.block, contents, cues), strict=True):
        if cue is None:
            groups[alone] = [(content, certainty)]
            alone -= 1
        else:
            groups.setdefault(cue, []).append((content, certainty))
    finder = _SourceFinder(sources, _starts(sources), names, scores)
    found = [_attribution(cues[cue] if cue >= 0 else None, parts, finder) for cue, parts in groups.items()]
    return tuple(sorted(found, key=lambda a: a.content[0].start))


def _starts(found: list[WordSpan]) -> Indices:
    return np.array([span.start for span in found], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _SourceFinder:
    sources: list[WordSpan]
    starts: Indices
    names: list[WordSpan]
    scores: Scores

    def find(self, cue: WordSpan | None, contents: list[WordSpan]) -> tuple[WordSpan | None, float]:
        """The source that the cue and the contents point at, or ``None``, and with what probability."""
        origin = cue or contents[0]
        near = within_reach(self.starts, origin)
        starts = self.starts[near]
        logs = self._logs(cue, contents, starts)
        logs[1:] -= _SOURCE_ELSEWHERE * (self.scores.block[starts] != self.scores.block[origin.start])
        best = int(logs.argmax())
        if best:
            return self.sources[int(near[best - 1])], float(np.exp(logs[best]))
        return self._untagged(cue, contents, float(np.exp(logs[0])))

    def _logs(self, cue: WordSpan | None, contents: list[WordSpan], starts: Indices) -> Floats:
        words = np.concatenate([np.arange(c.start, c.end) for c in contents])
        logs = self.scores.links[2].scores(words, starts)
        if cue:
            by_cue = self.scores.links[1].scores(np.arange(cue.start, cue.end), starts)
            logs = np.asarray((logs + _CUE_COUNTS * by_cue) / (1 + _CUE_COUNTS), dtype=np.float32)
        return logs

    def _untagged(
        self, cue: WordSpan | None, contents: list[WordSpan], certainty: float
    ) -> tuple[WordSpan | None, float]:
        """A source that the links name though no tag does: the word, or the name it begins."""
        origin = cue or contents[0]
        inside = {k for c in contents for k in range(c.start, c.end)}
        low, high = max(0, origin.start - 60), min(len(self.scores.start), origin.end + 60)
        words = np.array([k for k in range(low, high) if k not in inside and not (cue and cue.start <= k < cue.end)])
        if not len(words):
            return None, certainty
        logs = self._logs(cue, contents, words)
        best = int(logs.argmax())
        if not best or np.exp(logs[best]) < _FALLBACK:
            return None, certainty
        at = int(words[best - 1])
        name = next((n for n in self.names if n.start <= at < n.end), None)
        return WordSpan(at, name.end if name else at + 1, "source", 0.5), float(np.exp(logs[best]))


def _attribution(cue: WordSpan | None, contents: list[tuple[WordSpan, float]], finder: _SourceFinder) -> Attribution:
    parts = [content for content, _ in contents]
    source, certainty = finder.find(cue, parts)
    scores = finder.scores
    mode: Mode = "speech"
    if cue:
        mode = MODES[int(softmax(scores.modes[cue.start : cue.end]).mean(axis=0).argmax())]
    words = sum(c.end - c.start for c in parts)
    tagged = sum(c.score * (c.end - c.start) for c in parts) / words
    linked = sum(p * (c.end - c.start) for c, p in contents) / words
    confidence = tagged * (linked if cue else 1.0) * (cue.score if cue else 0.8) * (0.5 + 0.5 * certainty)
    return Attribution(
        tuple(_span(c, scores) for c in parts),
        _span(cue, scores) if cue else None,
        _span(source, scores) if source else None,
        mode,
        float(confidence),
    )


def _span(words: WordSpan, scores: Scores) -> Span:
    return Span(int(scores.start[words.start]), int(scores.end[words.end - 1]))
