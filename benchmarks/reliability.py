"""Whether a confidence means what it says: what was given, and how much of it was right, field by field.

    python -m benchmarks.accuracy --gold DIR --only style,held_out --reliability

*Right* is the scorer's: the speaker's name, at least half of a role's or an affiliation's words, the expert verdict.
Only what the gold speaks of counts: matched quotes, and people whom both name.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

FIELDS = ("speaker", "role", "affiliation", "expert")
# Lower ends of the groups of confidence.
_FLOORS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Item:
    """One field of one result: the confidence it was given, and whether it is right."""

    field: str
    confidence: float
    is_right: bool


def load_scorer(gold: Path) -> ModuleType:
    """The scorer of the gold folder as a module."""
    spec = importlib.util.spec_from_file_location("score", gold / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"There is no eval/score.py under {gold}: give the gold folder with --gold.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def items(scorer: ModuleType, article: dict[str, Any], result: dict[str, Any]) -> Iterator[Item]:
    """Every field of a result that the gold of its article can judge."""
    if "sources" in article:
        yield from _speakers(scorer, article, result)
        yield from _people(scorer, article, result)


def table(found: Iterable[Item]) -> Iterator[str]:
    """The table, a line a field and group: the mean confidence, the share that is right, how many."""
    listed = list(found)
    for field in FIELDS:
        for floor, ceiling in zip(_FLOORS, (*_FLOORS[1:], 1.01), strict=True):
            group = [item for item in listed if item.field == field and floor <= item.confidence < ceiling]
            if group:
                mean = sum(item.confidence for item in group) / len(group)
                right = sum(item.is_right for item in group) / len(group)
                given = f"{floor:.2f} to {min(ceiling, 1):.2f}"
                yield f"{field:12} {given}   mean {mean:.2f}   right {right:.2f}   (n={len(group)})"


def _speakers(scorer: ModuleType, article: dict[str, Any], result: dict[str, Any]) -> Iterator[Item]:
    by_id = {source["id"]: source for source in article["sources"]}
    names = {source["id"]: source["name"] for source in result["sources"]}
    wanted = [(spans, by_id.get(source)) for spans, source in _gold_quotes(article)]
    gold = [scorer.chars(article["text"], spans) for spans, _ in wanted]
    found = [scorer.chars(article["text"], scorer.pairs(quote["spans"])) for quote in result["quotes"]]
    for number, place in scorer.greedy(gold, found, 0.5):
        speaker, source = result["quotes"][place]["speaker"], wanted[number][1]
        if source is None or source["kind"] == "unnamed" or not speaker or speaker["source_id"] is None:
            continue
        is_right = scorer.same_name(names[speaker["source_id"]], source["name"], source.get("aliases", ()))
        yield Item("speaker", speaker["confidence"], is_right)


def _gold_quotes(article: dict[str, Any]) -> list[tuple[Any, str | None]]:
    """The content and the source of each quote, in either layout of the gold."""
    if "quotes" in article:
        return [(quote["spans"], quote["source"]) for quote in article["quotes"] if not quote.get("optional")]
    sources = article["attribution_sources"]
    return [(each["content"], sources.get(str(n))) for n, each in enumerate(article["attributions"])]


def _people(scorer: ModuleType, article: dict[str, Any], result: dict[str, Any]) -> Iterator[Item]:
    free = [source for source in result["sources"] if source["kind"] == "person" and source["quote_ids"]]
    for person in article["sources"]:
        if person["kind"] != "person":
            continue
        aliases = person.get("aliases", ())
        mine = next((source for source in free if scorer.same_name(source["name"], person["name"], aliases)), None)
        if mine is None:
            continue
        free.remove(mine)
        yield Item("expert", mine["expert_confidence"], mine["is_expert"] == person["is_expert"])
        for field in ("role", "affiliation"):
            if mine[field]:
                is_right = bool(person.get(field)) and scorer.same_words(person[field], mine[field])
                yield Item(field, mine[field]["confidence"], is_right)
