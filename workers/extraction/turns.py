"""Transcripts: turns of speech that open with a label, "Ms. Pike (Cape Sorrow): Text".

A label alone proves little: "Where: Town hall" is one too. What makes a transcript is that labels come back, that
there are at least two, and that people say "I" and "you" in what follows them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .document import Layout, Name
from .lexicon import load_entries, load_words
from .types import Span

_FEWEST_TURNS = 3
_LEAST_PERSONAL = 0.3
# Labels to a paragraph, from the first to the last: below it the labels are headlines in a report.
_LEAST_DENSE = 0.3
_LONGEST_LABEL = 7

_LABEL = re.compile(
    r"""
    ^[ \t]{0,3}
    (?P<name> [^\W\d_a-z] [^:()\n"“«„?!]{0,50} )    # a name or an office, with a capital
    (?P<aside> [ ]? \( [^()\n]{1,80} \) )?           # where from, or in what capacity
    : [ \t]{1,3} (?=\S)
    """,
    re.VERBOSE | re.MULTILINE,
)
_STAGE = re.compile(
    r"""
    (?: (?<=[.!?…»”"’]) | (?<=:\s) | ^ ) \s{0,3}    # between sentences: within one, brackets are an editor's
    (?: \[ [A-Z][^\[\]\n]{1,80} \]                  # "[Laughter]", "[She laughs.]"
      | \( [A-Z][A-Z0-9 .,:;'’-]{3,80} \) ) \s{0,3}   # "(BEGIN VIDEO CLIP)"
    """,
    re.VERBOSE | re.MULTILINE,
)
_MARKED = re.compile(r"[“„«][^“”„«»]{0,600}[“”»]|\"[^\"]{0,600}\"")
_WORD = re.compile(r"[^\W\d_]+")
_ASKED = frozenset({"q", "question"})
_ANSWERED = frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in one go, a span a paragraph. ``speaker`` is a mention of who says it; ``asks`` marks an
    interviewer's line."""

    spans: tuple[Span, ...]
    speaker: Span | None
    asks: bool


@dataclass(frozen=True, slots=True)
class _Label:
    """A label: where it starts, the name in it and what stands in brackets behind, where what is said begins."""

    start: int
    name: Span
    aside: Span
    end: int
    key: str


def find_transcript(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Turn, ...]:
    """The labelled turns of ``text``, in text order; none if it is no transcript. Behind an "A:" the guest speaks."""
    # The first block is a headline: "Fallin: ‘We all need healing’".
    labels = [
        label for block in layout.blocks[1:] if block.kind == "body" for label in _labels(text, block.start, block.end)
    ]
    if not _recur(layout, labels):
        return ()
    guest = find_guest(text, names, labels[0].start)
    named = _named(labels, names)
    said = [tuple(_said(text, layout, label, after)) for label, after in zip(labels, [*labels[1:], None], strict=True)]
    personal = sum(bool(person_words(text, spans)) for spans in said)
    if personal < _LEAST_PERSONAL * len(said):
        return ()
    return tuple(
        Turn(spans, guest if label.key in _ANSWERED else _speaker(label, named), label.key in _ASKED)
        for label, spans in zip(labels, said, strict=True)
        if spans
    )


def find_guest(text: str, names: Sequence[Name], opening: int) -> Span | None:
    """The fullest name of the person named most often before ``opening``, where the talk begins."""
    people = [Span(name.start, name.end) for name in names if name.kind == "person" and name.end <= opening]
    counts = Counter(_last_word(text, name) for name in people)
    return max(people, key=lambda n: (counts[_last_word(text, n)], n.end - n.start, -n.start), default=None)


def person_words(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Which persons (1: "I", "we"; 2: "you") ``spans`` speak in, what stands between marks aside."""
    table = _persons()
    found = set()
    for span in spans:
        plain = _outside_marks(span.of(text))
        found |= {
            table[word] for match in _WORD.finditer(plain) if (word := match[0].lower()) in table and _is_word(match)
        }
    return frozenset(found)


def without_stage(text: str, span: Span) -> list[Span]:
    """``span`` without stage directions in brackets, and without space at its edges."""
    parts, at = [], span.start
    for match in _STAGE.finditer(text, span.start, span.end):
        parts.append(Span(at, match.start()))
        at = match.end()
    parts.append(Span(at, span.end))
    return [stripped for part in parts if (stripped := _stripped(text, part)).start < stripped.end]


def _named(labels: Sequence[_Label], names: Sequence[Name]) -> dict[str, Span]:
    """The name behind an office, "CHAIR (Linh Pham):", for each label's key that has one."""
    people = [Span(name.start, name.end) for name in names if name.kind == "person"]
    found: dict[str, Span] = {}
    for label in labels:
        at = bisect_left(people, label.name)
        if not any(label.name.overlaps(name) for name in people[max(0, at - 1) : at + 2]):
            found.update((label.key, name) for name in people[at : at + 2] if label.aside.covers(name))
    return found


def _speaker(label: _Label, named: dict[str, Span]) -> Span | None:
    return None if label.key in _ASKED else named.get(label.key, label.name)


def _recur(layout: Layout, labels: Sequence[_Label]) -> bool:
    """Whether labels come back, are of two people at least, and stand close to one another."""
    counts = Counter(label.key for label in labels)
    if len(labels) < _FEWEST_TURNS or len(counts) < 2 or max(counts.values()) < 2:
        return False
    between = sum(labels[0].start <= block.start <= labels[-1].start for block in layout.blocks)
    return len(labels) >= _LEAST_DENSE * between


def _labels(text: str, start: int, end: int) -> Iterator[_Label]:
    for match in _LABEL.finditer(text, start, end):
        name = _stripped(text, Span(*match.span("name")))
        words = name.of(text).split()
        if len(words) <= _LONGEST_LABEL and all(_names(word) for word in words):
            aside = Span(*match.span("aside")) if match["aside"] else Span(name.end, name.end)
            yield _Label(match.start(), name, aside, match.end(), _last_word(text, name))


def _last_word(text: str, name: Span) -> str:
    return name.of(text).split()[-1].strip(".,").lower()


def _names(word: str) -> bool:
    """Whether a word can stand in a label: with a capital, or a particle of a name."""
    return not word[0].islower() or word in load_words("label_particles.txt")


def _said(text: str, layout: Layout, label: _Label, after: _Label | None) -> Iterator[Span]:
    """What follows a label, a span a paragraph, up to the next label. After the last label, its own paragraph alone."""
    first = bisect_right(layout.blocks, label.start, key=lambda block: block.start) - 1
    last = bisect_left(layout.blocks, after.start, key=lambda block: block.start) if after else first + 1
    for block in layout.blocks[first : max(last, first + 1)]:
        if block.kind == "body":
            end = min(block.end, after.start) if after else block.end
            yield from without_stage(text, Span(max(block.start, label.end), end))


def _outside_marks(words: str) -> str:
    return _MARKED.sub(" ", words)


def _is_word(match: re.Match[str]) -> bool:
    """Whether a match is a word of its own: no "US" in capitals, no "I" of a numbered list."""
    return match[0] not in {"US", "ME"}


@cache
def _persons() -> dict[str, int]:
    entries = (entry.split() for entry in load_entries("first_and_second_person.txt"))
    return {word: int(person) for word, person in entries}


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
