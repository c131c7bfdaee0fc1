"""What kind of source it is and whether it counts as an expert, with the rule and the words that say so.

An expert is brought in for specialised knowledge from a profession, research or long practice and speaks about the
matter rather than as a party to it: the definition in the design document. Rules are tried in order; the first that
fits decides.
"""

from __future__ import annotations

from collections.abc import Callable

from .callings import by_class, leads_body
from .evidence import RoleEvidence
from .lawyers import is_outside
from .verdicts import Person, Verdict, body_verdict, document_verdict, reason_for

_RETIRED = frozenset({"retired", "former", "ex", "emeritus", "ret.", "ret", "veteran"})
_OWN_SIDE = frozenset(
    "his her their its my our team club personal family defence defense prosecution campaign company party".split()
)
_FORMER_WORDS = frozenset(
    "engineer referee diplomat ambassador judge prosecutor detective minister pilot economist adviser "
    "regulator astronaut negotiator envoy commissioner bowler coach secretary".split()
)
_LEADERS = frozenset(
    "director head president president vice-president chief founder executive fellow deputy chair "
    "co-founder manager chairman chairwoman co-director co-head vice-director".split()
)
_MANAGED = frozenset(
    "communications sales marketing operations production finance staff news campaign police state "
    "security mission school hr press services".split()
)
_SUBJECT_BODIES = frozenset(
    "hospital clinic bank capital markets securities brokerage insurer fund institute consultancy museum "
    "research".split()
)
_STUDIES = frozenset({"research", "economics", "analysis", "forecasting"})
_WORKPLACES = frozenset({"ward", "hospital", "clinic", "unit", "practice", "surgery", "centre", "center", "camp"})
_EVERYDAY = frozenset("bus train school taxi railroad railway locomotive truck delivery".split())
_PRACTICE = frozenset({"years", "decades"})


def judge(person: Person) -> Verdict:
    """The category and expert verdict of a source."""
    if person.kind == "organization":
        return body_verdict(person)
    if person.kind == "document":
        return document_verdict(person)
    rules: tuple[Callable[[Person], Verdict | None], ...] = (
        _spokesperson,
        _party_to_it,
        _scholar,
        _clinician,
        _peer,
        _long_practice,
        _retired,
        _leads_research,
        _leads_subject,
        _lawyer,
        by_class,
    )
    for rule in rules:
        verdict = rule(person)
        if verdict is not None:
            return _unnamed(person, verdict)
    return _unnamed(person, Verdict("other", False, None, 0.75))


def _unnamed(person: Person, verdict: Verdict) -> Verdict:
    if person.kind == "unnamed" and not verdict.is_expert and verdict.category == "other":
        return Verdict("unnamed", False, verdict.reason, verdict.sure)
    return verdict


def _first(person: Person, *classes: str) -> RoleEvidence | None:
    return next((item for item in person.evidence if set(item.classes) & set(classes)), None)


def _spokesperson(person: Person) -> Verdict | None:
    item = _first(person, "spokesperson")
    if item is None:
        return None
    return Verdict("spokesperson", False, reason_for(person, item, "speaks for a body"), 0.95)


def _party_to_it(person: Person) -> Verdict | None:
    """Ministers, candidates, mayors in office: they act, whatever they studied."""
    for item in person.evidence[:2]:
        words = person.words(item)
        if (
            "politician" in item.classes
            and not words & _RETIRED
            and "expert" not in item.classes
            and not leads_body(person, item)
        ):
            return Verdict("politician", False, reason_for(person, item, "political office"), 0.95)
    return None


def _scholar(person: Person) -> Verdict | None:
    for item in person.evidence:
        if "expert" not in item.classes:
            continue
        words = person.words(item)
        if words & {"his", "her", "my", "our"} and not person.body:
            continue
        if "campaign" in words or "party" in words:
            continue
        rule = "academic or research role" if person.body_class() == "research" else "analyst or specialist"
        return Verdict("expert", True, reason_for(person, item, rule), 0.93)
    return None


def _clinician(person: Person) -> Verdict | None:
    item = _first(person, "clinical")
    if item is None or "business" in item.classes and person.body_class() == "business":
        return None
    words = person.words(item)
    practises = item.head is not None and person.tokens.word(item.head - 1) == "family"
    if _of_the_story(person, item):
        return Verdict("other", False, reason_for(person, item, "speaks of their own workplace"), 0.75)
    if words & (_OWN_SIDE - {"family"} if practises else _OWN_SIDE) or _treats_subject(words):
        return Verdict("other", False, reason_for(person, item, "treats a person of the story"), 0.75)
    return Verdict("expert", True, reason_for(person, item, "medical profession"), 0.85)


