"""Articles written for training, as text with tags.

A file of ``training/articles/`` holds articles parted by lines that begin with ``===``. The tags:

==================  ====================================================================================
``<q1>…</q1>``      content of attribution 1, marks outside; several spans may carry one number
``<c1>…</c1>``      its cue
``<a1>…</a1>``      its cue where it states no speech but a wish, demand, doubt or expectation
``<s1,2>…</s1,2>``  the mention of the speaker of attributions 1 and 2
``<x>…</x>``        content on which readers may differ: the loss leaves it out
``<p> <o> <g>``     names of persons, organisations and places
==================  ====================================================================================

Names nest in everything, a content in no other attribution: what somebody quoted reports in his turn stays unmarked, as
in PolNeAR. As in the style articles, marks and "that" become part of the content when the text is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from training.cues import mode_of
from training.marked import Attribution, Marked, Range, block_starts
from training.style import widen

TAG = re.compile(r"<(/?)([qcasxpog])((?:\d+(?:,\d+)*)?)>")
NAMES = {"p": "person", "o": "organization", "g": "place"}


@dataclass(slots=True)
class _Parts:
    """The ranges of one attribution as they are met."""

    source: list[Range] = field(default_factory=list)
    cue: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    attitude: bool = False


def read_articles(folder: Path) -> list[Marked]:
    """All articles of a folder's ``*.txt``, in the order of the files' names. Raises ValueError naming file and tag."""
    articles: list[Marked] = []
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"^===.*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for number, part in enumerate(parts[1:], 1):
            try:
                articles.append(parse(part.strip("\n")))
            except ValueError as error:
                raise ValueError(f"{path.name}, article {number}: {error}") from error
    return articles


def parse(tagged: str) -> Marked:
    """One tagged article.

    Raises ValueError for a tag that is not closed, an attribution without content, or one inside another.
    """
    text: list[str] = []
    open_tags: list[tuple[str, str, int]] = []
    found: dict[str, _Parts] = {}
    names: list[tuple[int, int, str]] = []
    unsure: list[Range] = []
    length = at = 0
    for match in TAG.finditer(tagged):
        text.append(tagged[at : match.start()])
        length += match.start() - at
        at = match.end()
        closing, kind, numbers = match.groups()
        if not closing:
            open_tags.append((kind, numbers, length))
            continue
        if not open_tags or open_tags[-1][:2] != (kind, numbers):
            raise ValueError(f"{match.group()} closes what is not open: {tagged[max(0, at - 60) : at]!r}")
        span = (open_tags.pop()[2], length)
        if kind in NAMES:
            names.append((*span, NAMES[kind]))
        elif kind == "x":
            unsure.append(span)
        else:
            _add(found, kind, numbers, span)
    if open_tags:
        raise ValueError(f"<{open_tags[-1][0]}{open_tags[-1][1]}> is never closed")
    text.append(tagged[at:])
    whole = "".join(text)
    return Marked(whole, _attributions(whole, found, unsure), tuple(sorted(names)), block_starts(whole))


def _add(found: dict[str, _Parts], kind: str, numbers: str, span: Range) -> None:
    if not numbers:
        raise ValueError(f"<{kind}> has no number")
    for number in numbers.split(","):
        parts = found.setdefault(number, _Parts())
        if kind == "q":
            parts.content.append(span)
        elif kind == "s":
            parts.source.append(span)
        else:
            parts.cue.append(span)
            parts.attitude |= kind == "a"


def _attributions(text: str, found: dict[str, _Parts], unsure: list[Range]) -> tuple[Attribution, ...]:
    made: list[Attribution] = []
    for number, parts in found.items():
        if not parts.content:
            raise ValueError(f"attribution {number} has no content <q{number}>")
        content = tuple(widen(text, span) for span in parts.content)
        mode = "attitude" if parts.attitude else mode_of(text[slice(*parts.cue[0])] if parts.cue else "", True)
        mode = "speech" if mode == "attitude" and not parts.attitude else mode
        made.append(Attribution(tuple(parts.source), tuple(parts.cue), content, mode))
    _check_apart(text, made)
    made += [Attribution((), (), (span,), weight=0.0) for span in unsure]
    return tuple(sorted(made, key=lambda one: one.content[0]))


def _check_apart(text: str, attributions: list[Attribution]) -> None:
    """Each word has one tag: what two attributions may share is their source."""
    said = sorted({span for one in attributions for span in (*one.content, *one.cue)} | _sources(attributions))
    for (start, end), (later, _) in pairwise(said):
        if later < end:
            raise ValueError(f"attributions overlap: {text[start:end]!r} and {text[later : later + 40]!r}")


def _sources(attributions: list[Attribution]) -> set[Range]:
    return {span for one in attributions for span in one.source}
