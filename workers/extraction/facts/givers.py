"""Sources that only a figure rests on: "according to an estimate by the Weller Institute", "as compiled by Dow Jones".

The source table holds those who are quoted. Whoever is named as the giver of a figure and is not in it is added here,
under the name that the text gives; the facts that rest on no source leave such an entry unused, and the last stage
drops it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from ..document import FoundSource, Name, Sources
from ..types import SourceKind, Span
from .evidence import Evidence
from .words import word_set

# What introduces the giver of a figure; the giver follows at once.
INTRODUCES = re.compile(
    r"\b(?:according\s+to|as\s+per|(?:as\s+)?(?:compiled|reported|noted|recorded|published|released)\s+by|Sources?:)\s+",
    re.IGNORECASE,
)
_VERBS = word_set("stating verbs")
_BETWEEN = word_set("stating between")
_DOCUMENTS = word_set("givers documents")
_VAGUE = word_set("givers vague")
# "Analysts polled by the company had forecast", "below analysts' expectations of".
_GROUP = re.compile(
    r"""
    \b(?: (?P<who> (?:analysts|economists|forecasters)
                   (?:\s+(?:polled|surveyed|consulted|questioned)\s+by\s+[^,.;]{2,40}?)? )
          (?= \s+(?:(?:had|have|on\s+average|now|also|still|last\s+\w+)\s+){0,4}(?:forecast|expect|predict|estimat)\w* )
      | (?P<whose> analysts|economists ) (?= ['’]\s+(?:\w+\s+)?(?:expectations|forecasts?|estimates?|consensus) ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The giver's noun phrase: up to a pause, a relative clause or a verb in between.
_PHRASE = re.compile(
    r"""
    (?: (?! \s (?:who|which|that|whose|released|published|issued|conducted|carried|obtained|seen|reviewed|and|but
               |as|said|says|on|in|last|this) \b )
        [^,.;:\n()–—"“”«»] | (?<=\b[A-Z]) \. | \.(?=\w) ){2,90}
    """,
    re.VERBOSE,
)
_ARTICLE = re.compile(r"(?:the|an?|its|their|his|her|one|new|some)\s+", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|from|of)\s+(?:the\s+)?(?=[^\W\d_a-z])")
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’&.-]*(?:\s+(?:(?:of|for|the|and|de|la|del)\s+)?[^\W\d_a-z][\w'’&.-]*)*")
_WORD = re.compile(r"[^\W\d_]+")
# How sure it is that a phrase in such a place names a source.
_CONFIDENCE = 0.6


def with_givers(evidence: Evidence) -> Evidence:
    """``evidence`` whose sources also hold those who are only named as givers of figures. Linear in the text."""
    table = _Table(evidence)
    for match in INTRODUCES.finditer(evidence.text):
        phrase = _PHRASE.match(evidence.text, match.end())
        if phrase is not None:
            table.add(Span(phrase.start(), phrase.end()))
    for match in _GROUP.finditer(evidence.text):
        table.add(Span(*match.span("who" if match["who"] else "whose")))
    for name in _giving_names(evidence):
        table.add(Span(name.start, name.end))
    return replace(evidence, sources=table.sources()) if table.is_longer else evidence


def _giving_names(evidence: Evidence) -> Iterable[Name]:
    """Organisations whose verb gives a figure: "The Civil Guard has recorded 141 thefts"."""
    for name in evidence.reading.names:
        words = _WORD.findall(evidence.text[name.end : name.end + 40].lower())[:3]
        verb = next((word for word in words if word not in _BETWEEN), "")
        if name.kind == "organization" and verb in _VERBS and evidence.text[name.end : name.end + 1] == " ":
            yield name


class _Table:
    """The sources of one article, and those that are added."""

    def __init__(self, evidence: Evidence) -> None:
        self._text = evidence.text
        self._found = list(evidence.sources.sources)
        self._of_quote = evidence.sources.of_quote
        self._mentions = sorted((m.start, m.end) for source in self._found for m in source.mentions)
        self._starts = [start for start, _ in self._mentions]
        self._names = evidence.reading.names
        self._name_starts = [name.start for name in self._names]
        self._by_name = {_key(name): at for at, s in enumerate(self._found) for name in (*s.aliases, s.name)}
        self._further: dict[int, list[Span]] = {}  # more mentions of sources in the table
        self.is_longer = False  # whether anything was added

    def add(self, phrase: Span) -> None:
        """Adds the source that ``phrase`` names, or the phrase to the mentions of a source that has its name."""
        if self._is_mentioned(phrase):
            return
        name, kind = self._named(phrase)
        if not name or name.lower() in _VAGUE:
            return
        self.is_longer = True
        at = self._by_name.get(_key(name))
        if at is None:
            self._by_name[_key(name)] = len(self._found)
            self._found.append(_source(name, kind, phrase))
        else:
            self._further.setdefault(at, []).append(phrase)

    def sources(self) -> Sources:
        """The longer table; the sources of quotes keep their places."""
        for at, further in self._further.items():
            mentions = sorted((*self._found[at].mentions, *further), key=lambda span: (span.start, span.end))
            self._found[at] = replace(self._found[at], mentions=tuple(mentions))
        return Sources(tuple(self._found), self._of_quote)

    def _is_mentioned(self, phrase: Span) -> bool:
        at = bisect_left(self._starts, phrase.end) - 1
        return any(end > phrase.start for _, end in self._mentions[max(0, at - 3) : at + 1])

    def _named(self, phrase: Span) -> tuple[str, SourceKind]:
        """The name in ``phrase`` and what bears it: a person at its start, a body that it is by or of, else the phrase
        itself."""
        start = phrase.start
        article = _ARTICLE.match(self._text, start)
        start = article.end() if article else start
        first = bisect_left(self._name_starts, phrase.start)
        for name in self._names[first : bisect_left(self._name_starts, phrase.end)]:
            own = name.start == start or _BY.search(self._text[max(phrase.start, name.start - 12) : name.start] + "X")
            if own and name.kind != "place":
                whole = _CAPITALS.match(self._text, name.start, phrase.end)
                text = whole.group() if whole else self._text[name.start : name.end]
                return text.removesuffix("'s").removesuffix("’s"), name.kind
        words = _WORD.findall(self._text[start : phrase.end].lower())
        if _GROUP.match(self._text, phrase.start):
            return self._text[phrase.start : phrase.end], "group"
        capital = self._text[start : start + 1].isupper()
        kind: SourceKind = "document" if not _DOCUMENTS.isdisjoint(words) else "organization" if capital else "unnamed"
        return self._text[start : phrase.end].strip(), kind


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.lower().removeprefix("the ")))


def _source(name: str, kind: SourceKind, phrase: Span) -> FoundSource:
    return FoundSource(
        name=name,
        kind=kind,
        aliases=(),
        role=None,
        affiliation=None,
        category="organization" if kind == "organization" else "unnamed" if kind == "unnamed" else "other",
        is_expert=False,
        expert_reason=None,
        part="contributor",
        anonymity_reason=None,
        mentions=(phrase,),
        confidence=_CONFIDENCE,
    )
