"""Blocks and sentences of the normalised text."""

from __future__ import annotations

import re

from .document import Block, Layout, Sentence

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[^\sa-z])")


def segment(text: str) -> Layout:
    """Blocks and sentences of ``text``, in order."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for match in _PARAGRAPH.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = start + len(match.group().strip())
        at = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            sentences.append(Sentence(at, stop.end(), len(blocks)))
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            sentences.append(Sentence(at, end, len(blocks)))
        blocks.append(Block(start, end, "body"))
    return Layout(tuple(blocks), tuple(sentences))
