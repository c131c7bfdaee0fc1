"""Mentions that the model cut wrongly or that stand elsewhere than beside the cue, set right by the form of the text.

"said [Maia] coach Ada Obi" is Ada Obi, "[The] head of surgery, Dr Ada Obi, reports" the whole phrase, "“…,” Obi said at
the meeting, [Reuters] reported" is Obi, and "… . This was said by the diplomat Ada Obi" names the speaker a sentence
later.
"""

from __future__ import annotations

from ..types import Span
from . import lexicons
from .entities import Cast
from .nouns import DETERMINERS, can_modify, is_role_noun, singular
from .phrases import phrase_end
from .tokens import Tokens

_LABELS = frozenset({"a", "q", "answer", "question"})
_SAID = frozenset({"said", "stated", "announced", "claimed", "confirmed", "reported", "written", "declared", "told"})
_GAP = 14
_FROM_CIRCLES = 12
_WHERE = frozenset({"in", "from", "at"})
# How far back from its end a content can have swallowed the clause that reports it.
_TAIL = 8


def is_label(tokens: Tokens, mention: Span) -> bool:
    """Whether the mention is the label of an interview's line ("A:"), which stands for a speaker but is no name."""
    indices = tokens.within(mention)
    return len(indices) == 1 and tokens.lower[indices.start] in _LABELS and tokens.word(indices.stop) == ":"


def said_by_owner(tokens: Tokens, cue: Span) -> Span | None:
    """The speaker inside a cue that is a noun with its author: "despite [warnings from his lawyer] that …"."""
    indices = tokens.within(cue)
    for index in indices[1:-1]:
        if tokens.lower[index] in {"from", "by"} and tokens.lower[index - 1].endswith("s"):
            return tokens.span(index + 1, indices.stop)
    return None


def said_later(tokens: Tokens, content: tuple[Span, ...]) -> Span | None:
    """The speaker in the sentence after the content: "This was said by …", "That is according to …"."""
    last = min(tokens.at(content[-1].end - 1), len(tokens) - 1)
    number = tokens.sentence[last] + 1
    if number >= len(tokens.layout.sentences):
        return None
    span = tokens.sentence_range(number)
    first = span.start
    if (
        len(span) < 5
        or tokens.lower[first] not in {"this", "that", "so"}
        or tokens.word(first + 1) not in {"was", "is"}
    ):
        return None
    verb, link = tokens.word(first + 2), tokens.word(first + 3)
    if not (verb in _SAID and link == "by") and not (verb == "according" and link == "to"):
        return None
    end = phrase_end(tokens, first + 4, span.stop)
    return tokens.span(first + 4, end) if end > first + 4 else None


def said_before_report(tokens: Tokens, cast: Cast, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """The speaker of the clause that stands between direct speech and the agency's: "…, Obi said, Reuters reported"."""
    indices = tokens.within(cue)
    end = tokens.at(content[-1].end - 1) + 1
    if not indices or not 0 < indices.start - end <= _GAP or not tokens.same_sentence(end, indices.start):
        return None
    verbs = lexicons.words("mentions/speech_verbs.txt")
    for mention in cast.at(max(0, end - _TAIL), min(end + 3, indices.start)):
        opens = mention.first >= end or tokens.word(mention.first - 1) == ","
        if opens and tokens.word(mention.last) in verbs and mention.last + 1 < indices.start:
            return tokens.span(mention.first, mention.last) if tokens.same_sentence(mention.first, end) else None
    return None


def completed(tokens: Tokens, cast: Cast, mention: Span) -> Span:
    """The mention with what was cut off: a phrase after a lone determiner, the role and name after a body's name."""
    indices = tokens.within(mention)
    if not indices:
        return mention
    sentence = tokens.sentence_range(tokens.sentence[indices.start])
    stop = sentence.stop
    document = _document_before(tokens, sentence.start, indices.start)
    if document is not None:
        return document
    if len(indices) == 1 and tokens.lower[indices.start] in lexicons.words("names/nationalities.txt"):
        bodies = [m for m in cast.at(indices.stop, indices.stop + 4) if cast.entities[m.entity].kind == "organization"]
        between = range(indices.stop, bodies[0].first) if bodies else ()
        if bodies and all(tokens.lower[i][0].isalpha() and not tokens.capital[i] for i in between):
            return tokens.span(bodies[0].first, bodies[0].last)
    people = _people_of(tokens, cast, sentence.start, indices)
    if people is not None:
        return people
    if len(indices) == 1 and tokens.lower[indices.start] in DETERMINERS:
        end = phrase_end(tokens, indices.start + 1, stop)
        return tokens.span(indices.start, end) if end > indices.stop else mention
    last = indices.stop
    while last < stop and last - indices.stop < 3 and is_role_noun(tokens.lower[last]):
        last += 1
    named = [m for m in cast.at(last, last + 1) if cast.entities[m.entity].kind == "person"]
    if last > indices.stop and named and tokens.capital[indices.stop - 1]:
        return tokens.span(named[0].first, named[0].last)
    return mention


def _people_of(tokens: Tokens, cast: Cast, start: int, mention: range) -> Span | None:
    """The people that a mention is only the place of: "doctors in [Shanghai]"."""
    preposition = mention.start - 1
    noun = preposition - 1
    if noun < start or tokens.lower[preposition] not in _WHERE or not tokens.capital[mention.start]:
        return None
    named = any(cast.entities[m.entity].kind == "person" for m in cast.at(mention.start, mention.stop))
    word = tokens.lower[noun]
    group = word in lexicons.words("mentions/collectives.txt") or is_role_noun(singular(word))
    if named or tokens.capital[noun] or not group:
        return None
    first = noun
    while first > start and can_modify(tokens, first - 1) and not tokens.capital[first - 1]:
        first -= 1
    if first > start and tokens.lower[first - 1] in DETERMINERS:
        first -= 1
    return tokens.span(first, mention.stop)


def _document_before(tokens: Tokens, start: int, first: int) -> Span | None:
    """The document that a mention is only a relative clause of: "A leaflet that [the fishers hand out] shows"."""
    head = first - 2
    if first - start < 3 or tokens.lower[first - 1] != "that":
        return None
    if tokens.lower[head] not in lexicons.words("mentions/documents.txt"):
        return None
    for index in range(head - 1, max(start, head - 5) - 1, -1):
        if tokens.lower[index] in DETERMINERS:
            return tokens.span(index, head + 1)
        if not tokens.words[index][0].isalpha():
            return None
    return None


def circles(tokens: Tokens, first: int, bounds: range) -> Span | None:
    """ "In [circles of the board] it was said that …", "It was said in [government circles] that …"."""
    if "it" not in {tokens.word(first - 1), tokens.lower[first]}:
        return None
    for index in range(bounds.start + 1, bounds.stop):
        if tokens.lower[index] != "circles" or abs(index - first) > _FROM_CIRCLES:
            continue
        start = index
        while start > bounds.start and can_modify(tokens, start - 1) and index - start < 3:
            start -= 1
        end = index + 1
        while end < first and tokens.lower[end][0].isalnum() and tokens.lower[end] not in {"it", "that"}:
            end += 1
        return tokens.span(start, end) if tokens.word(start - 1) in {"in", "within", "from"} else None
    return None
