"""Reads the mention beside a cue: which words of it name the speaker, and what kind of speaker that is.

"Mr Nunn's daughter, Sheila Barrowclough" is Sheila Barrowclough, "An attorney for Pagliano, Mark MacDougall" is Mark
MacDougall, "Mona Lie, who replaced Ola Dahl" is Mona Lie, "Pagliano's lawyer" is a description, "Trump and his aides" a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..types import Span
from . import lexicons
from .entities import Cast, Gender, Mention, gendered_noun
from .phrases import POSSESSIVE_PRONOUNS, is_role_noun, phrase_end, singular
from .tokens import Tokens

SpeakerKind = Literal["name", "pronoun", "person", "group", "organization", "document", "unknown"]

PRONOUNS: dict[str, tuple[Gender, str]] = {
    "he": ("m", "person"), "she": ("f", "person"), "him": ("m", "person"), "her": ("f", "person"), "his": ("m", "person"),
    "they": ("", "plural"), "them": ("", "plural"), "their": ("", "plural"), "it": ("", "thing"), "its": ("", "thing"),
    "who": ("", "relative"), "which": ("", "relative"), "that": ("", "relative"), "i": ("", "first"), "we": ("", "first"),
    "himself": ("m", "person"), "herself": ("f", "person"), "hers": ("f", "person"),
}  # fmt: skip
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "in", "at", "on", "about", "against", "behind", "than", "like", "on"})
_SKIPPED_BEFORE_VERB = frozenset(
    "has have had also then later once never still often even just however is was who's would will could may might "
    "again already both all previously since nevertheless now in turn too".split()
)
_CLAUSE_WORDS = frozenset({"who", "which", "whose", "that", "where", "when", "whom"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "many", "few", "most", "two", "three", "four", "five", "six", "no"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as mentioned. Indices are tokens; ``entity`` is set for names, ``members`` for groups of named people."""

    kind: SpeakerKind
    first: int
    last: int
    head: int
    entity: int | None = None
    members: tuple[int, ...] = ()
    definite: bool = False
    possessor: int | None = None
    gender: Gender = ""
    plural: bool = False


def read_speaker(tokens: Tokens, cast: Cast, span: Span) -> Speaker | None:
    """The speaker that a mention names; ``None`` for an empty mention."""
    indices = tokens.within(span)
    first, last = indices.start, indices.stop
    while first < last and not (tokens.words[first][0].isalnum() or tokens.words[first][0] == "@"):
        first += 1
    while last > first and not tokens.words[last - 1][-1].isalnum() and tokens.words[last - 1] not in {".", ")"}:
        last -= 1
    if first >= last:
        return None
    if tokens.lower[first] in PRONOUNS and (last - first == 1 or tokens.lower[first + 1][0] in "'’"):
        gender, _ = PRONOUNS[tokens.lower[first]]
        return Speaker("pronoun", first, last, first, gender=gender)
    segments = _segments(tokens, first, last)
    for number, (start, end) in enumerate(segments):
        names = cast.at(start, end)
        joint = _joint(tokens, names, start, end)
        if joint:
            return joint
        heads = [m for m in names if _is_head(tokens, m, start, end)]
        if heads and (number == 0 or heads[0].last >= end - 1):
            return _named(tokens, cast, heads[0], first, last)
        if number == 0 and not names and tokens.capital[start] and end - start <= 3 and _plain_name(tokens, start, end):
            break
    return _common(tokens, cast, first, segments[0][1], last)


def _plain_name(tokens: Tokens, first: int, last: int) -> bool:
    return all(tokens.capital[i] for i in range(first, last))


