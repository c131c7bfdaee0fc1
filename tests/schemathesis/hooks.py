"""What Schemathesis does not know by itself: how newline-delimited JSON is written, and what a text is."""

from __future__ import annotations

import json
from typing import Any

import schemathesis

from service.bodies import HTML_TYPES, TEXT_TYPES
from service.lines import NDJSON

TEXTS = TEXT_TYPES | HTML_TYPES | {NDJSON}


@schemathesis.serializer(NDJSON)
def ndjson(context: Any, value: Any) -> bytes:
    """A body of lines; anything but text as one line."""
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leave out what is meant as a wrong type where every body is a text: an array sent as text/html is a page."""
    return case.media_type not in TEXTS or isinstance(case.body, str | bytes)
