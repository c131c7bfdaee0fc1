"""The articles that measure are well formed: offsets, ids, kinds, values. A wrong row would make every figure wrong."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.schemas.result import ResultSchema

FILES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.jsonl"))
ROWS: list[dict[str, Any]] = [
    json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()
]
EACH = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
TIME = re.compile(r"\d{3}X|\d{4}(-(\d{2}(-\d{2})?|W\d{2}|Q[1-4]|H[12]|SP|SU|FA|WI))?")
CERTAINTIES = {"asserted", "reported", "estimated", "disputed", "conditional"}


def spans(row: dict[str, Any]) -> Iterator[list[int]]:
    """Every span of an article."""
    for quote in row["quotes"]:
        yield from quote["spans"]
    yield from row["not_quotes"] + row["not_speech"] + row["ignore"]
    yield from ([fact["start"], fact["end"]] for fact in row["facts"])


def test_every_article_has_an_id_of_its_own() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@EACH
def test_spans_cover_text_without_space_around_it(row: dict[str, Any]) -> None:
    text = row["text"]
    for start, end in spans(row):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


@EACH
def test_spans_break_no_word(row: dict[str, Any]) -> None:
    text = row["text"]
    for start, end in spans(row):
        assert not (text[start - 1 : start].isalnum() and text[start].isalnum()), text[start:end]
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), text[start:end]


@EACH
def test_quotes_name_their_kind_source_and_cue(row: dict[str, Any]) -> None:
    ids = {source["id"] for source in row["sources"]}
    for quote in row["quotes"]:
        assert quote["kind"] in {"direct", "indirect", "mixed"}
        assert quote["source"] is None or quote["source"] in ids
        assert quote["cue"] is None or quote["cue"] in row["text"]
        ordered = [at for span in quote["spans"] for at in span]
        assert ordered == sorted(ordered)


@EACH
def test_sources_stand_in_the_text_and_speak(row: dict[str, Any]) -> None:
    speaking = {quote["source"] for quote in row["quotes"]} | {fact["source"] for fact in row["facts"]}
    assert {source["id"] for source in row["sources"]} == speaking - {None}
    for source in row["sources"]:
        assert source["kind"] in {"person", "organization", "group", "document", "unnamed"}
        assert isinstance(source["is_expert"], bool)
        assert source["name"] in html.unescape(row["text"])
        for part in (source["role"], source["affiliation"]):
            assert part is None or part in row["text"]


@EACH
def test_facts_state_value_bound_unit_time_and_source(row: dict[str, Any]) -> None:
    ids = {source["id"] for source in row["sources"]}
    for fact in row["facts"]:
        assert row["text"][fact["start"] : fact["end"]] == fact["quote"]
        assert isinstance(fact["value"], int | float)
        assert fact["value_high"] is None or isinstance(fact["value_high"], int | float)
        assert fact["bound"] in {"=", "~", "<", ">"}
        assert fact["unit"] is None or fact["unit"]
        assert fact["subject"]
        assert fact["time"] is None or TIME.fullmatch(fact["time"]), fact["time"]
        assert fact["place"] is None or fact["place"] in row["text"]
        assert fact["source"] is None or fact["source"] in ids
        assert fact["certainty"] in CERTAINTIES


def test_the_result_made_by_hand_for_the_browser_is_one_the_api_would_serve() -> None:
    path = Path(__file__).parents[1] / "browser" / "fixtures" / "rich-result.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    result["article"] |= {"id": "art_1", "url": None, "external_id": None, "metadata": {}}
    assert ResultSchema().validate(result) == {}
