"""Whom a pronoun or description stands for: a weighing of what was mentioned before, with fixed, documented weights.

Each candidate gets points for being near, being a subject, having spoken last and being mentioned often, and loses
points as a possessor, as the object of a preposition and inside somebody's direct speech. A clash of gender or number
rules it out. Weights were set by hand on the development articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import lexicons
from .nouns import AUXILIARIES, is_role_noun
from .register import Gender
from .tokens import Tokens

SENTENCE_AWAY = -0.8
LAST_SPEAKER = 1.6
LAST_SPEAKER_ELSEWHERE = 0.8
SUBJECT = 1.2
POSSESSOR = -1.2
OBJECT = -0.9
IN_DIRECT_SPEECH = -1.8
GENDER_AGREES = 0.8
SAME_BLOCK = 0.6
OFTEN = 0.12
DOUBTFUL = -0.3
TAKES_OVER = 0.4
INTRODUCED = 0.6
DESCRIBED = 1.0
NEAR = 3  # so many sentences back, nobody else of the gender asked for may stand where a name tells of the other
TOO_FAR = 12
_PREPOSITIONS = frozenset(
    {"of", "for", "to", "by", "with", "from", "in", "at", "on", "about", "against", "than", "like", "between", "over"}
)
_WINDOW = 60
_LONGEST_ROLE = 14  # words
_LEAD = 4
_TOLD = frozenset({"told", "tells", "tell", "telling"})


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
    guessed: set[int] = field(default_factory=set)  # whose gender rests on a given name alone
    named: int = 0  # sources from this number on have no name

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
    if before == "the" and first - 1 > bounds.start:
        before = tokens.word(first - 2)
    if after in {"'s", "'"}:
        weight += POSSESSOR
    elif (before in _PREPOSITIONS and first > bounds.start and not _opens_as_topic(tokens, first)) or before in _TOLD:
        weight += OBJECT
    elif first - bounds.start <= 4 or is_verb_form(after) or _opens_sentence(tokens, first):
        weight += SUBJECT
    if in_speech:
        weight += IN_DIRECT_SPEECH
    return weight


def _opens_as_topic(tokens: Tokens, first: int) -> bool:
    """Whether the name is what its sentence is about in spite of a preposition: "For Lie, …", "according to Lie"."""
    bounds = tokens.sentence_range(tokens.sentence[first])
    before = tokens.word(first - 1)
    return (before == "for" and first - 1 == bounds.start) or (before == "to" and tokens.word(first - 2) == "according")


def _opens_sentence(tokens: Tokens, first: int) -> bool:
    """Whether only a role stands before the name in its sentence: "The Minister for the Sea, Ada Obi (Left), came"."""
    start = tokens.sentence_range(tokens.sentence[first]).start
    if first - start > _LONGEST_ROLE:
        return False
    lead = tokens.lower[start:first]
    if set(lead[:_LEAD]) & lexicons.words("mentions/documents.txt"):
        return False  # "A letter from the regulator, Obi Water, was leaked"
    return any(is_role_noun(word) for word in lead) and not any(_is_verb(word) for word in lead)


def _is_verb(word: str) -> bool:
    return is_verb_form(word) or word in lexicons.words("finite_verbs.txt")


def introduced_weight(tokens: Tokens, first: int, last: int, weight: float) -> float:
    """The worth of a first mention: who has just been brought in, and described, is who the next pronoun means."""
    following = tokens.word(last + 1)
    described = tokens.word(last) in {",", "("} and (
        following in {"a", "an", "the", "who", "whose"}
        or following.isdigit()
        or any(is_role_noun(tokens.word(i)) and tokens.word(last + 1) != "and" for i in range(last + 1, last + 4))
    )
    described = described or (is_role_noun(tokens.word(first - 1)) and tokens.word(last) == ",")
    if described:
        return max(weight, 0.0) + DESCRIBED
    return weight + (INTRODUCED if weight > 0 else 0.0)


def is_verb_form(word: str) -> bool:
    """Whether a word after a name makes it a subject: an auxiliary, a reporting verb or a regular past form."""
    return (
        word in AUXILIARIES
        or word in lexicons.words("mentions/speech_verbs.txt")
        or (len(word) > 4 and word.endswith("ed"))
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pronoun or description asks for. ``barred`` sources are ruled out, ``allowed`` (if given) are the only
    ones. A ``pronoun`` tells more of the gender than a given name does. ``content`` are the tokens of what the pronoun
    says: no subject there speaks ("Lie, she added, had been frank").
    """

    gender: Gender = ""
    animate: bool = True
    plural: bool = False
    pronoun: bool = False
    allowed: frozenset[int] | None = None
    barred: frozenset[int] = frozenset()
    content: tuple[range, ...] = ()


