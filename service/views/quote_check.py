"""Does a quotation stand in an article as it is written? Exactly, altered, or not at all.

Only quote marks and white space may differ for a quotation to count as exact; an ellipsis may stand where a quote is
interrupted by its reporting clause. Otherwise the most similar passage is looked for: words that both share vote for
where it is, and an alignment of the words there (Needleman and Wunsch's, with free ends in the article, as Sellers has
it) gives the differences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .alignment import SAME, SINGLE, WRONG, Piece, align, cost

Verdict = Literal["exact", "altered", "absent"]
Operation = Literal["equal", "replace", "insert", "delete"]
Item = Mapping[str, Any]

DOUBLE = frozenset('"“”„‟«»″〝〞＂')
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
MARKS = re.compile(f"[{''.join(DOUBLE | SINGLE | INVISIBLE)}\\s]+")
WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
TOKEN = re.compile(r"\w+|[^\w\s]")
ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*")
SIMILAR = 0.5  # share of the words that must agree for a passage to count as the altered quotation
MOST_PLACES = 200  # occurrences of one word that vote
WINDOW = 1.3  # length of the passage looked into, in lengths of the quotation


@dataclass(frozen=True, slots=True)
class Change:
    """One difference (or stretch of agreement) between the article and the draft. ``None``: nothing on that side."""

    op: Operation
    article: Piece | None
    draft: Piece | None


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a quotation: the passage it is from, and the differences where it is altered."""

    verdict: Verdict
    spans: tuple[Piece, ...]
    similarity: float
    changes: tuple[Change, ...]


ABSENT = Check("absent", (), 0.0, ())


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text without quote marks and with single spaces; ``places`` are the offsets of its characters."""

    text: str
    places: tuple[int, ...]


def check(text: str, quotes: Iterable[Item], quotation: str, draft: str | None = None) -> Check:
    """Look for ``quotation`` in the article ``text``. With ``draft``, judge that wording against the passage found."""
    spans = _exact(text, quotes, quotation)
    if not spans:
        spans = _similar(text, quotation)
        if not spans:
            return ABSENT
    elif draft is None or _plain(draft).text == _plain(quotation).text:
        return Check("exact", spans, 1.0, ())
    wording = quotation if draft is None else draft
    if _plain(" ".join(span.text for span in spans)).text == _plain(wording).text:
        return Check("exact", spans, 1.0, ())
    changes = _changes(_tokens_of(spans), _tokens(wording, 0), text, wording)
    return Check("altered", spans, _agreement(changes), changes)


def _exact(text: str, quotes: Iterable[Item], quotation: str) -> tuple[Piece, ...]:
    needle = _plain(quotation).text
    if not needle:
        return ()
    found = _find(_plain(text), needle)
    if found is not None:
        return (_piece(text, *found),)
    without_ellipses = _plain(ELLIPSIS.sub(" ", quotation)).text
    for quote in quotes:
        if len(quote["spans"]) > 1:
            joined = _join(text, quote["spans"])
            found = _find(joined, without_ellipses) if without_ellipses else None
            if found is not None:
                return tuple(_cut(text, quote["spans"], *found))
    return ()


def _plain(text: str) -> _Plain:
    kept: list[str] = []
    places: list[int] = []
    done = 0
    for match in MARKS.finditer(text):
        start, end = match.span()
        kept.append(text[done:start])
        places += range(done, start)
        done = end
        written = _instead_of(text, start, end)
        if written and not (written == " " and (not places or kept[-1] == " ")):
            kept.append(written)
            places.append(start)
    kept.append(text[done:])
    places += range(done, len(text))
    plain = "".join(kept)
    return _Plain(plain.rstrip(" "), tuple(places[: len(plain.rstrip(" "))]))


def _instead_of(text: str, start: int, end: int) -> str:
    """What is compared instead of a run of marks and spaces: a space, an apostrophe, or nothing."""
    run = text[start:end]
    if any(character.isspace() for character in run):
        return " "
    inside = end - start == 1 and run in SINGLE and _is_letter(text, start - 1) and _is_letter(text, end)
    return "'" if inside else ""


def _is_letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalnum()


def _find(plain: _Plain, needle: str) -> tuple[int, int] | None:
    """Where the needle stands between the ends of words: offsets into the text behind ``plain``."""
    for start in _places_of(plain.text, needle):
        end = start + len(needle)
        if not (needle[-1].isalnum() and _is_letter(plain.text, end)):
            return plain.places[start], plain.places[end - 1] + 1
    return None


def _places_of(text: str, needle: str) -> Iterable[int]:
    """Where the needle stands and no word is cut by its start."""
    if needle[0].isalnum():  # looking at the starts of words alone keeps this quick on texts of one repeated letter
        yield from (found.start() for found in WORD_START.finditer(text) if text.startswith(needle, found.start()))
        return
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


def _join(text: str, spans: Sequence[Item]) -> _Plain:
    parts = [_plain(text[span["start"] : span["end"]]) for span in spans]
    places: list[int] = []
    for part, span in zip(parts, spans, strict=True):
        if places:
            places.append(span["start"])
        places += [span["start"] + place for place in part.places]
    return _Plain(" ".join(part.text for part in parts), tuple(places))


def _cut(text: str, spans: Sequence[Item], start: int, end: int) -> Iterable[Piece]:
    for span in spans:
        low, high = max(start, span["start"]), min(end, span["end"])
        if low < high:
            yield _piece(text, low, high)


def _piece(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], start, end)


def _tokens(text: str, offset: int) -> list[Piece]:
    """Words and marks; quote marks are left out, an apostrophe's inside stays with its neighbours."""
    return [
        Piece(match.group(), offset + match.start(), offset + match.end())
        for match in TOKEN.finditer(text)
        if match.group() not in DOUBLE
        and match.group() not in INVISIBLE
        and (match.group() not in SINGLE or (_is_letter(text, match.start() - 1) and _is_letter(text, match.end())))
    ]


