"""Credits run into the text, and the captions before them.

A credit ("Photo: Jane Doe / AP") ends where the next sentence begins, which no mark tells where line breaks were
lost: known agencies, words that begin sentences and names that the article uses elsewhere do. A caption is what stands
between the text and its credit: one sentence, more where it takes up the sentence before ("She says …") or that one is
a mere phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .furniture import agency_pattern, credit_pattern
from .lexicon import load_words
from .types import Span

# A paragraph with a credit at its end is a caption as a whole up to this length.
_WHOLE_WORDS = 60
_WHOLE_SENTENCES = 3
_MOST_SENTENCES = 3
# How far on either side a name is looked for, in code points: whole articles, and still linear in endless ones.
_NEAR = 20_000

_TOKEN = re.compile(r"\S+")
_STOP_MARKS = '“"«„‘–—•·▪●■([-'
_DASH_START = re.compile(r"[–—-]\s")
_REPORTS = re.compile(
    r",[”\"»]?\s+(?P<verb>[a-z]+)\b|,\s+(?:[^\W\d_a-z][\w.'’-]*|the|he|she|they)(?:\s+[\w.'’-]+){0,2}?\s+(?P<after>[a-z]+)\b"
)
_TAKES_UP = re.compile(
    r"(?:He|She|They|It|His|Her|Their|Its|There|Here|Behind|Both|Only|The|This|These|Those|Next to)\b"
)
_UPPER = re.compile(r"[^a-zß-ÿ]{4,}\Z")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit's range, and whether its label introduces the caption itself ("Photo: A basket of crabs.")."""

    start: int
    end: int
    is_caption: bool


def find_credits(text: str, start: int, end: int) -> list[Credit]:
    """The credits in ``text[start:end]``, in order."""
    found: list[Credit] = []
    at = start
    for match in credit_pattern().finditer(text, start, end):
        if match.start() < at:
            continue
        credit = _labelled(text, match, end) if match["label"] else _bracketed(text, match, start, end)
        if credit is not None:
            found.append(credit)
            at = credit.end
    return found


def caption_start(text: str, sentences: list[Span], *, whole: bool) -> int | None:
    """Where the caption begins that ends with the last of ``sentences``, or ``None`` where no caption stands there.

    ``sentences`` are those between the last thing that was no running text and the credit. ``whole`` says that a
    paragraph begins and ends with them.
    """
    if not sentences or _is_speech(text, sentences):
        return None
    words = sum(len(span.of(text).split()) for span in sentences)
    if whole and len(sentences) <= _WHOLE_SENTENCES and words <= _WHOLE_WORDS:
        return sentences[0].start
    first = len(sentences) - 1
    while first > 0 and len(sentences) - first < _MOST_SENTENCES and _belongs_together(text, sentences, first):
        first -= 1
    return sentences[first].start


def _bracketed(text: str, match: re.Match[str], start: int, end: int) -> Credit | None:
    """A credit in brackets, where it closes a paragraph or a sentence and is no dateline or abbreviation."""
    before = text[start : match.start()].rstrip()
    closes = match.end() >= end - 1 or before[-1:] in '.!?”"’'
    plain = (
        "/" not in match.group()
        and "Photo" not in match.group()
        and "Images" not in match.group()
        and ":" not in match.group()
    )
    if not before or not closes or (plain and before[-1:] not in '.!?”"’'):
        return None
    return Credit(match.start(), min(match.end() + (text[match.end() : match.end() + 1] == "."), end), False)


def _labelled(text: str, match: re.Match[str], end: int) -> Credit | None:
    label_end = match.end()
    tokens = _holder_tokens(text, label_end, end)
    if not tokens:
        return None
    last = tokens[-1]
    following = text[last.end() : end].lstrip()[:1]
    if not following or following in _STOP_MARKS or last.group()[-1] in ".]":
        return Credit(match.start(), last.end(), False)
    if len(tokens) == 1 and tokens[0].group().lower() in load_words("sentence_openers.txt"):
        return Credit(match.start(), label_end, True)
    return Credit(match.start(), tokens[_holder_count(text, tokens) - 1].end(), False)


