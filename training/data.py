"""Readers: gold articles as :class:`~training.marked.Marked`, in the engine's normalised text.

PolNeAR (Newell, Margolin, Ruths, LREC 2018) gives the attributions, CoreNLP's analyses of the same articles the names
and trees. The names are silver: what kind a name is, is voted on over the corpus, because the tagger contradicts
itself.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.cues import mode_of
from training.marked import Attribution, Marked, Range, block_starts
from training.syntax import Token, tree_of
from workers.extraction.normalise import normalise

Named = tuple[int, int, str]

_KINDS = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}
# A kind is decided by vote where a wording was labelled at least so often, and so large a share agrees.
_LEAST, _SHARE = 3, 0.7
_QUOTE_MARK = re.compile('["“”„«»‟]')


def read_polnear(articles: Path, analyses: Path | None = None) -> list[Marked]:
    """The articles of one PolNeAR part, with voted silver names where ``analyses`` (gzipped JSON lines) is given.

    Raises FileNotFoundError where a file is missing and ValueError where a line is no JSON.
    """
    with articles.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    silver: dict[str, list[Named]] = {}
    trees: dict[str, tuple[Token, ...]] = {}
    for analysis in _read_analyses(analyses) if analyses else ():
        silver[analysis["id"]] = list(_silver_names(analysis))
        trees[analysis["id"]] = tree_of(analysis)
    names = vote({row["id"]: row["text"] for row in rows}, silver)
    return [_marked(row, names.get(row["id"], []), trees.get(row["id"], ())) for row in rows]


def _marked(row: dict[str, Any], names: list[Named], tree: tuple[Token, ...]) -> Marked:
    clean = normalise(row["text"])
    attributions = []
    for gold in row["attributions"]:
        source, cue, content = (move(clean.origin, gold[role]) for role in ("source", "cue", "content"))
        words = " ".join(clean.text[start:end] for start, end in cue)
        quoted = any(_QUOTE_MARK.search(clean.text[start:end]) for start, end in content)
        if content:
            attributions.append(Attribution(source, cue, content, mode_of(words, quoted)))
    moved = [(*range_, name[2]) for name in names for range_ in move(clean.origin, [name[:2]])]
    tokens = tuple(token for token in (_moved(clean.origin, token) for token in tree) if token.start < token.end)
    return Marked(clean.text, tuple(attributions), tuple(moved), block_starts(clean.text), tokens)


def _moved(origin: tuple[int, ...], token: Token) -> Token:
    head = bisect_left(origin, token.head) if token.head >= 0 else -1
    return replace(token, start=bisect_left(origin, token.start), end=bisect_left(origin, token.end), head=head)


def move(origin: tuple[int, ...], ranges: Iterable[Any]) -> tuple[Range, ...]:
    """Ranges of a submitted text as ranges of its normalised text; those that vanished are left out."""
    moved = ((bisect_left(origin, start), bisect_left(origin, end)) for start, end in ranges)
    return tuple((start, end) for start, end in moved if start < end)


def _read_analyses(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _silver_names(row: dict[str, Any]) -> Iterator[Named]:
    """Runs of tokens with one label, as names."""
    for sentence in row["sentences"]:
        run: Named | None = None
        for start, end, _, label in [*sentence["tokens"], (0, 0, "", "")]:
            kind = _KINDS.get(label)
            if run and kind == run[2]:
                run = (run[0], end, run[2])
                continue
            if run:
                yield run
            run = (start, end, kind) if kind else None


def vote(texts: dict[str, str], silver: dict[str, list[Named]]) -> dict[str, list[Named]]:
    """The names with the kind that most occurrences of the same wording have, where there are some and most agree."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for key, names in silver.items():
        for start, end, kind in names:
            kinds[texts[key][start:end]][kind] += 1
    decided: dict[str, str] = {}
    for wording, counts in kinds.items():
        kind, n = counts.most_common(1)[0]
        if counts.total() >= _LEAST and n >= _SHARE * counts.total():
            decided[wording] = kind
    return {
        key: [(start, end, decided.get(texts[key][start:end], kind)) for start, end, kind in names]
        for key, names in silver.items()
    }
