"""Whether a text is English, told by its function words.

English, and the languages that news in a newsroom's inbox comes in, are told apart well enough by the share of their
commonest small words: there is no need for a model, and nothing is guessed beyond "English" and "not English".
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import load_words

# Below this many words there is too little to judge by.
LEAST_WORDS = 40
# Function words make up 35 to 50 % of English prose; tables, results and lists come down to some 15 %.
LEAST_SHARE = 0.12
# So much of a text is looked at: enough for a judgement, and no cost for a long one.
SAMPLE_CHARACTERS = 20_000

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _function_words() -> frozenset[str]:
    return load_words("english_function_words.txt")


def is_english(text: str) -> bool:
    """Whether ``text`` reads as English; a text too short to tell counts as English.

    The judgement rests on words of at least two letters that are common in English and not in its neighbours
    ("the", "of", "was", "with"), counted over the beginning of the text.
    """
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE_CHARACTERS])]
    letters = sum(character.isalpha() for character in text[:SAMPLE_CHARACTERS])
    if len(words) < LEAST_WORDS:
        # Scripts that write no spaces give few, long "words".
        return letters < LEAST_WORDS * 8
    known = sum(word in _function_words() for word in words)
    return known / len(words) >= LEAST_SHARE
