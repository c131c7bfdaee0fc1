"""core.words: what counts as the same word."""

from __future__ import annotations

import pytest

from core.words import name_words, topic_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Glaciers melt.", ["glacier", "melt"]),
        ("THE GLACIER'S edge", ["glacier", "edge"]),
        ("the glaciers’ edges", ["glacier", "edge"]),
        ("countries, taxes, cases", ["country", "taxe", "case"]),
        ("virus, class, shoes, gas", ["virus", "class", "shoes", "gas"]),
        ("Müller Ærø São Paulo", ["muller", "ærø", "sao", "paulo"]),
        ("ﬁnance in 2024", ["finance", "2024"]),
        ("don't, can’t", ["dont", "cant"]),
        ("and the of", []),
        ("x" * 41, []),
        ("", []),
    ],
)
def test_topic_words(text: str, words: list[str]) -> None:
    assert topic_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tormod Heier", ["tormod", "heier"]),
        ("Sinéad O’Connor", ["sinead", "oconnor"]),
        ("James Williams", ["james", "williams"]),
        ("Université d'Été", ["universite", "dete"]),
        ("von der Leyen-Albrecht", ["von", "der", "leyen", "albrecht"]),
        ("The Who", ["the", "who"]),
    ],
)
def test_name_words(text: str, words: list[str]) -> None:
    assert name_words(text) == words
