"""Which source speaks each quote: mentions are read in text order, pronouns and descriptions joined to whom they stand
for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..document import FoundQuote
from ..types import Span
from . import lexicons
from .clauses import find_mention, is_passive
from .clauses_after import COPULAS, copula
from .descriptions import match_description
from .drafts import Draft, draft_for_phrase, entity_drafts, phrase_key
from .entities import Cast, Mention, fold
from .evidence import RoleEvidence, weigh
from .known import Known
from .phrases import describe
from .referents import DOUBTFUL, Discourse, Referent, Wanted, choose, mention_weight
from .runs import (
    aged_people,
    antecedent_phrase,
    block_before,
    cue_after,
    dash_signature,
    fills_blocks,
    label_before,
    same_content,
    subject_bodies,
    subject_of,
)
from .speakers import PRONOUNS, Speaker, read_speaker
from .tokens import Tokens

NARRATIVE = 2.0
NAMED, DESCRIBED, PRONOUN, CARRIED, GUESSED = 0.97, 0.85, 0.9, 0.85, 0.6
_QUESTION_GAP = 3
_CARRY_SENTENCES = 4
_SECOND_PERSON = re.compile(r"\b(?:you|your|you’ve|you've)\b", re.IGNORECASE)


@dataclass(slots=True)
class Resolution:
    """Drafts of all sources, and for each quote its draft (or ``None``) and how sure that is."""

    drafts: list[Draft]
    of_quote: list[int | None] = field(default_factory=list)
    sureness: list[float] = field(default_factory=list)


def resolve(
    tokens: Tokens, cast: Cast, roles: dict[int, list[RoleEvidence]], quotes: tuple[FoundQuote, ...]
) -> Resolution:
    """The source of every quote. One pass over quotes and mentions in text order."""
    return _Resolver(tokens, cast, roles, quotes).run()


class _Resolver:
    def __init__(
        self, tokens: Tokens, cast: Cast, roles: dict[int, list[RoleEvidence]], quotes: tuple[FoundQuote, ...]
    ) -> None:
        self.tokens, self.cast, self.roles, self.quotes = tokens, cast, roles, quotes
        self.drafts = entity_drafts(tokens, cast)
        self.by_phrase: dict[str, int] = {}
        self.discourse = Discourse()
        self.next_mention = 0
        self.speech = _direct_speech(tokens, quotes)
        self.known = Known(tokens, cast, roles)
        self.result = Resolution(self.drafts)
        self.spoken: list[tuple[int, int | None]] = []
        self.asides = sorted([*subject_bodies(tokens), *narrative_pronouns(tokens, self.speech), *aged_people(tokens)])
        self.next_aside = 0
        self.answerer: int | None = None
        for number, draft in enumerate(self.drafts):
            if draft.gender:
                self.discourse.genders[number] = draft.gender

    def run(self) -> Resolution:
        for number, quote in enumerate(self.quotes):
            mention = self._mention_of(quote)
            start = self.tokens.at(mention.start) if mention else self.tokens.at(quote.spans[0].start)
            self._advance(start)
            shared = self._shared_subject(quote)
            if shared is not None:
                self._note(number, quote, shared, CARRIED, None)
                continue
            source, sure = self._by_mention(mention, quote) if mention else (None, 0.0)
            if source is None and not (mention and sure < 0) and not self._is_passive(quote):
                source, sure = self._without_mention(number, quote)
            self._note(number, quote, source, max(0.0, sure), mention)
        self._copy_repeated()
        return self.result

    def _mention_of(self, quote: FoundQuote) -> Span | None:
        """The mention to read: the model's where it stands in the cue's sentence, else what the form of the clause
        shows.
        """
        cue = quote.cue if quote.cue is not None and self._is_near(quote.cue, quote.spans, 1) else None
        cue = cue or cue_after(self.tokens, quote.spans)
        if quote.speaker is not None and (cue is None or self._is_near(quote.speaker, (cue,), 0)):
            return quote.speaker if cue is not None or self._is_near(quote.speaker, quote.spans, 1) else None
        found = find_mention(self.tokens, self.cast, cue, quote.spans) if cue is not None else None
        if found is not None or quote.speaker is None:
            return found
        return quote.speaker if self._is_near(quote.speaker, (*quote.spans, *([cue] if cue else [])), 1) else None

    def _is_near(self, span: Span, others: tuple[Span, ...], sentences: int) -> bool:
        """Whether ``span`` stands within so many sentences of one of the others."""
        own = self._sentence(span.start)
        return any(
            self._sentence(o.start) - sentences <= own <= self._sentence(max(o.start, o.end - 1)) + sentences
            for o in others
        )

    def _sentence(self, offset: int) -> int:
        return self.tokens.sentence[min(self.tokens.at(offset), len(self.tokens) - 1)]

    def _is_passive(self, quote: FoundQuote) -> bool:
        cue = self.tokens.within(quote.cue) if quote.cue else range(0)
        return bool(cue) and is_passive(self.tokens, cue.start, cue.stop)

    def _shared_subject(self, quote: FoundQuote) -> int | None:
        """The speaker of the quote before, where this cue shares its subject: "says X, and continues:", "…, adding
        that".
        """
        if quote.speaker is not None or quote.cue is None or not self.spoken or self.spoken[-1][1] is None:
            return None
        cue = self.tokens.within(quote.cue)
        if not cue:
            return None
        first = cue.start
        same = self.tokens.same_sentence(min(self.spoken[-1][0], len(self.tokens) - 1), first)
        participle = (
            self.tokens.lower[first].endswith("ing")
            and self.tokens.lower[first] != "according"
            and self.tokens.word(first - 1) not in {"is", "was", "are", "were"}
        )
        joined = self.tokens.word(first - 1) in {"and", "also"} or participle
        return self.spoken[-1][1] if joined and same else None

    def _advance(self, index: int) -> None:
        """Notes all names, pronouns and bodies in the narrative before a token."""
        while self.next_aside < len(self.asides) and self.asides[self.next_aside][0] < index:
            first, last = self.asides[self.next_aside]
            self.next_aside += 1
            self._advance_names(first)
            speaker = read_speaker(self.tokens, self.cast, self.tokens.span(first, last))
            if speaker is not None and speaker.kind == "pronoun":
                self._learn_copula(self._pronoun(speaker)[0], first)
            elif speaker is not None and speaker.kind == "person" and speaker.entity is None:
                self._learn_description(speaker)
            elif speaker is not None and speaker.kind == "organization" and speaker.entity is None:
                self._described(speaker)
        self._advance_names(index)

    def _learn_description(self, speaker: Speaker) -> None:
        """ "The 71-year-old retired bricklayer was referred": what a description in the narrative adds to the one it means."""
        match = match_description(self.known, self.discourse, speaker, self.drafts)
        described = describe(self.tokens, self.cast, speaker.first, speaker.last) if match else None
        if match is None:
            return
        self._refer(match[0], speaker)
        if described is not None and match[0] < len(self.cast.entities):
            at = Mention(speaker.first, speaker.last, match[0])
            self.roles.setdefault(match[0], []).append(weigh(self.tokens, at, described, NARRATIVE, speaker.first))

    def _learn_copula(self, source: int | None, index: int) -> None:
        """ "He is a researcher at …": what the sentence after the name says of it."""
        tokens = self.tokens
        if source is None or source >= len(self.cast.entities) or tokens.word(index + 1) not in COPULAS:
            return
        stop = tokens.sentence_range(tokens.sentence[index]).stop
        found = copula(tokens, self.cast, Mention(index, index + 1, source), index + 1, stop)
        self.roles.setdefault(source, []).extend(found)

    def _advance_names(self, index: int) -> None:
        stop = self.cast.before(index)
        for mention in self.cast.mentions[self.next_mention : stop]:
            self._note_name(mention.first, mention.last, mention.entity)
        self.next_mention = max(self.next_mention, stop)

    def _note_name(self, first: int, last: int, entity: int) -> None:
        found = self.cast.entities[entity]
        weight = mention_weight(self.tokens, first, last, self.speech[first])
        self.discourse.add(Referent(entity, first, found.gender, found.kind == "person", False, weight))
        if entity in self.known.doubtful:
            self.discourse.add(Referent(entity, first, "", False, False, weight + DOUBTFUL))

    def _note(self, number: int, quote: FoundQuote, source: int | None, sure: float, mention: Span | None) -> None:
        self.result.of_quote.append(source)
        self.result.sureness.append(sure)
        end = self.tokens.at(quote.spans[-1].end - 1)
        self.spoken.append((end, source))
        if source is None:
            return
        draft = self.drafts[source]
        draft.quotes.append(number)
        draft.doubts.append(sure)
        if mention is not None:
            draft.mentions.append(mention)
        self.discourse.last_speaker = source
        self.discourse.last_spoken_at = min(end, len(self.tokens) - 1)

    def _by_mention(self, span: Span, quote: FoundQuote) -> tuple[int | None, float]:
        speaker = read_speaker(self.tokens, self.cast, span)
        if speaker is None:
            return None, 0.0
        if speaker.kind == "pronoun":
            return self._pronoun(speaker)
        if speaker.entity is not None:
            return speaker.entity, NAMED
        return self._described(speaker)

    def _pronoun(self, speaker: Speaker) -> tuple[int | None, float]:
        gender, sort = PRONOUNS[self.tokens.lower[speaker.head]]
        if sort == "first":
            return None, -1.0
        if sort == "relative":
            return self._antecedent(speaker.head)
        if sort == "person":
            choice = choose(self.tokens, self.discourse, speaker.head, Wanted(gender))
            if choice is None:
                return None, -1.0
            self.discourse.genders.setdefault(choice.source, gender)
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
        spoken = self.spoken[-1] if self.spoken else None
        if spoken and spoken[1] is not None and spoken[0] < index and self.tokens.same_sentence(spoken[0], index):
            return spoken[1], CARRIED
        phrase = antecedent_phrase(self.tokens, index)
        if phrase is not None:
            speaker = read_speaker(self.tokens, self.cast, phrase)
            if speaker is not None and speaker.kind != "pronoun":
                return (speaker.entity, NAMED - 0.05) if speaker.entity is not None else self._described(speaker)
        return (fitting[0].entity, GUESSED) if fitting else (None, -1.0)

    def _described(self, speaker: Speaker) -> tuple[int | None, float]:
        owner = next((i for i in range(speaker.first, speaker.last) if self.tokens.lower[i] in {"his", "her"}), None)
        if owner is not None and speaker.kind in {"document", "unknown"}:
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
            return source, sure
        return self._own_draft(speaker), DESCRIBED

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

    def _without_mention(self, number: int, quote: FoundQuote) -> tuple[int | None, float]:
        """A quote whose speaker stands elsewhere: a label, a signature, the sentence before, the quote before."""
        tokens = self.tokens
        first, last = tokens.at(quote.spans[0].start), tokens.at(quote.spans[-1].end - 1) + 1
        label = label_before(tokens, self.cast, first, self.known.interviewee)
        if label is not None:
            return self._labelled(label)
        signed = dash_signature(tokens, self.cast, last)
        if signed is not None:
            return signed, DESCRIBED
        previous = self.spoken[-1] if self.spoken else None
        if (
            quote.cue is not None
            and previous
            and previous[1] is not None
            and tokens.sentence[min(first, len(tokens) - 1)] - tokens.sentence[min(previous[0], len(tokens) - 1)] <= 1
        ):
            return previous[1], CARRIED
        if quote.cue is None and self._is_interviewer(number, quote):
            return None, 0.0
        if quote.cue is None and fills_blocks(tokens, first, last):
            answer = self._answer(first)
            if answer is not None:
                return answer, CARRIED
        subject = subject_of(tokens, self.cast, first, self.speech, previous[0] if previous else -1)
        if subject is not None:
            span, sure = subject
            self._advance(self.tokens.at(span.start))
            source, found = self._by_mention(span, quote)
            if source is not None:
                return source, min(found, sure)
        return self._carry(first)

    def _answer(self, first: int) -> int | None:
        """Who answers in an interview: a paragraph of speech after a paragraph that asks."""
        question = block_before(self.tokens, first)
        asks = question.rstrip("”’\"'» ").endswith("?")
        if not asks and not (self.answerer is not None and _SECOND_PERSON.search(question)):
            return None
        if self.answerer is not None:
            return self.answerer
        recent = self.spoken[-1] if self.spoken else None
        near = recent is not None and self.tokens.block(first) - self.tokens.block(min(recent[0], first)) <= 3
        people = [r.source for r in self.discourse.referents[-20:] if r.animate and not r.plural]
        self.answerer = (
            recent[1]
            if recent and near and recent[1] is not None
            else (people[0] if people else self.known.interviewee)
        )
        return self.answerer

    def _labelled(self, label: tuple[int | None, int, int]) -> tuple[int | None, float]:
        entity, first, last = label
        if entity is not None:
            return entity, NAMED - 0.02
        if first == last:
            return None, 0.0
        words = [word for word in self.tokens.lower[first:last] if word[0].isalnum()]
        known = self.known.by_label.get(words[-1]) if words else None
        known = known if known is not None else self.known.by_role(words)
        if known is not None:
            return known, DESCRIBED
        key = "label:" + " ".join(self.tokens.lower[first:last])
        if key not in self.by_phrase:
            self.drafts.append(Draft("person", self.tokens.slice(first, last), phrase=(first, last)))
            self.by_phrase[key] = len(self.drafts) - 1
        return self.by_phrase[key], DESCRIBED

    def _is_interviewer(self, number: int, quote: FoundQuote) -> bool:
        """A question of its own, answered by a quote that has no reporting clause either."""
        last = quote.spans[-1].end
        question = "?" in self.tokens.text[max(0, last - 2) : last + 2]
        if not question or number + 1 >= len(self.quotes) or number == 0:
            return False
        following = self.quotes[number + 1]
        gap = self.tokens.at(following.spans[0].start) - self.tokens.at(last - 1)
        return (
            following.spans[0].start - last < 8
            and gap <= _QUESTION_GAP + 1
            and self.tokens.block(self.tokens.at(quote.spans[0].start)) != -1
        )

    def _carry(self, first: int) -> tuple[int | None, float]:
        """The last speaker goes on, as in runs of quotes, if he spoke a moment ago."""
        for end, source in reversed(self.spoken[-3:]):
            if source is not None:
                away = (
                    self.tokens.sentence[min(first, len(self.tokens) - 1)]
                    - self.tokens.sentence[min(end, len(self.tokens) - 1)]
                )
                return (source, CARRIED - 0.05 * max(0, away - 1)) if away <= _CARRY_SENTENCES else (None, 0.0)
        return None, 0.0

    def _copy_repeated(self) -> None:
        """A quote in a headline or caption that is spoken again below has the speaker it has there."""
        for number, other in same_content(self.tokens.text, self.quotes, self.result.of_quote):
            mine, theirs = self.result.of_quote[number], self.result.of_quote[other]
            if theirs is None or mine == theirs or (mine is not None and self.quotes[number].speaker is not None):
                continue
            if mine is not None:
                self.drafts[mine].quotes.remove(number)
            self.result.of_quote[number] = theirs
            self.result.sureness[number] = self.result.sureness[other] * 0.95
            self.drafts[theirs].quotes.append(number)


def narrative_pronouns(tokens: Tokens, speech: list[bool]) -> list[tuple[int, int]]:
    """The subject pronouns "he" and "she" outside direct speech, as token ranges."""
    return [(i, i + 1) for i in range(len(tokens)) if tokens.lower[i] in {"he", "she"} and not speech[i]]


def _direct_speech(tokens: Tokens, quotes: tuple[FoundQuote, ...]) -> list[bool]:
    """For each token whether it stands in direct speech; indirect content keeps its names in the narrative."""
    inside = [False] * (len(tokens) + 1)
    for quote in quotes:
        if quote.kind != "direct":
            continue
        for span in quote.spans:
            for index in tokens.within(span):
                inside[index] = True
    return inside
