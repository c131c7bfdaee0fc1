"""Reads mentions in text order and says which source each stands for: names, pronouns, descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..document import FoundQuote
from ..types import Span
from . import lexicons
from .clauses_after import COPULAS, copula, relative, work
from .descriptions import match_description
from .drafts import Draft, draft_for_phrase, entity_drafts, phrase_key
from .entities import Cast, Mention
from .evidence import NARRATIVE, RoleEvidence, weigh
from .known import Known
from .narrative import (
    aged_people,
    antecedent_phrase,
    content_before,
    described_subjects,
    direct_speech,
    narrative_pronouns,
    subject_bodies,
    subject_documents,
)
from .phrases import describe
from .referents import DOUBTFUL, Discourse, Referent, Wanted, choose, introduced_weight, mention_weight
from .same_names import fold
from .speakers import PRONOUNS, Speaker, read_speaker
from .tokens import Tokens

NAMED, DESCRIBED, PRONOUN, CARRIED, GUESSED = 0.97, 0.85, 0.9, 0.85, 0.6
# A name that is first read in quoted words, and less surely than this, stands for nobody.
_SLOGAN = 0.75


@dataclass(slots=True)
class Resolution:
    """Drafts of all sources, and for each quote its draft (or ``None``) and how sure that is."""

    drafts: list[Draft]
    of_quote: list[int | None] = field(default_factory=list)
    sureness: list[float] = field(default_factory=list)


class MentionReader:
    """What has been mentioned so far, and the drafts of all sources."""

    def __init__(
        self, tokens: Tokens, cast: Cast, roles: dict[int, list[RoleEvidence]], quotes: tuple[FoundQuote, ...]
    ) -> None:
        self.tokens, self.cast, self.roles, self.quotes = tokens, cast, roles, quotes
        self.drafts = entity_drafts(tokens, cast)
        self.by_phrase: dict[str, int] = {}
        guessed = {number for number, entity in enumerate(cast.entities) if entity.guessed}
        self.discourse = Discourse(named=len(cast.entities), guessed=guessed)
        self.next_mention = 0
        self.speech = direct_speech(tokens, quotes)
        self.known = Known(tokens, cast, roles)
        self.result = Resolution(self.drafts)
        self.spoken: list[tuple[int, int | None]] = []
        people = [*aged_people(tokens), *described_subjects(tokens)]
        things = [*subject_bodies(tokens), *subject_documents(tokens)]
        self.asides = sorted([*things, *narrative_pronouns(tokens, self.speech), *people])
        self.next_aside = 0
        self.answerer: int | None = None
        for number, draft in enumerate(self.drafts):
            if draft.gender:
                self.discourse.genders[number] = draft.gender

    def _advance(self, index: int) -> None:
        """Notes all names, pronouns and bodies in the narrative before a token."""
        while self.next_aside < len(self.asides) and self.asides[self.next_aside][0] < index:
            first, last = self.asides[self.next_aside]
            self.next_aside += 1
            self._advance_names(first)
            speaker = read_speaker(self.tokens, self.cast, self.tokens.span(first, last))
            if speaker is not None and speaker.kind == "pronoun":
                self._learn_copula(self._pronoun(speaker, aside=True)[0], first)
            elif speaker is not None and speaker.kind == "person" and speaker.entity is None:
                self._learn_description(speaker)
            elif speaker is not None and speaker.kind in {"organization", "document"} and speaker.entity is None:
                self._described(speaker)
        self._advance_names(index)

    def _learn_description(self, speaker: Speaker) -> None:
        """ "The 71-year-old retired bricklayer was referred": what a description adds to whom it means."""
        match = match_description(self.known, self.discourse, speaker, self.drafts)
        described = describe(self.tokens, self.cast, speaker.first, speaker.last) if match else None
        if match is None:
            return
        self._refer(match[0], speaker)
        if described is not None and match[0] < len(self.cast.entities):
            at = Mention(speaker.first, speaker.last, match[0])
            self._learn(match[0], [weigh(self.tokens, at, described, NARRATIVE, speaker.first)])

    def _learn(self, entity: int, found: list[RoleEvidence]) -> None:
        """Adds what the narrative says of an entity."""
        for item in found:
            self.roles.setdefault(entity, []).append(replace(item, rule="elsewhere"))
            self.known.note(entity, item)

    def _learn_copula(self, source: int | None, index: int) -> None:
        """ "He is a researcher at …", "She runs the …": what the sentence after the name says of it."""
        tokens = self.tokens
        if source is None or source >= len(self.cast.entities):
            return
        if tokens.word(index - 1) in {"since", "when", "while", "if"}:
            return
        stop = tokens.sentence_range(tokens.sentence[index]).stop
        been = next((i for i in range(index + 2, min(index + 7, stop)) if tokens.lower[i] == "been"), None)
        has_been = been is not None and tokens.word(been - 1) in {"has", "had"}
        name = Mention(index, index + 1, source)
        if tokens.word(index + 1) not in COPULAS and not has_been:
            found = work(tokens, self.cast, name, index + 1, stop)
            self._learn(source, found if self.cast.entities[source].kind == "person" else [])
            return
        at = been if been is not None and has_been else index + 1
        self._learn(source, copula(tokens, self.cast, name, at, stop))

    def _advance_names(self, index: int) -> None:
        stop = self.cast.before(index)
        for mention in self.cast.mentions[self.next_mention : stop]:
            self._note_name(mention.first, mention.last, mention.entity)
        self.next_mention = max(self.next_mention, stop)

    def _note_name(self, first: int, last: int, entity: int) -> None:
        found = self.cast.entities[entity]
        if self.speech[first] and found.score < _SLOGAN and not self.discourse.counts.get(entity):
            return  # a word of a slogan or a cry that was taken for a name
        weight = mention_weight(self.tokens, first, last, self.speech[first])
        new = found.kind == "person" and not self.discourse.counts.get(entity) and not self.speech[first]
        if new and (len(found.words) > 1 or self.tokens.word(last + 1).isdigit()):
            weight = introduced_weight(self.tokens, first, last, weight)
        self.discourse.add(Referent(entity, first, found.gender, found.kind == "person", False, weight))
        if entity in self.known.doubtful:
            self.discourse.add(Referent(entity, first, "", False, False, weight + DOUBTFUL))

    def _by_mention(self, span: Span, quote: FoundQuote) -> tuple[int | None, float]:
        speaker = read_speaker(self.tokens, self.cast, span)
        if speaker is None:
            return None, 0.0
        if speaker.kind == "pronoun":
            return self._pronoun(speaker, content=content_before(self.tokens, quote, speaker.head))
        if speaker.entity is not None:
            return speaker.entity, NAMED
        if self.tokens.lower[speaker.first] == "whose":
            return self._antecedent(speaker.first)
        if speaker.kind == "person" and self._is_chair_label(speaker):
            return self._own_draft(speaker), DESCRIBED
        return self._described(speaker)

    def _is_chair_label(self, speaker: Speaker) -> bool:
        """ "The Speaker:" opens a line: an office that speaks for itself, whoever is called so elsewhere."""
        tokens, first = self.tokens, speaker.first
        opens = first == 0 or "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
        return opens and tokens.lower[first] == "the" and tokens.word(speaker.last) == ":"

    def _pronoun(
        self, speaker: Speaker, aside: bool = False, content: tuple[range, ...] = ()
    ) -> tuple[int | None, float]:
        gender, sort = PRONOUNS[self.tokens.lower[speaker.head]]
        if sort == "first":
            return None, -1.0
        if sort == "relative":
            return self._antecedent(speaker.head)
        if sort == "person":
            wanted = Wanted(gender, pronoun=not aside, content=content)
            choice = choose(self.tokens, self.discourse, speaker.head, wanted)
            if choice is None:
                return None, -1.0
            if aside and choice.source not in self.discourse.genders:
                self.discourse.guessed.add(choice.source)  # "Obi said that she had never been there"
            elif not aside:
                self.discourse.guessed.discard(choice.source)
            self.discourse.genders[choice.source] = gender
            self.discourse.add(Referent(choice.source, speaker.head, gender, True, False, 0.6))
            return choice.source, PRONOUN if choice.margin > 0.8 else GUESSED + 0.1
        choice = choose(self.tokens, self.discourse, speaker.head, Wanted(animate=False, plural=sort == "plural"))
        if choice is None and sort == "plural" and self.discourse.last_speaker is not None:
            return self.discourse.last_speaker, GUESSED
        if choice is None:
            return None, -1.0
        self.discourse.add(Referent(choice.source, speaker.head, "", False, sort == "plural", 0.6))
        return choice.source, DESCRIBED if choice.margin > 0.8 else GUESSED

    def _antecedent(self, index: int) -> tuple[int | None, float]:
        """The name right before "who" or "which"."""
        people = [m for m in self.cast.at(max(0, index - 25), index) if self.tokens.same_sentence(m.first, index)]
        person = self.tokens.lower[index] == "who"
        fitting = [m for m in people if (self.cast.entities[m.entity].kind == "person") == person]
        if fitting and index - fitting[-1].last <= 1:
            return fitting[-1].entity, NAMED - 0.05
        if fitting and person and self._is_posted(fitting[-1].last, index):
            return fitting[-1].entity, NAMED - 0.05
        spoken = self.spoken[-1] if self.spoken else None
        if spoken and spoken[1] is not None and spoken[0] < index and self.tokens.same_sentence(spoken[0], index):
            return spoken[1], CARRIED
        phrase = antecedent_phrase(self.tokens, index)
        if phrase is not None:
            speaker = read_speaker(self.tokens, self.cast, phrase)
            if speaker is not None and speaker.kind != "pronoun":
                return (speaker.entity, NAMED - 0.05) if speaker.entity is not None else self._described(speaker)
        return (fitting[0].entity, GUESSED) if fitting else (None, -1.0)

    def _is_posted(self, last: int, who: int) -> bool:
        """Whether only "of the Institute," stands between a name and "who"."""
        if self.tokens.word(last) not in {"of", "at", "from", "with"} or self.tokens.word(who - 1) != ",":
            return False
        bodies = self.cast.at(last, who)
        return bool(bodies) and bodies[-1].last == who - 1 and bodies[0].first <= last + 2

    def _described(self, speaker: Speaker) -> tuple[int | None, float]:
        owner = next((i for i in range(speaker.first, speaker.last) if self.tokens.lower[i] in {"his", "her"}), None)
        inner = owner is not None and any(w in {"'s", "'"} for w in self.tokens.lower[owner : speaker.head])
        inner = inner and self.tokens.lower[speaker.head] != "work"
        if owner is not None and not inner and speaker.kind in {"document", "unknown"}:
            return self._pronoun(
                Speaker("pronoun", owner, owner + 1, owner, gender=PRONOUNS[self.tokens.lower[owner]][0])
            )
        if speaker.kind == "unknown":
            return self._unknown(speaker)
        match = match_description(self.known, self.discourse, speaker, self.drafts)
        if match is not None:
            source, sure = match
            if speaker.kind == "organization" and self.drafts[source].kind == "person":
                self.drafts[source].kind = "organization"
            self._refer(source, speaker)
            self._learn_clause(source, speaker)
            self._learn_first(source, speaker)
            return source, sure
        return self._own_draft(speaker), DESCRIBED

    def _learn_clause(self, source: int, speaker: Speaker) -> None:
        """ "…, explains the lecturer, who teaches at the University of X": the clause after a description."""
        if source >= len(self.cast.entities) or self.cast.entities[source].kind != "person":
            return
        at = Mention(speaker.head, speaker.head + 1, source)
        index = at.last + (self.tokens.word(at.last) == ",")
        if self.tokens.word(index) == "who":
            stop = self.tokens.sentence_range(self.tokens.sentence[speaker.head]).stop
            self.roles.setdefault(source, []).extend(relative(self.tokens, self.cast, at, index, stop))

    def _learn_first(self, source: int, speaker: Speaker) -> None:
        """ "Says the baker", of somebody of whom nothing else was said: a role as good as any."""
        if source >= len(self.cast.entities) or speaker.kind != "person" or self.roles.get(source):
            return
        described = describe(self.tokens, self.cast, speaker.first, speaker.last)
        if described is not None and described.possessor is None:
            at = Mention(speaker.first, speaker.last, source)
            self._learn(source, [weigh(self.tokens, at, described, 1.0, speaker.first)])

    def _unknown(self, speaker: Speaker) -> tuple[int | None, float]:
        """A capitalised word that is no known name becomes a source of its own; anything else is left alone."""
        first = next((i for i in range(speaker.first, speaker.last) if self.tokens.capital[i]), None)
        if first is None or fold(self.tokens.words[first]) in lexicons.words("names/not_names.txt"):
            return (self._own_draft(speaker), GUESSED) if speaker.last - speaker.first > 1 else (None, -1.0)
        return self._own_draft(speaker), DESCRIBED

    def _own_draft(self, speaker: Speaker) -> int:
        key = phrase_key(self.tokens, speaker)
        source = self.by_phrase.get(key)
        if source is None or (speaker.kind == "person" and not speaker.definite):
            self.drafts.append(draft_for_phrase(self.tokens, speaker))
            source = self.by_phrase[key] = len(self.drafts) - 1
        self._refer(source, speaker)
        return source

    def _refer(self, source: int, speaker: Speaker) -> None:
        person = self.drafts[source].kind in {"person", "unnamed"} and not speaker.plural
        self.discourse.add(Referent(source, speaker.head, speaker.gender, person, speaker.plural, 0.6))


