"""Bodies that hold many things: a JSON array, or one JSON value a line (NDJSON)."""

from __future__ import annotations

from typing import Any

from flask import Request

from .bodies import JSON_TYPES, media_type, parse_json, read_text, unsupported, werkzeug_limit
from .problems import FieldError, Problem

NDJSON = "application/x-ndjson"
NDJSON_TYPES = frozenset({NDJSON, "application/ndjson", "application/jsonl"})
NOT_AN_OBJECT = 'Not a JSON object, such as {"text": "…"}.'
Item = dict[str, Any] | Problem


def read_lines(request: Request, most_lines: int, most_bytes: int) -> tuple[list[Item], bool]:
    """The objects in the body, each or the problem with it, and whether they came as lines. Blank lines do not count.

    Raises:
        Problem: the body as a whole cannot be read, or holds nothing or too much.
        RequestEntityTooLarge: more bytes than allowed.
    """
    kind = media_type(request)
    if kind not in JSON_TYPES | NDJSON_TYPES:
        raise unsupported("application/json", NDJSON)
    request.max_content_length = werkzeug_limit(most_bytes)
    text = read_text(request)
    items = _from_lines(text) if kind in NDJSON_TYPES else _from_array(text)
    if not 0 < len(items) <= most_lines:
        wrong = FieldError(f"Holds {len(items):,} articles; send 1 to {most_lines:,}.", "")
        raise Problem("invalid-fields", "The number of articles is not acceptable; see errors.", errors=[wrong])
    return items, kind in NDJSON_TYPES


def _from_array(text: str) -> list[Item]:
    parsed = parse_json(text)
    if not isinstance(parsed, list):
        raise Problem("invalid-json", 'The body must be a JSON array, such as [{"text": "…"}].')
    return [item if isinstance(item, dict) else Problem("invalid-json", NOT_AN_OBJECT) for item in parsed]


def _from_lines(text: str) -> list[Item]:
    return [_from_line(line) for line in text.split("\n") if line.strip()]


def _from_line(line: str) -> Item:
    try:
        parsed = parse_json(line)
    except Problem as problem:
        return problem
    return parsed if isinstance(parsed, dict) else Problem("invalid-json", NOT_AN_OBJECT)
