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
from .nouns import POSSESSIVE_PRONOUNS, is_role_noun, singular
from .phrases import phrase_end
from .tokens import Tokens

SpeakerKind = Literal["name", "pronoun", "person", "group", "organization", "document", "unknown"]

PRONOUNS: dict[str, tuple[Gender, str]] = {
    "he": ("m", "person"), "she": ("f", "person"), "him": ("m", "person"), "her": ("f", "person"), "his": ("m", "person"),
    "they": ("", "plural"), "them": ("", "plural"), "their": ("", "plural"), "it": ("", "thing"), "its": ("", "thing"),
    "who": ("", "relative"), "which": ("", "relative"), "that": ("", "relative"), "i": ("", "first"), "we": ("", "first"),
    "himself": ("m", "person"), "herself": ("f", "person"), "hers": ("f", "person"),
}  # fmt: skip
_OBJECT_PREPOSITIONS = frozenset(
    {"of", "for", "to", "by", "with", "from", "in", "at", "on", "about", "against", "behind", "than", "like"}
)
_SKIPPED_BEFORE_VERB = frozenset(
    "has have had 'd 's 've also then later once never still often even just however is was who's would will could may might "
    "again already both all previously since nevertheless now in turn too".split()
)
_CLAUSE_WORDS = frozenset({"who", "which", "whose", "that", "where", "when", "whom"})
_SUBJECT_BREAKS = frozenset(
    {
        "and",
        "but",
        "that",
        ",",
        ":",
        ";",
        "–",
        "—",
        "-",
        "--",
        "if",
        "as",
        "while",
        "because",
        "when",
        "what",
        "how",
        "why",
        "where",
        "whether",
    }
)
_CONTENT_GAP = 4
_CLOSERS = frozenset({",", ".", "(", "who", "", "–", "—", ":", ";", "”", "»"})
_CLAUSE_STARTS = frozenset({"though", "while", "but", "whereas", "although", ";", ":"})
_LEADING_PREPOSITIONS = frozenset({"from", "to", "by", "according", "for", "on", "with", "and", "but", "as"})
FORMS_OF_ADDRESS = frozenset(
    {"excellency", "highness", "majesty", "holiness", "honour", "honor", "lordship", "eminence"}
)
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "few", "most", "two", "three", "four", "five", "six", "no"}
)


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
        names = cast.at(start, end)
        joint = _joint(tokens, names, start, end)
        if joint:
            return joint
        heads = [m for m in names if _is_head(tokens, m, start, end)]
        if heads and (number == 0 or heads[0].last >= end - 1):
            return _named(tokens, cast, heads[0], first, last)
        if number == 0 and not names and tokens.capital[start] and end - start <= 3 and _plain_name(tokens, start, end):
            break
    beside = _name_beside(tokens, cast, segments[0], last)
    if beside is not None:
        return _named(tokens, cast, beside, first, last)
    return _common(tokens, cast, first, segments[0][1], last)


def _pronoun(tokens: Tokens, first: int, last: int) -> Speaker | None:
    """A pronoun alone ("he", "he’d"), or one that ends a mention cut too long ("At her news conference she")."""
    for index in (first, last - 1):
        word = tokens.lower[index]
        alone = last - first == 1 or (index == first and tokens.lower[first + 1][0] == "'")
        if word in PRONOUNS and (alone or (index > first and word in {"he", "she", "they", "it"})):
            return Speaker("pronoun", first, last, index, gender=PRONOUNS[word][0])
    return None


