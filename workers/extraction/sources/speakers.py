"""Reads the mention beside a cue: which words of it name the speaker, and what kind of speaker that is.

"Mr Nunn's daughter, Sheila Barrowclough" is Sheila Barrowclough, "An attorney for Pagliano, Mark MacDougall" is Mark
MacDougall, "Mona Lie, who replaced Ola Dahl" is Mona Lie, "Pagliano's lawyer" is a description, "Trump and his aides"
a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..types import Span
from . import lexicons
from .entities import Cast, Mention, gendered_noun
from .name_heads import in_participle, is_head, is_lead, name_beside, noun_head
from .names import is_demonym
from .nouns import POSSESSIVE_PRONOUNS, PREPOSITIONS, is_role_noun, singular
from .register import Gender
from .tokens import Tokens

SpeakerKind = Literal["name", "pronoun", "person", "group", "organization", "document", "unknown"]

PRONOUNS: dict[str, tuple[Gender, str]] = {
    "he": ("m", "person"), "she": ("f", "person"), "him": ("m", "person"), "her": ("f", "person"),
    "his": ("m", "person"),
    "they": ("", "plural"), "them": ("", "plural"), "their": ("", "plural"), "it": ("", "thing"), "its": ("", "thing"),
    "who": ("", "relative"), "which": ("", "relative"), "that": ("", "relative"),
    "i": ("", "first"), "we": ("", "first"),
    "himself": ("m", "person"), "herself": ("f", "person"), "hers": ("f", "person"),
}  # fmt: skip
_LEADING_PREPOSITIONS = frozenset({"from", "to", "by", "according", "for", "on", "with", "and", "but", "as"})
FORMS_OF_ADDRESS = frozenset(
    {"excellency", "highness", "majesty", "holiness", "honour", "honor", "lordship", "eminence"}
)
DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "few", "most", "two", "three", "four", "five", "six", "no"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as mentioned. Indices are tokens; ``entity`` is set for names, ``members`` for named groups."""

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
    while last > first and not any(c.isalnum() for c in tokens.words[last - 1]) and tokens.words[last - 1] != ")":
        last -= 1
    if first >= last:
        return None
    while last - first > 1 and tokens.lower[first] in _LEADING_PREPOSITIONS:
        first += 1
    pronoun = _pronoun(tokens, first, last)
    if pronoun is not None:
        return pronoun
    segments = _segments(tokens, first, last)
    for number, (start, end) in enumerate(segments):
        names = [m for m in cast.at(start, end) if not (number and in_participle(tokens, start, m.first))]
        joint = _joint(tokens, cast, names, start, end)
        if joint:
            return joint
        heads = [m for m in names if is_head(tokens, m, start, end)]
        if heads and (number == 0 or heads[0].last >= end - 1):
            return _named(tokens, cast, heads[0], first, last)
        if number == 0 and not names and tokens.capital[start] and end - start <= 3 and _plain_name(tokens, start, end):
            break
    beside = _title_only(tokens, cast, first, last) or name_beside(tokens, cast, segments[0], last)
    beside = beside or _closing_name(tokens, cast, first, last)
    if beside is not None:
        return _named(tokens, cast, beside, first, last)
    return _common(tokens, cast, first, segments[0][1], last)


def _pronoun(tokens: Tokens, first: int, last: int) -> Speaker | None:
    """A pronoun alone ("he", "he’d"), or one that opens or ends a mention cut too long ("At her press meeting she")."""
    following = first + 1
    runs_on = following < last and tokens.lower[following] not in {"and", "or", ","} and not tokens.capital[following]
    if tokens.lower[first] in {"he", "she"} and runs_on:
        return Speaker("pronoun", first, last, first, gender=PRONOUNS[tokens.lower[first]][0])
    for index in (first, last - 1):
        word = tokens.lower[index]
        alone = last - first == 1 or (index == first and tokens.lower[first + 1][0] == "'")
        ends = index > first and word in {"he", "she", "they", "it"} and tokens.word(index - 1) not in PREPOSITIONS
        if word in PRONOUNS and (alone or (ends and "," not in tokens.lower[first:index])):
            return Speaker("pronoun", first, last, index, gender=PRONOUNS[word][0])
    return None


def _title_only(tokens: Tokens, cast: Cast, first: int, last: int) -> Mention | None:
    """The name after a mention that was cut to its title ("Dr")."""
    titles = lexicons.titles()
    if not all(tokens.lower[i].rstrip(".") in titles for i in range(first, last)):
        return None
    return next((m for m in cast.at(last, last + 2) if all(is_lead(tokens, i) for i in range(last, m.first))), None)


