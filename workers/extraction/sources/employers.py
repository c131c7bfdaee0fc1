"""The body that a role belongs to where the role itself does not name it in full: named elsewhere in the article.

"Union leader" belongs to "the divers' union" of another sentence, "the agency's epidemiologist" to the agency named
before, a principal to the school spoken of, a goalkeeper to the team that the article is about. One pass over the text
collects the phrases; each role then looks among those of the noun it asks for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from . import lexicons
from .entities import Cast, Mention
from .evidence import RoleEvidence
from .nearby_bodies import main_body
from .nouns import can_modify
from .tokens import Tokens

_MAX_MODIFIERS = 5
# How many phrases of a noun are looked at on either side, so that time stays linear.
_LOOK = 40
_DEFINITE = frozenset({"the", "its", "their", "our", "'s", "'"})
_PLACED = frozenset({"in", "of", "for", "at", "from"})
# Nouns that are too common as parts of other words ("state secretary") to ask for a body.
_NO_BODIES = frozenset("state city county district region home who project group front works program programme".split())
_SYNONYMS = {"panel": ("committee", "commission"), "authority": ("council",)}
_GERUNDS = frozenset(
    "planning spending housing licensing broadcasting engineering manufacturing monitoring training nursing policing "
    "banking mining shipping trading steering governing ruling standing parking building fishing farming rowing racing "
    "advertising auditing purchasing herding".split()
)
_TEAM_BODIES = ("club", "team")


@dataclass(frozen=True, slots=True)
class Body:
    """A phrase for a body in token indices; ``named`` where it holds a capital."""

    first: int
    last: int
    named: bool


class Employers:
    """The bodies that the article speaks of, by the nouns that stand for them."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens, self.cast = tokens, cast
        self.by_noun: dict[str, list[Body]] = {}
        people = {i for m in cast.mentions if cast.entities[m.entity].kind == "person" for i in range(m.first, m.last)}
        for index in range(len(tokens)):
            if index not in people:
                self._note_noun(index)
        self._note_described()
        self.team = _main_team(tokens, cast)
        self.main = main_body(cast)
        self.fullest: dict[int, Mention] = {}
        for mention in cast.mentions:
            known = self.fullest.get(mention.entity)
            if known is None or mention.last - mention.first > known.last - known.first:
                self.fullest[mention.entity] = mention
        self.holding: dict[str, list[int]] = {}
        self.by_form = {form: n for n, e in enumerate(cast.entities) if e.kind == "organization" for form in e.forms}
        for number, entity in enumerate(cast.entities):
            for word in set(entity.words) if entity.kind == "organization" else ():
                self.holding.setdefault(word, []).append(number)

    def of_role(self, item: RoleEvidence) -> tuple[int, int] | None:
        """The body that a role asks for: by a noun in it, by its head noun, or the team of the article."""
        if item.role is None or item.head is None:
            return None
        for noun in self._nouns_in(item):
            found = self._of_synonym(noun, item.at) or self._choose(noun, item.at, item.role)
            if found is not None:
                return found
        if self._is_placed(item):
            return None
        past = {"former", "retired", "ex"} & set(self.tokens.lower[item.role[0] : item.head])
        if self.team is not None and not past and lexicons.is_team_role(self.tokens, item.head):
            return self.team
        for noun in lexicons.employers().get(self.tokens.lower[item.head], ()):
            found = self._choose(noun, item.at, item.role)
            if found is not None:
                return found
        return None

    def of_noun(self, noun: str, index: int) -> tuple[int, int] | None:
        """What "the agency" at a token stands for; ``None`` where nothing fuller was said."""
        if noun in _TEAM_BODIES and self.team is not None:
            return self.team
        return self._of_synonym(noun, index) or self._choose(noun, index, (index, index + 1))

    def _of_synonym(self, noun: str, index: int) -> tuple[int, int] | None:
        """ "The panel" is the committee named in full."""
        for other in _SYNONYMS.get(noun, ()):
            bodies = [body for body in self.by_noun.get(other, ()) if body.named and body.last - body.first > 2]
            if bodies:
                return min(((b.first, b.last) for b in bodies), key=lambda b: (b[0] > index, abs(index - b[0])))
        return None

    def _nouns_in(self, item: RoleEvidence) -> list[str]:
        """The nouns for bodies that stand right before the head: "union" in "union leader"."""
        first, head = item.role[0] if item.role else 0, item.head or 0
        pair = self.tokens.lower[head - 2 : head] if head - 2 >= first else ()
        nouns = [" ".join(pair)] if " ".join(pair) in lexicons.organization_classes() else []
        word = self.tokens.word(head - 1) if head > first else ""
        member = word == "board" and self.tokens.lower[head] == "member"
        listed = word in lexicons.organization_classes() and word not in _NO_BODIES and not member
        return [*nouns, word] if listed and not self.tokens.capital[head - 1] else nouns

    def _is_placed(self, item: RoleEvidence) -> bool:
        """Whether the role says itself where or of what: "director in Viborg" belongs to nothing else."""
        return item.role is not None and item.head is not None and self.tokens.word(item.head + 1) in _PLACED

    def _choose(self, noun: str, index: int, own: tuple[int, int]) -> tuple[int, int] | None:
        """The fuller phrase of the noun nearest before a token, else the first after it; a named one goes first."""
        bodies = self.by_noun.get(noun, [])
        split = bisect_left(bodies, index, key=lambda body: body.first)
        near = (*reversed(bodies[max(0, split - _LOOK) : split]), *bodies[split : split + _LOOK])
        ranked = [body for body in near if body.last <= own[0] or body.first >= own[1]]
        best = next((body for body in ranked if body.named), ranked[0] if ranked else None)
        return (best.first, best.last) if best is not None else None

    def _note_noun(self, index: int) -> None:
        tokens = self.tokens
        noun = tokens.lower[index]
        pair = f"{tokens.word(index - 1)} {noun}"
        listed = lexicons.organization_classes()
        if (noun not in listed and pair not in listed) or tokens.word(index + 1) in listed:
            return
        start = self._start(index)
        named = any(tokens.capital[i] for i in range(start, index))
        if index - start < 1 or not (named or tokens.word(start - 1) in _DEFINITE):
            return
        end = self._end(index + 1)
        for key in (noun, pair):
            if key in listed:
                self.by_noun.setdefault(key, []).append(Body(start, end, named))

    def _start(self, index: int) -> int:
        """Where the phrase that ends in the noun begins: over modifiers, capitals and possessives."""
        tokens, start = self.tokens, index
        while index - start < _MAX_MODIFIERS and tokens.same_sentence(start - 1, index):
            word = tokens.lower[start - 1]
            owns = word in {"'s", "'"} and start > 1 and tokens.ends[start - 2] == tokens.starts[start - 1]
            if not owns and not can_modify(tokens, start - 1) and word not in _GERUNDS:
                break
            start -= 1
        while start < index and tokens.lower[start] in {"'s", "'"}:
            start += 1
        return start

    def _end(self, end: int) -> int:
        """Past "of X" with a name."""
        tokens = self.tokens
        if tokens.word(end) in {"of", "for"} and end + 1 < len(tokens) and tokens.capital[end + 1]:
            end += 2
            while end < len(tokens) and tokens.capital[end] and tokens.same_sentence(end - 1, end):
                end += 1
        return end

    def _note_described(self) -> None:
        """Names with the noun in a description beside them: "the institute Novus Nord", "Sernamar, the agency"."""
        listed = lexicons.organization_classes()
        for mention in self.cast.mentions:
            entity = self.cast.entities[mention.entity]
            if entity.kind != "organization":
                continue
            nouns = {word for word in entity.words if word in listed}
            before = self.tokens.word(mention.first - 1)
            if before in listed and self.tokens.same_sentence(mention.first - 1, mention.first):
                nouns.add(before)
            if self.tokens.word(mention.last) == "," and self.tokens.word(mention.last + 1) in {"the", "a", "an"}:
                nouns |= self._apposed(mention.last + 2)
            if mention.last - mention.first == 1 and self.tokens.lower[mention.first] in nouns:
                continue  # "the Association" says no more than the noun does
            for noun in nouns:
                self.by_noun.setdefault(noun, []).append(Body(mention.first, mention.last, True))
        for bodies in self.by_noun.values():
            bodies.sort(key=lambda body: (body.first, -body.last))

    def _apposed(self, first: int) -> set[str]:
        """The noun for a body that heads the apposition at a token."""
        found: set[str] = set()
        for index in range(first, min(first + 7, len(self.tokens))):
            word = self.tokens.lower[index]
            if not (word[0].isalnum() or word == "'") or word in _PLACED:
                break
            if word in lexicons.organization_classes():
                found = {word}
        return found


