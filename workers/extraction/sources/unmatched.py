"""Whom a description means that nobody is known by: the subject of the sentence before, who has just spoken, or the one
person of whom nothing else is said.
"""

from __future__ import annotations

from itertools import takewhile

from . import lexicons
from .known import Known
from .nouns import noun_classes
from .referents import IN_DIRECT_SPEECH, SUBJECT, Discourse, Wanted, choose
from .speakers import Speaker

# What people do who are brought in for what they think.
_WILLS = frozenset(
    "wants wanted disagrees disagreed knows knew hopes hoped fears feared sees saw doubts doubted".split()
)
# Whom a story has whether or not anybody was named: "the driver" is not the one person named so far.
_OF_THE_SCENE = frozenset(
    "driver victim patient witness eyewitness neighbour neighbor nurse pilot captain teacher resident customer "
    "passenger tenant owner landlord landlady worker guard prisoner defendant plaintiff juror doctor physician surgeon "
    "lawyer attorney prosecutor judge bystander passer-by colleague friend caller user guest student pupil".split()
)
# Classes whose nouns bring in somebody else as a rule: "the spokesperson", "the lawyer", "the mother".
_OTHERS = frozenset({"family", "official", "spokesperson", "legal", "politician", "military"})
# How many mentions are looked back over, so that time stays linear.
_LOOK = 400
# How many sentences back, and with what lead over others, somebody named once is who a new description means.
_JUST_NAMED, _ALONE = 2, 2.0
LOOSE = 0.7
# What a named body is called in the next sentence, and of which classes it then is (``None``: its name tells none).
_BODIES: dict[str, frozenset[str | None]] = {
    **dict.fromkeys(
        "company firm group manufacturer maker developer operator retailer chain airline carrier lender insurer giant "
        "producer supplier contractor startup start-up business brewer carmaker".split(),
        frozenset({"business", None}),
    ),
    **dict.fromkeys("watchdog regulator auditor inspectorate".split(), frozenset({"public", None})),
    **dict.fromkeys(
        "paper newspaper magazine daily weekly tabloid broadsheet broadcaster outlet".split(),
        frozenset({"media"}),
    ),
}
_SHORT = 3


def subject_before(known: Known, discourse: Discourse, speaker: Speaker) -> int | None:
    """ "Lie was more modest. “I slipped,” the goalkeeper said": the one person named as the subject of the sentence
    before, of whom nothing else is said, where the noun asks for no one of the scene.
    """
    tokens = known.tokens
    classes = set(noun_classes(tokens, speaker.first, speaker.head))
    if not _is_plain(known, speaker) or not classes or classes & _OTHERS or tokens.lower[speaker.head] in _OF_THE_SCENE:
        return None
    number, block = tokens.sentence[speaker.head] - 1, tokens.block(speaker.head)
    people = set()
    for referent in reversed(discourse.referents[-_LOOK:]):
        if tokens.sentence[referent.at] < number or tokens.block(referent.at) != block:
            break
        if referent.animate and not referent.plural and referent.weight > IN_DIRECT_SPEECH + SUBJECT:
            people.add((referent.source, referent.weight >= SUBJECT))
    if len({source for source, _ in people}) != 1 or not any(leads for _, leads in people):
        return None
    source = next(iter(people))[0]
    named = source < len(known.cast.entities) and not _is_described(known, source)
    return source if named and not _is_of_other_gender(discourse, speaker, source) else None


def brought_in(known: Known, discourse: Discourse, speaker: Speaker) -> int | None:
    """ "That is contested by Ada Obi. The president of the travellers' league asserts": whom the sentence before has
    brought in by name alone, as one who acts or speaks.
    """
    tokens = known.tokens
    classes = set(noun_classes(tokens, speaker.first, speaker.head))
    scene = tokens.lower[speaker.head] in _OF_THE_SCENE or {"family", "spokesperson", "legal"} & classes
    if tokens.lower[speaker.first] != "the" or scene or not classes:
        return None
    number, block = tokens.sentence[speaker.head] - 1, tokens.block(speaker.head)
    near = [r for r in discourse.referents[-_LOOK:] if tokens.sentence[r.at] == number and r.animate and not r.plural]
    named = {r.source for r in near}
    if len(named) != 1 or near[0].source >= len(known.cast.entities) or tokens.block(near[0].at) != block:
        return None
    source, at = near[0].source, near[0].at
    entity = known.cast.entities[source]
    new = discourse.counts.get(source) == 1 and len(entity.words) > 1 and not _is_described(known, source)
    last = next((m.last for m in known.cast.at(at, at + 1)), at)
    agent = tokens.word(at - 1) == "by" and tokens.word(last) == "."
    acts = tokens.word(last) in lexicons.words("mentions/speech_verbs.txt") or tokens.word(last) in _WILLS
    clash = bool(speaker.gender and entity.gender and speaker.gender != entity.gender)
    return source if new and not clash and (agent or acts) else None


