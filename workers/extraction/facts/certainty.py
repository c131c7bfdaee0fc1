"""How firmly a fact is stated: asserted, reported, estimated, disputed or conditional.

In order: a denial beside it makes it *disputed*; an estimate or forecast *estimated*; a condition, plan or modal
*conditional*;
a source *reported*; what is left is the article's own assertion.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from ..lexicon import load_entries
from ..types import Certainty, Span
from .attribution import Voice
from .evidence import Evidence
from .words import Phrases, Wording

# So many sentences after a fact may still hold the denial of it.
_DENIAL_REACH = 3
# Characters of its clause that are read on either side of a fact.
_BEFORE, _AFTER = 160, 60
# Where a clause ends that the figure is no part of.
_OTHER_BEFORE = re.compile(r"[;:–—]|,\s+(?:and|but|while|although|though|as)\b|\b(?:who|which|whose)\b", re.IGNORECASE)
_OTHER_AFTER = re.compile(
    r"""
      [;:–—,(]
    | \b(?:vs|versus|against|compared)\b   # "$0.81 vs $0.75 expected"
    | \b(?:who|which|whose|while|although)\b
    | \band\s+(?:expects?|forecasts?|plans?|hopes?|aims?|wants?|will|would|could|may|might|should)\b  # "and expects"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?:who|which|whose)\b[^,;:]*,", re.IGNORECASE)
# "denies that he took bribes": what is denied is somebody else's claim.
_DENYING = re.compile(r"(?:\w+\s+){0,2}(?:deny|denies|denied|denying|rejects?|rejected)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_MONTH_OF_MAY = re.compile(r"(?<=[a-z\d] )May\b")


@cache
def _phrases(kind: str) -> Phrases:
    entries = (entry.split(" : ", 1) for entry in load_entries("certainty.txt"))
    return Phrases.of(phrase.strip() for name, phrase in entries if name.strip() == kind)


class CertaintyReader:
    """Reads certainty around the facts of one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._text = evidence.text
        spoken = (quote for quote in evidence.quotes if quote.kind == "direct")
        self._verbatim_ends = sorted(part.end for quote in spoken for part in quote.spans)

    def certainty(self, span: Span, sentence: int, voice: Voice) -> Certainty:
        """The certainty of the fact at ``span`` in the sentence with that index."""
        if voice.source is not None and (self._is_denied(span, sentence) or _DENYING.match(self._cue(voice))):
            return "disputed"
        clause = Wording.of(self._clause(span, sentence))
        if _phrases("estimated").meet(clause) or _phrases("estimated").meet(Wording.of(self._cue(voice))):
            return "estimated"
        if _phrases("conditional").meet(clause):
            return "conditional"
        return "reported" if voice.quote is not None or voice.source is not None else "asserted"

    def _cue(self, voice: Voice) -> str:
        quote = self._evidence.quotes[voice.quote] if voice.quote is not None else None
        return quote.cue.of(self._text) if quote is not None and quote.cue is not None else ""

    def _clause(self, span: Span, sentence: int) -> str:
        """The sentence from the last break before the fact to the first after it."""
        whole = self._evidence.layout.sentences[sentence]
        start, end = max(whole.start, span.start - _BEFORE, self._said_before(span)), min(whole.end, span.end + _AFTER)
        before = _OTHER_BEFORE.split(_ASIDE.sub(" ", self._text[start : span.start]))[-1]
        after = _OTHER_AFTER.split(self._text[span.end : end])[0]
        return _MONTH_OF_MAY.sub("", before + self._text[span.start : span.end] + after)

    def _said_before(self, span: Span) -> int:
        """Where the last verbatim words before the fact end: they are no part of its clause."""
        at = bisect_right(self._verbatim_ends, span.start) - 1
        return self._verbatim_ends[at] if at >= 0 else 0

    def _is_denied(self, span: Span, sentence: int) -> bool:
        """Whether what follows denies the fact; a denial beside a figure of its own denies that one."""
        sentences = self._evidence.layout.sentences
        if _phrases("disputed").meet(Wording.of(self._text[span.end : sentences[sentence].end])):
            return True
        block = sentences[sentence].block
        for index in range(sentence + 1, min(sentence + 1 + _DENIAL_REACH, len(sentences))):
            near = sentences[index]
            if near.block != block:
                return False
            said = self._text[near.start : near.end]
            if _phrases("disputed").meet(Wording.of(said)):
                return not _FIGURE.search(said)
        return False
