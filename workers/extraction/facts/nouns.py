"""What class a word has, and the singular of a plural.

A small tagger by word lists and endings is enough here: the words that may stand between a number and its noun are few.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..lexicon import load_entries

# Words whose class is remembered: an article repeats its words.
_REMEMBERED = 4096
_ENDINGS = (
    (re.compile(r"ly$"), "R"),
    (re.compile(r"ing$"), "G"),
    (re.compile(r"ed$"), "V"),
    (re.compile(r"(?:tion|sion|ment|ness|ity|ism|ship|ance|ence|er|or|ist)$"), "N"),
    (re.compile(r"(?:ss|us|is|'s|’s)$"), "N"),
    (re.compile(r"(?:s|s['’])$"), "S"),
    (re.compile(r"(?:ous|ful|ical|ish|less|ive|able|ible|al|ic|est)$"), "A"),
)


@cache
def known_classes() -> dict[str, str]:
    """The words of the word list with their classes."""
    return _pairs("word_classes.txt")


@cache
def _irregular() -> dict[str, str]:
    return _pairs("irregular_plurals.txt")


def irregular_plurals() -> dict[str, str]:
    """Plurals that a plain final s does not make, and their singulars."""
    return _irregular()


def _pairs(name: str) -> dict[str, str]:
    return {first: second for first, _, second in (entry.partition(" ") for entry in load_entries(name))}


@lru_cache(_REMEMBERED)
def word_class(word: str) -> str:
    """The class of a lower-case word: A, V, G, N, S, R or F (see the word list's header)."""
    if word in _irregular():
        return "S"
    known = known_classes().get(word)
    if known is not None:
        return known
    if len(word) < 3:
        return "F"
    return next((tag for ending, tag in _ENDINGS if ending.search(word)), "N")


def is_plural(word: str) -> bool:
    """Whether a lower-case word can be a plural noun."""
    return word_class(word) == "S"


@lru_cache(_REMEMBERED)
def singular(word: str) -> str:
    """The singular of a lower-case plural noun; a word that is no plural is returned as it is."""
    word = re.sub(r"['’]s?$", "", word)
    if word in _irregular():
        return _irregular()[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:[cs]h|x|ss|zz)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
