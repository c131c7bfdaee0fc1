"""Speakers of quotes that have no mention beside them: labels, signatures, the sentence before, repeated words."""

from __future__ import annotations

import re

from ..document import FoundQuote
from ..types import Span
from . import lexicons
from .entities import Cast, fold
from .tokens import Tokens

_OPENING = frozenset("“\"‘'«„»–—-−―•")
_LABEL_WORDS = 7
_NOT_LABELS = frozenset({"fact", "facts", "photo", "caption", "note", "update", "verdict", "claim", "source", "sources", "question", "q"})
_ANSWERS = frozenset({"a", "answer"})
_WORD = re.compile(r"\w+")
_SIGNATURE_GAP = 3
_REPEATED_WORDS = 4


def label_before(tokens: Tokens, cast: Cast, first: int, interviewee: int | None) -> tuple[int | None, int, int] | None:
    """The label of a transcript line or live-blog post that opens right before token ``first``.

    Gives the entity and the label's tokens; entity ``None`` and an empty range for a question's label; ``None`` where there is no
    label. "DALGLEISH:", "CHAIR (Senator Linh Pham):", "A:", "@handle:".
    """
    index = first - 1
    while index >= 0 and tokens.words[index] in _OPENING:
        index -= 1
    if index < 0 or tokens.words[index] != ":" or first >= len(tokens):
        return None
    start = index
    block = tokens.block(index)
    while start > 0 and tokens.block(start - 1) == block and index - start <= _LABEL_WORDS:
        previous = tokens.words[start - 1]
        if previous in {".", "?", "!"} or previous in _OPENING or "\n" in tokens.text[tokens.ends[start - 1] : tokens.starts[start]]:
            break
        start -= 1
    if start == index or index - start > _LABEL_WORDS:
        return None
    inner = [i for i in range(start, index) if tokens.words[i] not in {"(", ")", ",", "."}]
    low = tokens.lower[start]
    if len(inner) == 1 and low in _ANSWERS:
        return interviewee, start, index
    if len(inner) == 1 and low in {"q", "question"}:
        return None, start, start
    if not inner or not all(tokens.capital[i] for i in inner) or low in _NOT_LABELS:
        return None
    named = [m for m in cast.at(start, index) if cast.entities[m.entity].kind == "person"]
    if named:
        return named[0].entity, start, index
    return _labelled_entity(tokens, cast, inner), start, index


def _labelled_entity(tokens: Tokens, cast: Cast, inner: list[int]) -> int | None:
    """The person whose family name or handle the label is: "HETTIARACHCHI", "@tvondrackova"."""
    word = fold(tokens.words[inner[-1]]).lstrip("@")
    for number, entity in enumerate(cast.entities):
        if entity.kind != "person":
            continue
        if word in entity.words or (tokens.words[inner[-1]].startswith("@") and entity.words[-1] in word and len(entity.words[-1]) > 3):
            return number
    return None


def dash_signature(tokens: Tokens, cast: Cast, last: int) -> int | None:
    """The person who signs a quote: "“…” — Mona Lie"."""
    index = last
    while index < len(tokens) and tokens.words[index] in {"”", '"', "’", "'", "»", ".", ",", "“"}:
        index += 1
    if index + 1 >= len(tokens) or tokens.words[index] not in {"—", "–", "―", "-", "--"} or index - last > _SIGNATURE_GAP:
        return None
    mentions = cast.at(index + 1, index + 4)
    if mentions and cast.entities[mentions[0].entity].kind == "person" and mentions[0].first - index <= 2:
        following = tokens.word(mentions[0].last)
        if following not in lexicons.words("mentions/speech_verbs.txt"):
            return mentions[0].entity
    return None


def subject_of(tokens: Tokens, cast: Cast, first: int, speech: list[bool], spoken_to: int) -> tuple[Span, float] | None:
    """Who the narrative right before a quote is about: "He is worried about one thing:", "Mona Lie shrugs."

    Looks at the words before the quote in its own sentence, then at the sentence before, never back beyond the last quote.
    """
    if first >= len(tokens):
        return None
    sentence = tokens.sentence[first]
    for back in (0, 1):
        number = sentence - back
        if number < 0:
            return None
        span = tokens.sentence_range(number)
        start, stop = max(span.start, spoken_to + 1), min(span.stop, first)
        while start < stop and (tokens.words[start] in _OPENING or not tokens.words[start][0].isalnum()):
            start += 1
        if stop - start < 2:
            if back == 0:
                continue
            return None
        found = _subject(tokens, cast, start, stop, speech)
        colon = tokens.words[stop - 1] == ":" or (stop >= 2 and tokens.words[stop - 2] == ":")
        if found is not None:
            return found, 0.9 if colon or back == 0 else 0.8
        if back == 0 and not colon:
            continue
    return None


def _subject(tokens: Tokens, cast: Cast, first: int, stop: int, speech: list[bool]) -> Span | None:
    if tokens.lower[first] in {"he", "she"}:
        return tokens.span(first, first + 1)
    for mention in cast.at(first, stop):
        if speech[mention.first] or cast.entities[mention.entity].kind != "person":
            continue
        if tokens.word(mention.last) in {"'s", "'"}:
            continue
        before = tokens.word(mention.first - 1) if mention.first > first else ""
        if before in {"to", "by", "with", "about", "against", "from", "of", "than"}:
            continue
        return tokens.span(mention.first, mention.last)
    for index in range(first, stop):
        if tokens.lower[index] in {"he", "she"} and not speech[index]:
            return tokens.span(index, index + 1)
    return None


def same_content(text: str, quotes: tuple[FoundQuote, ...]) -> list[tuple[int, int]]:
    """Pairs (quote without a cue, later or earlier quote with one) that begin with the same words. Linear in the quotes' length."""
    seen: dict[str, int] = {}
    keys: list[list[str]] = []
    for number, quote in enumerate(quotes):
        words = [word.lower() for span in quote.spans for word in _WORD.findall(text[span.start : span.end])]
        keys.append(words)
        if quote.cue is not None and len(words) >= _REPEATED_WORDS:
            seen.setdefault(" ".join(words[:_REPEATED_WORDS]), number)
    pairs = []
    for number, quote in enumerate(quotes):
        if quote.cue is not None or len(keys[number]) < _REPEATED_WORDS:
            continue
        other = seen.get(" ".join(keys[number][:_REPEATED_WORDS]))
        if other is not None and other != number:
            pairs.append((number, other))
    return pairs
