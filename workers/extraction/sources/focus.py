"""The body that the text is about where somebody's role is named: "Nordvik wants to grow. Sales manager Ada Obi …".

Each organisation named in the sentences before gets points for being near, for being a subject and for being named
often, and loses points as the object of a preposition. A body that does not fit the role (a ministry for a sales
manager, a firm for a county's officer) is no candidate. Weights were set by hand on the development articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import lexicons
from .employers import Employers
from .entities import Cast, Mention
from .evidence import RoleEvidence
from .nearby_bodies import was_told
from .nouns import is_role_noun
from .referents import is_verb_form
from .tokens import Tokens

_SENTENCES = 6
_REACH = 300  # in tokens, so that time stays linear whatever the sentences
_SHORT = 3
_AWAY = -0.5
_OTHER_BLOCK = -0.25
_SUBJECT = 1.0
_OBJECT = -0.9
_POSSESSOR = 0.3
_OFTEN = 0.1
_LEAST = -1.6
_OPENING = 5
# A body without a name, and a name that was read as a person's, have to stand out.
_UNNAMED = -0.9
_MISREAD = -0.5
_SURE = 0.94
_OBJECT_OF = frozenset("by to with against from in into on than told tells telling via at near outside since".split())
# Nouns for bodies that as often mean something else, or that nobody works for.
_LOOSE_NOUNS = frozenset(
    "state city county country region district border world house home group network market power oil gas media works "
    "project program programme station site body front force service trust brand label record energy family estate "
    "team supplier police board committee exchange "
    "practice line fund panel jury crown parish society capital initiative".split()
)
_STATES = frozenset("county municipal state federal city district regional provincial police fire police".split())
_FIRMS = frozenset({"company", "firm", "business", "manufacturer", "producer", "operator", "retailer"})
_CHIEFS = frozenset({"chief", "deputy", "assistant", "acting", "former", "interim"})
_PRIVATE = frozenset({"business", "spokesperson"})
_OFFICIALS = frozenset({"official", "military", "politician"})
_MINISTRIES = frozenset({"ministry", "department"})
# Words of a role that tell its rank, not its field.
_RANKS = frozenset(
    "general chief senior junior deputy vice first second executive managing former acting leader head the of and "
    "for in at director national international group company public new old".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A role that asks for a body: where it stands, its tokens, its head and its classes."""

    index: int
    role: tuple[int, int]
    head: int
    classes: tuple[str, ...]
    owned: bool = False


def asked_by(item: RoleEvidence, classes: tuple[str, ...] | None = None) -> Asked:
    """What a description asks for; with ``classes`` in place of its own."""
    first, last = item.role or (item.at, item.at)
    head = item.head if item.head is not None else first
    return Asked(item.at, (first, last), head, item.classes if classes is None else classes)


def body_in_focus(employers: Employers, asked: Asked) -> tuple[int, int] | None:
    """The body spoken of where the role stands; ``None`` where none fits well enough."""
    tokens, cast = employers.tokens, employers.cast
    number = tokens.sentence[asked.index]
    start = max(tokens.first_of_sentence[max(0, number - _SENTENCES)], asked.role[0] - _REACH)
    candidates = [
        _Candidate(m.first, m.last, sum(cast.entities[m.entity].forms.values()), _doubt(cast, m))
        for m in cast.at(start, asked.role[0])
        if _fits(tokens, cast, m, asked)
    ]
    candidates += _common_bodies(employers, start, asked)
    best: tuple[float, _Candidate] | None = None
    for candidate in candidates:
        score = _score(tokens, candidate, asked)
        if best is None or score >= best[0]:
            best = (score, candidate)
    if best is None or best[0] < _LEAST:
        return None
    found = best[1]
    if found.often:
        return found.first, found.last
    noun = tokens.lower[found.last - 1]
    if noun in _FIRMS:
        return employers.of_noun(noun, found.first) or _main_firm(cast, found.first)
    return employers.of_noun(noun, found.first) or (found.first, found.last)


