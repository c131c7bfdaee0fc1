"""Whom a pronoun or description stands for: a weighing of what was mentioned before, with fixed, documented weights.

Each candidate gets points for being near, being a subject, having spoken last and being mentioned often, and loses points as a
possessor, as the object of a preposition and inside somebody's direct speech. A clash of gender or number rules it out.
Weights were set by hand on the development articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .entities import Cast, Entity, Gender
from .tokens import Tokens

SENTENCE_AWAY = -0.8
LAST_SPEAKER = 1.6
SUBJECT = 1.2
POSSESSOR = -1.2
OBJECT = -0.9
IN_DIRECT_SPEECH = -1.8
GENDER_AGREES = 0.8
SAME_BLOCK = 0.6
OFTEN = 0.12
TOO_FAR = 12
LEAST_MARGIN = 0.25
_PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "in", "at", "on", "about", "against", "than", "like", "between", "over"})
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Referent:
    """Something a pronoun can stand for: a source by number, where it was mentioned and how."""

    source: int
    at: int
    gender: Gender
    animate: bool
    plural: bool
    weight: float


@dataclass(slots=True)
class Discourse:
    """What has been mentioned so far, in text order."""

    referents: list[Referent] = field(default_factory=list)
    last_speaker: int | None = None
    last_spoken_at: int = -1
    genders: dict[int, Gender] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, referent: Referent) -> None:
        """Notes a mention."""
        self.referents.append(referent)
        self.counts[referent.source] = self.counts.get(referent.source, 0) + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """The source chosen and how clear the choice was: the lead over the second best."""

    source: int
    margin: float


def mention_weight(tokens: Tokens, first: int, last: int, in_speech: bool) -> float:
    """What a mention's place in its sentence is worth."""
    weight = 0.0
    bounds = tokens.sentence_range(tokens.sentence[first])
    before, after = tokens.word(first - 1), tokens.word(last)
    if after in {"'s", "'"}:
        weight += POSSESSOR
    elif before in _PREPOSITIONS and first > bounds.start:
        weight += OBJECT
    elif first - bounds.start <= 4:
        weight += SUBJECT
    if in_speech:
        weight += IN_DIRECT_SPEECH
    return weight


def choose(
    tokens: Tokens, discourse: Discourse, index: int, gender: Gender, animate: bool, plural: bool, allowed: frozenset[int] | None = None
) -> Choice | None:
    """The best candidate for a mention at token ``index``; looks back over the last mentions, so linear over the text."""
    sentence = tokens.sentence[index]
    block = tokens.block(index)
    scores: dict[int, float] = {}
    for referent in reversed(discourse.referents[-_WINDOW:]):
        if referent.at >= index or referent.animate != animate or (allowed is not None and referent.source not in allowed):
            continue
        if animate and referent.plural != plural:
            continue
        known = discourse.genders.get(referent.source, referent.gender)
        if gender and known and known != gender:
            continue
        away = sentence - tokens.sentence[referent.at]
        if away > TOO_FAR:
            break
        score = SENTENCE_AWAY * min(away, 6) + referent.weight
        score += GENDER_AGREES * (known == gender != "") + SAME_BLOCK * (tokens.block(referent.at) == block)
        scores[referent.source] = max(scores.get(referent.source, -99.0), score)
    for source in scores:
        scores[source] += OFTEN * min(discourse.counts.get(source, 0), 6)
        if source == discourse.last_speaker and sentence - tokens.sentence[discourse.last_spoken_at] <= 4:
            scores[source] += LAST_SPEAKER
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
    return Choice(ranked[0][0], margin)


def entity_gender(cast: Cast, entity: int) -> Gender:
    """The gender that an entity's names tell."""
    found: Entity = cast.entities[entity]
    return found.gender
