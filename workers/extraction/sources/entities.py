"""Who is who: names joined to one entity a person or body, with every mention in text order.

Full names come first; a surname, a first name or an acronym then goes to the entity whose name holds it, the one
mentioned last before it where several do. Two full names that differ stay two people, whatever surname they share.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from . import lexicons
from .names import Run
from .register import Entity, EntityKind, Gender, Register
from .same_names import fold, same_body, same_person
from .short_bodies import join_acronyms, join_short_names
from .tokens import Tokens

# Below this a name's kind gives way to what else the article says.
_CERTAIN = 0.9
# Nouns for an office that women are called by too.
_OFFICES_OF_MEN = frozenset({"chairman", "vice-chairman", "spokesman", "ombudsman", "alderman", "councilman"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity in the text, in token indices."""

    first: int
    last: int
    entity: int


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities and their mentions in text order."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    firsts: tuple[int, ...]
    by_entity: tuple[tuple[Mention, ...], ...]

    def at(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin between two token indices."""
        return list(self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)])

    def of(self, entity: int) -> tuple[Mention, ...]:
        """The mentions of one entity, in text order; of a source without a name there are none."""
        return self.by_entity[entity] if entity < len(self.by_entity) else ()

    def before(self, index: int) -> int:
        """The number of mentions that begin before token ``index``."""
        return bisect_left(self.firsts, index)


def build_cast(tokens: Tokens, runs: tuple[Run, ...]) -> Cast:
    """Entities and mentions from the names of the text. Linear in the number of names."""
    register = Register(tokens)
    owner: dict[int, int] = {}
    for number, run in enumerate(runs):
        if _introduces(run):
            owner[number] = _join_full(register, run)
    join_acronyms(tokens, register, runs, owner)
    join_short_names(register, owner)
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
    by_entity: list[list[Mention]] = [[] for _ in register.entities]
    for mention in mentions:
        by_entity[mention.entity].append(mention)
    firsts = tuple(mention.first for mention in mentions)
    return Cast(tuple(register.entities), tuple(mentions), firsts, tuple(map(tuple, by_entity)))


def _introduces(run: Run) -> bool:
    return (run.kind == "person" and run.size > 1) or (
        run.kind == "organization" and (run.size > 1 or run.score >= 0.6)
    )


def _join_full(register: Register, run: Run) -> int:
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


def _join_short(register: Register, run: Run, last_seen: dict[int, int]) -> int | None:
    """The entity a shorter name belongs to: the one mentioned last, else the one introduced soonest afterwards."""
    words = register.words_of(run)
    if not words or run.kind in {"place", "other"} and run.score >= 0.9:
        return None
    best: tuple[float, int] | None = None
    for number in register.holding("person", words):
        entity = register.entities[number]
        if not set(words) <= set(entity.words) or _is_of_other_gender(run, entity):
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


def _is_of_other_gender(run: Run, entity: Entity) -> bool:
    """Whether the title before a short name ("Ms Obi") is not a person's. A guess that no common name bears out gives
    way: a chairman may be a woman.
    """
    clash = bool(run.title_gender and entity.gender and run.title_gender != entity.gender)
    return clash and not (entity.guessed and entity.words[0] not in lexicons.given_names())


def _may_be_body(words: tuple[str, ...], run: Run) -> bool:
    """Whether a single word that was read as a person's may be the short name of a body: no given name, no title."""
    return len(words) == 1 and run.score < _CERTAIN and not run.title_gender and words[0] not in lexicons.given_names()


def _learn(tokens: Tokens, entity: Entity, run: Run) -> None:
    """Keeps the wording and what it tells about the gender."""
    form = tokens.slice(run.first, run.last)
    entity.forms[form] = entity.forms.get(form, 0) + 1
    if entity.kind != "person":
        return
    if run.title_gender in ("m", "f") and (not entity.gender or entity.guessed):
        entity.gender, entity.guessed = "m" if run.title_gender == "m" else "f", False
    if entity.gender:
        return
    first = tokens.lower[run.first]
    for index in (*range(run.lead, run.first), run.first - 1):
        noun = tokens.word(index)
        entity.gender = gendered_noun(noun)
        if entity.gender and noun in _OFFICES_OF_MEN:
            entity.guessed = True
            entity.gender = "f" if run.size > 1 and lexicons.gender_of(first) == "f" else entity.gender
        if entity.gender:
            return
    full = run.size > 1 and fold(tokens.words[run.first]) == entity.words[0]
    if full and tokens.words[run.first + 1].partition("-")[2].islower():
        return  # "Kim Yoon-ah": the first word is the family's
    gender = lexicons.gender_of(first) or lexicons.gender_of(fold(first)) if full else ""
    if run.size == 1 and len(entity.words) == 1:
        gender = lexicons.given_names().get(first, "")
    if gender in ("m", "f"):
        entity.gender = "m" if gender == "m" else "f"
        entity.guessed = True


def gendered_noun(noun: str) -> Gender:
    """The gender a noun for a person tells, if it tells one."""
    if noun in lexicons.words("mentions/female_nouns.txt"):
        return "f"
    return "m" if noun in lexicons.words("mentions/male_nouns.txt") else ""
