"""The subject of a reporting clause, by the form of the clause, for a cue that comes without a mention."""

from __future__ import annotations

from ..types import Span
from . import lexicons
from .cut_mentions import circles
from .entities import Cast
from .name_heads import CLOSERS, OBJECT_PREPOSITIONS, after_name, in_participle, is_lead, is_object
from .nouns import POSSESSIVE_PRONOUNS, is_role_noun
from .phrases import phrase_end
from .speakers import DETERMINERS, INDEFINITE
from .tokens import Tokens

_SKIPPED_BEFORE_VERB = frozenset(
    "has have had 'd 's 've also then later once never still often even just however is was who's would "
    "will could may might "
    "again already both all previously since nevertheless now in turn too".split()
)
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
_BEFORE_PARTICIPLES = frozenset({",", "“", '"', "–", "—", "and", "after", "before", "by", "without", "while", "when"})
_APPOSITION_OPENERS = frozenset({",", "(", "–", "—", "of", "at", "in", "from", "who", "which"})
_CLAUSE_STARTS = frozenset({"though", "while", "but", "whereas", "although", ";", ":"})


def find_mention(tokens: Tokens, cast: Cast, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """The subject of a cue that came without a mention: after the verb ("says Heier"), before it ("Heier, who …,
    said").

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
        return circles(tokens, first, bounds)
    if _inverted(tokens, first, last, bounds, content):
        return _phrase_span(tokens, last, _subject_end(tokens, cast, last, bounds.stop))
    if tokens.lower[first].endswith("ing") and (first == bounds.start or tokens.word(first - 1) in _BEFORE_PARTICIPLES):
        return _opening(tokens, cast, first, bounds, content)
    return _subject_before(tokens, cast, first, bounds, content)


def is_passive(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the cue says that something was said, by nobody named: "was told", "has been reported", "has heard"."""
    words = {*tokens.lower[first:last], tokens.word(first - 1)}
    if {"to", "have"} <= set(tokens.lower[first:last]):
        return False  # "was reported to have argued": the subject is who argued
    return bool(words & {"was", "were", "been", "be", "is"}) and bool(
        words & {"told", "reported", "said", "heard", "claimed", "alleged"}
    )


def _phrase_span(tokens: Tokens, first: int, last: int) -> Span | None:
    return tokens.span(first, last) if first < last else None


def _subject_end(tokens: Tokens, cast: Cast, first: int, stop: int) -> int:
    """The end of a subject after its verb, over a comma where a name follows in apposition: "says its chief nurse, Ada
    Obi".
    """
    end = phrase_end(tokens, first, stop)
    if end + 1 < stop and tokens.lower[end] == ",":
        names = [m for m in cast.at(end + 1, end + 4) if all(is_lead(tokens, i) for i in range(end + 1, m.first))]
        if names and after_name(tokens, names[0]) in CLOSERS:
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
    if word in {"that", "and", "reporters", "news"} or word in OBJECT_PREPOSITIONS:
        return False
    return (
        tokens.capital[last] or word in {"he", "she", "they", "it", "who"} or word in DETERMINERS | INDEFINITE
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
        if mention is None:
            return _pronoun_after(tokens, content, bounds.stop)
        return tokens.span(mention.first, mention.last)
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
            if head is not None and not cast.at(index, head + 1) and tokens.word(index - 1) not in OBJECT_PREPOSITIONS:
                end = head + 1
                while end < first and (
                    is_role_noun(tokens.lower[end]) or tokens.lower[end] in lexicons.organization_classes()
                ):
                    end += 1
                return tokens.span(index, end)
    return None


def _pronoun_after(tokens: Tokens, content: tuple[Span, ...], stop: int) -> Span | None:
    """The pronoun that opens the main clause after the content: "After saying that …, she left"."""
    index = tokens.at(content[-1].end)
    while index < stop and not tokens.words[index][0].isalnum():
        index += 1
    return tokens.span(index, index + 1) if index < stop and tokens.lower[index] in {"he", "she", "they"} else None


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
            or (word == "which" and tokens.word(start - 2) in OBJECT_PREPOSITIONS)
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
            if after_name(tokens, m) in _APPOSITION_OPENERS and not is_object(tokens, m)
            and not _is_aside(tokens, floor, m.first)
        ),
        None,
    )  # fmt: skip
    opens = tokens.lower[floor] in DETERMINERS | {"a", "an", "one"} | POSSESSIVE_PRONOUNS or tokens.capital[floor]
    opens = opens and not tokens.lower[floor].endswith("ing")
    joined = named is not None and (
        tokens.word(named.first - 1) in {",", "and", "while", "though", "but"}
        or is_role_noun(tokens.word(named.first - 1))
    )
    if named is not None and (named.first - floor <= 6 or not opens or joined):
        return tokens.span(named.first, named.last)
    for index in range(floor, end):
        if tokens.lower[index] in DETERMINERS | {"a", "an", "one"} | POSSESSIVE_PRONOUNS or tokens.capital[index]:
            return _phrase_span(tokens, index, phrase_end(tokens, index, end))
    return None


def _is_aside(tokens: Tokens, floor: int, name: int) -> bool:
    """Whether a name stands in a participle clause after the subject: "The panel, headed by senator [Ada Obi], …"."""
    comma = next((i for i in range(name - 1, floor, -1) if tokens.lower[i] == ","), None)
    return comma is not None and in_participle(tokens, comma + 1, name)
