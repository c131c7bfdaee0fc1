"""Who states a figure that no quote covers, by the form of its sentence and the source table.

Three forms are sure enough: "…, final results showed, against 22 seats" goes on after the reporting clause in the same
voice; "Holm forecasts four cuts" has a source for subject and a verb that gives figures; "according to the union" names
who says so. Anything else is left to the article itself: a wrong source is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ..types import Span
from .attribution import NARRATOR, Voice
from .evidence import Evidence
from .words import word_set

_VERBS = word_set("stating verbs")
_BETWEEN = word_set("stating between")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What ends the reach of a source within its sentence.
_OTHER_CLAUSE = re.compile(
    r"""
      [;:–—"“”«»]                                                                   # a pause, or someone's own words
    | \b(?: but | while | whereas | although | though | as | after | when | who | which )\b   # another clause
    """,
    re.VERBOSE | re.IGNORECASE,
)
# After the reporting clause a new statement begins with these words; anything else goes on with the old one.
_NEW_STATEMENT = re.compile(r"\s*,\s*(?:and|adding|noting|saying)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording\s+to\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
# Words that may stand between a source and its verb, and characters on either side that are looked at.
_WORDS_BETWEEN, _REACH = 2, 200


class StatingReader:
    """Finds who states figures outside the quotes of one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._text = evidence.text
        found = [(span, at) for at, source in enumerate(evidence.sources.sources) for span in source.mentions]
        self._mentions = sorted(found, key=lambda mention: (mention[0].start, mention[0].end))
        self._mention_starts = [span.start for span, _ in self._mentions]
        pieces = [(span, at) for at, quote in enumerate(evidence.quotes) for span in quote.spans]
        self._pieces = sorted(pieces, key=lambda piece: piece[0].end)
        self._piece_ends = [span.end for span, _ in self._pieces]

    def voice(self, start: int, end: int, sentence: Span) -> Voice:
        """Who states the characters ``start`` to ``end`` of ``sentence``, which stand in no quote."""
        sentence = Span(max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
        return self._goes_on(start, sentence) or self._named(start, end, sentence) or NARRATOR

    def _goes_on(self, start: int, sentence: Span) -> Voice | None:
        """The voice of the quote that a reporting clause between commas has cut off before the figure."""
        at = bisect_left(self._piece_ends, start + 1) - 1
        if at < 0 or self._pieces[at][0].end <= sentence.start:
            return None
        piece, index = self._pieces[at]
        quote = self._evidence.quotes[index]
        if quote.kind != "indirect" or quote.cue is None or not piece.end <= quote.cue.start < start:
            return None
        clause_end = max(quote.cue.end, quote.speaker.end if quote.speaker and quote.speaker.end <= start else 0)
        opened = "," in self._text[piece.end - 1 : piece.end + 2]
        gap = self._text[clause_end:start]
        if not opened or "," not in gap[:_REACH] or _NEW_STATEMENT.match(gap) or _OTHER_CLAUSE.search(gap):
            return None
        source = self._evidence.sources.of_quote[index] if index < len(self._evidence.sources.of_quote) else None
        return Voice(index, source, quote.speaker, None) if source is not None else None

    def _named(self, start: int, end: int, sentence: Span) -> Voice | None:
        """The voice of a source that the sentence names as the one who gives the figure."""
        first = bisect_left(self._mention_starts, sentence.start)
        for span, source in self._mentions[first : bisect_left(self._mention_starts, sentence.end)]:
            gap = self._text[span.end : start] if span.end <= start else self._text[end : span.start]
            if _OTHER_CLAUSE.search(gap):
                continue
            told = bool(_ACCORDING.search(self._text[max(sentence.start, span.start - 20) : span.start]))
            if told or span.end <= start and self._gives(gap):
                return Voice(None, source, span, None)
        return None

    def _gives(self, gap: str) -> bool:
        """Whether a verb that gives figures follows the source at once: "Holm now forecasts four cuts"."""
        for word in _WORD.findall(gap.lower())[: _WORDS_BETWEEN + 1]:
            if word in _VERBS:
                return True
            if word not in _BETWEEN:
                return False
        return False
