"""Who is who: names joined to one entity a person or body, with every mention in text order.

Full names come first; a surname, a first name or an acronym then goes to the entity whose name holds it, the one
mentioned last before it where several do. Two full names that differ stay two people, whatever surname they share.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

from . import lexicons
from .names import Run
from .same_names import fold, same_body, same_person
from .tokens import Tokens

# Below this a name's kind gives way to what else the article says.
_CERTAIN = 0.9
Gender = Literal["m", "f", ""]
EntityKind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity in the text, in token indices."""

    first: int
    last: int
    entity: int


@dataclass(slots=True)
class Entity:
    """A person or body named in the text."""

    kind: EntityKind
    name: str
    words: tuple[str, ...]
    score: float
    gender: Gender = ""
    forms: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities and their mentions in text order."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    firsts: tuple[int, ...]

    def at(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin between two token indices."""
        return list(self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)])

    def before(self, index: int) -> int:
        """The number of mentions that begin before token ``index``."""
        return bisect_left(self.firsts, index)


class _Register:
    """Entities by the words of their names."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.entities: list[Entity] = []
        self.by_word: dict[tuple[EntityKind, str], list[int]] = {}

    def words_of(self, run: Run) -> tuple[str, ...]:
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
        words = self.words_of(run)
        self.entities.append(Entity(kind, self.name_of(run), words, run.score))
        number = len(self.entities) - 1
        self.index(number, words)
        return number

    def index(self, number: int, words: tuple[str, ...]) -> None:
        kind = self.entities[number].kind
        for word in set(words):
            listed = self.by_word.setdefault((kind, word), [])
            if number not in listed[-8:]:
                listed.append(number)

    def holding(self, kind: EntityKind, words: tuple[str, ...]) -> list[int]:
        """The entities of a kind whose names hold at least one of the words; the last eight per word."""
        found: dict[int, None] = {}
        for word in words:
            for number in self.by_word.get((kind, word), ())[-8:]:
                found[number] = None
        return list(found)


def build_cast(tokens: Tokens, runs: tuple[Run, ...]) -> Cast:
    """Entities and mentions from the names of the text. Linear in the number of names."""
    register = _Register(tokens)
    owner: dict[int, int] = {}
    for number, run in enumerate(runs):
        if _introduces(run):
            owner[number] = _join_full(register, run)
    _join_acronyms(tokens, register, runs, owner)
    last_seen: dict[int, int] = {}
    mentions: list[Mention] = []
    for number, run in enumerate(runs):
        entity = owner.get(number)
        if entity is None:
            entity = _join_short(register, run, last_seen)
        if entity is None:
            continue
        last_seen[entity] = number
        mentions.append(Mention(run.first, run.last, entity))
        _learn(tokens, register.entities[entity], run)
    mentions.sort(key=lambda mention: mention.first)
    return Cast(tuple(register.entities), tuple(mentions), tuple(mention.first for mention in mentions))


def _introduces(run: Run) -> bool:
    return (run.kind == "person" and run.size > 1) or (
        run.kind == "organization" and (run.size > 1 or run.score >= 0.6)
    )


def _join_full(register: _Register, run: Run) -> int:
    kind: EntityKind = "person" if run.kind == "person" else "organization"
    words = register.words_of(run)
    for number in register.holding(kind, words):
        entity = register.entities[number]
        if (same_person if kind == "person" else same_body)(words, entity.words):
            if len(words) > len(entity.words):
                entity.name, entity.words = register.name_of(run), words
                register.index(number, words)
            entity.score = max(entity.score, run.score)
            return number
    return register.add(kind, run)


def _join_acronyms(tokens: Tokens, register: _Register, runs: tuple[Run, ...], owner: dict[int, int]) -> None:
    """ "World Health Organization (WHO)" and acronyms made of the initials of a body named in full."""
    initials: dict[str, int] = {}
    for number, entity in enumerate(register.entities):
        if entity.kind == "organization" and len(entity.words) > 1:
            initials.setdefault(
                "".join(word[0] for word in entity.words if word not in {"of", "for", "the", "and"}), number
            )
    merged: dict[int, int] = {}
    for number, run in enumerate(runs):
        if run.size != 1 or not tokens.words[run.first].replace(".", "").isupper():
            continue
        previous = runs[number - 1] if number else None
        in_brackets = tokens.word(run.first - 1) == "(" and tokens.word(run.last) == ")"
        full = None
        if in_brackets and previous is not None and run.first - previous.last <= 2:
            full = owner.get(number - 1)
        full = full if full is not None else initials.get(fold(tokens.words[run.first]).replace(".", ""))
        if (
            full is None
            or register.entities[full].kind != "organization"
            or register.entities[full].words == register.words_of(run)
        ):
            continue
        if (old := owner.get(number)) is not None and old != full:
            merged[old] = full
        register.index(full, register.words_of(run))
        owner[number] = full
    for number, joined in owner.items():
        owner[number] = merged.get(joined, joined)


def _join_short(register: _Register, run: Run, last_seen: dict[int, int]) -> int | None:
    """The entity a shorter name belongs to: the one mentioned last, else the one introduced soonest afterwards."""
    words = register.words_of(run)
    if not words or run.kind in {"place", "other"} and run.score >= 0.9:
        return None
    best: tuple[float, int] | None = None
    for number in register.holding("person", words):
        entity = register.entities[number]
        if not set(words) <= set(entity.words) or (
            run.title_gender and entity.gender and run.title_gender != entity.gender
        ):
            continue
        rank = 4.0 if words[-1] == entity.words[-1] else 2.0 if words[0] == entity.words[0] else 1.0
        seen = last_seen.get(number)
        score = (1000.0 + seen if seen is not None else -float(number)) + rank * 0.5
        if best is None or score > best[0]:
            best = (score, number)
    if best is not None:
        return best[1]
    for number in reversed(register.holding("organization", words)):
        if set(words) <= set(register.entities[number].words) and (run.kind != "person" or _may_be_body(words, run)):
            return number
    if run.kind == "person" and run.score >= 0.55:
        return register.add("person", run)
    return None


def _may_be_body(words: tuple[str, ...], run: Run) -> bool:
    """Whether a single word that was read as a person's may be the short name of a body: no given name, no title."""
    return len(words) == 1 and run.score < _CERTAIN and not run.title_gender and words[0] not in lexicons.given_names()


def _learn(tokens: Tokens, entity: Entity, run: Run) -> None:
    """Keeps the wording and what it tells about the gender."""
    form = tokens.slice(run.first, run.last)
    entity.forms[form] = entity.forms.get(form, 0) + 1
    if entity.kind != "person" or entity.gender:
        return
    if run.title_gender in ("m", "f"):
        entity.gender = "m" if run.title_gender == "m" else "f"
        return
    for index in (*range(run.lead, run.first), run.first - 1):
        noun = tokens.word(index)
        entity.gender = gendered_noun(noun)
        if entity.gender:
            return
    gender = lexicons.given_names().get(tokens.lower[run.first], "") if run.size > 1 or len(entity.words) == 1 else ""
    if gender in ("m", "f"):
        entity.gender = "m" if gender == "m" else "f"


def gendered_noun(noun: str) -> Gender:
    """The gender a noun for a person tells, if it tells one."""
    if noun in lexicons.words("mentions/female_nouns.txt"):
        return "f"
    return "m" if noun in lexicons.words("mentions/male_nouns.txt") else ""
