"""Content on both sides of its reporting clause: "Two people died, the coroner said, and four are missing."

The model often reads one side only. The other belongs to it where the clause stands between commas inside one sentence
and what follows it goes on with the sentence before it: an auxiliary verb or a conjunction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .document import Sentence
from .types import Span

_BEFORE_CLAUSE = re.compile(r",\s(?:as\s|so\s)?$")
_AFTER_CLAUSE = re.compile(r"[^\n,.;:!?“”\"«»()–—]{0,40},\s")
_GOES_ON = re.compile(
    r"""
    (?: and | but | or | though | although | yet ) \s (?! \w+ing\b )
    | (?: \w+ly \s | also \s | now \s | still \s | not \s )?
      (?: has | have | had | is | are | was | were | will | would | can | could | may | might | must | should | does
        | do | did ) (?: n['’]t )? \s
    """,
    re.VERBOSE,
)
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that|where|when)$", re.IGNORECASE)
_LEAST = 3  # words on either side


def other_side(text: str, sentences: Sequence[Sentence], content: Span, cue: Span, speaker: Span) -> Span | None:
    """What belongs to ``content`` on the other side of its clause, ``None`` where nothing does.

    ``sentences`` are those of the whole text in order.
    """
    at = bisect_right(sentences, content.start, key=lambda s: s.start) - 1
    if at < 0:
        return None
    sentence = Span(sentences[at].start, sentences[at].end)
    clause = Span(min(cue.start, speaker.start), max(cue.end, speaker.end))
    if not sentence.covers(Span(min(content.start, clause.start), max(content.end, clause.end))):
        return None
    if content.end <= clause.start:
        return _after(text, sentence, content, clause)
    return _before(text, sentence, content, clause) if clause.end <= content.start else None


def _after(text: str, sentence: Span, content: Span, clause: Span) -> Span | None:
    if not _BEFORE_CLAUSE.fullmatch(text, content.end, clause.start):
        return None
    closing = _AFTER_CLAUSE.match(text, clause.end, sentence.end)
    if not closing or not _GOES_ON.match(text, closing.end(), sentence.end):
        return None
    return _whole(text, Span(closing.end(), sentence.end))


def _before(text: str, sentence: Span, content: Span, clause: Span) -> Span | None:
    if not _GOES_ON.match(text, content.start, sentence.end):
        return None
    closing = _AFTER_CLAUSE.fullmatch(text, clause.end, content.start)
    opening = _BEFORE_CLAUSE.search(text, sentence.start, clause.start)
    if not closing or not opening or _RELATIVE.search(text, sentence.start, opening.start()):
        return None  # "the park, which, he said, is full": the relative clause alone is said
    return _whole(text, Span(sentence.start, opening.start()))


def _whole(text: str, side: Span) -> Span | None:
    """A side without the full stop, ``None`` where it is too short or holds marks, which are other quotes."""
    words = side.of(text).rstrip().rstrip(".!?")
    if len(words.split()) < _LEAST or re.search(r"[“”\"«»]", words):
        return None
    return Span(side.start, side.start + len(words))
