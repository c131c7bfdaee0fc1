"""What a verb of naming or judging is about belongs to the content: "called | the plan “lazy arithmetic”".

Annotators take the whole of it for what is said (PolNeAR: of 206 contents with marks behind "call", "describe", "dub",
"label" or "brand", 193 begin right behind the verb); a reader, and so a model, is easily drawn to the marks alone.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import load_entries
from .types import Span

_REACH = 80  # code points between the verb and the words that it leads to
# What stands between: no clause, no other marks, more than a preposition.
_BETWEEN = re.compile(
    r"""
    \s+ (?! (?: as | by | for | of | that | upon ) \b [^\w\n]* $ )
    ( [^\s.!?:;,—–“”„«»"\n] [^.!?:;,—–“”„«»"\n]*? )
    \s* [“„«»"‘']? $
    """,
    re.VERBOSE,
)


def object_before(text: str, cue: Span, content: Span) -> Span | None:
    """The object of ``cue`` that stands before ``content``, or ``None`` where the cue takes none into its content."""
    if not 0 < content.start - cue.end <= _REACH or not _judges().search(cue.of(text)):
        return None
    match = _BETWEEN.fullmatch(text, cue.end, content.start)
    return Span(match.start(1), content.start) if match else None


@cache
def _judges() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_entries('judging_cues.txt'))})$", re.IGNORECASE)
