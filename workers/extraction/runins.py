"""What was run into a paragraph, cut out of it: notices, credits with their captions, lists, headings.

Where line breaks were kept, only credits and datelines stand inside a paragraph; where they were lost, everything
does. Rather too little is cut than a sentence in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from .captions import caption_start, find_credits
from .datelines import dateline_end
from .document import Block
from .furniture import notice_starts
from .headings import heading_end
from .inline_lists import find_lists
from .sentences import split_sentences

# A paragraph of so many words, in so many sentences, has swallowed others: news paragraphs are short.
_SWALLOWED_WORDS = 150
_SWALLOWED_SENTENCES = 7
_LONGEST_TEASER_QUESTION = 6

_SPEECH = re.compile(r"[–—-]\s+[^\sa-z]")


def split_run_ins(text: str, paragraph: Block) -> list[Block]:
    """The blocks of a paragraph of running text, in order."""
    start = dateline_end(text, paragraph.start, paragraph.end)
    body = Block(start, paragraph.end, "body")
    swallowed = _has_swallowed(text, body)
    pieces = _cut([body], _notices_in(text)) if swallowed else [body]
    pieces = _cut(pieces, _credits_in(text, swallowed))
    if swallowed:
        pieces = _cut(pieces, lambda piece: find_lists(text, piece.start, piece.end))
        pieces = _cut(pieces, _headings_in(text))
        pieces = [part for piece in pieces for part in _at_dash_speech(text, piece)]
    dateline = Block(paragraph.start, start, "dateline")
    return [block for block in (_trimmed(text, piece) for piece in (dateline, *pieces)) if block.start < block.end]


def _has_swallowed(text: str, body: Block) -> bool:
    """Whether a paragraph is so long that line breaks must have been lost inside it."""
    if text.count(" ", body.start, body.end) < _SWALLOWED_WORDS:
        return False
    return len(split_sentences(text, body.start, body.end)) >= _SWALLOWED_SENTENCES


def _cut(pieces: Iterable[Block], find: Callable[[Block], list[Block]]) -> list[Block]:
    """The pieces, with what ``find`` finds in each body piece cut out of it; overlapping finds are left out."""
    result: list[Block] = []
    for piece in pieces:
        at = piece.start
        for found in find(piece) if piece.kind == "body" else []:
            if found.start >= at:
                result += (Block(at, found.start, "body"), found)
                at = found.end
        result.append(Block(at, piece.end, piece.kind))
    return [piece for piece in result if piece.start < piece.end]


def _notices_in(text: str) -> Callable[[Block], list[Block]]:
    def find(piece: Block) -> list[Block]:
        starts = notice_starts(text, piece.start, piece.end)
        blocks: list[Block] = []
        for index, (start, end, complete) in enumerate(starts):
            if not complete:
                limit = starts[index + 1][0] if index + 1 < len(starts) else piece.end
                end = _teaser_end(text, start, end, limit)
                start = _teaser_question(text, piece.start, start)
            if not blocks or start >= blocks[-1].end:
                blocks.append(Block(start, end, "notice"))
        return blocks

    return find


def _teaser_end(text: str, start: int, pointer_end: int, limit: int) -> int:
    """Where the teaser ends that "Read also:" begins: at the next sentence, or where a sentence runs into it."""
    end = split_sentences(text, start, limit)[0].end
    cut = heading_end(text, _skip_space(text, pointer_end, end), end) if pointer_end < end else end
    return cut if cut > pointer_end + 1 else end


def _teaser_question(text: str, low: int, start: int) -> int:
    """The beginning of a short question directly before a teaser ("Interested in sports? Listen to …")."""
    sentences = split_sentences(text, max(low, start - 80), start)
    if not sentences or text[sentences[-1].end - 1] != "?" or len(sentences) < 2:
        return start
    return sentences[-1].start if len(sentences[-1].of(text).split()) <= _LONGEST_TEASER_QUESTION else start


def _credits_in(text: str, swallowed: bool) -> Callable[[Block], list[Block]]:
    def find(piece: Block) -> list[Block]:
        blocks: list[Block] = []
        at = piece.start
        for credit in find_credits(text, piece.start, piece.end):
            if credit.is_caption:
                end = split_sentences(text, credit.start, piece.end)[0].end
                blocks.append(Block(credit.start, end, "caption"))
                at = end
                continue
            sentences = split_sentences(text, at, credit.start)
            whole = not swallowed and not blocks and credit.end >= piece.end - 1
            start = caption_start(text, sentences, whole=whole)
            if start is not None:
                start += max(0, heading_end(text, start, credit.start) - start) if swallowed else 0
                blocks.append(Block(start, credit.start, "caption"))
            blocks.append(Block(credit.start, credit.end, "credit"))
            at = credit.end
        return blocks

    return find


def _headings_in(text: str) -> Callable[[Block], list[Block]]:
    def find(piece: Block) -> list[Block]:
        sentences = split_sentences(text, piece.start, piece.end)
        ends = ((span.start, heading_end(text, span.start, span.end)) for span in sentences)
        return [Block(start, end, "heading") for start, end in ends if end > start]

    return find


def _at_dash_speech(text: str, piece: Block) -> list[Block]:
    """A body piece parted before each sentence that a leading dash makes speech: there a paragraph began."""
    if piece.kind != "body":
        return [piece]
    sentences = split_sentences(text, piece.start, piece.end)
    starts = [span.start for span in sentences if span.start > piece.start and _SPEECH.match(text, span.start)]
    edges = [piece.start, *starts, piece.end]
    return [Block(start, end, "body") for start, end in pairwise(edges)]


def _trimmed(text: str, block: Block) -> Block:
    start, end = _skip_space(text, block.start, block.end), block.end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(start, end, block.kind)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