def _main_firm(cast: Cast, index: int) -> tuple[int, int] | None:
    """What "the company" at a token means where one firm alone is named time and again before; else ``None``."""
    classes = lexicons.organization_classes()
    stop = cast.before(index)
    before = {m.entity: (m.first, m.last) for m in reversed(cast.mentions[max(0, stop - _REACH) : stop])}
    firms = [
        n
        for n in before
        if sum(cast.entities[n].forms.values()) > 1
        and any(classes.get(word) == "business" for word in cast.entities[n].words)
    ]
    return before[firms[0]] if len(firms) == 1 else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A body named at the tokens, how often the article names it (0 for "the bank"), and what tells against it."""

    first: int
    last: int
    often: int
    doubt: float = 0.0


def _common_bodies(employers: Employers, start: int, asked: Asked) -> list[_Candidate]:
    """ "The shrine", "the authority": bodies by their noun alone, of a kind that fits the role."""
    tokens, listed = employers.tokens, lexicons.organization_classes()
    found = []
    for index in range(start + 1, asked.role[0]):
        noun = tokens.lower[index]
        if tokens.lower[index - 1] not in {"the", "its", "their"} or tokens.capital[index] or noun not in listed:
            continue
        after = tokens.word(index + 1)
        if noun in _LOOSE_NOUNS or after in listed or is_role_noun(after) or not kind_fits(tokens, listed[noun], asked):
            continue
        known = employers.of_noun(noun, index) is not None
        found.append(_Candidate(index, index + 1, 0, 0.0 if known else _UNNAMED))
    return found


def _doubt(cast: Cast, mention: Mention) -> float:
    return _MISREAD if cast.entities[mention.entity].kind == "person" else 0.0


def body_of_field(employers: Employers, asked: Asked) -> tuple[int, int] | None:
    """The one body whose name holds a word of the role: "Housing Minister" and "Department of Housing"."""
    tokens, cast = employers.tokens, employers.cast
    fields = {tokens.lower[i] for i in range(asked.role[0], asked.head)} - _RANKS
    ministry = _MINISTRIES if "minister" in tokens.lower[asked.head] else frozenset()
    office = bool({"politician", "official"} & set(asked.classes))
    found = {
        number
        for word in fields
        if len(word) > _SHORT and not is_role_noun(word)
        for number in employers.holding.get(word, ())
        if not ministry or ministry & set(cast.entities[number].words)
        if not office or class_of(cast.entities[number].words) != "research"
    }
    if len(found) != 1:
        return None
    fullest = employers.fullest[found.pop()]
    own = asked.role[0] <= fullest.first < asked.role[1]
    return None if own or fullest.last - fullest.first < 2 else (fullest.first, fullest.last)


def _score(tokens: Tokens, candidate: _Candidate, asked: Asked) -> float:
    first, last = candidate.first, candidate.last
    score = candidate.doubt + _AWAY * (tokens.sentence[asked.index] - tokens.sentence[first])
    score += _OTHER_BLOCK * (tokens.block(asked.index) != tokens.block(first))
    score += (_OFTEN if not asked.owned else _OFTEN / 3) * min(candidate.often, 6)
    before = tokens.word(first - 1)
    if before in {"the", "a", "an"}:
        before = tokens.word(first - 2)
    opening = first - tokens.sentence_range(tokens.sentence[first]).start <= _OPENING
    if tokens.word(last) in {"'s", "'"}:
        score += _POSSESSOR
    elif before in _OBJECT_OF:
        score += _OBJECT
    elif opening or is_verb_form(tokens.word(last)):
        score += _SUBJECT
    return score


def _fits(tokens: Tokens, cast: Cast, mention: Mention, asked: Asked) -> bool:
    """Whether a body can have somebody in the role: no outlet that was told, no amount, of a fitting kind."""
    entity = cast.entities[mention.entity]
    kind = class_of(entity.words)
    told = was_told(tokens, mention)
    title = all(is_role_noun(word) for word in entity.words)
    amount = tokens.word(mention.last)[:1].isdigit() or tokens.word(mention.first - 1)[:1].isdigit()
    # One word that is nobody's given name and belongs to no full name is hardly ever a person.
    misread = entity.kind == "person" and len(entity.words) == 1 and not entity.gender and entity.score < _SURE
    misread = misread and entity.words[0] not in lexicons.given_names()
    part = kind == "public" and mention.last - mention.first == 1 and not tokens.lower[mention.first].isupper()
    part = part and tokens.word(mention.last)[:1].isalpha() and not is_verb_form(tokens.word(mention.last))
    if not (entity.kind == "organization" or misread) or kind == "media" or entity.score < 0.6:
        return False
    return not (told or title or amount or part) and kind_fits(tokens, kind, asked)


def class_of(words: Sequence[str]) -> str | None:
    """The class of a body by its name: the last listed noun decides."""
    classes = lexicons.organization_classes()
    return next((classes[word] for word in reversed(words) if word in classes), None)


def kind_fits(tokens: Tokens, kind: str | None, asked: Asked) -> bool:
    """Whether a body of this kind gives such roles: a state's offices are its own, a firm's are not the state's."""
    if is_states(tokens, asked) and not asked.owned:
        return kind == "public"
    return kind != "media" and (kind != "public" or bool(_PRIVATE & set(asked.classes)))


def is_states(tokens: Tokens, asked: Asked) -> bool:
    """Whether the role is one of the state's: a county's officer, an official, a bare "Deputy Chief"."""
    words = {tokens.lower[i] for i in range(*asked.role)}
    return bool(
        words & _STATES or words <= _CHIEFS or (_OFFICIALS & set(asked.classes) and not _PRIVATE & set(asked.classes))
    )
