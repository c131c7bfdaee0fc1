"""Interviews and transcripts: ``Q: …? A: …`` and ``NAME: …`` in place of quote marks and reporting clauses."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from ..marked import Marked, Range
from .clauses import PRONOUN, Clause, clause_after
from .editor import Edit, Editor, Keep, Part, Put
from .lexicon import entries
from .quotations import Quotation, find_quotations

NAME = re.compile(r"[A-Z][\w’'-]+[\w]")
TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Jr", "Sr", "The", "But", "And"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One block that is nothing but a speaker's words and their plain clause."""

    quotes: tuple[Quotation, ...]
    clause: Clause
    owner: int


def to_dialogue(article: Marked, rng: random.Random, least: int = 2) -> Marked | None:
    """Makes turns of the blocks that allow it; ``None`` where fewer than ``least`` do."""
    turns = _turns(article)
    if len(turns) < least:
        return None
    editor = Editor(article)
    interview = rng.random() < 0.4
    letters = rng.choice(("Q: |A: ", "Q: |A: ", "Q. |A. ", "|"))
    case = rng.choice(("upper", "upper", "surname", "full"))
    for turn in turns:
        parts: tuple[Part, ...]
        if interview:
            asks, answers = letters.split("|")
            question = Put(f"{asks}{rng.choice(entries('questions'))}", foreign=True, block=True)
            parts = (question, Put("\n\n", foreign=True), Put(answers, foreign=True, block=True))
        else:
            label = _label(article, turn, case)
            if not label:
                continue
            parts = (Put(label, ((turn.owner, "source"),), block=True, name="person"), Put(": ", foreign=True))
        _take(editor, turn, parts, named=not interview)
    return editor.apply()


def _turns(article: Marked) -> list[Turn]:
    """The blocks that consist of one attribution's quotations and one short clause, and touch no other attribution."""
    by_block: dict[Range, list[Quotation]] = {}
    for quote in find_quotations(article):
        by_block.setdefault(quote.block, []).append(quote)
    turns = []
    for block, quotes in by_block.items():
        owner = quotes[0].owner
        plain = owner >= 0 and len(quotes) <= 2 and all(q.direct and q.closed and q.owner == owner for q in quotes)
        if not plain or quotes[0].outer[0] != block[0] or _touched(article, block, owner):
            continue
        limit = quotes[1].outer[0] if len(quotes) == 2 else block[1]
        clause = clause_after(article, quotes[0], limit)
        if clause is None or clause.stop != "." or clause.end - clause.start > 90:
            continue
        ends = quotes[1].outer[1] if len(quotes) == 2 else clause.end + 1
        if ends == block[1] and not article.text[clause.end + 1 : limit].strip():
            turns.append(Turn(tuple(quotes), clause, owner))
    return turns


def _touched(article: Marked, block: Range, owner: int) -> bool:
    """Whether another attribution, or this one's words elsewhere, would be torn by rewriting the block."""
    for index, a in enumerate(article.attributions):
        for start, end in (*a.source, *a.cue, *a.content):
            inside = start < block[1] and block[0] < end
            if inside != (index == owner) and (inside or index == owner):
                return True
    return False


def _label(article: Marked, turn: Turn, case: str) -> str:
    """The name a turn is labelled with: its source's, or the one last named before it for a pronoun."""
    source = article.text[slice(*turn.clause.source)]
    if PRONOUN.match(source):
        before = [a.source[0] for a in article.attributions if a.source and a.source[0][1] <= turn.quotes[0].outer[0]]
        named = [article.text[s:e] for s, e in sorted(before) if not PRONOUN.match(article.text[s:e])]
        source = named[-1] if named else ""
    words = [word for word in NAME.findall(source.split(",")[0]) if word not in TITLES]
    if not words:
        return ""
    return " ".join(words[-2:]) if case == "full" else words[-1].upper() if case == "upper" else words[-1]


def _take(editor: Editor, turn: Turn, label: tuple[Part, ...], *, named: bool) -> None:
    """Writes one turn: the label, then the words without marks and clause."""
    text, first = editor.article.text, turn.quotes[0]
    end = first.inner[1] - (text[first.inner[1] - 1] in ",.")
    stop = "" if text[end - 1] in "?!…" else "."
    parts: list[Part] = [*label, Keep(first.inner[0], end), Put(stop, ((turn.owner, "content"),))]
    for quote in turn.quotes[1:]:
        parts += [Put(" ", ((turn.owner, "content"),)), Keep(*quote.inner)]
    if editor.edit(Edit(*first.block, tuple(parts))):
        old = editor.attributions[turn.owner]
        editor.attributions[turn.owner] = replace(old, source=(), cue=(), source_known=named)