def _name_beside(tokens: Tokens, cast: Cast, segment: tuple[int, int], last: int) -> Mention | None:
    """The name that stands in apposition to a description that came without it: "Its chief nurse[, Ada Obi,]", "researcher [Ada Obi]"."""
    first, end = segment
    head = _noun_head(tokens, first, end)
    if tokens.lower[first] in {"a", "an", "one", "some"} and tokens.word(end) != ",":
        return None
    whole = (
        is_role_noun(tokens.lower[head].rstrip("."))
        or tokens.lower[head] in lexicons.organization_classes()
        or "-old" in tokens.lower[head]
    )
    if not whole:
        return None
    comma = tokens.word(end) == ","
    start = end + 1 if comma else end
    ahead = [m for m in cast.at(start, start + 4) if all(_is_lead(tokens, i) for i in range(start, m.first))]
    if ahead and tokens.same_sentence(first, ahead[0].first) and (end >= last or start < last or not comma):
        mention = ahead[0]
        person = cast.entities[mention.entity].kind == "person"
        fits = person == is_role_noun(tokens.lower[head].rstrip("."))
        closes = not comma or after_name(tokens, mention) in _CLOSERS
        if fits and closes and tokens.word(mention.last) not in {"'s", "'"}:
            return mention
    if comma or tokens.word(first - 1) == ",":
        back = [m for m in cast.at(max(0, first - 8), first) if m.last == first - 1]
        if back and tokens.word(first - 1) == "," and tokens.same_sentence(back[-1].first, first):
            before = tokens.word(back[-1].first - 1)
            opens = (
                not (before and before[0].isalnum()) or is_role_noun(before) or before in {"and", "but", "said", "says"}
            )
            closes = tokens.word(end) in {",", ".", "who"} | lexicons.words("mentions/speech_verbs.txt")
            if (
                opens
                and closes
                and (cast.entities[back[-1].entity].kind == "person") == is_role_noun(tokens.lower[head].rstrip("."))
            ):
                return back[-1]
    return None


def after_name(tokens: Tokens, mention: Mention) -> str:
    """The word after a name, past "KC", "Jr." and the like."""
    index = mention.last
    while tokens.word(index) in lexicons.words("names/suffixes.txt"):
        index += 1
    return tokens.word(index)


def is_object(tokens: Tokens, mention: Mention) -> bool:
    """Whether the name follows a preposition, with or without an article."""
    before = mention.first - 1
    if tokens.word(before) in {"the", "a", "an"}:
        before -= 1
    return tokens.word(before) in _OBJECT_PREPOSITIONS and tokens.same_sentence(before, mention.first)


def _is_lead(tokens: Tokens, index: int) -> bool:
    return tokens.capital[index] and (
        is_role_noun(tokens.lower[index]) or tokens.lower[index].rstrip(".") in lexicons.titles()
    )


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
    if mention.last < end and after not in _OBJECT_PREPOSITIONS | {
        "and",
        "himself",
        "herself",
        "jr.",
        ")",
        "itself",
        "-",
        "or",
        "also",
    }:
        return False
    before = mention.first - 1
    return not (before >= start and tokens.lower[before] in _OBJECT_PREPOSITIONS) and not (
        before - 1 >= start
        and tokens.lower[before] in {"the", "a", "an"}
        and tokens.lower[before - 1] in _OBJECT_PREPOSITIONS
    )


def _joint(tokens: Tokens, names: list[Mention], start: int, end: int) -> Speaker | None:
    """ "Jonas and Maryam Dalseth", "Trump and his aides": a group."""
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
    headline = last - first == 1 and is_role_noun(word)
    definite = opening in _DETERMINERS or opening in POSSESSIVE_PRONOUNS or bool(possessors) or headline
    plural = (_is_plural(word) and opening not in {"a", "an", "one"}) or opening in _INDEFINITE - {
        "a",
        "an",
        "one",
        "another",
        "no",
    }
    kind: SpeakerKind = "unknown"
    if word in FORMS_OF_ADDRESS and definite:
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


def _noun_head(tokens: Tokens, first: int, last: int) -> int:
    """The last word before the first preposition or clause; "members" in "Three members of staff", "people" in "one of the people"."""
    if (
        tokens.lower[first] in {"one", "some", "many", "several", "two", "three", "most", "none"}
        and tokens.word(first + 1) == "of"
    ):
        first += 2
    for index in range(first + 1, last):
        word = tokens.lower[index]
        if (
            word in _OBJECT_PREPOSITIONS
            or word in _CLAUSE_WORDS
            or word in {"familiar", "close", "led", "acting", "speaking", "seen", "among"}
        ):
            return index - 1
        if (
            word.endswith("ed")
            and word not in lexicons.words("roles/modifiers.txt")
            and index > first + 1
            and not tokens.capital[index]
        ):
            return index - 1
    return max(first, last - 1)


