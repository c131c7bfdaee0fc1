"""Training text in other styles: marked articles rewritten, with their gold marks kept in step.

:func:`augment` draws, for one article, which rewritings to apply; each module below does one kind. The table
``CHANCES`` is the one place where their shares are set.
"""

from __future__ import annotations

import random

from ..marked import Marked
from .dashes import to_dashes
from .layout import flatten, furnish, one_line_headline, tighten
from .marks import to_marks
from .paragraphs import to_paragraphs
from .people import exchange_people, exchange_places

__all__ = ["augment"]

UNCHANGED = 0.25  # share of the articles that stay as they are

# How the quotes of a changed article are written: shares, which add up to 1.
QUOTES = {"as they are": 0.18, "dashes": 0.42, "marks": 0.40}

# What else happens to a changed article: independent chances.
CHANCES = {
    "people": 0.45,
    "places": 0.12,
    "paragraphs": 0.25,
    "headline": 0.3,
    "furniture": 0.5,
    "one line": 0.35,
    "tight": 0.12,
}


def augment(article: Marked, rng: random.Random) -> Marked:
    """One article in another style, or as it is. The same random state gives the same article.

    Ranges stay attached to their words: of an attribution whose quote gets a dash, the content runs from after the
    dash to before the comma of the reporting clause. An attribution whose content vanishes is dropped.
    """
    if rng.random() < UNCHANGED:
        return article
    drawn = {name: rng.random() < chance for name, chance in CHANCES.items()}
    style = rng.choices(list(QUOTES), list(QUOTES.values()))[0]
    if drawn["people"]:
        article = exchange_people(article, rng)
    if drawn["places"]:
        article = exchange_places(article, rng)
    if drawn["paragraphs"] and style != "dashes":
        article = to_paragraphs(article, rng)
    if style == "dashes":
        article = to_dashes(article, rng)
    elif style == "marks":
        article = to_marks(article, rng)
    if drawn["headline"]:
        article = one_line_headline(article, rng)
    if drawn["furniture"]:
        article = furnish(article, rng)
    if drawn["one line"]:
        return flatten(article, rng)
    return tighten(article) if drawn["tight"] else article
