"""The seed article's times and, where the development gold is at hand, the spans on TimeBank and AQUAINT."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from workers.extraction.facts.times import find_anchor, find_times
from workers.extraction.segment import segment

GOLD = Path(os.environ.get("QUOTEWIRE_GOLD", Path(__file__).parents[5] / "shared"))
SEED = GOLD / "gold/seed-article.json"
TIMES = GOLD / "data/times_dev.jsonl"
SAMPLE = 24  # articles, so that the test stays within a second


def letters(text: str, start: int, end: int) -> tuple[int, ...]:
    """The positions of letters and digits, as the scorer counts a span."""
    return tuple(i for i in range(start, end) if text[i].isalnum())


@pytest.mark.skipif(not SEED.exists(), reason="needs the seed's reading (QUOTEWIRE_GOLD)")
@pytest.mark.parametrize("given", [True, False])
def test_every_time_of_the_seed_is_found_with_its_value(given: bool) -> None:
    gold: dict[str, Any] = json.loads(SEED.read_text(encoding="utf-8"))
    layout = segment(gold["text"])
    anchor = find_anchor(gold["text"], layout, gold["published_at"] if given else None)
    found = {(time.start, time.end, time.value) for time in find_times(gold["text"], layout, anchor.value)}
    assert anchor.value == gold["published_at"]
    assert {(time["start"], time["end"], time["value"]) for time in gold["times"]} <= found


@pytest.mark.skipif(not TIMES.exists(), reason="needs the development gold (QUOTEWIRE_GOLD)")
def test_spans_on_the_development_gold() -> None:
    hits = made = wanted = 0
    for line in TIMES.read_text(encoding="utf-8").splitlines()[:SAMPLE]:
        gold: dict[str, Any] = json.loads(line)
        text = gold["text"]
        found = {letters(text, t.start, t.end) for t in find_times(text, segment(text), gold["published_at"])}
        spans = {letters(text, t["start"], t["end"]) for t in gold["times"]}
        hits, made, wanted = hits + len(found & spans), made + len(found), wanted + len(spans)
    assert 2 * hits / (made + wanted) > 0.84
