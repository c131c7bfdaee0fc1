"""Quantities and facts against the development gold, where it is at hand: figures may not fall."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from workers.extraction.document import FoundQuote, FoundSource, Reading, Sources
from workers.extraction.facts import Evidence, find_facts
from workers.extraction.facts.quantities import read_quantities
from workers.extraction.facts.subjects import find_subjects
from workers.extraction.facts.times import find_times
from workers.extraction.facts.tokens import tokenise
from workers.extraction.segment import segment
from workers.extraction.types import Span

GOLD = Path(os.environ.get("QUOTEWIRE_GOLD", Path(__file__).parents[5] / "shared"))
NEWSQUANT = GOLD / "data/quantities_dev.jsonl"
SEED = GOLD / "gold/seed-article.json"
SCORER = GOLD / "eval/score.py"


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def quantity_result(text: str) -> dict[str, Any]:
    layout = segment(text)
    tokens = tokenise(text, layout)
    found = read_quantities(text, tokens, layout)
    subjects = find_subjects(text, tokens, found)
    fields = ("value", "value_high", "unit", "bound", "trend")
    facts = [
        {"kind": "quantity", "subject": subject, **{name: getattr(quantity, name) for name in fields}}
        for quantity, subject in zip(found, subjects, strict=True)
    ]
    return {"facts": facts}


@pytest.mark.skipif(not (NEWSQUANT.exists() and SCORER.exists()), reason="needs the development gold (QUOTEWIRE_GOLD)")
def test_newsquant(scorer: ModuleType) -> None:
    gold = scorer.load(str(NEWSQUANT))
    results = {entry["id"]: quantity_result(entry["text"]) for entry in gold}
    figures = scorer.score_quantities(gold, results, 0)
    # Units are named as the other sets name them, which costs a point here (docs/model-card.md, Limits).
    least = {"value": 93.0, "value+unit": 82.0, "value+change": 88.0, "value+concept_partial": 78.0}
    assert {name: figures[name]["F1"] for name in least if figures[name]["F1"] < least[name]} == {}


@pytest.mark.skipif(not (SEED.exists() and SCORER.exists()), reason="needs the seed's reading (QUOTEWIRE_GOLD)")
def test_the_seed_article_has_all_its_facts(scorer: ModuleType) -> None:
    (gold,) = scorer.load(str(SEED))
    ids = [source["id"] for source in gold["sources"]]
    quotes = tuple(
        FoundQuote(q["kind"], "speech", tuple(Span(*s) for s in q["spans"]), None, None, False, q["in_caption"], 0.9)
        for q in gold["quotes"]
    )
    sources = tuple(
        FoundSource(s["name"], s["kind"], (), None, None, "other", False, None, "contributor", None, (), 0.9)
        for s in gold["sources"]
    )
    of_quote = tuple(ids.index(q["source"]) for q in gold["quotes"])
    text, layout = gold["text"], segment(gold["text"])
    times = find_times(text, layout, gold["published_at"])
    found = find_facts(Evidence(text, layout, Reading((), ()), quotes, Sources(sources, of_quote), times)).facts
    facts = [
        {
            "kind": fact.kind, "start": fact.span.start, "end": fact.span.end, "value": fact.value,
            "value_high": fact.value_high, "bound": fact.bound, "unit": fact.unit, "certainty": fact.certainty,
            "time": {"value": fact.time.value} if fact.time else None,
            "source": {"source_id": ids[fact.source]} if fact.source is not None else None,
        }
        for fact in found
    ]  # fmt: skip
    result = {gold["id"]: {"facts": facts, "sources": gold["sources"]}}
    names = {source["id"]: source["name"] for source in gold["sources"]}
    figures = scorer.fact_figures([gold], result, 0, lambda entry, fact: names.get(fact["source"]))
    assert figures["found"]["R"] == 100.0
    parts = ("bound", "unit", "time", "source", "certainty")
    assert {name: figures[name]["accuracy"] for name in parts} == dict.fromkeys(parts, 100.0)