def _segments(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The mention cut at commas, up to its relative clause."""
    cuts: list[tuple[int, int]] = []
    start = first
    for index in range(first, last):
        word = tokens.lower[index]
        if word in {"who", "whose", "which"} and index > first:
            if start < index:
                cuts.append((start, index))
            return cuts or [(first, last)]
        if word in {",", ";", "–", "—", "("}:
            if start < index:
                cuts.append((start, index))
            start = index + 1
    if start < last:
        cuts.append((start, last))
    return cuts or [(first, last)]


def _is_head(tokens: Tokens, mention: Mention, start: int, end: int) -> bool:
    """Whether the name is what the phrase is about, rather than a possessor, an object of a preposition or a part of a body's name."""
    after = tokens.word(mention.last) if mention.last < end else ""
    if after in {"'s", "'"}:
        return mention.last + 1 >= end
    if mention.last < end and after not in _OBJECT_PREPOSITIONS | {"and", "himself", "herself", "jr.", ")", "itself", "-", "or", "also"}:
        return False
    before = mention.first - 1
    return not (before >= start and tokens.lower[before] in _OBJECT_PREPOSITIONS) and not (
        before - 1 >= start and tokens.lower[before] in {"the", "a", "an"} and tokens.lower[before - 1] in _OBJECT_PREPOSITIONS
    )


def _joint(tokens: Tokens, names: list[Mention], start: int, end: int) -> Speaker | None:
    """"Jonas and Maryam Dalseth", "Trump and his aides": a group."""
    for index in range(start + 1, end - 1):
        if tokens.lower[index] not in {"and", "&"}:
            continue
        left = [m for m in names if m.last <= index and index - m.last <= 1]
        right = [m for m in names if m.first > index]
        named_first = bool(left) or (tokens.capital[index - 1] and tokens.lower[index - 1] in lexicons.given_names())
        aides = tokens.lower[index + 1] in POSSESSIVE_PRONOUNS
        in_name = any(m.first < index < m.last for m in names)
        if named_first and not in_name and (aides or any(m.first - index <= 5 and m.last <= end for m in right)):
            members = tuple(m.entity for m in (*left[-1:], *right[:1]))
            return Speaker("group", start, end, start, members=members, plural=True)
    return None


def _named(tokens: Tokens, cast: Cast, mention: Mention, first: int, last: int) -> Speaker:
    kind = cast.entities[mention.entity].kind
    return Speaker(
        "name" if kind == "person" else "organization", first, last, mention.first,
        entity=mention.entity, gender=cast.entities[mention.entity].gender, definite=True,
    )  # fmt: skip


def _common(tokens: Tokens, cast: Cast, first: int, end: int, last: int) -> Speaker:
    """A speaker without a name of its own: a person, a group, a body or a document described by a noun."""
    head = _noun_head(tokens, first, end)
    word = tokens.lower[head].rstrip(".")
    opening = tokens.lower[first]
    possessors = [m.entity for m in cast.at(first, head) if tokens.word(m.last) in {"'s", "'"}]
    definite = opening in _DETERMINERS or opening in POSSESSIVE_PRONOUNS or bool(possessors)
    plural = (_is_plural(word) and opening not in {"a", "an", "one"}) or opening in _INDEFINITE - {"a", "an", "one", "another", "no"}
    kind: SpeakerKind = "unknown"
    if word in lexicons.words("mentions/documents.txt"):
        kind = "document"
    elif plural and (word in lexicons.words("mentions/collectives.txt") or is_role_noun(singular(word))):
        kind = "group"
    elif word in lexicons.organization_classes() and not (is_role_noun(word) and word not in {"observer", "guard"}):
        kind = "organization"
    elif is_role_noun(word) or any(tokens.lower[i][0].isdigit() and "-old" in tokens.lower[i] for i in range(first, end)):
        kind = "person"
    elif word in lexicons.words("mentions/collectives.txt"):
        kind = "group"
    elif "-old" in word:
        kind = "person"
    elif tokens.capital[head] and head > first - 1:
        kind = "organization"
    return Speaker(
        kind, first, last, head, definite=definite, possessor=possessors[-1] if possessors else None,
        gender=gendered_noun(singular(word)), plural=plural,
    )  # fmt: skip


def _is_plural(word: str) -> bool:
    return word in {"people", "police", "women", "men", "children", "media", "mps", "ceos"} or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "news"))
    )


def _noun_head(tokens: Tokens, first: int, last: int) -> int:
    """The last word before the first preposition or clause; "members" in "Three members of staff", "people" in "one of the people"."""
    if tokens.lower[first] in {"one", "some", "many", "several", "two", "three", "most", "none"} and tokens.word(first + 1) == "of":
        first += 2
    for index in range(first + 1, last):
        word = tokens.lower[index]
        if word in _OBJECT_PREPOSITIONS or word in _CLAUSE_WORDS or word in {"familiar", "close", "led", "acting", "speaking", "seen"}:
            return index - 1
        if word.endswith("ed") and word not in lexicons.words("roles/modifiers.txt") and index > first + 1 and not tokens.capital[index]:
            return index - 1
    return max(first, last - 1)


