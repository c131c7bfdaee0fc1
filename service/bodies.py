"""Reads request bodies: strictly, before any schema sees them.

A body must be no larger than allowed (werkzeug counts while it reads), not compressed, UTF-8, and free of what JSON
parsers disagree about: NaN, numbers beyond a double, duplicate keys, halves of surrogate pairs, deep nesting.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from flask import Request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import RequestEntityTooLarge

from .problems import FieldError, Problem

MAX_DEPTH = 32
JSON_TYPES = frozenset({"application/json"})
TEXT_TYPES = frozenset({"text/plain"})
HTML_TYPES = frozenset({"text/html"})


def media_type(request: Request) -> str:
    """The body's media type in lower case, without parameters; '' where none is stated.

    Raises:
        Problem: the body is compressed, or in another character set than UTF-8.
    """
    if request.content_encoding not in (None, "", "identity"):
        raise Problem("unsupported-media-type", "Send the body uncompressed (no Content-Encoding).")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem("unsupported-media-type", "Send the body in UTF-8.")
    return request.mimetype.lower()


def unsupported(*supported: str) -> Problem:
    """The answer to a body of another type; says which are taken."""
    return Problem(
        "unsupported-media-type",
        f"Send the body as {' or '.join(supported)}, and say so in Content-Type.",
        headers={"Accept-Post": ", ".join(supported)},
    )


def werkzeug_limit(most: int) -> int:
    """The limit to set in werkzeug, for bodies of at most ``most`` bytes.

    Werkzeug cuts a body of unstated length off at its limit without a word. One byte more, and the cut can be seen.
    """
    return most + 1


def read_text(request: Request) -> str:
    """The body as text. A byte order mark at its start is dropped.

    Raises:
        Problem: not UTF-8, or it breaks off, or its chunks are not as they should be.
        RequestEntityTooLarge: more bytes than allowed.
    """
    try:
        body = request.get_data()  # kept: its fingerprint is taken too
    except (OSError, ParseException) as error:  # gunicorn reads it only now
        raise Problem("bad-request", f"The body did not come in as announced ({type(error).__name__}).") from None
    if len(body) == request.max_content_length:
        raise RequestEntityTooLarge
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("invalid-encoding", f"The byte at position {error.start} is not UTF-8.") from None


def read_json(request: Request) -> dict[str, Any]:
    """The body as a JSON object.

    Raises:
        Problem: not JSON, not strict JSON, or not an object.
    """
    parsed = parse_json(read_text(request))
    if not isinstance(parsed, dict):
        raise Problem("invalid-json", 'The body must be a JSON object, such as {"text": "…"}.')
    return parsed


def parse_json(text: str) -> Any:
    """Strict JSON (RFC 8259, and I-JSON's limits, RFC 7493).

    Raises:
        Problem: anything else.
    """
    try:
        parsed = STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise Problem("invalid-json", f"{error.msg} (line {error.lineno}, column {error.colno}).") from None
    except RecursionError:
        _refuse_depth()
    _check(parsed, may_hold_halves="\\u" in text)
    return parsed


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Problem("invalid-json", "An object has the same key twice.")
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise Problem("invalid-json", f"{name} is not JSON.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Problem("invalid-json", "A number is too large.")
    return number


def _bounded(digits: str) -> int:
    if len(digits) > 20:  # beyond 64 bits
        raise Problem("invalid-json", "A whole number is too large.")
    return int(digits)


def _refuse_depth() -> NoReturn:
    raise Problem("invalid-json", f"Objects and arrays are nested more than {MAX_DEPTH} deep.")


STRICT = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_bounded
)


def _check(parsed: Any, *, may_hold_halves: bool) -> None:
    """Walks the value without recursion: depth, and characters that cannot be encoded (they come from escapes only)."""
    waiting: list[tuple[Any, str, int]] = [(parsed, "", 0)]
    while waiting:
        value, pointer, depth = waiting.pop()
        if isinstance(value, str):
            if may_hold_halves:
                _check_characters(value, pointer)
        elif isinstance(value, dict | list):
            if depth >= MAX_DEPTH:
                _refuse_depth()
            waiting.extend((child, f"{pointer}/{name}", depth + 1) for name, child in _children(value, pointer))


def _children(value: dict[str, Any] | list[Any], pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for index, child in enumerate(value):
            yield str(index), child
        return
    for name, child in value.items():
        _check_characters(name, pointer)
        yield escape(name), child


def escape(name: str) -> str:
    """A key as a part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _check_characters(text: str, pointer: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        detail = f"Half a surrogate pair at position {error.start}: this is not a character."
        raise Problem(
            "invalid-json", "A text holds half a surrogate pair.", errors=[FieldError(detail, pointer)]
        ) from None
