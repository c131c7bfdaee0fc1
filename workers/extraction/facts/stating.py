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
from .givers import INTRODUCES
from .news_day import opening_list
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
_ACCORDING = re.compile(INTRODUCES.pattern + r"(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
# "In her view", "In Holm's estimate".
_IN = re.compile(r"(?:^|[\s“\"])in\s+$", re.IGNORECASE)
_OPINION = re.compile(
    r"(?:['’]s)?\s+(?:own\s+)?(?:view|opinion|estimate|estimation|calculations?|reckoning|judge?ment|experience)\b",
    re.IGNORECASE,
)
# "analysts' expectations of 130 million"
_EXPECTATIONS = re.compile(r"['’]\s+(?:\w+\s+)?(?:expectations|forecasts?|estimates?|consensus)\s+(?:of|was|were)\b")
_PRONOUN = re.compile(r"in\s+(?:his|her|their|its)\b", re.IGNORECASE)
# Words that may stand between a source and its verb, and characters on either side that are looked at.
_WORDS_BETWEEN, _REACH = 3, 200


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
        self._list = self._list_source()

    def voice(self, start: int, end: int, sentence: Span) -> Voice:
        """Who states the characters ``start`` to ``end`` of ``sentence``, which stand in no quote."""
        sentence = Span(max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
        found = self._goes_on(start, sentence) or self._named(start, end, sentence) or self._in_view(start, sentence)
        return found or self._of_list(start) or NARRATOR

    def _goes_on(self, start: int, sentence: Span) -> Voice | None:
        """The voice of the quote that a reporting clause between commas has cut off before the figure."""
        at = bisect_left(self._piece_ends, start + 1) - 1
        if at < 0 or self._pieces[at][0].end <= sentence.start:
            return None
        piece, index = self._pieces[at]
        quote = self._evidence.quotes[index]
        if quote.cue is None or not piece.end <= quote.cue.start < start:
            return None
        clause_end = max(quote.cue.end, quote.speaker.end if quote.speaker and quote.speaker.end <= start else 0)
        opened = "," in self._text[piece.end - 1 : piece.end + 2]
        gap = self._text[clause_end:start]
        if gap.lstrip().startswith(";") and not _OTHER_CLAUSE.search(gap.lstrip()[1:]):
            return self._of_quote(index)
        if quote.kind != "indirect" or not opened or "," not in gap[:_REACH]:
            return None
        if _NEW_STATEMENT.match(gap) or _OTHER_CLAUSE.search(gap):
            return None
        return self._of_quote(index)

    def _of_quote(self, index: int) -> Voice | None:
        of_quote = self._evidence.sources.of_quote
        source = of_quote[index] if index < len(of_quote) else None
        return Voice(index, source, self._evidence.quotes[index].speaker, None) if source is not None else None

    def _in_view(self, start: int, sentence: Span) -> Voice | None:
        """ "In her view, …" without a mention of its own: whoever was quoted last."""
        opened = _PRONOUN.match(self._text, sentence.start, start)
        if opened is None or not _OPINION.match(self._text, opened.end()):
            return None
        at = bisect_left(self._piece_ends, start + 1) - 1
        if at < 0 or sentence.start - self._pieces[at][0].end > _REACH:
            return None
        return self._of_quote(self._pieces[at][1])

    def _named(self, start: int, end: int, sentence: Span) -> Voice | None:
        """The voice of a source that the sentence names as the one who gives the figure."""
        first = bisect_left(self._mention_starts, sentence.start)
        for span, source in self._mentions[first : bisect_left(self._mention_starts, sentence.end)]:
            if span.start < end and start < span.end:
                continue  # "according to four people": what counts the source is not what it says
            gap = self._text[span.end : start] if span.end <= start else self._text[end : span.start]
            gap = _ACCORDING.sub("", gap)
            if _OTHER_CLAUSE.search(gap):
                continue
            before = self._text[max(sentence.start, span.start - 20) : span.start]
            told = bool(_ACCORDING.search(before)) or self._is_view(before, span)
            given = span.end <= start and (self._gives(gap) or bool(_EXPECTATIONS.match(gap)))
            if told or given:
                return Voice(None, source, span, None)
        return None

    def _is_view(self, before: str, span: Span) -> bool:
        return bool(_IN.search(before)) and bool(_OPINION.match(self._text, span.end))

    def _of_list(self, start: int) -> Voice | None:
        """The voice of the source that the list which opens the article was taken from."""
        return self._list[1] if self._list is not None and start >= self._list[0] else None

    def _list_source(self) -> tuple[int, Voice] | None:
        """Where a list begins that the article opens with, and whose it is: "…, as compiled by the warden: …"."""
        for sentence in self._evidence.layout.sentences[:2]:
            start = opening_list(self._text, Span(sentence.start, sentence.end))
            if start is None:
                continue
            first = bisect_left(self._mention_starts, sentence.start)
            for span, source in self._mentions[first : bisect_left(self._mention_starts, start)]:
                if _ACCORDING.search(self._text[max(sentence.start, span.start - 20) : span.start]):
                    return start, Voice(None, source, span, None)
        return None

    def _gives(self, gap: str) -> bool:
        """Whether a verb that gives figures follows the source at once: "Holm now forecasts four cuts"."""
        for word in _WORD.findall(gap.lower())[: _WORDS_BETWEEN + 1]:
            if word in _VERBS:
                return True
            if word not in _BETWEEN:
                return False
        return False
