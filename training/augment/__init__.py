"""Training text in other styles: marked articles rewritten, with their gold marks kept in step.

:func:`augment` draws, for one article, which rewritings to apply; each module below does one kind. The table
``CHANCES`` is the one place where their shares are set.
"""

from __future__ import annotations

import random

from ..marked import Marked
from .dashes import to_dashes
from .dialogue import to_dialogue
from .layout import flatten, furnish, one_line_headline, tighten
from .marks import to_marks
from .paragraphs import to_paragraphs
from .people import exchange_people, exchange_places
from .scare import add_scare_quotes
from .spelling import report_in_present, to_british, to_other_titles

__all__ = ["augment"]

UNCHANGED = 0.25  # share of the articles that stay as they are

# How the quotes of a changed article are written: shares, which add up to 1.
QUOTES = {"as they are": 0.16, "dashes": 0.40, "marks": 0.36, "dialogue": 0.08}

# What else happens to a changed article: independent chances.
CHANCES = {
    "people": 0.45,
    "places": 0.12,
    "titles": 0.3,
    "british": 0.3,
    "present": 0.15,
    "scare quotes": 0.3,
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
    article = _reword(article, drawn, rng)
    if drawn["paragraphs"] and style != "dashes":
        article = to_paragraphs(article, rng)
    article = _requote(article, style, rng)
    if drawn["headline"]:
        article = one_line_headline(article, rng)
    if drawn["furniture"]:
        article = furnish(article, rng)
    if drawn["one line"]:
        return flatten(article, rng)
    return tighten(article) if drawn["tight"] else article


def _reword(article: Marked, drawn: dict[str, bool], rng: random.Random) -> Marked:
    """Names, titles, spelling, tense and marked terms: what does not touch how the quotes are written."""
    if drawn["people"]:
        article = exchange_people(article, rng)
    if drawn["places"]:
        article = exchange_places(article, rng)
    if drawn["titles"]:
        article = to_other_titles(article, rng)
    if drawn["british"]:
        article = to_british(article)
    if drawn["present"]:
        article = report_in_present(article)
    return add_scare_quotes(article, rng) if drawn["scare quotes"] else article


def _requote(article: Marked, style: str, rng: random.Random) -> Marked:
    """The quotes in the style drawn; an article with too few turns for a dialogue gets other marks."""
    if style == "dashes":
        return to_dashes(article, rng)
    if style == "dialogue":
        spoken = to_dialogue(article, rng)
        if spoken is not None:
            return spoken
    return article if style == "as they are" else to_marks(article, rng)
