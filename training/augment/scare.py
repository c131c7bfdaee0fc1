"""Marked words that are no quotes: scare quotes, titles of works, nicknames, slogans: to be left alone."""

from __future__ import annotations

import random
import re

from ..marked import Marked
from .editor import Edit, Editor, Put
from .lexicon import entries
from .quotations import blocks

TERM = re.compile(r"(?<=\b(?:the|her|his|its|new) )(?:[a-z]{4,12} )?[a-z]{5,14}(?=[ ,.])")


def add_scare_quotes(article: Marked, rng: random.Random) -> Marked:
    """Marks a few terms of the narrative and adds a sentence or two with a title, a nickname or a slogan."""
    editor = Editor(article)
    opening, closing = ('"', '"') if article.text.count('"') > article.text.count("“") else ("“", "”")
    taken = [span for a in article.attributions for span in (*a.content, *a.cue, *a.source)]
    free = [block for block in blocks(article)[1:] if not any(s < block[1] and block[0] < e for s, e in taken)]
    rng.shuffle(free)
    for block in free[: rng.choice((1, 2, 2, 3))]:
        terms = list(TERM.finditer(article.text, *block))
        if terms and rng.random() < 0.6:
            start, end = rng.choice(terms).span()
            editor.edit(
                Edit(start, start, (Put(opening, foreign=True),)), Edit(end, end, (Put(closing, foreign=True),))
            )
        elif article.text[block[1] - 1] in ".!?":
            aside = rng.choice(entries("asides")).replace("“", opening).replace("”", closing)
            editor.edit(Edit(block[1], block[1], (Put(f" {aside}", foreign=True),)))
    return editor.apply()
