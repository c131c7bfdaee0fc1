"""service.views: offsets, parts, tables and linked data, from a result to what is sent."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyld import jsonld

from service.cursors import BadCursor, decode, encode
from service.views.jsonld import to_jsonld
from service.views.offsets import Utf16
from service.views.parts import Filter, paginate, select
from service.views.tables import COLUMNS, to_csv

TEXT = "“Sales rose by 12 percent,” said Ana Pérez, an economist at Lund University. A report called it “=thin”."


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _place(words: str) -> dict[str, int]:
    span = _span(words)
    return {"start": span["start"], "end": span["end"]}


def _source(source_id: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": source_id, "name": name, "kind": kind, "aliases": [], "role": None, "affiliation": None,
        "category": "other", "is_expert": False, "expert_reason": None, "part": "contributor",
        "anonymity_reason": None, "words_quoted": 5, "quoted_share": 0.5,
        "mentions": [], "quote_ids": [], "fact_ids": [], "confidence": 0.9,
    }  # fmt: skip
    return {**plain, **more}


def _quote(quote_id: str, words: str, source_id: str | None, **more: Any) -> dict[str, Any]:
    speaker = None if source_id is None else {"source_id": source_id, "text": None, "start": None, "end": None}
    plain = {
        "id": quote_id, "kind": "direct", "mode": "speech", "text": words, "spans": [_place(words)],
        "cue": _span("said"), "speaker": speaker, "negated": False, "in_caption": False, "confidence": 0.9,
    }  # fmt: skip
    return {**plain, **more}


RESULT: dict[str, Any] = {
    "schema_version": "1",
    "article": {
        "id": "art_1", "title": "Sales", "language": "en", "published_at": "2024-11-01T10:00:00Z",
        "published_at_from": "request", "characters": len(TEXT), "words": 17, "url": "https://news.example/1",
        "external_id": None, "metadata": {"start": 1},
    },
    "quotes": [
        _quote("q1", "Sales rose by 12 percent", "s1"),
        _quote("q2", "=thin", "s2", kind="mixed", confidence=0.4, cue=None),
        _quote("q3", "percent", None),
    ],
    "sources": [
        _source("s1", "Ana Pérez", "person", aliases=["Pérez"], role=_span("economist"), is_expert=True,
                affiliation=_span("Lund University")),
        _source("s2", "A report", "document"),
    ],
    "facts": [{
        "id": "f1", "kind": "quantity", **_span("12 percent"), "sentence": _span(TEXT[: TEXT.index(" A report")]),
        "value": 12, "value_high": None, "bound": "=", "trend": "up", "unit": "percent", "subject": "sales",
        "time": {"value": "2024", **_span("rose")}, "place": _span("Lund"),
        "source": {"source_id": "s1", "text": None, "start": None, "end": None}, "quote_id": "q1",
        "certainty": "reported", "check_worthiness": 0.8, "confidence": 0.9,
    }],
    "times": [], "warnings": [], "engine": {"name": "quotewire", "version": "1", "model": "m"},
}  # fmt: skip


@given(some.text(alphabet=some.sampled_from("aé📈\U0001f1f3"), max_size=30))
def test_utf16_offsets_count_code_units(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        assert units.of(offset) == len(text[:offset].encode("utf-16-le")) // 2


def test_every_offset_is_converted_and_nothing_else() -> None:
    shifted = Utf16("📈" + TEXT).convert(RESULT)
    assert shifted["quotes"][0]["spans"][0]["start"] == RESULT["quotes"][0]["spans"][0]["start"] + 1
    assert shifted["article"] == RESULT["article"]
    assert shifted["facts"][0]["value"] == 12
    assert RESULT["quotes"][0]["spans"][0]["start"] == 1


@pytest.mark.parametrize(
    ("part", "wanted", "found"),
    [
        ("quotes", Filter(), ["q1", "q2", "q3"]),
        ("quotes", Filter(kind="mixed"), ["q2"]),
        ("quotes", Filter(expert=True), ["q1"]),
        ("quotes", Filter(expert=False), ["q2", "q3"]),
        ("quotes", Filter(source="s1"), ["q1"]),
        ("quotes", Filter(source="pérez"), ["q1"]),
        ("quotes", Filter(min_confidence=0.5), ["q1", "q3"]),
        ("sources", Filter(kind="document"), ["s2"]),
        ("sources", Filter(source="Ana Pérez", expert=True), ["s1"]),
        ("facts", Filter(source="s1", kind="quantity"), ["f1"]),
        ("facts", Filter(expert=False), []),
    ],
)
def test_filters(part: str, wanted: Filter, found: list[str]) -> None:
    assert [item["id"] for item in select(RESULT, part, wanted)] == found


@given(some.integers(0, 50), some.integers(1, 20))
def test_pages_give_everything_once(size: int, limit: int) -> None:
    items, seen = list(range(size)), list[int]()
    cursor: str | None = None
    while True:
        page = paginate(items, limit, cursor, "question")
        assert page.total == size
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == items


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "AAAA", *(encode(place, "question") for place in ("-1", "x", "999", "1" * 20)), encode("5", "another")],
)
def test_other_cursors_are_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        paginate(list(range(10)), 2, cursor, "question")


@given(some.text(alphabet="abc/_ 123", max_size=20))
def test_cursors_go_there_and_back(place: str) -> None:
    assert decode(encode(place, "q"), "q") == place


@pytest.mark.parametrize("part", ["quotes", "sources", "facts"])
def test_tables(part: str) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(part, RESULT[part], RESULT["sources"]), newline="")))
    assert [row["id"] for row in rows] == [item["id"] for item in RESULT[part]]
    assert list(rows[0]) == list(COLUMNS[part])
    if part == "quotes":
        assert (rows[0]["source"], rows[0]["cue"], rows[0]["negated"]) == ("Ana Pérez", "said", "false")
        assert rows[1]["text"] == "'=thin", "no spreadsheet runs it"
        assert rows[2]["source"] == ""
    if part == "facts":
        assert (rows[0]["bound"], rows[0]["value"], rows[0]["place"]) == ("=", "12", "Lund")


def test_a_row_for_everything_an_attacker_might_begin_with() -> None:
    for first in "=+-@\t\r\n":
        quote = {**RESULT["quotes"][0], "text": f"{first}cmd|'/c calc'!A1"}
        (row,) = csv.DictReader(io.StringIO(to_csv("quotes", [quote], []), newline=""))
        assert row["text"] == f"'{quote['text']}"


def _no_network(url: str, options: Any) -> Any:
    raise AssertionError(f"the document refers to {url}")


def _nodes() -> dict[str, dict[str, Any]]:
    """The document as an independent JSON-LD processor understands it: expanded nodes by their id."""
    expanded = jsonld.expand(to_jsonld(RESULT, TEXT), {"documentLoader": _no_network})
    return {node["@id"]: node for node in expanded}


SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


def _id(node: dict[str, Any], name: str) -> str:
    return str(node[name][0]["@id"])


def _value(node: dict[str, Any], name: str) -> Any:
    return node[name][0]["@value"]


def test_linked_data_says_who_said_what() -> None:
    nodes = _nodes()
    quotation, person = nodes["urn:quotewire:art_1:q1"], nodes["urn:quotewire:art_1:s1"]
    assert quotation["@type"] == [f"{SCHEMA}Quotation"]
    assert _value(quotation, f"{SCHEMA}text") == "Sales rose by 12 percent"
    for role in ("creator", "spokenByCharacter"):
        assert _id(quotation, SCHEMA + role) == person["@id"]
    assert person["@type"] == [f"{SCHEMA}Person"]
    assert _value(person, f"{SCHEMA}name") == "Ana Pérez"
    assert _value(person, f"{SCHEMA}jobTitle") == "economist"
    affiliation = person[f"{SCHEMA}affiliation"][0]
    assert (affiliation["@type"], _value(affiliation, f"{SCHEMA}name")) == (
        [f"{SCHEMA}Organization"],
        "Lund University",
    )
    from_report = nodes["urn:quotewire:art_1:q2"]
    assert f"{SCHEMA}creator" not in from_report, "a report is no person and no organisation"
    assert _id(from_report, f"{SCHEMA}isBasedOn") == "urn:quotewire:art_1:s2"
    assert f"{SCHEMA}creator" not in nodes["urn:quotewire:art_1:q3"]


def test_linked_data_says_what_is_claimed_where() -> None:
    nodes = _nodes()
    claim, article = nodes["urn:quotewire:art_1:f1"], nodes["urn:quotewire:art_1"]
    assert claim["@type"] == [f"{SCHEMA}Claim"]
    assert _id(claim, f"{SCHEMA}appearance") == article["@id"]
    assert article["@type"] == [f"{SCHEMA}NewsArticle"]
    assert article[f"{SCHEMA}datePublished"][0]["@value"] == "2024-11-01"
    assert _id(article, f"{SCHEMA}url") == "https://news.example/1"


def test_annotations_point_into_the_text() -> None:
    nodes = _nodes()
    annotations = [node for node in nodes.values() if node.get("@type") == [f"{OA}Annotation"]]
    assert len(annotations) == 4
    for annotation in annotations:
        assert _id(annotation, f"{OA}hasBody") in nodes
        for target in annotation[f"{OA}hasTarget"]:
            assert _id(target, f"{OA}hasSource") == "urn:quotewire:art_1"
            by_type = {selector["@type"][0]: selector for selector in target[f"{OA}hasSelector"]}
            words, position = by_type[f"{OA}TextQuoteSelector"], by_type[f"{OA}TextPositionSelector"]
            start, end = _value(position, f"{OA}start"), _value(position, f"{OA}end")
            assert TEXT[start:end] == _value(words, f"{OA}exact")
            assert TEXT[:start].endswith(_value(words, f"{OA}prefix"))
            assert TEXT[end:].startswith(_value(words, f"{OA}suffix"))


def test_every_name_is_mapped_to_one_of_the_vocabularies() -> None:
    triples = jsonld.to_rdf(to_jsonld(RESULT, TEXT), {"documentLoader": _no_network})["@default"]
    predicates = {triple["predicate"]["value"] for triple in triples}
    assert all(name.startswith((SCHEMA, OA, "http://www.w3.org/1999/02/22-rdf-syntax-ns#")) for name in predicates)
