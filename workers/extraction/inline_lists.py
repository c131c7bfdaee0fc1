"""Bulleted lists whose lines were run together: "FACTS: The policy rate • The interest … • Peaked at …"."""

from __future__ import annotations

import re

from .document import Block
from .sentences import split_sentences

# One bullet may be a separator ("@name · 3h"); from two on it is a list.
_FEWEST_BULLETS = 2
_LONGEST_TITLE = 12

_BULLET = re.compile(r"(?<!\S)[•▪●■‣◦►▶](?=\s\S)")


def find_lists(text: str, start: int, end: int) -> list[Block]:
    """The items of a list run into ``text[start:end]``, as "list" blocks, and the title before them as a heading."""
    bullets = [match.start() for match in _BULLET.finditer(text, start, end)]
    if len(bullets) < _FEWEST_BULLETS:
        return []
    blocks: list[Block] = []
    before = split_sentences(text, start, bullets[0])
    if before and len(before[-1].of(text).split()) <= _LONGEST_TITLE and text[before[-1].end - 1] not in ".!?":
        blocks.append(Block(before[-1].start, before[-1].end, "heading"))
    for bullet, following in zip(bullets, [*bullets[1:], end], strict=True):
        # Only the first sentence after the last bullet is its item; the text goes on after it.
        sentences = split_sentences(text, bullet, following)
        item_end = sentences[0].end if following == end and sentences else following
        blocks.append(Block(bullet, item_end, "list"))
    return blocks
