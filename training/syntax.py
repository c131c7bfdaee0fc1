"""Silver syntax: what each word depends on, by which relation, and its part of speech.

Training aid only. Contents and sources are clauses and noun phrases, so a network that also has to say what hangs on
what finds their edges better; the heads that answer are left out of the export. The trees are CoreNLP's automatic ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -100  # a label that the loss leaves out

# The basic Stanford dependencies and the Penn Treebank's parts of speech as CoreNLP gives them.
RELATIONS = (
    "acl advcl advmod amod appos aux auxpass case cc ccomp compound conj cop csubj csubjpass dep det discourse dobj "
    "expl iobj mark mwe neg nmod nsubj nsubjpass nummod parataxis punct root xcomp"
).split()
PARTS = (
    "# $ '' , -LRB- -RRB- . : CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO "
    "UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``"
).split()
_RELATION = {name: number for number, name in enumerate(RELATIONS)}
_PART = {name: number for number, name in enumerate(PARTS)}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a tree: where it stands, where its head stands (-1: it is the root), relation and part of speech as
    numbers, UNKNOWN where the lists above do not name them."""

    start: int
    end: int
    head: int
    relation: int
    part: int


def tree_of(analysis: dict[str, Any]) -> tuple[Token, ...]:
    """An analysed article's tokens, in text order, with the offsets of the submitted text."""
    return tuple(token for sentence in analysis["sentences"] for token in _tokens(sentence))


def _tokens(sentence: dict[str, Any]) -> Iterator[Token]:
    starts = [token[0] for token in sentence["tokens"]]
    for (start, end, part, _), head, relation in zip(
        sentence["tokens"], sentence["heads"], sentence["deprels"], strict=True
    ):
        stands = starts[head - 1] if head else -1
        kind = _RELATION.get(relation.split(":")[0], UNKNOWN)
        yield Token(start, end, stands, kind, _PART.get(part, UNKNOWN))


def syntax_labels(tokens: tuple[Token, ...], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """(3, n) for words that begin at ``starts``: the head's index (-1: none), relation and part; UNKNOWN elsewhere.

    A token and a word are one where they begin at the same place.
    """
    n = len(starts)
    labels = np.full((3, n), UNKNOWN)
    if not tokens or not n:
        return labels
    table = np.array([(t.start, t.head, t.relation, t.part) for t in tokens], dtype=np.int64).T
    at = np.minimum(np.searchsorted(starts, table[0]), n - 1)
    here = starts[at] == table[0]
    head = np.minimum(np.searchsorted(starts, table[1]), n - 1)
    heads = np.where(table[1] == -1, -1, np.where(starts[head] == table[1], head, UNKNOWN))
    labels[0, at[here]], labels[1, at[here]], labels[2, at[here]] = heads[here], table[2][here], table[3][here]
    return labels