def _of_the_story(person: Person, item: RoleEvidence) -> bool:
    """Whether a clinician is one "at the ward" or "the hospital’s": the article is about where they work."""
    tokens = person.tokens
    if item.head is None or item.role is None:
        return False
    owner = item.role[0] - 2
    owned = owner >= 1 and tokens.lower[owner + 1] == "'s" and tokens.lower[owner - 1] == "the"
    if owned and not tokens.capital[owner] and tokens.lower[owner] in _WORKPLACES:
        return True
    at = item.head + 1
    there = tokens.word(at) in {"at", "of", "on"} and tokens.word(at + 1) in {"the", "this"}
    return there and tokens.word(at + 2) in _WORKPLACES


def _treats_subject(words: frozenset[str]) -> bool:
    return bool(words & {"house", "longtime", "long-time", "attending"})


def _peer(person: Person) -> Verdict | None:
    """ "His counterpart at Wexcombe", "Colleague Rusten at Havn Markets", after an expert."""
    for item in person.evidence:
        peer = item.head is not None and person.tokens.lower[item.head] in {"colleague", "counterpart"}
        if peer and person.follows_expert and person.body is not None:
            return Verdict("expert", True, reason_for(person, item, "peer of an expert"), 0.7)
    return None


def _long_practice(person: Person) -> Verdict | None:
    """ "with 25 years of experience", "who analyses …", forensic professions."""
    for item in person.evidence:
        words = person.words(item)
        if "experience" in words and words & _PRACTICE:
            return Verdict("expert", True, reason_for(person, item, "long practice"), 0.85)
        if "forensic" in words or "structural" in words and "engineer" in words:
            return Verdict("expert", True, reason_for(person, item, "specialised profession"), 0.85)
    return None


def _retired(person: Person) -> Verdict | None:
    for item in person.evidence:
        words = person.words(item)
        if not (words & _RETIRED or any(word.startswith("ex-") for word in words)):
            continue
        military = "military" in item.classes and not words & {"bus", "company"}
        diplomat = words & _FORMER_WORDS and not words & _EVERYDAY
        if military or (diplomat and "aide" not in words):
            return Verdict("expert", True, reason_for(person, item, "retired or former practitioner"), 0.8)
    return None


def _leads_research(person: Person) -> Verdict | None:
    if person.body_class() != "research" or person.body is None:
        return None
    for item in person.evidence:
        verb = item.head is None and item.role is not None and "business" in item.classes
        if item.head is None and not verb:
            continue
        leads = item.head is None or person.tokens.lower[item.head] in _LEADERS
        teaches = item.head is not None and person.tokens.lower[item.head] in {"teacher", "instructor", "tutor"}
        if teaches and not any(
            person.tokens.lower[i] in {"university", "academy", "college"} for i in range(*person.body)
        ):
            continue
        if leads or teaches:
            words = person.words(item)
            if words & {"communications", "press", "school", "principal", "security"}:
                return None
            return Verdict("expert", True, reason_for(person, item, "leads research"), 0.75)
    bare = next((item for item in person.evidence if item.role is None), None)
    if bare is not None and not any(item.role for item in person.evidence):
        return Verdict("expert", True, reason_for(person, bare, "belongs to a research body"), 0.7)
    return None


def _leads_subject(person: Person) -> Verdict | None:
    """ "head of trauma surgery at a hospital", "head of soft commodities at a bank": leads a subject, not a firm."""
    for item in person.evidence:
        if (
            item.head is None
            or item.role is None
            or person.tokens.lower[item.head] not in {"head", "chief", "director"}
        ):
            continue
        if person.tokens.word(item.head + 1) != "of" or person.body is None:
            continue
        topic = {person.tokens.lower[i] for i in range(item.head + 2, item.role[1])}
        if topic & _STUDIES:
            return Verdict("expert", True, reason_for(person, item, "leads a specialist field"), 0.7)
        body = {person.tokens.lower[i] for i in range(*person.body)}
        if topic & _MANAGED or not topic or not body & _SUBJECT_BODIES:
            continue
        return Verdict("expert", True, reason_for(person, item, "leads a specialist field"), 0.7)
    return None


def _lawyer(person: Person) -> Verdict | None:
    item = _first(person, "legal")
    if item is None:
        return None
    if is_outside(person.tokens, item):
        return Verdict("expert", True, reason_for(person, item, "lawyer on a case not their own"), 0.7)
    return Verdict("other", False, reason_for(person, item, "represents a party"), 0.8)