def _holder_tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words after a label that can belong to names: up to a stop, an opening mark or a word in lower case."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, min(end, start + 300)):
        word = token.group()
        if word[0] in _STOP_MARKS and word != "-":
            break
        if (
            word[0].islower()
            and word.lower() not in load_words("credit_particles.txt")
            and not agency_pattern().match(word)
        ):
            break
        tokens.append(token)
        if word[-1] in ".]" and len(word.rstrip(".]")) > 2:
            break
    while tokens and tokens[-1].group() in load_words("credit_particles.txt"):
        tokens.pop()
    return tokens


def _holder_count(text: str, tokens: list[re.Match[str]]) -> int:
    """How many of ``tokens`` are the credit; the others begin the next sentence."""
    words = [token.group() for token in tokens]
    slash = max((i for i, word in enumerate(words) if word in ("/", "|") or word.endswith("/")), default=-1)
    first = slash + 1
    agency = agency_pattern().match(text, tokens[min(first, len(tokens) - 1)].start(), tokens[-1].end())
    if agency and first < len(tokens):
        return sum(token.start() < agency.end() for token in tokens)
    for index in range(first + 1, len(words)):
        if words[index][0].isupper() and _opens(words, index, first):
            return index
    if slash > 0 and words[first : first + slash] == words[:slash]:
        return first + slash
    for index in range(first + 1, len(words)):
        if _named_elsewhere(text, tokens, index):
            return index
    usual = 1 if slash >= 0 else 2
    return max(1, min(first + usual, len(words) - 1))


def _opens(words: list[str], index: int, first: int) -> bool:
    """Whether a word among a credit's capitals begins a sentence: an opener, an ordinary word, the end of small
    print.
    """
    bare = words[index].lower().rstrip(".,")
    if _UPPER.match("".join(words[first:index])) and not _UPPER.match(words[index]) and words[index] != "/":
        return True
    if _UPPER.match(words[index]):
        return False
    return bare in load_words("sentence_openers.txt") or bare in load_words("common_words.txt")


def _named_elsewhere(text: str, tokens: list[re.Match[str]], index: int) -> bool:
    """Whether the two words from ``index`` stand side by side somewhere else near by in the article."""
    if index + 1 >= len(tokens):
        return False
    pair = text[tokens[index].start() : tokens[index + 1].end()]
    own = tokens[index].start()
    return text.find(pair, max(0, own - _NEAR), own) != -1 or text.find(pair, own + 1, own + _NEAR) != -1


def _is_speech(text: str, sentences: list[Span]) -> bool:
    """Whether what stands before the credit is a dash quote with its reporting clause rather than a caption."""
    for back, span in enumerate(reversed(sentences[-4:])):
        spoken = _DASH_START.match(text, span.start)
        if spoken:
            return back == 0 or not _has_reporting_clause(span.of(text))
        if back and _has_reporting_clause(span.of(text)):
            return False
        if not back and not _has_reporting_clause(span.of(text)):
            return False
    return False


def _has_reporting_clause(sentence: str) -> bool:
    verbs = load_words("question_verbs.txt")
    return any((match["verb"] or match["after"]) in verbs for match in _REPORTS.finditer(sentence))


def _belongs_together(text: str, sentences: list[Span], index: int) -> bool:
    """Whether the sentence before ``sentences[index]`` is part of the same caption."""
    before, this = sentences[index - 1].of(text), sentences[index].of(text)
    if _DASH_START.match(before) or _has_reporting_clause(before) or not _TAKES_UP.match(this):
        return False
    if not any(word.lower().strip(".,") in load_words("finite_verbs.txt") for word in before.split()):
        return len(before.split()) <= 14
    person = this.split(maxsplit=1)[0] in ("He", "She", "They", "His", "Her", "Their")
    return person and bool(re.match(r"(?:[^\W\d_a-z][\w.'’-]*\s+){2}", before))
