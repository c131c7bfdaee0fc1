"""Blocks and sentences of the normalised text."""

from __future__ import annotations

from .document import Block, Layout, Sentence
from .paragraphs import split_paragraphs
from .sentences import split_sentences


def segment(text: str) -> Layout:
    """Blocks and sentences of the normalised ``text``, in order; no sentence crosses a block's edge."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for paragraph in split_paragraphs(text):
        sentences += (
            Sentence(span.start, span.end, len(blocks))
            for span in split_sentences(text, paragraph.start, paragraph.end)
        )
        blocks.append(Block(paragraph.start, paragraph.end, "body"))
    return Layout(tuple(blocks), tuple(sentences))
