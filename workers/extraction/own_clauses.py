"""Speech with a reporting clause of its own right behind it: "… “Not one,” added Obi." is Obi's, whoever spoke before.

The model now and then joins such speech to the clause before it. Where it is followed by a verb of saying and a name or
pronoun, or by these in the other order, the clause says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from .form import Form
from .lexicon import load_entries
from .quote_drafts import Draft
from .types import Span

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Rep)\.?\s)?[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+){0,3}"
_PRONOUN = r"he|she|they|it"


def with_own_clauses(text: str, form: Form, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each stretch of speech that has another clause right behind it split off as a draft of its own."""
    parted: list[Draft] = []
    for draft in drafts:
        kept = list(draft.spans[:1])
        for span in draft.spans[1:]:
            clause = clause_after(text, span) if draft.cue and form.is_verbatim(span) else None
            if clause and draft.cue and not clause[0].overlaps(draft.cue):
                parted.append(replace(draft, spans=(span,), cue=clause[0], speaker=clause[1]))
            else:
                kept.append(span)
        parted.append(replace(draft, spans=tuple(kept)))
    return parted


def clause_after(text: str, speech: Span) -> tuple[Span, Span] | None:
    """The verb and the speaker of the reporting clause right behind marked speech, ``None`` where there is none."""
    match = _clause().match(text, speech.end)
    if match is None or not (text[speech.end - 1] in ",?!" or "," in match[0][:3]):
        return None
    side = "1" if match["verb1"] else "2"
    return Span(*match.span(f"verb{side}")), Span(*match.span(f"name{side}"))


@cache
def _clause() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, load_entries("mentions/speech_verbs.txt")), key=len, reverse=True))
    return re.compile(
        rf"""
        ["”»“’'] ,? \s
        (?: (?P<verb1> {verbs} ) \s (?P<name1> {_PRONOUN} | {_NAME} )   # “…,” added Ana Obi
          | (?P<name2> {_PRONOUN} | {_NAME} ) \s (?P<verb2> {verbs} )   # “…,” she added
        ) (?! [\w’'-] )
        """,
        re.VERBOSE,
    )
