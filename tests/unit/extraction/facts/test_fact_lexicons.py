"""The facts stage's lexicons: every entry can be read, and none contradicts another."""

from __future__ import annotations

import re

import pytest

from workers.extraction.facts.nouns import singular, word_class
from workers.extraction.facts.words import word_set
from workers.extraction.lexicon import load_entries


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("bounds.txt", r"\+?[<>~=] : \S.*"),
        ("trends.txt", r"(?:up|down) : \S.*"),
        ("certainty.txt", r"(?:disputed|estimated|conditional) : \S.*"),
        ("check_worthiness.txt", r"(?:comparison|cause|public|prediction|personal|opinion|question) : \S.*"),
        ("fact_words.txt", r"[a-z_]+ [a-z ]+ : \S+(?: \S+)*"),
        ("word_classes.txt", r"[^\W\d_]+ [AVGNSRF]"),
        ("irregular_plurals.txt", r"\S+ \S+"),
        ("units.txt", r"[^:]+ : [^:]* :(?: .*)?"),
        ("currencies.txt", r"[A-Z]{3} : [^:]+ : [^:]+ : [^:]+ : [^:]+"),
    ],
)
def test_entries_have_the_form_that_their_header_names(name: str, pattern: str) -> None:
    entries = load_entries(name)
    assert entries
    assert [entry for entry in entries if not re.fullmatch(pattern, entry)] == []


def test_no_bound_is_given_twice() -> None:
    phrases = [(entry[0] == "+", entry.split(" : ")[1]) for entry in load_entries("bounds.txt")]
    assert sorted(phrases) == sorted(set(phrases))


def test_unknown_word_sets_are_refused() -> None:
    with pytest.raises(KeyError):
        word_set("nowhere nothing")


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("soldiers", "soldier"),
        ("cities", "city"),
        ("churches", "church"),
        ("children", "child"),
        ("wolves", "wolf"),
        ("series", "series"),
    ],
)
def test_singulars(plural: str, one: str) -> None:
    assert singular(plural) == one
    assert word_class(plural) == "S"