def find_mention(tokens: Tokens, cast: Cast, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """The subject of a cue that came without a mention: after the verb ("says Heier"), before it ("Heier, who …, said").

    ``None`` where the verb has no subject of its own ("…, and continues:", "adding that …").
    """
    indices = tokens.within(cue)
    if not indices:
        return None
    first, last = indices.start, indices.stop
    bounds = tokens.sentence_range(tokens.sentence[first])
    if tokens.lower[last - 1] in {"to", "for", "in"} and tokens.lower[first] in {"according", "for"}:
        return _phrase_span(tokens, last, phrase_end(tokens, last, bounds.stop))
    if tokens.lower[last - 1] in {"opinion", "view", "words"} and last - 2 >= bounds.start:
        return tokens.span(last - 2, last - 1)
    if _inverted(tokens, first, last, bounds, content):
        return _phrase_span(tokens, last, phrase_end(tokens, last, bounds.stop))
    return _subject_before(tokens, cast, first, bounds, content)


def _phrase_span(tokens: Tokens, first: int, last: int) -> Span | None:
    return tokens.span(first, last) if first < last else None


def _inverted(tokens: Tokens, first: int, last: int, bounds: range, content: tuple[Span, ...]) -> bool:
    """Whether the subject follows the verb: the verb stands right after the content or a comma, a noun phrase right after it."""
    if last >= bounds.stop:
        return False
    before = tokens.word(first - 1) if first > bounds.start else ","
    if before and before[0].isalnum():
        return False
    starts = tokens.starts[last]
    if any(span.start <= starts < span.end for span in content):
        return False
    word = tokens.lower[last]
    if word in {"that", "to", "and", "reporters", "news", "in", "on", "at"}:
        return False
    return (
        tokens.capital[last] or word in {"he", "she", "they", "it", "who"} or word in _DETERMINERS | _INDEFINITE
        or word in POSSESSIVE_PRONOUNS or is_role_noun(word) or word in lexicons.words("roles/modifiers.txt")
        or any(is_role_noun(tokens.word(last + k)) for k in (1, 2))
    )  # fmt: skip


def _subject_before(tokens: Tokens, cast: Cast, first: int, bounds: range, content: tuple[Span, ...]) -> Span | None:
    end = first
    while end > bounds.start and (
        tokens.lower[end - 1] in _SKIPPED_BEFORE_VERB or (tokens.lower[end - 1].endswith("ly") and not tokens.capital[end - 1])
    ):
        end -= 1
    if end == bounds.start:
        return None
    previous = tokens.lower[end - 1]
    if previous in {"and", "but"}:
        return None
    if previous in {"who", "which", "that"}:
        mentions = cast.at(bounds.start, end)
        return tokens.span(mentions[-1].first, mentions[-1].last) if mentions else None
    if previous in {",", ")", "–", "—"}:
        return _over_apposition(tokens, cast, end, bounds, content)
    start = end
    verbs = lexicons.words("mentions/speech_verbs.txt")
    while start > bounds.start:
        word = tokens.lower[start - 1]
        if word in {"and", "but", "that", ",", ":", ";", "–", "—", "-", "if", "as", "while", "because", "when"} or not (word[0].isalnum() or word in {"'s", "'", "@", "."}):
            break
        if word in verbs and not tokens.capital[start - 1]:
            break
        if any(span.start <= tokens.starts[start - 1] < span.end for span in content):
            break
        start -= 1
    return _phrase_span(tokens, start, end)


def _over_apposition(tokens: Tokens, cast: Cast, end: int, bounds: range, content: tuple[Span, ...]) -> Span | None:
    """The subject before an apposition or relative clause that ends right before the verb."""
    floor = bounds.start
    for span in content:
        if tokens.starts[bounds.start] <= span.start and span.end <= tokens.starts[end - 1]:
            floor = max(floor, tokens.at(span.end))
    outside = [m for m in cast.at(floor, end) if tokens.word(m.last) in {",", "(", "–", "—", "of", "at", "in", "from"}]
    for mention in outside:
        if tokens.lower[mention.first - 1] not in _OBJECT_PREPOSITIONS and tokens.word(mention.last) not in {"'s", "'"}:
            return tokens.span(mention.first, mention.last)
    for index in range(floor, end):
        if tokens.lower[index] in _DETERMINERS | {"a", "an", "one"} | POSSESSIVE_PRONOUNS:
            return _phrase_span(tokens, index, phrase_end(tokens, index, end))
    return None
