"""Other quote marks: British single ones, guillemets, low marks, straight ones, and where the comma goes with them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from ..marked import Marked
from .clauses import Clause, Manner, clause_after, rewrite
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
    inside = style.opening.startswith("«") and rng.random() < 0.35
    manner = Manner.draw(rng) if inside or rng.random() < 0.4 else None
    quotes = find_quotations(article)
    held = False  # whether the clause before this quotation stands inside the marks of the one before
    for at, quote in enumerate(quotes):
        following = quotes[at + 1] if at + 1 < len(quotes) and quotes[at + 1].block == quote.block else None
        clause = None
        if quote.direct and quote.closed:
            clause = clause_after(article, quote, following.outer[0] if following else quote.block[1])
        before, held = held, inside and clause is not None and _goes_on(article, quote, clause, following)
        _exchange(editor, quote, style, before, held)
        _swap_inner(editor, quote, style)
        if clause is not None and manner is not None:
            rewrite(editor, clause, manner, rng)
    return editor.apply()


def _goes_on(article: Marked, quote: Quotation, clause: Clause, following: Quotation | None) -> bool:
    """Whether the quotation goes on right after its clause, so that the marks can stay open: « Text, says X. More. »"""
    if following is None or following.owner != quote.owner or not following.direct:
        return False
    return not article.text[clause.end + len(clause.stop) : following.outer[0]].strip()


def _exchange(editor: Editor, quote: Quotation, style: Marks, went_on: bool, goes_on: bool) -> None:
    """The marks of one quotation, and the comma or full stop beside the closing one."""
    text = editor.article.text
    editor.edit(cut(quote.outer[0], quote.inner[0], "" if went_on else style.opening))
    if goes_on:
        low = quote.inner[1] - (text[quote.inner[1] - 1] in ",.")
        editor.edit(Edit(low, quote.outer[1], (Put("," if text[low - 1] not in "?!…" else "", foreign=True),)))
        return
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
