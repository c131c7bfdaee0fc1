"""The reliability table: which fields are judged, what counts as right, and how they are grouped."""

from __future__ import annotations

from types import ModuleType
from typing import Any, cast

from benchmarks.reliability import Item, items, table

TEXT = "“Rain,” said the engineer Ida Holm of North Water."


class Scorer:
    """The scorer's functions in their plainest form."""

    @staticmethod
    def pairs(spans: list[dict[str, int]]) -> list[tuple[int, int]]:
        return [(span["start"], span["end"]) for span in spans]

    @staticmethod
    def chars(text: str, spans: list[tuple[int, int]]) -> set[int]:
        return {at for start, end in spans for at in range(start, end)}

    @staticmethod
    def greedy(gold: list[set[int]], found: list[set[int]], least: float) -> list[tuple[int, int]]:
        return [(g, f) for g, one in enumerate(gold) for f, other in enumerate(found) if one == other]

    @staticmethod
    def same_name(first: str, second: str, aliases: tuple[str, ...]) -> bool:
        return first == second or first in aliases

    @staticmethod
    def same_words(first: str, second: dict[str, Any]) -> bool:
        return bool(first == second["text"])


SCORER = cast(ModuleType, Scorer)
GOLD: dict[str, Any] = {
    "text": TEXT,
    "quotes": [{"spans": [(1, 5)], "source": "s1"}],
    "sources": [
        {"id": "s1", "name": "Ida Holm", "kind": "person", "role": "engineer", "affiliation": None, "is_expert": True}
    ],
}
RESULT: dict[str, Any] = {
    "quotes": [{"spans": [{"start": 1, "end": 5}], "speaker": {"source_id": "s7", "confidence": 0.97}}],
    "sources": [
        {
            "id": "s7",
            "name": "Ida Holm",
            "kind": "person",
            "quote_ids": ["q1"],
            "is_expert": False,
            "expert_confidence": 0.8,
            "role": {"text": "engineer", "confidence": 0.92},
            "affiliation": {"text": "North Water", "confidence": 0.75},
        }
    ],
}


def test_each_field_is_judged_by_the_gold() -> None:
    assert sorted((item.field, item.confidence, item.is_right) for item in items(SCORER, GOLD, RESULT)) == [
        ("affiliation", 0.75, False),
        ("expert", 0.8, False),
        ("role", 0.92, True),
        ("speaker", 0.97, True),
    ]


def test_gold_with_attributions_is_judged_alike() -> None:
    gold = {key: value for key, value in GOLD.items() if key != "quotes"}
    gold |= {"attributions": [{"content": [(1, 5)]}], "attribution_sources": {"0": "s1"}}
    assert Item("speaker", 0.97, True) in list(items(SCORER, gold, RESULT))


def test_gold_without_sources_judges_nothing() -> None:
    assert list(items(SCORER, {"text": TEXT, "times": []}, RESULT)) == []


def test_the_table_groups_by_what_was_given() -> None:
    found = [Item("role", 0.92, True), Item("role", 0.94, False), Item("role", 1.0, True)]
    assert list(table(found)) == [
        "role         0.90 to 0.95   mean 0.93   right 0.50   (n=2)",
        "role         0.95 to 1.00   mean 1.00   right 1.00   (n=1)",
    ]
