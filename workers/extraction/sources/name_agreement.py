"""One wording, one kind: where a name is read as a person's here and a body's there, the article as a whole decides.

A family name alone belongs to the person named in full elsewhere; any other wording to its surest reading.
"""

from __future__ import annotations

from dataclasses import replace

from . import lexicons
from .name_kinds import PLACE_PREPOSITIONS
from .names import Run
from .tokens import Tokens

# Readings as sure as this rest on form, not on the model's vote, and stay as they are.
_BY_FORM = 0.9
_FULL_NAME = 0.85


def agree(tokens: Tokens, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The names with doubtful kinds set to what the rest of the article says. Linear in the names."""
    surest: dict[str, Run] = {}
    family: dict[str, Run] = {}
    in_bodies: set[str] = set()
    for run in runs:
        words = tokens.slice(run.first, run.last)
        known = surest.get(words)
        if run.kind in {"person", "organization"} and (known is None or run.score > known.score):
            surest[words] = run
        if run.size > 1 and run.kind == "person" and run.score >= _FULL_NAME:
            family[tokens.words[run.last - 1]] = run
        if run.size > 1 and run.kind == "organization":
            in_bodies.update(tokens.words[run.first : run.last])
    return tuple(_family_name(tokens, run, family, in_bodies) or _agreed(tokens, run, surest) for run in runs)


def _family_name(tokens: Tokens, run: Run, family: dict[str, Run], in_bodies: set[str]) -> Run | None:
    """The run as a person's, where it is the family name of somebody named in full and of no body; else ``None``."""
    word = tokens.words[run.first]
    if run.size > 1 or word not in family or word in in_bodies:
        return None
    placed = run.kind == "place" and tokens.word(run.first - 1) in PLACE_PREPOSITIONS
    other = run.kind in {"organization", "place", "unknown"} and not placed
    return replace(run, kind="person", score=family[word].score) if other else run


def _agreed(tokens: Tokens, run: Run, surest: dict[str, Run]) -> Run:
    best = surest.get(tokens.slice(run.first, run.last))
    doubtful = run.kind in {"person", "organization"} and run.score < _BY_FORM and not run.title_gender
    if best is None or not doubtful or best.kind == run.kind or best.score < _BY_FORM:
        return run
    named = tokens.lower[run.first] in lexicons.given_names() and run.size > 1
    return run if named and best.kind == "organization" else replace(run, kind=best.kind, score=best.score)
