"""Somebody without a name, which is no count of one: "One neighbour, who would not be named", "said one trader".

is_somebody(text, quantity) -> bool
"""

from __future__ import annotations

import re

from .quantities import Quantity

_REACH = 40
_SAYING = (
    r"(?:said|says|told|shouted|wrote|asked|added|recalled|called|admitted|described|complained|replied|claimed"
    r"|warned|joked|explained|put|remembered|insisted|quipped|murmured|muttered)"
)
# "one neighbour, who …", "one senior manager told"
_INTRODUCED = re.compile(rf"\s*(?:,\s+who\b|\s(?:has\s+|had\s+)?{_SAYING}\b)")
_OPENS = re.compile(r"(?:^|[^\w\s]\s*|\n\s*|\b(?:and|but|while|as)\s+)$")
_SAID_BY = re.compile(rf"\b{_SAYING}\s+$")


def is_somebody(text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` is "one" of a kind of people that is made to speak, and not counted."""
    written = text[quantity.start : quantity.end]
    if quantity.value != 1 or quantity.kind != "count" or not re.match(r"one\s+(?!of\b)[a-z]", written, re.IGNORECASE):
        return False
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    if _SAID_BY.search(before):
        return True
    return _OPENS.search(before) is not None and _INTRODUCED.match(text, quantity.end) is not None
