"""Quotes over several paragraphs: each opens with a mark, only the last closes."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from ..marked import Marked
from .clauses import PRONOUN, clause_after
from .editor import Edit, Editor, Put
from .quotations import Quotation, find_quotations, sentence_starts

LONG = 140  # code points: a quotation this long may fall into paragraphs


def to_paragraphs(article: Marked, rng: random.Random) -> Marked:
    """Merges direct quotes of one speaker in neighbouring paragraphs and splits long ones."""
    editor = Editor(article)
    quotes = find_quotations(article)
    touched: set[int] = set()
    for at, (quote, later) in enumerate(pairwise(quotes)):
        last = at + 2 >= len(quotes) or quotes[at + 2].block != later.block
        if quote.owner not in touched and last and rng.random() < 0.7 and _merge(editor, quote, later):
            touched |= {quote.owner, later.owner}
    for quote in quotes:
        if quote.direct and quote.owner not in touched and quote.closed and rng.random() < 0.6:
            _split(editor, quote, rng)
    return editor.apply()


def _merge(editor: Editor, quote: Quotation, later: Quotation) -> bool:
    """Joins ``later``, alone with a plain clause in the next paragraph, to ``quote``, which ends its own."""
    text, article = editor.article.text, editor.article
    ends = quote.direct and later.direct and quote.closed and later.closed and quote.outer[1] == quote.block[1]
    near = quote.block != later.block and not text[quote.block[1] : later.outer[0]].strip()
    if not ends or not near or quote.owner == later.owner or len(article.attributions[later.owner].content) != 1:
        return False
    clause = clause_after(article, later, later.block[1])
    if clause is None or clause.stop != "." or clause.end + 1 != later.block[1]:
        return False
    if not PRONOUN.match(text[slice(*clause.source)]) or clause.end - clause.start > 30:
        return False
    end = later.inner[1] - (text[later.inner[1] - 1] == ",")
    closing = ("" if text[end - 1] in ".?!" else ".") + text[later.inner[1] : later.outer[1]]
    taken = editor.edit(
        Edit(quote.inner[1], quote.outer[1], ()),
        Edit(end, later.block[1], (Put(closing, ((quote.owner, "content"),)),)),
    )
    if taken:
        first, second = editor.attributions[quote.owner], editor.attributions[later.owner]
        editor.attributions[quote.owner] = replace(first, content=(*first.content, (later.outer[0], end)))
        editor.attributions[later.owner] = replace(second, content=())
    return taken


def _split(editor: Editor, quote: Quotation, rng: random.Random) -> None:
    """Starts a new paragraph, with an opening mark, at a sentence inside a long quotation that ends its block."""
    text = editor.article.text
    if quote.inner[1] - quote.inner[0] < LONG or quote.outer[1] != quote.block[1]:
        return
    starts = [at for at in sentence_starts(text, quote.inner) if at > quote.inner[0] + 40 and at < quote.inner[1] - 25]
    if not starts:
        return
    mark = text[quote.outer[0] : quote.inner[0]]
    for at in rng.sample(starts, min(len(starts), rng.choice((1, 1, 2)))):
        gap = at
        while text[gap - 1].isspace():
            gap -= 1
        parts = (Put("\n\n", foreign=True), Put(mark, ((quote.owner, "content"),), block=True))
        editor.edit(Edit(gap, at, parts))