def _is_plain(known: Known, speaker: Speaker) -> bool:
    """Whether a description is an article and a noun: "the goalkeeper"."""
    return speaker.last - speaker.first == 2 and known.tokens.lower[speaker.first] == "the"


def _is_of_other_gender(discourse: Discourse, speaker: Speaker, source: int) -> bool:
    gender = discourse.genders.get(source, "")
    return bool(speaker.gender and gender and speaker.gender != gender)


def _is_described(known: Known, source: int) -> bool:
    return any(source in owners for owners in known.by_class.values())


def subject_body(known: Known, discourse: Discourse, speaker: Speaker) -> int | None:
    """ "Tidal Freight sued. The haulage firm said": the one named body of such a kind in the sentence before, its
    subject.
    """
    tokens = known.tokens
    kinds = _BODIES.get(tokens.lower[speaker.head], frozenset())
    if not kinds or tokens.lower[speaker.first] != "the" or speaker.head - speaker.first > _SHORT:
        return None
    if speaker.possessor is not None or any(tokens.capital[i] for i in range(speaker.first + 1, speaker.head + 1)):
        return None
    fitting = frozenset(number for kind in kinds for number in known.bodies.get(kind, ()))
    number, block = tokens.sentence[speaker.head] - 1, tokens.block(speaker.head)
    found: dict[int, bool] = {}
    for referent in reversed(discourse.referents[-_LOOK:]):
        if tokens.sentence[referent.at] < number or tokens.block(referent.at) != block:
            break
        if referent.source in fitting and not referent.animate:
            found[referent.source] = found.get(referent.source, False) or referent.weight >= SUBJECT
    return next(iter(found)) if len(found) == 1 and all(found.values()) else None


def is_here(known: Known, discourse: Discourse, speaker: Speaker, source: int) -> bool:
    """Whether somebody is mentioned in the paragraph of a description."""
    tokens = known.tokens
    seen = next((r for r in reversed(discourse.referents[-_LOOK:]) if r.source == source), None)
    return seen is not None and tokens.block(seen.at) == tokens.block(speaker.head)


def goes_on(known: Known, discourse: Discourse, speaker: Speaker) -> tuple[int, float] | None:
    """ "The engineer" right after somebody's words in the same paragraph, when nobody is known as one: he goes on."""
    tokens, source = known.tokens, discourse.last_speaker
    if not _is_plain(known, speaker) or source is None or source >= len(known.cast.entities):
        return None
    classes = set(noun_classes(tokens, speaker.first, speaker.head))
    here = tokens.block(discourse.last_spoken_at) == tokens.block(speaker.head)
    near = 0 <= tokens.sentence[speaker.head] - tokens.sentence[discourse.last_spoken_at] <= 1
    person = known.cast.entities[source].kind == "person"
    clash = _is_of_other_gender(discourse, speaker, source)
    since = takewhile(lambda r: r.at > discourse.last_spoken_at, reversed(discourse.referents))
    others = {r.source for r in since if r.at < speaker.head and r.animate}
    fits = here and near and person and not clash and not others - {source}
    scene = tokens.lower[speaker.head] in _OF_THE_SCENE or bool(classes & _OTHERS)
    return (source, LOOSE) if fits and classes and not scene else None


def unplaced(known: Known, discourse: Discourse, speaker: Speaker) -> tuple[int, float] | None:
    """ "The nominee" when nobody is known as one: the person of whom nothing else is said, if one stands out."""
    tokens = known.tokens
    if speaker.head + 1 < speaker.last and tokens.lower[speaker.head + 1] in {"of", "for", "at", "in", "from"}:
        return None  # "the owner of the tanker" is brought in here
    classes = set(noun_classes(tokens, speaker.first, speaker.head))
    people = {r.source for r in discourse.referents[-_LOOK:] if r.animate and not r.plural}
    only = len(people) == 1 and tokens.lower[speaker.head] not in _OF_THE_SCENE and not {"family", "official"} & classes
    if not only and not {"politician", "expert", "business", "celebrity"} & classes:
        return None
    described = {entity for owners in known.by_class.values() for entity in owners}
    free = frozenset(n for n, e in enumerate(known.cast.entities) if e.kind == "person" and n not in described)
    choice = choose(tokens, discourse, speaker.head, Wanted(speaker.gender, allowed=free)) if free else None
    if choice is None or choice.margin < 0.8:
        return None
    seen = next((r for r in reversed(discourse.referents[-_LOOK:]) if r.source == choice.source), None)
    near = seen is not None and tokens.sentence[speaker.head] - tokens.sentence[seen.at] <= _JUST_NAMED
    alone = near and seen is not None and seen.weight > 0 and choice.margin >= _ALONE
    if discourse.counts.get(choice.source, 0) < 2 and not alone:
        return None
    return choice.source, LOOSE
