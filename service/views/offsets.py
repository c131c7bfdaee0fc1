"""Offsets in UTF-16 code units, as JavaScript, Java and C# count them.

A character beyond U+FFFF takes two units, every other one. So an offset grows by the number of such characters in front
of it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

NAMES = ("start", "end")
LAST_OF_BMP = "\uffff"


class Utf16:
    """Converts offsets into ``text`` from code points to UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if character > LAST_OF_BMP]

    def of(self, offset: int) -> int:
        """The offset in code units of an offset in code points."""
        return offset + bisect_left(self._wide, offset)

    def convert(self, value: Any) -> Any:
        """A copy of a JSON value in which every ``start`` and ``end`` is converted."""
        if not self._wide:
            return value
        if isinstance(value, list):
            return [self.convert(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {name: self._field(name, part) for name, part in value.items()}

    def _field(self, name: str, value: Any) -> Any:
        if name == "metadata":  # the client's own: given back as it is
            return value
        if name in NAMES and isinstance(value, int):
            return self.of(value)
        return self.convert(value)
