"""The body that a role belongs to by its surroundings: named shortly before, or where the sentence is set."""

from __future__ import annotations

from . import lexicons
from .entities import Cast, Mention
from .nouns import can_modify, is_role_noun
from .tokens import Tokens

_NEAR = 70
# What each further mention of an organisation counts against the distance to it.
_OFTEN = 0.2
# Nouns that the names of such bodies hold: "the army" is nothing that is named otherwise.
_IN_NAMES = frozenset(
    "army navy police ministry department government council court parliament senate university college school "
    "hospital church municipality commission county prison embassy party".split()
)
_SITES = frozenset(
    "foundry market terminal hospital school clinic factory shipyard mine farm port harbour harbor plant "
    "depot airport warehouse bakery brewery dairy abbey".split()
)


def setting(tokens: Tokens, cast: Cast, index: int) -> tuple[int, int] | None:
    """ "At the Kladno foundry where she works, bookkeeper …": the place that opens the sentence or the one before it in
    its block.
    """
    number = tokens.sentence[index]
    for sentence in (number, number - 1):
        if sentence < 0 or tokens.layout.sentences[sentence].block < tokens.layout.sentences[number].block - 1:
            return None
        span = tokens.sentence_range(sentence)
        if len(span) > 4 and tokens.lower[span.start] == "at":
            start = span.start + 1 + (tokens.lower[span.start + 1] in {"the", "a", "an"})
            end = start
            while end < span.stop and (
                tokens.capital[end]
                or (end + 1 < span.stop and tokens.lower[end + 1] in _SITES and can_modify(tokens, end))
                or tokens.lower[end] in lexicons.organization_classes()
                or tokens.lower[end] in _SITES
            ):
                end += 1
            noun = tokens.lower[end - 1] in _SITES or tokens.lower[end - 1] in lexicons.organization_classes()
            told = any(tokens.capital[i] for i in range(start, end)) or end - start > 1
            return (start, end) if end > start and noun and told else None
    return None


def main_body(cast: Cast) -> Mention | None:
    """The first mention of the one organisation that the article names time and again; ``None`` without such a one."""
    counts = {n: sum(e.forms.values()) for n, e in enumerate(cast.entities) if e.kind == "organization"}
    ranked = sorted(counts, key=lambda n: (-counts[n], n))
    if not ranked or counts[ranked[0]] < 3 or (len(ranked) > 1 and counts[ranked[1]] > 0.6 * counts[ranked[0]]):
        return None
    return next(iter(cast.of(ranked[0])), None)


def company_before(tokens: Tokens, cast: Cast, index: int, noun: str | None) -> tuple[int, int] | None:
    """The organisation before a token that a role belongs to: named often and not long ago, of the kind of ``noun``."""
    best: tuple[float, Mention] | None = None
    for mention in cast.at(max(0, index - _NEAR), index):
        if not _can_employ(tokens, cast, mention, noun):
            continue
        named = sum(cast.entities[mention.entity].forms.values())
        score = _OFTEN * min(named, 5) - (index - mention.first) / _NEAR
        if best is None or score >= best[0]:
            best = (score, mention)
    return (best[1].first, best[1].last) if best is not None else None


def _can_employ(tokens: Tokens, cast: Cast, mention: Mention, noun: str | None) -> bool:
    """Whether a name is an organisation's, of the kind asked for: no title, currency or newsroom that was told."""
    entity, classes = cast.entities[mention.entity], lexicons.organization_classes()
    kind = next((classes[word] for word in reversed(entity.words) if word in classes), None)
    told = was_told(tokens, mention)
    title = all(is_role_noun(word) for word in entity.words)
    amount = tokens.word(mention.last)[:1].isdigit()
    if entity.kind != "organization" or kind == "media" or entity.score < 0.6 or told or title or amount:
        return False
    if noun is None or noun in entity.words:
        return True
    return noun not in _IN_NAMES | _SITES and kind in {None, classes.get(noun)}


def is_no_employer(tokens: Tokens, body: tuple[int, int]) -> bool:
    """Whether what was read as a body is the field of an office or the place of a dateline: "Minister of [Transport]",
    "[Arnfels] (nda) – ".
    """
    first, last = body
    office = tokens.word(first - 1) in {"of", "for"} and tokens.word(first - 2) in {"minister", "secretary"}
    opens = first == 0 or tokens.block(first - 1) != tokens.block(first)
    agency = tokens.word(last) == "(" and tokens.word(last + 2) == ")"
    dash = tokens.word(last + 3 if agency else last) in {"–", "—", "-", "--"}
    return office or (opens and agency and dash)


def was_told(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name is a newsroom's that somebody spoke to: "told the Aros Dispatch"."""
    before = mention.first - 1
    if tokens.word(before) in {"the", "a"}:
        before -= 1
    talked = tokens.word(before - 1) in {"speaking", "spoke", "interview", "talking"}
    return tokens.word(before) in {"told", "tells", "telling"} or (tokens.word(before) in {"to", "with"} and talked)


def common_before(tokens: Tokens, cast: Cast, index: int, noun: str | None) -> tuple[int, int] | None:
    """The body without a name spoken of last before a token ("the local chamber of agriculture"), with modifiers; of
    ``noun`` if given.
    """
    for head in range(index - 1, max(0, index - _NEAR), -1):
        word = tokens.lower[head]
        if tokens.capital[head] or word not in lexicons.organization_classes() or (noun is not None and word != noun):
            continue
        start = head
        while (
            start > 0 and head - start < 4 and (can_modify(tokens, start - 1) or tokens.lower[start - 1] in {"'", "'s"})
        ):
            if tokens.lower[start - 1] in {
                "the",
                "a",
                "an",
                "'s",
                "of",
                "for",
                "by",
                "in",
                "at",
                "and",
                "that",
                "its",
                "their",
            }:
                break
            start -= 1
        if head - start < 1 or tokens.word(start - 1) not in {"the", "a", "an", "'s"}:
            continue
        named = [m for m in cast.at(max(0, start - 6), start) if tokens.word(m.last) == "," and m.last + 2 == start]
        if named and cast.entities[named[-1].entity].kind == "organization":
            return named[-1].first, named[-1].last
        end = head + 1
        if tokens.word(end) == "of" and tokens.word(end + 1)[:1].isalpha():
            end += 2
        return start, end
    return None
