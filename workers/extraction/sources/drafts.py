"""Sources while they are being found: one draft for every named entity and for every unnamed speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..types import SourceKind, Span
from .entities import Cast
from .register import Gender
from .same_names import fold
from .speakers import Speaker
from .tokens import Tokens

_KEY_SKIPS = frozenset(
    "the a an some many several few most one other another two three four five six this that these those "
    "all both".split()
)


_CORE_ENDS = frozenset({",", "who", "which", "whose", ";", "–", "—"})


@dataclass(slots=True)
class Draft:
    """A source in the making. ``phrase`` holds the tokens that describe an unnamed one."""

    kind: SourceKind
    name: str
    entity: int | None = None
    phrase: tuple[int, int] | None = None
    head: str = ""
    gender: Gender = ""
    mentions: list[Span] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    doubts: list[float] = field(default_factory=list)


def entity_drafts(tokens: Tokens, cast: Cast) -> list[Draft]:
    """A draft for each entity, numbered alike."""
    return [
        Draft("person" if entity.kind == "person" else "organization", entity.name, number, gender=entity.gender)
        for number, entity in enumerate(cast.entities)
    ]


def phrase_key(tokens: Tokens, speaker: Speaker) -> str:
    """What tells one unnamed speaker from another: the words of the description without determiners and quantities."""
    words = [fold(tokens.words[i]) for i in range(speaker.first, _core_end(tokens, speaker))]
    return f"{speaker.kind}:" + " ".join(
        word for word in words if word and word not in _KEY_SKIPS and word[0].isalnum()
    )


def _core_end(tokens: Tokens, speaker: Speaker) -> int:
    for index in range(speaker.head + 1, speaker.last):
        if tokens.lower[index] in _CORE_ENDS or (speaker.kind == "organization" and tokens.lower[index] == "on"):
            return index
    return speaker.last


def draft_for_phrase(tokens: Tokens, speaker: Speaker) -> Draft:
    """A draft for a speaker without a name."""
    kinds: dict[str, SourceKind] = {
        "person": "unnamed",
        "group": "group",
        "organization": "organization",
        "document": "document",
    }
    kind: SourceKind = kinds.get(speaker.kind, "unnamed")
    first, last = speaker.first, _core_end(tokens, speaker)
    named = speaker.head if speaker.members else first
    while kind in {"organization"} and first < last - 1 and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    name = tokens.slice(max(first, named), last)
    return Draft(kind, name, phrase=(first, last), head=tokens.lower[speaker.head], gender=speaker.gender)