def _tokens_of(spans: Sequence[Piece]) -> list[Piece]:
    return [token for span in spans for token in _tokens(span.text, span.start)]


def _similar(text: str, quotation: str) -> tuple[Piece, ...]:
    """The passage most like the quotation, if it is like enough."""
    wanted, have = _tokens(quotation, 0), _tokens(text, 0)
    if not wanted or not have:
        return ()
    window = _window(wanted, have)
    if not window:
        return ()
    pairs = align(window, wanted, free_ends=True)
    used = [one for one, other in pairs if one is not None and other is not None and cost(one, other) < WRONG]
    if not used:
        return ()
    words = [token for token in wanted if token.text.isalnum()] or wanted
    agreeing = [token for token in used if token.text.isalnum()] if words is not wanted else used
    if len(agreeing) < SIMILAR * len(words) or len(agreeing) < min(2, len(words)):
        return ()
    both = [one for one, other in pairs if one is not None and other is not None]
    return (_piece(text, both[0].start, both[-1].end),)


def _window(wanted: Sequence[Piece], have: Sequence[Piece]) -> Sequence[Piece]:
    """The part of the article where most of the quotation's words stand in about its order."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(have):
        if token.text.isalnum():
            found = places.setdefault(token.text.casefold(), [])
            if len(found) < MOST_PLACES:
                found.append(place)
    bucket = max(8, len(wanted) // 4)
    votes: Counter[int] = Counter()
    for position, token in enumerate(wanted):
        found = places.get(token.text.casefold(), [])
        for place in found:
            diagonal = (place - position) // bucket
            votes[diagonal] += 1 + MOST_PLACES // len(found)
            votes[diagonal + 1] += 1 + MOST_PLACES // len(found)
    if not votes:
        return ()
    best = max(votes, key=lambda diagonal: (votes[diagonal], -diagonal))
    middle = best * bucket + len(wanted) // 2
    reach = int(WINDOW * len(wanted) / 2) + 2 * bucket
    return have[max(0, middle - reach) : middle + reach]


def _changes(have: Sequence[Piece], wanted: Sequence[Piece], text: str, draft: str) -> tuple[Change, ...]:
    """The alignment as a list of stretches, neighbours of one kind put together."""
    runs: list[tuple[Operation, list[Piece], list[Piece]]] = []
    for one, other in align(have, wanted, free_ends=False):
        op = _operation(one, other)
        if not runs or runs[-1][0] != op:
            runs.append((op, [], []))
        runs[-1][1].extend([one] if one is not None else [])
        runs[-1][2].extend([other] if other is not None else [])
    return tuple(Change(op, _stretch(ours, text), _stretch(theirs, draft)) for op, ours, theirs in runs)


def _operation(one: Piece | None, other: Piece | None) -> Operation:
    if one is None:
        return "insert"
    if other is None:
        return "delete"
    return "equal" if cost(one, other) == SAME else "replace"


def _stretch(tokens: Sequence[Piece], text: str) -> Piece | None:
    return _piece(text, tokens[0].start, tokens[-1].end) if tokens else None


def _agreement(changes: Iterable[Change]) -> float:
    """Characters that agree, as a share of those on the longer side."""
    equal = ours = theirs = 0
    for change in changes:
        ours += len(change.article.text) if change.article else 0
        theirs += len(change.draft.text) if change.draft else 0
        equal += len(change.article.text) if change.op == "equal" and change.article else 0
    return round(equal / max(ours, theirs, 1), 3)
