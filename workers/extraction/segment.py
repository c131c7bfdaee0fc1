"""Blocks and sentences of the normalised text.

Line breaks say most; where they were lost, what is certain of its form is cut out of the running text (:mod:`.runins`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .document import Block, Layout, Sentence
from .furniture import is_plain_hyphen_item, line_kind
from .paragraphs import split_paragraphs
from .runins import split_run_ins
from .sentences import split_sentences


def segment(text: str) -> Layout:
    """Blocks and sentences of the normalised ``text``, in order; no sentence crosses a block's edge."""
    paragraphs = [Block(span.start, span.end, line_kind(text, span.start, span.end)) for span in split_paragraphs(text)]
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for paragraph in _in_context(text, paragraphs):
        for block in split_run_ins(text, paragraph) if paragraph.kind == "body" else [paragraph]:
            spans = split_sentences(text, block.start, block.end)
            sentences += (Sentence(span.start, span.end, len(blocks)) for span in spans)
            blocks.append(block)
    return Layout(tuple(blocks), tuple(sentences))


def _in_context(text: str, paragraphs: list[Block]) -> list[Block]:
    """The paragraphs with the kinds that only neighbours tell: hyphen lists, captions above a credit."""
    found = list(paragraphs)
    items = [is_plain_hyphen_item(text, block.start, block.end) for block in paragraphs]
    for index, both in enumerate(pairwise(items)):
        if all(both):
            found[index] = replace(found[index], kind="list")
            found[index + 1] = replace(found[index + 1], kind="list")
    for index, (above, block) in enumerate(pairwise(paragraphs)):
        if index > 0 and above.kind == "heading" and block.kind == "credit":
            found[index] = replace(above, kind="caption")
    return found
