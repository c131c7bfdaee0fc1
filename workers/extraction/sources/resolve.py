"""Which source speaks each quote: mentions are read in text order, pronouns and descriptions joined to whom they stand
for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from ..document import FoundQuote
from ..types import Span
from .clauses import find_mention, is_passive
from .cut_mentions import completed, is_label, said_before_report, said_by_owner, said_later
from .drafts import Draft
from .entities import Cast
from .evidence import RoleEvidence
from .later_names import LaterNames
from .narrative import block_before, fills_blocks
from .reading import CARRIED, DESCRIBED, NAMED, Resolution
from .runs import (
    cue_after,
    dash_signature,
    label_before,
    same_content,
    subject_of,
)
from .tokens import Tokens

_QUESTION_GAP = 3
_CARRY_SENTENCES = 4
_SECOND_PERSON = re.compile(r"\b(?:you|your|you’ve|you've)\b", re.IGNORECASE)


def resolve(
    tokens: Tokens, cast: Cast, roles: dict[int, list[RoleEvidence]], quotes: tuple[FoundQuote, ...]
) -> Resolution:
    """The source of every quote. One pass over quotes and mentions in text order."""
    said = tuple(q if q.cue is None or _is_verbal(q.cue.of(tokens.text)) else replace(q, cue=None) for q in quotes)
    return _Resolver(tokens, cast, roles, said).run()


def _is_verbal(cue: str) -> bool:
    """Whether a cue is a word: a dash or a colon says nothing of who speaks."""
    return any(character.isalpha() for character in cue)


class _Resolver(LaterNames):
    """Gives each quote its source."""

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
            if source is not None and mention is not None:
                self.name_described(source, mention)
            self._note(number, quote, source, max(0.0, sure), mention)
        self._copy_repeated()
        return self.result

    def _mention_of(self, quote: FoundQuote) -> Span | None:
        """The mention to read, made whole; ``None`` where the speaker stands elsewhere or behind a label."""
        tokens, cast = self.tokens, self.cast
        owned = said_by_owner(tokens, quote.cue) if quote.cue is not None else None
        if owned is not None:
            return owned
        later = said_later(tokens, quote.spans)
        if later is not None:
            return later
        if quote.cue is not None and quote.kind == "direct":
            nearer = said_before_report(tokens, cast, quote.cue, quote.spans)
            if nearer is not None:
                return nearer
        mention = self._stated_mention(quote)
        if mention is None or is_label(tokens, mention):
            return None
        if quote.kind == "direct" and self._is_spoken(mention):
            return None
        return completed(tokens, cast, mention)

    @cached_property
    def _direct(self) -> list[Span]:
        """All direct speech, in text order; no two spans share a character."""
        return sorted(span for quote in self.quotes if quote.kind == "direct" for span in quote.spans)

    def _is_spoken(self, mention: Span) -> bool:
        """Whether the mention lies in somebody's direct speech: what somebody says names no speaker."""
        at = bisect_right(self._direct, mention.start, key=lambda span: span.start) - 1
        return at >= 0 and self._direct[at].covers(mention)

    def _stated_mention(self, quote: FoundQuote) -> Span | None:
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
        if cue is None and self._is_guest(quote):
            return quote.speaker
        return quote.speaker if self._is_near(quote.speaker, (*quote.spans, *([cue] if cue else [])), 1) else None

    def _is_guest(self, quote: FoundQuote) -> bool:
        """Whether a paragraph of speech is given to somebody named in full far off: the guest of an interview."""
        if quote.speaker is None or quote.cue is not None or quote.kind != "direct":
            return False
        named = self.tokens.within(quote.speaker)
        people = [m for m in self.cast.at(named.start, named.stop) if self.cast.entities[m.entity].kind == "person"]
        first = min(self.tokens.at(quote.spans[0].start), len(self.tokens) - 1)
        last = self.tokens.at(quote.spans[-1].end - 1) + 1
        full = bool(people) and len(self.cast.entities[people[0].entity].words) > 1
        return full and named.stop <= first and fills_blocks(self.tokens, first, last)

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

    def _without_mention(self, number: int, quote: FoundQuote) -> tuple[int | None, float]:
        """A quote whose speaker stands elsewhere: a label, a signature, the sentence before, the quote before."""
        tokens = self.tokens
        first = min(tokens.at(quote.spans[0].start), len(tokens) - 1)
        last = tokens.at(quote.spans[-1].end - 1) + 1
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
        return self.by_trade(first) or self._carry(first)

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
        return following.spans[0].start - last < 8 and gap <= _QUESTION_GAP + 1

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
