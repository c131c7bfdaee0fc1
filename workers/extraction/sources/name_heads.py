"""Which name in or beside a mention is the speaker's: not a possessor, not the object of a preposition."""

from __future__ import annotations

from . import lexicons
from .entities import Cast, Mention
from .nouns import is_role_noun, singular
from .tokens import Tokens

OBJECT_PREPOSITIONS = frozenset(
    {"of", "for", "to", "by", "with", "from", "in", "at", "on", "about", "against", "behind", "than", "like"}
)
_CLAUSE_WORDS = frozenset({"who", "which", "whose", "that", "where", "when", "whom"})
_PARTICIPLES = frozenset("led run held written set built made sent drawn seen known given".split())
# These bring in who helps or heads the speaker: "The inquiry, under Lady Obi, found".
_BESIDES = frozenset("under with together along alongside like unlike including besides".split())
# After these the name is the speaker's: "a man[, identified as Ada Obi,] said".
_NAMING = frozenset("named called identified known nicknamed introduced billed dubbed".split())
CLOSERS = frozenset({",", ".", "(", "who", "", "–", "—", ":", ";", "”", "»"})


def name_beside(tokens: Tokens, cast: Cast, segment: tuple[int, int], last: int) -> Mention | None:
    """The name that stands in apposition to a description that came without it: "Its chief nurse[, Ada Obi,]",
    "researcher [Ada Obi]".
    """
    first, end = segment
    head = noun_head(tokens, first, end)
    if tokens.lower[first] in {"a", "an", "one", "some"} and tokens.word(end) != ",":
        return None
    whole = (
        is_role_noun(tokens.lower[head].rstrip("."))
        or tokens.lower[head] in lexicons.organization_classes()
        or "-old" in tokens.lower[head]
        or is_role_noun(singular(tokens.lower[head]))  # "the club's auditors, Obi Lie,": one firm, no person
    )
    if not whole:
        return None
    comma = tokens.word(end) == ","
    start = end + 1 if comma else end
    ahead = [m for m in cast.at(start, start + 4) if all(is_lead(tokens, i) for i in range(start, m.first))]
    if ahead and tokens.same_sentence(first, ahead[0].first) and (end >= last or start < last or not comma):
        mention = ahead[0]
        person = cast.entities[mention.entity].kind == "person"
        fits = person == is_role_noun(tokens.lower[head].rstrip("."))
        closes = not comma or after_name(tokens, mention) in CLOSERS or _with_body(tokens, mention)
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


def _with_body(tokens: Tokens, mention: Mention) -> bool:
    """Whether the name is followed by the body it belongs to: "her editor, Ada Obi[ of Aros & Lund]"."""
    return tokens.word(mention.last) in {"of", "at", "from"} and tokens.capital[min(mention.last + 1, len(tokens) - 1)]


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
    return tokens.word(before) in OBJECT_PREPOSITIONS and tokens.same_sentence(before, mention.first)


def is_lead(tokens: Tokens, index: int) -> bool:
    """Whether the token is a capitalised title or role before a name ("Prof.", "Captain")."""
    return tokens.capital[index] and (
        is_role_noun(tokens.lower[index]) or tokens.lower[index].rstrip(".") in lexicons.titles()
    )


def is_head(tokens: Tokens, mention: Mention, start: int, end: int) -> bool:
    """Whether the name is what the phrase is about, rather than a possessor, an object of a preposition or a part of a
    body's name.
    """
    last = mention.last
    while last < end and tokens.lower[last].rstrip(".") in lexicons.words("names/suffixes.txt"):
        last += 1
    after = tokens.word(last) if last < end else ""
    if after in {"'s", "'"}:
        return last + 1 >= end
    if last < end and after not in OBJECT_PREPOSITIONS | {
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
    if _posted_at(tokens, mention.first, start) or _made_document(tokens, mention.first, start):
        return False
    return not (before >= start and tokens.lower[before] in OBJECT_PREPOSITIONS) and not (
        before - 1 >= start
        and tokens.lower[before] in {"the", "a", "an"}
        and tokens.lower[before - 1] in OBJECT_PREPOSITIONS
    )


def in_participle(tokens: Tokens, start: int, name: int) -> bool:
    """Whether a name stands in a clause that opens at ``start`` with a participle, so that it tells of somebody else:
    "The panel, [headed by senator Ada Obi], found", "a lawyer, [representing Ada Obi], said"; or beside the speaker.
    """
    word, following = tokens.lower[start], tokens.word(start + 1)
    if word in _BESIDES and start < name:
        return (word, following) != ("under", "secretary")
    if tokens.capital[start] or word in lexicons.words("roles/modifiers.txt") or start >= name:
        return False
    if word.endswith("ing"):
        return not is_role_noun(following) and not is_role_noun(word)
    past = (word.endswith("ed") or word in _PARTICIPLES) and word not in _NAMING
    return past and any(tokens.lower[i] in OBJECT_PREPOSITIONS for i in range(start + 1, name))


def _posted_at(tokens: Tokens, name: int, start: int) -> bool:
    """Whether the name is the employer of a person described before it: "a former cook at the inn chain [Belmora]"."""
    index = name - 1
    while index > start and name - index <= 6 and tokens.words[index][0].isalnum() and not tokens.capital[index]:
        serves = tokens.lower[index] in {"for", "with"} and tokens.lower[name - 1] in lexicons.organization_classes()
        if tokens.lower[index] in {"at", "from"} or serves:
            return is_role_noun(tokens.lower[index - 1])
        index -= 1
    return False


def _made_document(tokens: Tokens, name: int, start: int) -> bool:
    """Whether the name is who made a document described before it: "a survey by the consultancy [Arden Data]"."""
    if tokens.lower[name] in lexicons.given_names() or is_role_noun(tokens.lower[name - 1]):
        return False  # who speaks through his own report is a person
    made = any(tokens.lower[i] in {"by", "from"} for i in range(start + 1, name))
    return made and tokens.lower[noun_head(tokens, start, name)] in lexicons.words("mentions/documents.txt")


def noun_head(tokens: Tokens, first: int, last: int) -> int:
    """The last word before the first preposition or clause; "members" in "Three members of staff", "people" in "one of
    the people".
    """
    if (
        tokens.lower[first] in {"one", "some", "many", "several", "two", "three", "most", "none"}
        and tokens.word(first + 1) == "of"
    ):
        first += 2
    for index in range(first + 1, last):
        word = tokens.lower[index]
        if (
            word in OBJECT_PREPOSITIONS
            or word in _CLAUSE_WORDS
            or word in {"familiar", "close", "led", "acting", "speaking", "seen", "among"}
        ):
            return index - 1
        if (
            word.endswith("ed")
            and word not in lexicons.words("roles/modifiers.txt")
            and (index > first + 1 or is_role_noun(singular(tokens.lower[first])))
            and not tokens.capital[index]
        ):
            return index - 1
    return max(first, last - 1)
