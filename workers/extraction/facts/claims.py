"""Facts without a number: dated events in the article's own voice, and sourced claims inside quotes.

An *event* is a sentence that says who did what and when: a name or noun, a finite verb in the past and a day, month or
year. A *claim* is the content of a quote that states something checkable: a third-person statement, no wish, question,
greeting or feeling, as its check-worthiness shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ..document import FoundQuote
from ..types import Span
from .attribution import NARRATOR, Voice
from .certainty import CertaintyReader
from .evidence import Evidence, FoundFact
from .nouns import word_class
from .places import PlaceReader
from .when import Scope, TimeReader
from .words import word_set
from .worth import Statement, check_worthiness

# A claim below this is talk, not a statement to check.
LEAST_WORTH = 0.35
_LEAST_WORDS, _LEAST_CLAIMED = 5, 3
_EVENT_BLOCKS = ("body", "list", "dateline")
_FACTUAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|do|causes?|means?|makes?|made|gives?|gave|takes?|took|goes|went|shows?|\w+ed)\b"
)
_EVENT_CONFIDENCE = 0.6
_WORD = re.compile(r"[^\W\d_]+")


class ClaimReader:
    """Finds events and claims in one article. ``numbered`` are the spans of the facts that have a number."""

    def __init__(self, evidence: Evidence, numbered: Sequence[Span]) -> None:
        self._evidence = evidence
        self._numbered = sorted(span.start for span in numbered)
        self._times = TimeReader(evidence)
        self._places = PlaceReader(evidence)
        self._certainty = CertaintyReader(evidence)
        self._sentence_starts = [sentence.start for sentence in evidence.layout.sentences]

    def find(self) -> list[FoundFact]:
        """Events and claims in text order."""
        return sorted([*self._events(), *self._claims()], key=lambda fact: (fact.span.start, fact.span.end))

    # -- events -------------------------------------------------------------------------------------------------------

    def _events(self) -> list[FoundFact]:
        layout = self._evidence.layout
        taken = _Cover([span for quote in self._evidence.quotes for span in quote.spans])
        found = []
        for index, sentence in enumerate(layout.sentences):
            span = Span(sentence.start, sentence.end)
            if layout.blocks[sentence.block].kind not in _EVENT_BLOCKS or self._has_number(span) or taken.meets(span):
                continue
            fact = self._event(span, index)
            if fact is not None:
                found.append(fact)
        return found

    def _event(self, span: Span, index: int) -> FoundFact | None:
        words = self._evidence.text[span.start : span.end]
        past = self._past_verb(words)
        if len(words.split()) < _LEAST_WORDS or words.rstrip().endswith("?") or past is None:
            return None
        at = span.start + past
        time = self._times.time(at, at, Scope(span, None))
        if time is None:
            return None
        worth = check_worthiness(Statement(words, dated=True))
        return replace(self._fact("event", span, index, NARRATOR, worth, _EVENT_CONFIDENCE), time=time)

    def _past_verb(self, words: str) -> int | None:
        """Where the first verb that tells of something past begins; "is asked" and "to be held" tell of none."""
        before = ""
        for match in _WORD.finditer(words):
            word = match.group().lower()
            told = word in _PAST or word.endswith("ed") and word_class(word) in ("V", "F", "A")
            if told and before not in _PRESENT:
                return match.start()
            before = word
        return None

    # -- claims -------------------------------------------------------------------------------------------------------

    def _claims(self) -> list[FoundFact]:
        found = []
        for index, quote in enumerate(self._evidence.quotes):
            fact = self._claim(index, quote)
            if fact is not None:
                found.append(fact)
        return found

    def _claim(self, index: int, quote: FoundQuote) -> FoundFact | None:
        if quote.negated or quote.mode == "attitude" or not quote.spans:
            return None
        span = max(quote.spans, key=lambda s: s.end - s.start)
        words = self._evidence.text[span.start : span.end]
        if self._has_number(span) or len(words.split()) < _LEAST_CLAIMED or not _FACTUAL.search(words):
            return None
        of_quote = self._evidence.sources.of_quote
        source = of_quote[index] if index < len(of_quote) else None
        if source is None:
            return None
        worth = check_worthiness(Statement(words, attributed=True))
        if worth < LEAST_WORTH:
            return None
        sentence = self._sentence_at(span.start)
        voice = Voice(index, source, quote.speaker, span)
        return self._fact("claim", span, sentence, voice, worth, round(0.8 * quote.confidence, 2))

    # -- both ---------------------------------------------------------------------------------------------------------

    def _fact(self, kind: str, span: Span, sentence: int, voice: Voice, worth: float, confidence: float) -> FoundFact:
        home = self._evidence.layout.sentences[sentence]
        around = Span(home.start, max(home.end, span.end))
        middle = (span.start + span.end) // 2
        return FoundFact(
            kind="event" if kind == "event" else "claim",
            span=span,
            sentence=Span(home.start, home.end),
            value=None,
            value_high=None,
            bound=None,
            trend=None,
            unit=None,
            subject=None,
            time=self._times.time(middle, middle, Scope(around, voice.content)),
            place=self._places.place(span.start, span.end, around),
            source=voice.source,
            mention=voice.mention,
            quote=voice.quote,
            certainty=self._certainty.certainty(span, sentence, voice),
            check_worthiness=worth,
            confidence=confidence,
        )

    def _has_number(self, span: Span) -> bool:
        low = bisect_left(self._numbered, span.start)
        return low < len(self._numbered) and self._numbered[low] < span.end

    def _sentence_at(self, start: int) -> int:
        return max(0, bisect_left(self._sentence_starts, start + 1) - 1)


_PAST = word_set("claims past")
# "is asked", "to be held": no past.
_PRESENT = ("is", "are", "be", "being", "to", "will")


class _Cover:
    """Whether a span meets any of many."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = sorted(span.start for span in spans)
        self._ends = sorted(span.end for span in spans)

    def meets(self, span: Span) -> bool:
        """Whether more spans begin before the end of ``span`` than end before its start."""
        return bisect_left(self._starts, span.end) > bisect_left(self._ends, span.start + 1)
