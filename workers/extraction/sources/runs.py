"""Speakers of quotes that have no mention beside them: labels, signatures, the sentence before, repeated words."""

from __future__ import annotations

import re

from ..document import FoundQuote
from ..types import Span
from . import lexicons
from .entities import Cast
from .nouns import is_role_noun
from .referents import is_verb_form
from .same_names import fold
from .tokens import Tokens

OPENING_MARKS = frozenset("“\"‘'«„»–—-−―•")
_CLOSING = frozenset("”\"’'»“«,!?")
_LABEL_WORDS = 7
_NOT_LABELS = frozenset(
    {"fact", "facts", "photo", "caption", "note", "update", "verdict", "claim", "source", "sources", "question", "q"}
)
_ANSWERS = frozenset({"a", "answer"})
_WORD = re.compile(r"\w+")
_SIGNATURE_GAP = 3
_REPEATED_WORDS = 4
_SUBJECT_REACH = 60  # tokens, so that time stays linear whatever the sentences


def label_before(tokens: Tokens, cast: Cast, first: int, interviewee: int | None) -> tuple[int | None, int, int] | None:
    """The label of a transcript line or live-blog post that opens right before token ``first``.

    Gives the entity and the label's tokens; entity ``None`` and an empty range for a question's label; ``None`` where
    there is no label. "DALGLEISH:", "CHAIR (Senator Linh Pham):", "A:", "@handle:".
    """
    index = first - 1
    while index >= 0 and tokens.words[index] in OPENING_MARKS:
        index -= 1
    handle = _handle_line(tokens, index)
    if handle is not None:
        return _labelled_entity(tokens, cast, [handle]), handle, handle + 1
    if index < 0 or tokens.words[index] != ":" or first >= len(tokens):
        return None
    start = index
    block = tokens.block(index)
    while start > 0 and tokens.block(start - 1) == block and index - start <= _LABEL_WORDS:
        previous = tokens.words[start - 1]
        if (
            previous in {".", "?", "!"}
            or previous in OPENING_MARKS
            or "\n" in tokens.text[tokens.ends[start - 1] : tokens.starts[start]]
        ):
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
    described = len(inner) <= 3 and inner and is_role_noun(tokens.lower[inner[-1]])
    if not inner or not (described or all(tokens.capital[i] for i in inner)) or low in _NOT_LABELS:
        return None
    named = [m for m in cast.at(start, index) if cast.entities[m.entity].kind == "person"]
    if named:
        return named[0].entity, start, index
    return _labelled_entity(tokens, cast, inner), start, index


def _handle_line(tokens: Tokens, index: int) -> int | None:
    """The handle that opens the line right above a post ("@handle · 3h")."""
    if index < 0:
        return None
    line = tokens.text.rfind("\n", 0, tokens.ends[index]) + 1
    first = tokens.at(line)
    return first if first <= index and tokens.words[first].startswith("@") and index - first <= 4 else None


def _labelled_entity(tokens: Tokens, cast: Cast, inner: list[int]) -> int | None:
    """The person whose family name or handle the label is: "HETTIARACHCHI", "@tvondrackova"."""
    word = fold(tokens.words[inner[-1]]).lstrip("@")
    for number, entity in enumerate(cast.entities):
        if entity.kind != "person":
            continue
        if word in entity.words or (
            tokens.words[inner[-1]].startswith("@") and entity.words[-1] in word and len(entity.words[-1]) > 3
        ):
            return number
    return None


def dash_signature(tokens: Tokens, cast: Cast, last: int) -> int | None:
    """The person who signs a quote: "“…” — Mona Lie"."""
    index = last
    while index < len(tokens) and tokens.words[index] in {"”", '"', "’", "'", "»", ".", ",", "“"}:
        index += 1
    if (
        index + 1 >= len(tokens)
        or tokens.words[index] not in {"—", "–", "―", "-", "--"}
        or index - last > _SIGNATURE_GAP
    ):
        return None
    mentions = cast.at(index + 1, index + 4)
    if mentions and cast.entities[mentions[0].entity].kind == "person" and mentions[0].first - index <= 2:
        following = tokens.word(mentions[0].last)
        if following not in lexicons.words("mentions/speech_verbs.txt"):
            return mentions[0].entity
    return None


def subject_of(tokens: Tokens, cast: Cast, first: int, speech: list[bool], spoken_to: int) -> tuple[Span, float] | None:
    """Who the narrative right before a quote is about: "He is worried about one thing:", "Mona Lie shrugs."

    Looks at the words before the quote in its own sentence, then at the sentence before, never back beyond the last
    quote.
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
        while start < stop and (tokens.words[start] in OPENING_MARKS or not tokens.words[start][0].isalnum()):
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


def described_before(tokens: Tokens, first: int, speech: list[bool], spoken_to: int) -> tuple[int, int] | None:
    """The subject by its trade of the sentence before a quote: "At dusk [the skipper] goes out. – Who else would?"."""
    number = tokens.sentence[min(first, len(tokens) - 1)] - 1
    if number < 0:
        return None
    span = tokens.sentence_range(number)
    stop = min(span.stop, first) - 2
    for index in range(max(span.start, spoken_to + 1, stop - _SUBJECT_REACH), stop):
        if tokens.lower[index] != "the" or speech[index]:
            continue
        head = index + 1
        acts = is_verb_form(tokens.lower[head + 1]) or tokens.lower[head + 1] in lexicons.words("finite_verbs.txt")
        if is_role_noun(tokens.lower[head]) and not tokens.capital[head] and acts:
            return index, head + 1
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


def same_content(text: str, quotes: tuple[FoundQuote, ...], solved: list[int | None]) -> list[tuple[int, int]]:
    """Pairs (quote without a cue, other quote with a known speaker) that begin with the same words. Linear in the
    quotes' length.
    """
    keys: list[str] = []
    seen: dict[str, int] = {}
    for number, quote in enumerate(quotes):
        words = [word.lower() for span in quote.spans for word in _WORD.findall(text[span.start : span.end])]
        keys.append(" ".join(words[:_REPEATED_WORDS]) if len(words) >= _REPEATED_WORDS else "")
        if keys[-1] and solved[number] is not None and (quote.cue is not None or keys[-1] not in seen):
            seen[keys[-1]] = number
        for span in quote.spans[1:] if solved[number] is not None and quote.cue is not None else ():
            further = [word.lower() for word in _WORD.findall(text[span.start : span.end])][:_REPEATED_WORDS]
            if len(further) == _REPEATED_WORDS:
                seen.setdefault(" ".join(further), number)
    pairs = []
    for number, quote in enumerate(quotes):
        other = seen.get(keys[number]) if keys[number] and quote.cue is None else None
        if other is not None and other != number and (solved[number] is None or quotes[other].cue is not None):
            pairs.append((number, other))
    return pairs


def cue_after(tokens: Tokens, content: tuple[Span, ...]) -> Span | None:
    """A reporting verb right after a part of the content, past its marks and a comma: "– Text, says …", "“Text”, writes
    …".
    """
    for span in content:
        index = tokens.at(span.end)
        while index < len(tokens) and tokens.words[index] in _CLOSING:
            index += 1
        if (
            index < len(tokens)
            and tokens.lower[index] in lexicons.words("mentions/speech_verbs.txt")
            and index - tokens.at(span.end) <= 3
        ):
            return tokens.span(index, index + 1)
    return None
