"""Headlines written with capitals on common words too: capitals then tell nothing."""

from __future__ import annotations

from . import lexicons
from .tokens import Tokens

_MOSTLY_CAPITALS = 0.6
_HEADLINE_WORDS = 2
_OPENING_MARKS = frozenset("“\"‘«„")


def is_title_case(tokens: Tokens, span: range) -> bool:
    """Whether the sentence is written like a headline, common words with capitals too: capitals then tell nothing."""
    letters = [i for i in span if tokens.words[i][0].isalpha()]
    if len(letters) < 4 or sum(tokens.capital[i] for i in letters) / len(letters) < _MOSTLY_CAPITALS:
        return False
    ordinary = lexicons.any_of("common_words.txt", "names/not_names.txt")
    offices = lexicons.titles().keys() | lexicons.role_nouns()  # these have capitals before a name in any sentence
    opens_speech = {i for i in letters if i > span.start and tokens.words[i - 1] in _OPENING_MARKS}
    plain = (i for i in letters[1:] if tokens.lower[i].rstrip(".") not in offices and i not in opens_speech)
    return sum(tokens.capital[i] and tokens.lower[i] in ordinary for i in plain) >= _HEADLINE_WORDS