def choose(tokens: Tokens, discourse: Discourse, index: int, wanted: Wanted) -> Choice | None:
    """The best candidate for a mention at token ``index``; looks back over a fixed number of mentions."""
    gender, animate = wanted.gender, wanted.animate
    sentence = tokens.sentence[index]
    block = tokens.block(index)
    scores: dict[int, float] = {}
    taken_over = near = False
    misnamed: int | None = None
    for referent in reversed(discourse.referents[-_WINDOW:]):
        if referent.at >= index or referent.animate != animate or referent.source in wanted.barred:
            continue
        if wanted.allowed is not None and referent.source not in wanted.allowed:
            continue
        if animate and referent.plural != wanted.plural:
            continue
        if referent.weight >= SUBJECT and any(referent.at in part for part in wanted.content):
            continue
        known = discourse.genders.get(referent.source, referent.gender)
        away = sentence - tokens.sentence[referent.at]
        if away > TOO_FAR:
            break
        clash = gender and known and known != gender
        if clash:
            if wanted.pronoun and 0 < away <= NEAR and _goes_on(tokens, discourse, referent, block):
                misnamed = referent.source
            continue
        near = near or away <= NEAR
        others = referent.source != discourse.last_speaker and referent.at > discourse.last_spoken_at
        leads = referent.weight >= SUBJECT and _takes_over(tokens, discourse, referent, block, away)
        leads = leads or referent.weight > SUBJECT
        follows = others and away <= 1 and leads and known in {gender, ""}
        taken_over = taken_over or follows
        score = SENTENCE_AWAY * min(away, 6) + referent.weight + TAKES_OVER * follows
        score += GENDER_AGREES * (known == gender != "") + SAME_BLOCK * (tokens.block(referent.at) == block)
        scores[referent.source] = max(scores.get(referent.source, -99.0), score)
    if misnamed is not None and not near:
        return Choice(misnamed, 0.0)
    for source in scores:
        scores[source] += OFTEN * min(discourse.counts.get(source, 0), 6)
        if source == discourse.last_speaker and sentence - tokens.sentence[discourse.last_spoken_at] <= 4:
            here = tokens.block(discourse.last_spoken_at) == block
            scores[source] += 0.0 if taken_over else LAST_SPEAKER if here else LAST_SPEAKER_ELSEWHERE
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
    return Choice(ranked[0][0], margin)


def _goes_on(tokens: Tokens, discourse: Discourse, referent: Referent, block: int) -> bool:
    """Whether it is the subject who has just spoken in the paragraph, and only a given name tells of another gender:
    lists of names err, and a pronoun right after his words is his or hers.
    """
    spoke = referent.source == discourse.last_speaker and tokens.block(discourse.last_spoken_at) == block
    return spoke and referent.source in discourse.guessed and referent.weight >= SUBJECT


def _takes_over(tokens: Tokens, discourse: Discourse, referent: Referent, block: int, away: int) -> bool:
    """Whether a person named as the subject since somebody spoke is whom the text goes on about: in a paragraph that
    begins with the name, or where who spoke has none ("a source close to the club said. Lie would not be drawn."), or
    where the name opens a sentence of its own behind the speaker's ("“…,” said Obi. Lie disagreed.").
    """
    speaker = discourse.last_speaker
    if tokens.block(referent.at) != block or referent.source >= discourse.named or speaker is None:
        return False
    unnamed = speaker >= discourse.named
    own = away > 0 and _opens_with(tokens, referent.at)
    return unnamed or own or tokens.block(discourse.last_spoken_at) != block


def _opens_with(tokens: Tokens, name: int) -> bool:
    """Whether at most a title or role stands before the name in its sentence."""
    start = tokens.sentence_range(tokens.sentence[name]).start
    lead = tokens.lower[start:name]
    return len(lead) < _LEAD and all(is_role_noun(word) or word.rstrip(".") in lexicons.titles() for word in lead)
