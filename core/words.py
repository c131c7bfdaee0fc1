"""The words by which quotes and their speakers are found.

A word is a run of letters and digits, folded (case, diacritics, width). Topic words are further stripped of the plural
(Harman's S-stemmer, "How effective is suffixing?", JASIS 1991) and of function words; names are left whole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
LONGEST = 40  # characters: longer runs are no words
STOP_WORDS = Path(__file__).parent / "lexicons" / "stop_words.txt"


def topic_words(text: str) -> list[str]:
    """The words that tell what a text is about, in order, with repetitions."""
    return [_singular(word) for word in _words(text) if len(word) > 1 and word not in stop_words()]


def name_words(text: str) -> list[str]:
    """The words of a name, in order."""
    return _words(text)


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing about a topic."""
    lines = STOP_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _words(text: str) -> list[str]:
    found = (POSSESSIVE.sub("", match.group()) for match in WORD.finditer(_folded(text)))
    return [word.replace("'", "").replace("’", "") for word in found if len(word) <= LONGEST]


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _singular(word: str) -> str:
    if len(word) < 4 or word[-1] != "s":
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else f"{word[:-3]}y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]
