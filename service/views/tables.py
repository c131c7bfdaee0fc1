"""Quotes, sources and facts as CSV (RFC 4180): one row an item, UTF-8, a header line.

A cell that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break) gets
an apostrophe in front, as OWASP advises; numbers are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
Cell = str | int | float | bool | None
Names = Mapping[str, str]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
JOIN = "; "


def _plain(name: str) -> Callable[[Item, Names], Cell]:
    return lambda item, _: item[name]


def _inner(name: str, inner: str) -> Callable[[Item, Names], Cell]:
    return lambda item, _: None if item[name] is None else item[name][inner]


def _joined(name: str) -> Callable[[Item, Names], Cell]:
    return lambda item, _: JOIN.join(item[name])


def _name_of(field: str) -> Callable[[Item, Names], Cell]:
    return lambda item, names: None if item[field] is None else names.get(item[field]["source_id"] or "")


COLUMNS: Mapping[str, Mapping[str, Callable[[Item, Names], Cell]]] = {
    "quotes": {
        "id": _plain("id"),
        "kind": _plain("kind"),
        "mode": _plain("mode"),
        "text": _plain("text"),
        "source_id": _inner("speaker", "source_id"),
        "source": _name_of("speaker"),
        "speaker_text": _inner("speaker", "text"),
        "cue": _inner("cue", "text"),
        "negated": _plain("negated"),
        "in_caption": _plain("in_caption"),
        "start": lambda item, _: item["spans"][0]["start"] if item["spans"] else None,
        "end": lambda item, _: item["spans"][-1]["end"] if item["spans"] else None,
        "confidence": _plain("confidence"),
    },
    "sources": {
        "id": _plain("id"),
        "name": _plain("name"),
        "kind": _plain("kind"),
        "aliases": _joined("aliases"),
        "role": _inner("role", "text"),
        "affiliation": _inner("affiliation", "text"),
        "category": _plain("category"),
        "is_expert": _plain("is_expert"),
        "expert_rule": _inner("expert_reason", "rule"),
        "part": _plain("part"),
        "anonymity_reason": _inner("anonymity_reason", "text"),
        "words_quoted": _plain("words_quoted"),
        "quoted_share": _plain("quoted_share"),
        "quote_ids": _joined("quote_ids"),
        "fact_ids": _joined("fact_ids"),
        "confidence": _plain("confidence"),
    },
    "facts": {
        "id": _plain("id"),
        "kind": _plain("kind"),
        "text": _plain("text"),
        "value": _plain("value"),
        "value_high": _plain("value_high"),
        "bound": _plain("bound"),
        "trend": _plain("trend"),
        "unit": _plain("unit"),
        "subject": _plain("subject"),
        "time": _inner("time", "value"),
        "place": _inner("place", "text"),
        "source_id": _inner("source", "source_id"),
        "source": _name_of("source"),
        "quote_id": _plain("quote_id"),
        "certainty": _plain("certainty"),
        "check_worthiness": _plain("check_worthiness"),
        "sentence": _inner("sentence", "text"),
        "start": _plain("start"),
        "end": _plain("end"),
        "confidence": _plain("confidence"),
    },
}


def to_csv(part: str, items: Iterable[Item], sources: Sequence[Item]) -> str:
    """The table of a part (``quotes``, ``sources`` or ``facts``). ``sources`` are the result's, for their names."""
    columns = COLUMNS[part]
    names = {source["id"]: source["name"] for source in sources}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(take(item, names)) for take in columns.values()] for item in items)
    return out.getvalue()


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA) and value != "=":  # "=" alone is a fact's bound
        return f"'{value}"
    return value
