"""Entities by the words of their names, while names are joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .names import Run
from .same_names import fold
from .tokens import Tokens

Gender = Literal["m", "f", ""]
EntityKind = Literal["person", "organization"]


@dataclass(slots=True)
class Entity:
    """A person or body named in the text."""

    kind: EntityKind
    name: str
    words: tuple[str, ...]
    score: float
    gender: Gender = ""
    guessed: bool = False  # whether the gender rests on the given name alone
    forms: dict[str, int] = field(default_factory=dict)


class Register:
    """Entities by the words of their names."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.entities: list[Entity] = []
        self.by_word: dict[tuple[EntityKind, str], list[int]] = {}

    def words_of(self, run: Run) -> tuple[str, ...]:
        """The words of a name, folded."""
        return tuple(
            fold(self.tokens.words[i]) for i in range(run.first, run.last) if self.tokens.words[i][0].isalnum()
        )

    def name_of(self, run: Run) -> str:
        """The name as written, without an honorific ending ("Inoue-san")."""
        name = self.tokens.slice(run.first, run.last)
        return next(
            (name.removesuffix(ending) for ending in ("-san", "-sama", "-sensei") if name.endswith(ending)), name
        )

    def add(self, kind: EntityKind, run: Run) -> int:
        """The number of a new entity."""
        words = self.words_of(run)
        self.entities.append(Entity(kind, self.name_of(run), words, run.score))
        number = len(self.entities) - 1
        self.index(number, words)
        return number

    def index(self, number: int, words: tuple[str, ...]) -> None:
        """Lists an entity under the words, so that :meth:`holding` finds it."""
        kind = self.entities[number].kind
        for word in set(words):
            listed = self.by_word.setdefault((kind, word), [])
            if number not in listed[-8:]:
                listed.append(number)

    def forget(self, number: int, word: str) -> None:
        """Takes an entity that has been joined to another off the list of a word."""
        self.by_word[self.entities[number].kind, word].remove(number)

    def holding(self, kind: EntityKind, words: tuple[str, ...]) -> list[int]:
        """The entities of a kind whose names hold at least one of the words; the last eight per word."""
        found: dict[int, None] = {}
        for word in words:
            for number in self.by_word.get((kind, word), ())[-8:]:
                found[number] = None
        return list(found)
