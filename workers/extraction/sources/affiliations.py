"""The body that a person belongs to: stated beside the name, its own ("its chair"), or asked for by the role.

A body named beside the name comes first, then that of the chosen role, then any other; else the possessor; else, for
managers and the like, the body spoken of where the role stands.
"""

from __future__ import annotations

from dataclasses import replace

from . import lexicons
from .employers import Employers
from .evidence import NARRATIVE, RoleEvidence
from .focus import asked_by, body_in_focus, body_of_field, is_states
from .name_reach import PARTICIPLES
from .nearby_bodies import common_before, company_before, is_no_employer, setting
from .nouns import POSSESSIVE_PRONOUNS
from .tokens import Tokens

# Officers of firms and bodies, not of the police or an army.
_OFFICERS = frozenset(
    "financial operating executive technology technical information communications press commercial marketing medical "
    "scientific sustainability investment media compliance risk people".split()
)
# Secretaries of bodies rather than members of a government, where the office is written with a capital.
_SECRETARIES = frozenset(
    "general executive press regional branch club company district honorary assistant deputy".split()
)
# Words that stand for a body without saying which.
_BARE = frozenset("company firm business group team bakery restaurant dairy farm mill store shop hotel".split())
# Parts of the body that is spoken of: "head of the rural team".
_PARTS = frozenset({"team", "unit", "section", "division", "squad", "desk"})
# What a leader leads who belongs to no body that is spoken of.
_OF_A_HOUSE = frozenset({"opposition", "house", "senate", "majority", "minority", "parliament", "assembly"})
_LEANINGS = frozenset(
    "libertarian left-leaning right-leaning progressive nonpartisan non-partisan influential powerful prestigious "
    "state-owned privately-owned privately-held separatist populist nationalist ruling main".split()
)
# A body in token indices, and the rule that found it.
_Found = tuple[tuple[int, int] | None, str]


