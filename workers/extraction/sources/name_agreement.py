"""One wording, one kind: where a name is read as a person's here and a body's there, the article as a whole decides.

A family name alone belongs to the person named in full elsewhere; any other wording to its surest reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import lexicons
from .name_kinds import BODIES_OF, PLACE_PREPOSITIONS
from .names import Run
from .tokens import Tokens

# Readings as sure as this rest on form, not on the model's vote, and stay as they are.
_BY_FORM = 0.9
_FULL_NAME = 0.85
_SHORT_BODY = 0.75
_STATE = 0.58  # too little to be named as anybody's employer


def agree(tokens: Tokens, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The names with doubtful kinds set to what the rest of the article says. Linear in the names."""
    wordings = _Wordings()
    for run in runs:
        wordings.note(tokens, run)
    return tuple(
        _family_name(tokens, run, wordings)
        or _short_body(tokens, run, wordings)
        or _country(tokens, run, wordings)
        or _agreed(tokens, run, wordings.surest)
        for run in runs
    )


@dataclass(slots=True)
class _Wordings:
    """What the article's names are elsewhere: the surest reading of each, family names, words of bodies' names."""

    surest: dict[str, Run] = field(default_factory=dict)
    family: dict[str, Run] = field(default_factory=dict)
    in_bodies: set[str] = field(default_factory=set)
    opens_body: set[str] = field(default_factory=set)
    of_people: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)

    def note(self, tokens: Tokens, run: Run) -> None:
        """Learns from a name."""
        words = tokens.slice(run.first, run.last)
        known = self.surest.get(words)
        if run.kind in {"person", "organization"} and (known is None or run.score > known.score):
            self.surest[words] = run
        if run.size > 1 and run.kind == "person" and run.score >= _FULL_NAME:
            self.family[tokens.words[run.last - 1]] = run
        if run.size > 1 and run.kind == "person":
            self.of_people.update(tokens.words[run.first : run.last])
        if run.size == 1 and tokens.word(run.first - 1) in {"in", "across"}:
            self.placed.add(words)
        if run.size > 1 and run.kind == "organization":
            self.in_bodies.update(tokens.words[run.first : run.last])
            self.opens_body.add(tokens.words[run.first])
            if tokens.lower[run.last - 1] not in BODIES_OF:  # the "Bo Lie Foundation" is called after somebody
                ends = range(run.first + 2, run.last)
                self.opens_body.update(tokens.slice(run.first, end) for end in ends)


def _family_name(tokens: Tokens, run: Run, wordings: _Wordings) -> Run | None:
    """The run as a person's, where it is the family name of somebody named in full and of no body; else ``None``."""
    word = tokens.words[run.first]
    if run.size > 1 or word not in wordings.family or word in wordings.in_bodies:
        return None
    placed = run.kind == "place" and tokens.word(run.first - 1) in PLACE_PREPOSITIONS
    other = run.kind in {"organization", "place", "unknown"} and not placed
    return replace(run, kind="person", score=wordings.family[word].score) if other else run


def _short_body(tokens: Tokens, run: Run, wordings: _Wordings) -> Run | None:
    """The run as a body's, where it opens the full name of one and nobody is named so: "Calder" for "Calder Foods",
    "Alda Peak" for "Alda Peak Homes".
    """
    word = tokens.words[run.first]
    wording = word if run.size == 1 else tokens.slice(run.first, run.last)
    if run.kind != "person" or run.title_gender or wording not in wordings.opens_body:
        return None
    if run.size > 1:
        doubtful = run.score < _BY_FORM and tokens.lower[run.first] not in lexicons.given_names()
        return replace(run, kind="organization", score=_SHORT_BODY) if doubtful else None
    plain = word not in wordings.of_people and tokens.lower[run.first] not in lexicons.given_names()
    return replace(run, kind="organization", score=_SHORT_BODY) if plain else None


def _country(tokens: Tokens, run: Run, wordings: _Wordings) -> Run | None:
    """The run as a body's, where a lone word read as a person's is somewhere that things are "in": a state speaks."""
    word = tokens.words[run.first]
    lone = run.size == 1 and run.kind == "person" and not run.title_gender and word in wordings.placed
    plain = word not in wordings.of_people and tokens.lower[run.first] not in lexicons.given_names()
    return replace(run, kind="organization", score=_STATE) if lone and plain else None


def _agreed(tokens: Tokens, run: Run, surest: dict[str, Run]) -> Run:
    best = surest.get(tokens.slice(run.first, run.last))
    doubtful = run.kind in {"person", "organization"} and run.score < _BY_FORM and not run.title_gender
    if best is None or not doubtful or best.kind == run.kind or best.score < _BY_FORM:
        return run
    named = tokens.lower[run.first] in lexicons.given_names() and run.size > 1
    return run if named and best.kind == "organization" else replace(run, kind=best.kind, score=best.score)
