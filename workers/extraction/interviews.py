"""Interviews without labels: paragraphs that ask and paragraphs that answer, in turn.

    You have been woken by the alarm two hundred times. Does one get used to it?

    No, and the day I got used to it I would have to leave.

What tells them from an explainer with questions as subheads, or from a column that asks itself, is that the answers say
"I" outside quote marks, that the questions say "you", and that somebody is named before the first: the guest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import Block, Layout, Name
from .turns import Turn, find_guest, find_transcript, person_words, without_stage
from .types import Span

_FEWEST_QUESTIONS = 3
_LEAST_PERSONAL = 0.5
_LONGEST_QUESTION = 90
_LONGEST_ANSWER = 6
_HEADLINE = re.compile(
    r"""
    \s{0,9} (?P<name> [^\W\d_a-z] [^:\n“"«„‘]{1,60} ) :        # a name at its start
    \s{1,3} ["“«„‘'] \s? (?P<said> [^“”"«»„\n]{8,300}? )        # then nothing but marked words
    \s? ["”»“’'] \s* \Z
    """,
    re.VERBOSE,
)
_MARKS = "\"“”„«»‘’'–—―-"


def find_turns(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Turn, ...]:
    """The turns of a transcript or an interview, in text order. ``names`` are the model's: the guest is one of them."""
    return _headline(text, layout, names) + _talk(text, layout, names)


def _headline(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Turn, ...]:
    """A headline that is a name, a colon and a marked quote: "Odile Marchetti: «A volcano owes us nothing»"."""
    match = _HEADLINE.match(text, layout.blocks[0].start, layout.blocks[0].end) if layout.blocks else None
    for name in names:
        if match and name.end <= match.end("name") and name.kind != "place":
            return (Turn((Span(*match.span("said")),), Span(name.start, name.end), asks=False),)
    return ()


def _talk(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Turn, ...]:
    if transcript := find_transcript(text, layout, names):
        return transcript
    # The first block is a headline, which may ask as well.
    blocks = [block for block in layout.blocks[1:] if block.kind in ("body", "heading")]
    asking = [at for at, block in enumerate(blocks) if _asks(text, block)]
    guest = find_guest(text, names, blocks[asking[0]].start) if len(asking) >= _FEWEST_QUESTIONS else None
    if guest is None:
        return ()
    pairs = _pairs(text, blocks, asking)
    if not _is_dialogue(text, pairs):
        return ()
    turns = []
    for question, answers in pairs:
        turns.append(Turn((Span(question.start, question.end),), None, asks=True))
        spans = [span for answer in answers for span in without_stage(text, Span(answer.start, answer.end))]
        turns.append(Turn(tuple(spans), guest, asks=False))
    return tuple(turns)


def _asks(text: str, block: Block) -> bool:
    """Whether a block is a question by its form: short, without marks at its start, with a question mark at its end."""
    words = text[block.start : block.end].strip()
    return words.endswith("?") and words[0] not in _MARKS and len(words.split()) <= _LONGEST_QUESTION


def _pairs(text: str, blocks: Sequence[Block], asking: Sequence[int]) -> list[tuple[Block, list[Block]]]:
    """Each question with the paragraphs that answer it.

    Not every question ends in a question mark. Where the marked ones stand at every other paragraph, so do the rest;
    elsewhere a paragraph that says "you" and not "I" is one. After the last marked question a pair counts only if its
    question says "you" or its answer "I".
    """
    alternating = len({at % 2 for at in asking}) == 1 and len(asking) > 1
    marked = frozenset(asking)
    pairs: list[tuple[Block, list[Block]]] = []
    sure = 0
    for at in range(asking[0], len(blocks)):
        block = blocks[at]
        persons = person_words(text, [Span(block.start, block.end)])
        if at in marked or (at - asking[0]) % 2 == 0 and alternating or (not alternating and persons == {2}):
            pairs.append((block, []))
        elif at - 1 <= asking[-1] or alternating or _goes_on(text, block):
            pairs[-1][1].append(block)
        else:
            break
        if at <= asking[-1] + 1 or (2 in persons and not pairs[-1][1]) or (1 in persons and pairs[-1][1]):
            sure = len(pairs)
    return [
        (question, answers) for question, answers in pairs[:sure] if answers and question.kind in ("body", "heading")
    ]


def _goes_on(text: str, block: Block) -> bool:
    """Whether a paragraph after the last answer's first still is the guest's: says "I", and quotes nobody."""
    words = text[block.start : block.end]
    return bool(re.search(r"\bI\b", words)) and not any(mark in words for mark in '"“«„')


def _is_dialogue(text: str, pairs: Sequence[tuple[Block, list[Block]]]) -> bool:
    """Whether the answers mostly speak in the first person and some questions in the second."""
    first = sum(1 in person_words(text, [Span(a.start, a.end) for a in answers]) for _, answers in pairs)
    second = sum(2 in person_words(text, [Span(question.start, question.end)]) for question, _ in pairs)
    longest = max((len(answers) for _, answers in pairs), default=0)
    enough = len(pairs) >= _FEWEST_QUESTIONS and second >= 2 and longest <= _LONGEST_ANSWER
    return enough and first >= _LEAST_PERSONAL * len(pairs)
