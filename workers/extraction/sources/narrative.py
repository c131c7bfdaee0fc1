"""What the narrative between quotes offers: blocks, subjects without a name, people by age, pronouns."""

from __future__ import annotations

from ..document import FoundQuote
from ..types import Span
from . import lexicons
from .nouns import can_modify, is_role_noun
from .phrases import phrase_end
from .referents import is_verb_form
from .runs import OPENING_MARKS
from .tokens import Tokens

# Offices that one person of an article is known to hold or seek.
_ASIDE = 16
_PARTICIPLES = frozenset("written made seen drawn sent held given shown put cut drafted".split())
_PUBLISHED = frozenset({"published", "released", "issued", "unveiled", "presented"})
_ARTICLES = frozenset({"a", "an"})
_LEAD = 4
_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“"}
_OFFICES = frozenset("nominee candidate contender frontrunner incumbent challenger hopeful".split())


def fills_blocks(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens from ``first`` to ``last`` (exclusive) are whole blocks, marks aside."""
    start, end = first, last
    while start > 0 and tokens.block(start - 1) == tokens.block(first):
        start -= 1
        if tokens.words[start] not in OPENING_MARKS:
            return False
    while end < len(tokens) and tokens.block(end) == tokens.block(last - 1):
        if tokens.words[end][0].isalnum():
            return False
        end += 1
    return True


def block_before(tokens: Tokens, first: int) -> str:
    """The text of the block before the one that token ``first`` stands in."""
    number = tokens.block(first) - 1
    if number < 0:
        return ""
    block = tokens.layout.blocks[number]
    return tokens.text[block.start : block.end].strip()


def subject_bodies(tokens: Tokens) -> list[tuple[int, int]]:
    """Sentence subjects that are bodies without a name ("The mobility department rejected …"), as token ranges."""
    found = []
    for number in range(len(tokens.layout.sentences)):
        span = tokens.sentence_range(number)
        if not span or tokens.lower[span.start] not in {"the", "its", "their", "a"}:
            continue
        for index in range(span.start + 1, min(span.start + 7, span.stop - 1)):
            word = tokens.lower[index]
            if not (word[0].isalnum() or word in {"'s", "'"}):
                break
            if (
                word in lexicons.organization_classes()
                and not tokens.capital[index]
                and is_verb_form(tokens.lower[index + 1])
            ):
                found.append((span.start, index + 1))
                break
    nationalities, bodies = lexicons.words("names/nationalities.txt"), lexicons.organization_classes()
    for index in range(len(tokens) - 1):
        body = tokens.lower[index + 1] in bodies and not tokens.capital[index + 1]
        if body and tokens.lower[index] in nationalities and tokens.capital[index]:
            found.append((index, index + 2))
    return found


def subject_documents(tokens: Tokens) -> list[tuple[int, int]]:
    """Documents that are subjects ("A statement from the agency was read out.") or published, as token ranges."""
    found = []
    documents = lexicons.words("mentions/documents.txt")
    for number in range(len(tokens.layout.sentences)):
        span = tokens.sentence_range(number)
        found.extend(_published(tokens, span, documents))
        if len(span) < 4 or tokens.lower[span.start] not in {"a", "an", "the"}:
            continue
        near = range(span.start + 1, min(span.start + 4, span.stop))
        head = next((i for i in near if tokens.lower[i] in documents), 0)
        if not head or tokens.capital[head] or not all(tokens.lower[i][0].isalpha() for i in range(span.start, head)):
            continue
        end = phrase_end(tokens, head + 1, span.stop)
        if tokens.word(head + 1) in {"of", "by", "from", "on", "into"} or is_verb_form(tokens.word(head + 1)):
            found.append((span.start, end))
    return found


def _published(tokens: Tokens, span: range, documents: frozenset[str]) -> list[tuple[int, int]]:
    """Documents that a sentence brings in as published: "… behind [a study of 900 nurses] published in March"."""
    found = []
    for index in span[_LEAD:]:
        if tokens.lower[index] not in _PUBLISHED:
            continue
        floor = max(span.start, index - _ASIDE)
        start = next((i for i in range(index - 1, floor, -1) if tokens.lower[i] in _ARTICLES), 0)
        head = next((i for i in range(start + 1, min(start + _LEAD, index)) if tokens.lower[i] in documents), 0)
        plain = all(tokens.words[i][0].isalnum() for i in range(start, index))
        if start and head and plain and not tokens.capital[head]:
            found.append((start, index))
    return found


def aged_people(tokens: Tokens) -> list[tuple[int, int]]:
    """Sentence subjects with an age and a role ("The 71-year-old retired bricklayer"), as token ranges."""
    found = []
    for number in range(len(tokens.layout.sentences)):
        span = tokens.sentence_range(number)
        if len(span) < 4 or tokens.lower[span.start] != "the" or "-year-old" not in tokens.lower[span.start + 1]:
            continue
        head = next(
            (i for i in range(span.start + 2, min(span.start + 6, span.stop)) if is_role_noun(tokens.lower[i])), None
        )
        if head is not None and all(tokens.lower[i][0].isalpha() for i in range(span.start + 2, head)):
            found.append((span.start, head + 1))
    return found


def described_subjects(tokens: Tokens) -> list[tuple[int, int]]:
    """Sentence subjects with an office and no name ("The Labour candidate admitted …"), as token ranges."""
    found = []
    for number in range(len(tokens.layout.sentences)):
        span = tokens.sentence_range(number)
        if len(span) < 4 or tokens.lower[span.start] != "the":
            continue
        head = next(
            (i for i in range(span.start + 1, min(span.start + 5, span.stop - 1)) if tokens.lower[i] in _OFFICES), None
        )
        if head is None or not is_verb_form(tokens.lower[head + 1]) and not tokens.lower[head + 1].endswith("s"):
            continue
        if all(can_modify(tokens, i) for i in range(span.start + 1, head)):
            found.append((span.start, head + 1))
    return found


def _before_aside(tokens: Tokens, index: int) -> int:
    """Before a participle between commas that ends before "which": "a report[, tabled on Monday, ]which"."""
    if index < 2 or tokens.lower[index - 1] != ",":
        return index
    start = tokens.sentence_range(tokens.sentence[index]).start
    comma = next((i for i in range(index - 2, max(start, index - _ASIDE), -1) if tokens.lower[i] == ","), None)
    if comma is None or not (tokens.lower[comma + 1].endswith("ed") or tokens.lower[comma + 1] in _PARTICIPLES):
        return index
    return comma


def antecedent_phrase(tokens: Tokens, index: int) -> Span | None:
    """The noun phrase right before "who" or "which" at ``index``, past a comma or an age ("a patient, 71, who")."""
    end = _before_aside(tokens, index)
    while end > 0 and (tokens.words[end - 1] in {",", ")", "("} or tokens.words[end - 1].isdigit()):
        end -= 1
    start = end
    while start > 0 and end - start < 8 and tokens.same_sentence(start - 1, index):
        word = tokens.lower[start - 1]
        if not (word[0].isalnum() or word in {"'s", "'"}):
            break
        start -= 1
        if word in {"the", "a", "an", "one", "his", "her", "their", "its", "some", "several"}:
            if tokens.word(start - 1) in {"of", "by", "from"} and end != index - 1:
                continue  # "a report of the auditor, tabled on Monday, which …"
            return tokens.span(start, end)
    return tokens.span(start, end) if start < end and end - start <= 4 else None


def narrative_pronouns(tokens: Tokens, speech: list[bool]) -> list[tuple[int, int]]:
    """The subject pronouns "he" and "she" outside direct speech, as token ranges."""
    return [(i, i + 1) for i in range(len(tokens)) if tokens.lower[i] in {"he", "she"} and not speech[i]]


def content_before(tokens: Tokens, quote: FoundQuote, index: int) -> tuple[range, ...]:
    """What stands before a token in its sentence and is reported by it: "[Lie], she added, [had been frank]"."""
    parts = [part for part in map(tokens.within, quote.spans) if part and quote.kind != "direct"]
    return tuple(part for part in parts if part.stop <= index and tokens.same_sentence(part.start, index))


def direct_speech(tokens: Tokens, quotes: tuple[FoundQuote, ...]) -> list[bool]:
    """For each token whether it stands in direct speech or between quote marks; indirect content keeps its names in the
    narrative.
    """
    inside = [False] * (len(tokens) + 1)
    for quote in quotes:
        if quote.kind != "direct":
            continue
        for span in quote.spans:
            for index in tokens.within(span):
                inside[index] = True
    for opening, closing in _marked(tokens):
        inside[opening:closing] = [True] * (closing - opening)
    return inside


def _marked(tokens: Tokens) -> list[tuple[int, int]]:
    """What stands between quote marks within a sentence, as token ranges: slogans, titles, words picked out."""
    found = []
    for number in range(len(tokens.layout.sentences)):
        opening: int | None = None
        span = tokens.sentence_range(number)
        for index in span:
            word = tokens.words[index]
            if opening is None and word in _PAIRS:
                opening = index
            elif opening is not None and word == _PAIRS[tokens.words[opening]] and not _is_apostrophe(tokens, index):
                found.append((opening + 1, index))
                opening = None
    return found


def _is_apostrophe(tokens: Tokens, index: int) -> bool:
    """Whether a mark stands inside a word or begins one: "rock ’n’ roll"."""
    following = index + 1
    joined = following < len(tokens) and tokens.starts[following] == tokens.ends[index]
    return joined and tokens.words[following][0].isalnum()