def _main_team(tokens: Tokens, cast: Cast) -> tuple[int, int] | None:
    """The team named most often, in its fullest wording: a name before a team role or a score, no known person."""
    counts: Counter[int] = Counter()
    for mention in cast.mentions:
        if is_team(tokens, cast, mention.first, mention.last):
            counts[mention.entity] += 1
    if not counts:
        return None
    totals = {n: sum(cast.entities[n].forms.values()) for n in counts}
    best = max(totals, key=lambda n: (totals[n], -n))
    own = cast.of(best)
    fullest = max(own, key=lambda m: (m.last - m.first, -m.first))
    return fullest.first, fullest.last


def is_team(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    """Whether the name at the tokens acts as a team: "Vitória's captain", "Real Ebro captain", "Maia 3-2"."""
    opening = tokens.lower[first]
    if opening in lexicons.given_names() or opening in lexicons.words("names/nationalities.txt"):
        return False
    index = last + 1 if tokens.word(last) in {"'s", "'"} else last
    if any(tokens.capital[i] for i in range(index, min(index + 1, len(tokens)))):
        return False
    if lexicons.is_team_role(tokens, index) or lexicons.is_team_role(tokens, index + 1):
        return tokens.same_sentence(first, index + 1) and tokens.words[index][0].isalnum()
    score = tokens.word(index) + tokens.word(index + 1) + tokens.word(index + 2)
    return score[:1].isdigit() and len(score) == 3 and score[1] in "-–" and score[2:].isdigit()
