"""The words themselves: British spelling, titles of other lands, reporting in the present tense."""

from __future__ import annotations

import random
import re
from functools import cache

from ..marked import Marked
from .clauses import to_present
from .editor import Editor, cut
from .lexicon import table

PARTY = re.compile(r" \((?:R|D|I)-[A-Z][\w. ]{0,12}\)")

# What may follow a stem: "labor" takes "-ed", not "-ious", and "center" only "-s".
TAIL = re.compile(
    r"(?:s|ed|ing|e|es|er|ers|ite|ites|hood|hoods|able|ably|ation|ations|ment|al|ally|ism|ist|ists|ful)?(?!\w)"
)
PLAIN_TAIL = re.compile(r"s?(?!\w)")


@cache
def _stems() -> re.Pattern[str]:
    stems = "|".join(sorted(table("british"), key=len, reverse=True))
    return re.compile(rf"\b(?:{stems})", re.IGNORECASE)


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(rf"\b{re.escape(title)}" for title in table("titles")) + r")(?= [A-Z])")


def to_british(article: Marked) -> Marked:
    """British spelling, stem by stem; capitals stay. Names keep their spelling."""
    named = [(start, end) for start, end, _ in article.names]
    editor = Editor(article)
    for match in _stems().finditer(article.text):
        old, new = match[0], table("british")[match[0].lower()][0]
        tails = PLAIN_TAIL if new.endswith(("e", "ent")) else TAIL
        if not tails.match(article.text, match.end()):
            continue
        if any(start < match.end() and match.start() < end for start, end in named):
            continue
        new = new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new
        editor.edit(cut(*match.span(), new))
    return editor.apply()


def to_other_titles(article: Marked, rng: random.Random) -> Marked:
    """Titles without their stop or in full; the party and state after a politician's name go."""
    chosen = {title: rng.choice(forms) for title, forms in table("titles").items()}
    editor = Editor(article)
    for match in _titles().finditer(article.text):
        editor.edit(cut(*match.span(), chosen[match[0]]))
    for match in PARTY.finditer(article.text):
        editor.edit(cut(*match.span()))
    return editor.apply()


def report_in_present(article: Marked) -> Marked:
    """Plain reporting verbs in the past become present, wherever they are cues."""
    editor = Editor(article)
    for attribution in article.attributions:
        if len(attribution.cue) == 1 and len(attribution.source) == 1:
            to_present(editor, attribution.cue[0], article.text[slice(*attribution.source[0])])
    return editor.apply()
