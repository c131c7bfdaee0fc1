"""Datelines: the place, day and agency that a report opens with, "PARIS, May 8 (Reuters) -"."""

from __future__ import annotations

import re

from .lexicon import load_words

MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December)\b\.?"
)

_CITY = r"(?=[A-ZÀ-Þ.'’-]*[A-ZÀ-Þ]{3})[A-ZÀ-Þ](?:[A-ZÀ-Þ.'’]|[/ -](?=[A-ZÀ-Þ])){2,40}"
_DATELINE = re.compile(
    rf"""
    (?: (?P<caps>{_CITY})                                                  # ADDIS ABABA
        (?:,\s[A-ZÀ-Þ][\w.'’]*(?:\s[A-ZÀ-Þ][\w.'’]*){{0,3}}){{0,2}}        # , Ethiopia
        (?:,?\s(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?:,?\s\d{{4}})?)?   # , May 8
        (?P<agency>\s\([^()]{{2,40}}\))?                                   # (AP)
        \s?(?:--|[—–_-])\s?_?(?=[^\s\d])
      | [A-ZÀ-Þ][\w.'’-]+(?:[\s/-][A-ZÀ-Þ][\w.'’-]+){{0,3}}                # Addis Ababa
        (?:,\s[A-ZÀ-Þ][\w.'’]*(?:\s[A-ZÀ-Þ][\w.'’]*){{0,2}})?
        (?:,?\s(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?:,?\s\d{{4}})?)?
        \s\([A-Z][^()]{{1,40}}\)\s?(?:--|[—–_-])\s?(?=[^\s\d])             # (Reuters) -
      | [A-ZÀ-Þ]{{3,}}(?:[\s/-][A-ZÀ-Þ]{{3,}}){{0,3}}\.\s                 # HAVRE/LYON.
        (?=[A-ZÀ-Þ“"‘«][^\W\d_]*[a-zß-ÿ\s])
      | (?P<bare>[A-ZÀ-Þ-]{{4,20}}(?:[\s/][A-ZÀ-Þ-]{{3,20}}){{0,2}}\s)      # KUOPIO The forest
        (?=[A-ZÀ-Þ][a-zß-ÿ]*\s)
    )
    """,
    re.VERBOSE,
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline at the beginning of the paragraph ``text[start:end]`` ends; ``start`` where there is none."""
    match = _DATELINE.match(text, start, end)
    if match is None:
        return start
    if match["bare"]:
        following = text[match.end() : match.end() + 20].split(maxsplit=1)[0].lower()
        if following not in load_words("sentence_openers.txt"):
            return start
    return match.end()