def find_mention(tokens: Tokens, cast: Cast, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """The subject of a cue that came without a mention: after the verb ("says Heier"), before it ("Heier, who …, said").

    ``None`` where the verb has no subject of its own ("…, and continues:", "was told").
    """
    indices = tokens.within(cue)
    if not indices:
        return None
    first, last = indices.start, indices.stop
    bounds = tokens.sentence_range(tokens.sentence[first])
    if tokens.lower[last - 1] in {"to", "for", "in"} and tokens.lower[first] in {"according", "for"}:
        return _phrase_span(tokens, last, _subject_end(tokens, cast, last, bounds.stop))
    if tokens.lower[last - 1] in {"opinion", "view", "words"} and tokens.word(last - 2) in POSSESSIVE_PRONOUNS:
        return tokens.span(last - 2, last - 1)
    if is_passive(tokens, first, last):
        if tokens.word(last) == "by":
            return _phrase_span(tokens, last + 1, _subject_end(tokens, cast, last + 1, bounds.stop))
        return None
    if _inverted(tokens, first, last, bounds, content):
        return _phrase_span(tokens, last, _subject_end(tokens, cast, last, bounds.stop))
    if tokens.lower[first].endswith("ing") and (
        first == bounds.start or tokens.word(first - 1) in {",", "“", '"', "–", "—", "and"}
    ):
        return _opening(tokens, cast, first, bounds, content)
    return _subject_before(tokens, cast, first, bounds, content)


def is_passive(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the cue says that something was said, by nobody named: "was told", "has been reported", "has heard"."""
    words = {*tokens.lower[first:last], tokens.word(first - 1)}
    return bool(words & {"was", "were", "been", "be", "is"}) and bool(
        words & {"told", "reported", "said", "heard", "claimed", "alleged"}
    )


def _phrase_span(tokens: Tokens, first: int, last: int) -> Span | None:
    return tokens.span(first, last) if first < last else None


def _subject_end(tokens: Tokens, cast: Cast, first: int, stop: int) -> int:
    """The end of a subject after its verb, over a comma where a name follows in apposition: "says its chief nurse, Ada Obi"."""
    end = phrase_end(tokens, first, stop)
    if end + 1 < stop and tokens.lower[end] == ",":
        names = [m for m in cast.at(end + 1, end + 4) if all(_is_lead(tokens, i) for i in range(end + 1, m.first))]
        if names and after_name(tokens, names[0]) in _CLOSERS:
            return names[0].last
    return end


def _inverted(tokens: Tokens, first: int, last: int, bounds: range, content: tuple[Span, ...]) -> bool:
    """Whether the subject follows the verb: the verb stands right after the content, a noun phrase right after it."""
    if last >= bounds.stop or last - first > 2 or tokens.lower[last - 1] in {"told", "tells", "telling"}:
        return False
    starts = tokens.starts[last]
    if any(span.start <= starts < span.end for span in content):
        return False
    if not any(0 <= tokens.starts[first] - span.end <= _CONTENT_GAP for span in content):
        return False
    word = tokens.lower[last]
    if word in {"that", "and", "reporters", "news"} or word in _OBJECT_PREPOSITIONS:
        return False
    return (
        tokens.capital[last] or word in {"he", "she", "they", "it", "who"} or word in _DETERMINERS | _INDEFINITE
        or word in POSSESSIVE_PRONOUNS or is_role_noun(word) or word in lexicons.words("roles/modifiers.txt")
        or any(is_role_noun(tokens.word(last + k)) for k in (1, 2))
    )  # fmt: skip


def _opening(tokens: Tokens, cast: Cast, first: int, bounds: range, content: tuple[Span, ...]) -> Span | None:
    """The subject of a sentence for a participle in it ("…, adding that", "Stating that …, Demir said")."""
    if first - bounds.start <= 1:
        after = [
            m
            for m in cast.at(first, bounds.stop)
            if not any(s.start <= tokens.starts[m.first] < s.end for s in content)
        ]
        mention = next((m for m in after if tokens.word(m.last) in lexicons.words("mentions/speech_verbs.txt")), None)
        return tokens.span(mention.first, mention.last) if mention else None
    for index in range(bounds.start, first):
        if any(s.start <= tokens.starts[index] < s.end for s in content):
            continue
        if tokens.lower[index] in {"he", "she", "they", "it"}:
            return tokens.span(index, index + 1)
        named = [m for m in cast.at(index, index + 1) if tokens.word(m.last) not in {"'s", "'"}]
        if named and not is_object(tokens, named[0]) and not tokens.words[named[0].first].isupper():
            return tokens.span(named[0].first, named[0].last)
        if tokens.lower[index] in {"the", "a", "an"}:
            heads = (i for i in range(index + 1, min(index + 6, first)))
            head = next(
                (
                    i
                    for i in heads
                    if tokens.lower[i] in lexicons.organization_classes() or is_role_noun(tokens.lower[i])
                ),
                None,
            )
            if head is not None and not cast.at(index, head + 1) and tokens.word(index - 1) not in _OBJECT_PREPOSITIONS:
                end = head + 1
                while end < first and (
                    is_role_noun(tokens.lower[end]) or tokens.lower[end] in lexicons.organization_classes()
                ):
                    end += 1
                return tokens.span(index, end)
    return None


def _subject_before(tokens: Tokens, cast: Cast, first: int, bounds: range, content: tuple[Span, ...]) -> Span | None:
    end = first
    while end > bounds.start and (
        tokens.lower[end - 1] in _SKIPPED_BEFORE_VERB
        or (tokens.lower[end - 1].endswith("ly") and not _is_noun(tokens, end - 1))
    ):
        end -= 1
    if end == bounds.start:
        return None
    previous = tokens.lower[end - 1]
    if previous in {"and", "but"}:
        return _opening(tokens, cast, first, bounds, content)
    if previous in {"who", "which", "that"}:
        return tokens.span(end - 1, end)
    if previous in {",", ")", "–", "—"}:
        return _over_apposition(tokens, cast, end, bounds, content)
    start = end
    verbs = lexicons.words("mentions/speech_verbs.txt")
    while start > bounds.start:
        word = tokens.lower[start - 1]
        if (
            word in _SUBJECT_BREAKS
            or (word == "which" and tokens.word(start - 2) in _OBJECT_PREPOSITIONS)
            or not (word[0].isalnum() or word in {"'s", "'", "@", "."})
        ):
            break
        if (
            word in verbs
            and not tokens.capital[start - 1]
            and not word.endswith("ing")
            and tokens.word(start) not in {"tank"}
        ):
            break
        if any(span.start <= tokens.starts[start - 1] < span.end for span in content):
            break
        start -= 1
    return _phrase_span(tokens, start, end)


def _is_noun(tokens: Tokens, index: int) -> bool:
    return tokens.capital[index] or tokens.lower[index] in lexicons.words("mentions/collectives.txt")


def _over_apposition(tokens: Tokens, cast: Cast, end: int, bounds: range, content: tuple[Span, ...]) -> Span | None:
    """The subject before an apposition or relative clause that ends right before the verb."""
    floor = bounds.start
    for span in content:
        if tokens.starts[bounds.start] <= span.start and span.end <= tokens.starts[end - 1]:
            floor = max(floor, tokens.at(span.end))
    for index in range(end - 2, floor, -1):
        if tokens.lower[index] in _CLAUSE_STARTS:
            floor = index + 1
            break
    while floor < end and not tokens.words[floor][0].isalnum():
        floor += 1
    named = next(
        (
            m for m in cast.at(floor, end)
            if after_name(tokens, m) in {",", "(", "–", "—", "of", "at", "in", "from", "who", "which"} and not is_object(tokens, m)
        ),
        None,
    )  # fmt: skip
    opens = tokens.lower[floor] in _DETERMINERS | {"a", "an", "one"} | POSSESSIVE_PRONOUNS or tokens.capital[floor]
    opens = opens and not tokens.lower[floor].endswith("ing")
    joined = named is not None and (
        tokens.word(named.first - 1) in {",", "and", "while", "though", "but"}
        or is_role_noun(tokens.word(named.first - 1))
    )
    if named is not None and (named.first - floor <= 6 or not opens or joined):
        return tokens.span(named.first, named.last)
    for index in range(floor, end):
        if tokens.lower[index] in _DETERMINERS | {"a", "an", "one"} | POSSESSIVE_PRONOUNS or tokens.capital[index]:
            return _phrase_span(tokens, index, phrase_end(tokens, index, end))
    return None
