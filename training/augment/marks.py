"""Other quote marks: British single ones, guillemets, low marks, straight ones, and where the comma goes with them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from ..marked import Marked
from .clauses import Manner, clause_after, rewrite
from .editor import Edit, Editor, Put, cut
from .lexicon import rows
from .quotations import Quotation, find_quotations

INNER = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"])(.{3,300}?[.,?!\w])[’'](?![\w’'])")


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of quote marks."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    comma_out: bool

    @classmethod
    def draw(cls, rng: random.Random) -> Marks:
        """A set by its weight."""
        sets = rows("quote_marks")
        row = rng.choices(sets, [float(row[0]) for row in sets])[0]
        return cls(row[1], row[2], row[3], row[4], row[5] == "out")


def to_marks(article: Marked, rng: random.Random, marks: Marks | None = None) -> Marked:
    """Exchanges all double marks of the article for another set; marks inside quotations swap along."""
    style = marks or Marks.draw(rng)
    editor = Editor(article)
    inside = style.comma_out and style.opening.startswith("«") and rng.random() < 0.3
    present = Manner(present=True, inverted=0.8, outlet=0.1, role=0.1) if rng.random() < 0.4 else None
    quotes = find_quotations(article)
    for at, quote in enumerate(quotes):
        following = quotes[at + 1] if at + 1 < len(quotes) and quotes[at + 1].block == quote.block else None
        _exchange(editor, quote, style)
        _swap_inner(editor, quote, style)
        if quote.direct and quote.closed and (present or inside):
            clause = clause_after(article, quote, following.outer[0] if following else quote.block[1])
            if clause is not None:
                rewrite(editor, clause, present or Manner(True, 0.8, 0.0, 0.0), rng)
    return editor.apply()


def _exchange(editor: Editor, quote: Quotation, style: Marks) -> None:
    """The marks of one quotation, and the comma or full stop beside the closing one."""
    text = editor.article.text
    editor.edit(cut(quote.outer[0], quote.inner[0], style.opening))
    if not quote.closed:
        return
    low, high = quote.inner[1], quote.outer[1]
    stop = text[low - 1]
    fragment = not quote.direct and stop == "."
    if style.comma_out and (stop == "," or fragment) and low - 1 > quote.inner[0]:
        editor.edit(cut(low - 1, high, style.closing), Edit(high, high, (Put(stop, foreign=True),)))
    else:
        editor.edit(cut(low, high, style.closing))


def _swap_inner(editor: Editor, quote: Quotation, style: Marks) -> None:
    """Single marks inside a quotation become the set's inner marks; apostrophes stay."""
    text = editor.article.text
    for match in INNER.finditer(text, quote.inner[0], quote.inner[1]):
        if any(mark in match[1] for mark in '“”"'):
            continue
        last = match.end()
        editor.edit(
            cut(match.start(), match.start() + 1, style.inner_opening), cut(last - 1, last, style.inner_closing)
        )
