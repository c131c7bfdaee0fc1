"""The bodies that a person may belong to: what the article names, or tells without a name, where it speaks of him."""

from __future__ import annotations

from dataclasses import dataclass

from . import lexicons
from .employers import Employers
from .entities import Mention
from .evidence import RoleEvidence
from .nearby_bodies import was_told
from .nouns import is_role_noun

# How far bodies are looked for around a person, in tokens, and how many are weighed, so that time stays linear.
_BACK, _AHEAD, _MOST = 300, 60, 14
# "The shrine", "the local observatory": how far back, in sentences and tokens, and how many of them.
_BACK_UNNAMED, _REACH_UNNAMED, _MOST_UNNAMED = 3, 80, 3
_PEOPLE_BACK = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body in token indices, its mention nearest to the person, and its entity (``None`` for "the bank")."""

    span: tuple[int, int]
    near: tuple[int, int]
    entity: int | None


def _ends_in_person(words: tuple[str, ...]) -> bool:
    """Whether a name read as a body's ends in who somebody is: "Former White House Doctor", "Dunmore who"."""
    return not words or is_role_noun(words[-1]) or words[-1] in {"who", "as", "which"}


class Surroundings:
    """The bodies of an article as candidates: how often each is named, who is said to belong to it, who was told."""

    def __init__(self, employers: Employers, roles: dict[int, list[RoleEvidence]]) -> None:
        self.employers, self.tokens, self.cast = employers, employers.tokens, employers.cast
        cast = self.cast
        self.often = {
            n: sum(entity.forms.values())
            for n, entity in enumerate(cast.entities)
            if entity.kind == "organization" and cast.of(n) and not _ends_in_person(entity.words)
        }
        self.most = max(self.often.values(), default=0)
        self.main = min(self.often, key=lambda n: (-self.often[n], n)) if self.often else None
        self.told = {m.entity for m in cast.mentions if m.entity in self.often and was_told(self.tokens, m)}
        self.members: dict[int, set[int | None]] = {}
        for person, described in roles.items():
            for item in described:
                for mention in cast.at(*item.body) if item.body is not None else ():
                    self.members.setdefault(mention.entity, set()).add(person)

    def last_person(self, index: int) -> int | None:
        """The person named last before a token."""
        stop = self.cast.before(index)
        before = reversed(self.cast.mentions[max(0, stop - _PEOPLE_BACK) : stop])
        return next((m.entity for m in before if self.cast.entities[m.entity].kind == "person"), None)

    def around(self, anchor: int) -> list[Candidate]:
        """The bodies named near a token, the nearest first, the one named most and those without a name."""
        tokens, cast = self.tokens, self.cast
        stop = tokens.sentence_range(min(tokens.sentence[anchor] + 1, tokens.sentence[-1])).stop
        nearest: dict[int, Mention] = {}
        for mention in cast.at(max(0, anchor - _BACK), min(stop, anchor + _AHEAD)):
            held = nearest.get(mention.entity)
            nearer = held is None or abs(mention.first - anchor) < abs(held.first - anchor)
            if mention.entity in self.often and (nearer or mention.first < anchor):
                nearest[mention.entity] = mention
        found = sorted(nearest.values(), key=lambda m: abs(m.first - anchor))[:_MOST]
        if self.main is not None and self.main not in nearest:
            found.append(cast.of(self.main)[0])
        candidates = [self._named(mention) for mention in found]
        return candidates + self._unnamed(anchor, {candidate.entity for candidate in candidates})

    def _named(self, mention: Mention) -> Candidate:
        fullest = self.employers.fullest[mention.entity]
        return Candidate((fullest.first, fullest.last), (mention.first, mention.last), mention.entity)

    def _unnamed(self, anchor: int, known: set[int | None]) -> list[Candidate]:
        """Bodies by their noun alone, in the sentences before: in the fuller wording where the article has one."""
        tokens, listed = self.tokens, lexicons.organization_classes()
        start = tokens.first_of_sentence[max(0, tokens.sentence[anchor] - _BACK_UNNAMED)]
        found: dict[str, Candidate] = {}
        for index in range(max(start, anchor - _REACH_UNNAMED), anchor):
            noun, after = tokens.lower[index], tokens.word(index + 1)
            if noun not in listed or tokens.capital[index] or after in listed or is_role_noun(after):
                continue
            whole = self.employers.of_noun(noun, index)
            if whole is None and tokens.word(index - 1) not in {"the", "its", "their"}:
                continue
            if whole is None or not any(m.entity in known for m in self.cast.at(*whole)):
                found[noun] = Candidate(whole or (index, index + 1), (index, index + 1), None)
        return list(found.values())[-_MOST_UNNAMED:]