def _closing_name(tokens: Tokens, cast: Cast, first: int, last: int) -> Mention | None:
    """The name that ends a mention after a comma: "One of the four who voted against, Dr Mirela Stancu"."""
    comma = next((i for i in range(last - 1, first, -1) if tokens.lower[i] == ","), None)
    if comma is None:
        return None
    names = cast.at(comma + 1, last)
    fits = bool(names) and names[0].last >= last and all(is_lead(tokens, i) for i in range(comma + 1, names[0].first))
    return names[0] if fits and cast.entities[names[0].entity].kind == "person" else None


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
        if word in {",", ";", "–", "—", "--", "("}:
            if start < index:
                cuts.append((start, index))
            start = index + 1
    if start < last:
        cuts.append((start, last))
    return cuts or [(first, last)]


def _joint(tokens: Tokens, cast: Cast, names: list[Mention], start: int, end: int) -> Speaker | None:
    """ "Jonas and Maryam Dalseth", "Trump and his aides": a group."""
    for index in range(start + 1, end - 1):
        if tokens.lower[index] not in {"and", "&"}:
            continue
        left = [m for m in names if m.last <= index and index - m.last <= 1]
        right = [m for m in names if m.first > index]
        named_first = bool(left) or (tokens.capital[index - 1] and tokens.lower[index - 1] in lexicons.given_names())
        aides = tokens.lower[index + 1] in POSSESSIVE_PRONOUNS
        in_name = any(m.first < index < m.last for m in names) or _is_body_of_office(tokens, cast, left, right)
        if named_first and not in_name and (aides or any(m.first - index <= 5 and m.last <= end for m in right)):
            members = tuple(m.entity for m in (*left[-1:], *right[:1]))
            head = left[-1].first if left and _is_plural(tokens.lower[left[-1].first - 1]) else start
            return Speaker("group", start, end, max(start, head), members=members, plural=True)
    return None


def _is_body_of_office(tokens: Tokens, cast: Cast, left: list[Mention], right: list[Mention]) -> bool:
    """Whether "and" stands in the body of one person's office: "professor of the Coastal [and] Harbour University"."""
    if not left or not right or any(cast.entities[m.entity].kind == "person" for m in (left[-1], right[0])):
        return False
    of = left[-1].first - 1 - (tokens.word(left[-1].first - 1) == "the")
    return tokens.word(of) in {"of", "at"} and is_role_noun(tokens.word(of - 1))


def _named(tokens: Tokens, cast: Cast, mention: Mention, first: int, last: int) -> Speaker:
    kind = cast.entities[mention.entity].kind
    return Speaker(
        "name" if kind == "person" else "organization", first, last, mention.first,
        entity=mention.entity, gender=cast.entities[mention.entity].gender, definite=True,
    )  # fmt: skip


def _common(tokens: Tokens, cast: Cast, first: int, end: int, last: int) -> Speaker:
    """A speaker without a name of its own: a person, a group, a body or a document described by a noun."""
    head = noun_head(tokens, first, end)
    word = tokens.lower[head].rstrip(".")
    opening = tokens.lower[first]
    possessors = [m.entity for m in cast.at(first, head) if tokens.word(m.last) in {"'s", "'"}]
    headline = last - first == 1 and is_role_noun(word)
    definite = opening in DETERMINERS or opening in POSSESSIVE_PRONOUNS or bool(possessors) or headline
    plural = (_is_plural(word) and opening not in {"a", "an", "one"}) or opening in INDEFINITE - {
        "a",
        "an",
        "one",
        "another",
        "no",
    }
    kind: SpeakerKind = "unknown"
    if (word in FORMS_OF_ADDRESS and definite) or (is_demonym(tokens, first, head) and last - first <= 3):
        kind = "person"
    elif word in lexicons.words("mentions/documents.txt"):
        kind = "document"
    elif plural and (word in lexicons.words("mentions/collectives.txt") or is_role_noun(singular(word))):
        kind = "group"
    elif word in lexicons.organization_classes() and not (is_role_noun(word) and word not in {"observer", "guard"}):
        kind = "organization"
    elif is_role_noun(word) or any(
        tokens.lower[i][0].isdigit() and "-old" in tokens.lower[i] for i in range(first, end)
    ):
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