def body_of(employers: Employers, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> _Found:
    """The body of a person, and the rule that found it: stated beside the name, its own ("its chair"), or asked for."""
    stated, rule = _stated_body(employers.tokens, best, evidence)
    whole_name = fuller(employers, stated) if stated is not None else None
    if whole_name is not None:
        words = employers.tokens.lower[whole_name[0] : whole_name[1]]
        part = words[-1] in _PARTS and not any(employers.tokens.capital[i] for i in range(*whole_name))
        whole = body_in_focus(employers, asked_by(best)) if part and best is not None else None
        if whole is not None:
            return whole, "focus"
        return (None, "") if len(words) == 1 and words[0] in _BARE else (whole_name, rule)
    owned = next((item for item in evidence if item.role and _owned_by_body(employers.tokens, item.role[0])), None)
    if owned is not None:
        return _owner_body(employers, owned), "owner"
    if best is None or best.head is None or best.role is None or _is_owned(employers, best.role):
        return None, ""
    if best.rule == "elsewhere" and best.weight < NARRATIVE:
        return None, ""  # "the coach" alone says nothing of whose
    return _asked_body(employers, best)


def _stated_body(tokens: Tokens, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> _Found:
    """The body that a description names: one that names nothing else first, then that of the role, then any."""
    alone = [item for item in evidence if item.body is not None and item.role is None]
    now = [item for item in evidence if not _is_past(tokens, item)]
    ordered = [*alone, *([best] if best and not _is_past(tokens, best) else []), *now, *evidence]
    found = [
        item
        for item in ordered
        if item.body is not None
        and (item.body[1] - item.body[0] > 1 or item.role is None or _can_name(tokens.lower[item.body[0]]))
    ]
    if best is not None and best.body is not None and tokens.lower[best.body[1] - 1] not in _BARE:
        found = [item for item in found if item.role is None or item is best] or found  # not that of a lesser role
    item = next((item for item in found if item.body and _says_more(tokens, item.body)), found[0] if found else None)
    if item is None:
        return None, ""
    return item.body, "beside" if item.role is None else "role" if item is best else "description"


def _is_past(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether a description says what somebody was: the body of what he is goes first."""
    return item.role is not None and tokens.lower[item.role[0]] in {"former", "ex", "retired", "onetime", "one-time"}


def _is_owned(employers: Employers, role: tuple[int, int]) -> bool:
    """Whether the role is one beside somebody: "Obi's colleague" belongs to nothing that is spoken of."""
    tokens, cast = employers.tokens, employers.cast
    people = [m for m in cast.at(*role) if cast.entities[m.entity].kind == "person"]
    return any(tokens.word(m.last) in {"'s", "'"} for m in people)


def _can_name(word: str) -> bool:
    return len(word) > 1 and word not in POSSESSIVE_PRONOUNS


def _owner_body(employers: Employers, owned: RoleEvidence) -> tuple[int, int] | None:
    """The body that "its" or "their" before the role stands for."""
    start = owned.role[0] if owned.role else owned.at
    named = body_in_focus(employers, replace(asked_by(owned, ("business",)), owned=True))
    common = common_before(employers.tokens, employers.cast, start, None)
    bodies = [body for body in (named, common) if body is not None]
    together = len(bodies) == 2 and employers.tokens.same_sentence(bodies[0][0], bodies[1][0])
    return bodies[0] if together else max(bodies, default=None)  # the one with a name is what the sentence was about


def _asked_body(employers: Employers, best: RoleEvidence) -> _Found:
    """The body of a role that names none: by a noun in it, by the scene, by its field, or the one spoken of."""
    tokens, cast = employers.tokens, employers.cast
    asked = employers.of_role(best)
    if asked is not None:
        return asked, "noun"
    named = _service_in(tokens, best)
    if named is not None:
        return named, "role"
    site = setting(tokens, cast, best.at) if {"public", "business", "clinical"} & set(best.classes) else None
    if site is not None:
        return site, "scene"
    field = body_of_field(employers, asked_by(best))
    if field is not None:
        return field, "field"
    first, head = (best.role or (0, 0))[0], best.head or 0
    if not belongs(tokens, best) or _is_placed(tokens, best) or _of_state(tokens, best):
        return None, ""
    if "party" in tokens.lower[first:head]:
        return company_before(tokens, cast, first, "party"), "focus"
    banker = tokens.lower[head] == "governor"  # lower case, with no state beside it: of a bank
    question = asked_by(best, ("business",) if banker else None)
    found = body_in_focus(employers, question)
    if found is not None and is_no_employer(tokens, found):
        found = company_before(tokens, cast, first, None)
        return (None, "") if found is None or is_no_employer(tokens, found) else (found, "focus")
    if found is None and not is_states(tokens, question):
        main = employers.main
        found = (main.first, main.last) if main is not None and main.first < first else None
    return found, "focus"


def _service_in(tokens: Tokens, item: RoleEvidence) -> tuple[int, int] | None:
    """The service that somebody speaks for, named in the role alone: "[commerce ministry] spokesperson"."""
    first, head = (item.role or (0, 0))[0], item.head or 0
    noun = tokens.word(head - 1) if head > first else ""
    public = lexicons.organization_classes().get(noun) == "public"
    return (first, head) if "spokesperson" in item.classes and public else None


def belongs(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether the role is one that a body gives: "sales manager", "leader", but no "hunting leader" or "President"."""
    head, first = item.head or 0, (item.role or (0, 0))[0]
    word = tokens.lower[head]
    if word == "leader":
        return head == first and not _OF_A_HOUSE & set(tokens.lower[slice(*(item.role or (0, 0)))])
    if word == "governor" and not tokens.capital[head] or tokens.lower[first] in POSSESSIVE_PRONOUNS:
        return tokens.lower[first] not in POSSESSIVE_PRONOUNS
    if word in {"president", "governor", "commissioner", "official", "representative", "deputy"}:
        return False
    if word == "officer":
        return tokens.word(head - 1) in _OFFICERS
    if word == "secretary" and tokens.capital[head] and head > first:
        return tokens.word(head - 1) in _SECRETARIES
    return word in lexicons.words("roles/staff.txt") or (word == "member" and tokens.word(head - 1) == "board")


def _of_state(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether a president or secretary is a state's: by a nationality in the role."""
    first, last = item.role or (0, 0)
    state = lexicons.words("names/nationalities.txt") | lexicons.words("names/places.txt")
    return any(tokens.lower[i] in state for i in range(first, last))


def _is_placed(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether the role says itself where somebody works: "hospital director in Viborg"."""
    head, first = item.head or 0, (item.role or (0, 0))[0]
    if tokens.word(first - 1) == "'s" and tokens.capital[first - 2]:
        return True  # "Borea’s information officer"
    return tokens.word(head + 1) in {"in", "of"} and tokens.capital[min(head + 2, len(tokens) - 1)]


def _owned_by_body(tokens: Tokens, index: int) -> bool:
    return tokens.word(index - 1) in {"its", "their"} or tokens.word(index) in {"its", "their"}


def _says_more(tokens: Tokens, body: tuple[int, int]) -> bool:
    """Whether a body is more than a bare noun ("the agency")."""
    return body[1] - body[0] > 2 or any(tokens.capital[i] for i in range(*body))


def _spelt_out(employers: Employers, first: int, last: int) -> tuple[int, int] | None:
    """The full name of a body given by its initials, where the article has it."""
    if last - first != 1 or not employers.tokens.words[first].isupper():
        return None
    entity = next((m.entity for m in employers.cast.at(first, last)), None)
    entity = employers.by_form.get(employers.tokens.words[first]) if entity is None else entity
    fullest = employers.fullest.get(entity) if entity is not None else None
    return (fullest.first, fullest.last) if fullest is not None and fullest.last - fullest.first > 1 else None


def fuller(employers: Employers, body: tuple[int, int]) -> tuple[int, int]:
    """ "the agency", "the institute": a fuller wording, or the name of the body of that kind named before."""
    tokens, cast = employers.tokens, employers.cast
    first, last = body
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    noun = tokens.lower[last - 1]
    if tokens.lower[first] == "same" and first + 1 < last:
        return employers.of_noun(noun, first) or (first, last)
    spelt = _spelt_out(employers, first, last)
    if spelt is not None:
        return spelt
    if not any(tokens.capital[i] for i in range(first, last)) and last - first > 1:
        return _named_so(employers, first, last) or (first, last)
    place = next((i for i in range(first + 2, last) if tokens.lower[i] == "in"), None)
    if place is not None and not any(tokens.capital[i] for i in range(first, place)):
        return _named_so(employers, first, place) or (first, last)
    listed = noun in lexicons.organization_classes() and not tokens.words[first].isupper()
    opens = first == 0 or not tokens.same_sentence(first - 1, first)
    if last - first == 1 and tokens.capital[first] and listed and (opens or tokens.word(first - 1) == "the"):
        return employers.of_noun(noun, first) or (first, last)  # "the Forum’s coordinator", "Board spokesman"
    if last - first != 1 or tokens.capital[first] or not listed:
        return first, last
    return employers.of_noun(noun, first) or company_before(tokens, cast, first, noun) or (first, last)


def _named_so(employers: Employers, first: int, last: int) -> tuple[int, int] | None:
    """The one body whose name holds all words of a phrase: "the storm office" is the "National Storm Office"."""
    words = [word for word in employers.tokens.lower[first:last] if word[0].isalpha()]
    if len(words) < 2 or words[-1] not in lexicons.organization_classes():
        return None
    found = set.intersection(*(set(employers.holding.get(word, ())) for word in words))
    if len(found) != 1:
        return None
    fullest = employers.fullest.get(found.pop())
    return (fullest.first, fullest.last) if fullest is not None else None


def without_adjectives(tokens: Tokens, body: tuple[int, int]) -> tuple[int, int]:
    """A named body without what only describes it: "[conservative ]Heritage Union", "[the state’s ]Trade Congress"."""
    first, last = body
    last = next((i for i in range(first + 1, last) if tokens.lower[i] == "("), last)
    body = (first, last)
    name = next((i for i in range(first, last) if tokens.capital[i]), first)
    before = tokens.lower[first:name]
    listed = lexicons.organization_classes()
    if before and before[0] in POSSESSIVE_PRONOUNS:
        return name, last  # "[his own firm ]Castle Heating"
    if not before or any(word in listed for word in before if before[-1] != "'s"):
        return body
    adjective = before[-1] in lexicons.words("roles/modifiers.txt") | _LEANINGS or before[-1].endswith(PARTICIPLES)
    return (name, last) if before[-1] == "'s" or adjective else body
