"""Whose words a content is, where the words around its cue say so by their form alone.

"The minister seized on Farah's claim that …": whatever the verb before it does, the clause is Farah's claim.
"According to X, …": what stands between is X.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import load_entries
from .types import Span

_NAME = r"[^\W\d_a-z][\w.’'-]*"
_THAT = re.compile(r"that\s+$")
_REACH = 90  # code points before a content in which its noun and the owner stand
_ACCORDING = re.compile(r"(?:according to|as per|in the (?:words|view|opinion) of)", re.IGNORECASE)
_SPEAKER = re.compile(r"\s+((?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Lt|Col|Capt|[A-Z])\.\s?|[^.,;:!?\n“”\"«»()])+)")


def owner_before(text: str, content: Span) -> tuple[Span, Span] | None:
    """The noun and its owner where a content continues one ("Farah's claim" before "that …"), else ``None``.

    ``content`` begins with "that", or "that" stands right before it.
    """
    start = content.start
    that = _THAT.search(text, max(0, start - 6), start)
    if that:
        start = that.start()
    elif not text.startswith("that ", start):
        return None
    match = _owned().search(text, max(0, start - _REACH), start)
    return (Span(*match.span("noun")), Span(*match.span("owner"))) if match else None


@cache
def _owned() -> re.Pattern[str]:
    nouns = "|".join(load_entries("speech_nouns.txt"))
    return re.compile(
        rf"""
        \b (?P<owner> (?: {_NAME} [ ] ){{0,4}} {_NAME} ) ['’] s?  # a name; of a pronoun the subject is the speaker
        [ ] (?: [\w-]+ [ ] ){{0,3}}? (?P<noun> (?:{nouns}) s? ) [ ] $
        """,
        re.VERBOSE,
    )


def according_to(text: str, cue: Span, contents: tuple[Span, ...]) -> Span | None:
    """The speaker that "according to" names, where no content begins before the name ends."""
    if not _ACCORDING.fullmatch(cue.of(text)):
        return None
    later = [span.start for span in contents if span.start >= cue.end]
    match = _SPEAKER.match(text, cue.end, min(later, default=len(text)))
    if not match:
        return None
    words = match[1].rstrip()
    return Span(match.start(1), match.start(1) + len(words)) if words and len(words.split()) <= 14 else None
