"""What Schemathesis does not know by itself: how newline-delimited JSON is written."""

from __future__ import annotations

import json
from typing import Any

import schemathesis

from service.lines import NDJSON


@schemathesis.serializer(NDJSON)
def ndjson(context: Any, value: Any) -> bytes:
    """A body of lines; anything but text as one line."""
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()
