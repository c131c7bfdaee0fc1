"""Where sentences end, inside one paragraph of news text.

A stop ends a sentence unless the word before it is an abbreviation, an initial or an enumerator, or what follows shows
that the sentence goes on (a lower-case word, a reporting clause after a question in quote marks). Linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import load_entries, load_words
from .types import Span

_STOP = re.compile(
    r"""
    (?P<stop>[.!?…]+|[。！？])                           # one stop or several
    (?P<closing>(?:["'”’»›)\]]|[“‘«](?!\w)|\ (?=[»›](?:\s|$)))*)    # marks and brackets that close after it; « Text. »
    (?P<space>\s+|$|(?=[A-Z“„«‘]))                       # and then a gap, or none where it was lost
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“”‘„«»/–—]*\Z")
_NEXT_WORD = re.compile(r"(?P<lead>[\"'“‘„‚«‹»›”(\[\s]*(?:[–—-]{1,2}\s+[\"“„«]?)?)(?P<word>\S+)")
_LETTERS_WITH_STOPS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z|Ph\.D\Z|[A-Z][a-z]?\.-?[A-Z]\Z", re.ASCII)
_INITIAL = re.compile(r"(?:[^\W\d_]-)?[^\W\d_]\Z")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\Z", re.IGNORECASE)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Januar|Februar|Mars|Juni|Juli|Oktober|Dezember|Desember"
)
_MONTH = re.compile(rf"(?:{_MONTHS})\b")
_REPORTED_BY = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?P<verb>[a-z]+)\b")
_ADDRESS = re.compile(r"[a-z0-9]\Z")
_DASHES = "–—-"
# A sentence of more code points is a table or a list whose stops went missing. Later stages compare the words of a
# sentence with one another here and there: this bound keeps them linear in the text.
LONGEST = 2_000
# How far back a word before a stop is looked for: no abbreviation is longer.
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Stop:
    """A candidate: the stop's own range, the end of what closes after it, and where the next sentence would begin."""

    start: int
    marks: str
    closing: str
    end: int
    following: int
    spaced: bool


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]`` in order, without white space at their edges.

    ``text[start:end]`` is one paragraph; offsets are into ``text``.
    """
    end = len(text) if end is None else end
    start = _skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    spans: list[Span] = []
    at = start
    for stop in _stops(text, start, end):
        if stop.following >= end:
            break
        if stop.start >= at and _ends_sentence(text, at, end, stop):
            spans.append(Span(at, stop.end))
            at = stop.following
    if at < end:
        spans.append(Span(at, end))
    return [part for span in spans for part in _bounded(text, span)]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The sentence in parts of at most :data:`LONGEST` code points, cut after a comma or semicolon, else at a space."""
    at = span.start
    while span.end - at > LONGEST:
        low, high = at + LONGEST // 2, at + LONGEST
        after_mark = max(text.rfind(", ", low, high), text.rfind("; ", low, high)) + 1
        after_space = max(text.rfind(" ", low, high), text.rfind("\n", low, high)) + 1
        cut = end = after_mark or after_space or high
        while text[end - 1].isspace():
            end -= 1
        if at < end:
            yield Span(at, end)
        at = _skip_space(text, cut, span.end)
    if at < span.end:
        yield Span(at, span.end)


def _stops(text: str, start: int, end: int) -> Iterator[_Stop]:
    for match in _STOP.finditer(text, start, end):
        yield _Stop(
            match.start(),
            match["stop"],
            match["closing"].strip(),
            match.end("closing"),
            match.end(),
            bool(match["space"]),
        )


def _ends_sentence(text: str, at: int, end: int, stop: _Stop) -> bool:
    """Whether the sentence that began at ``at`` ends with ``stop``."""
    following = _NEXT_WORD.match(text, stop.following, end)
    if following is None:
        return True
    word, lead = following["word"], following["lead"]
    before_match = _WORD_BEFORE.search(text, max(at, stop.start - _REACH), stop.start)
    before = before_match.group() if before_match else ""
    if not stop.spaced:
        return _gap_was_lost(before, lead, word, stop)
    if _goes_on_in_lower_case(word, lead):
        return False
    if stop.marks == ".":
        return _full_stop_ends(text, at, stop, before, word, lead)
    if "." not in stop.marks and "…" not in stop.marks:
        return _call_ends(text, end, stop, before, following)
    return bool(stop.closing) or not _ellipsis_goes_on(text, stop, word)


def _ellipsis_goes_on(text: str, stop: _Stop, word: str) -> bool:
    """Whether words were left out, or the speaker paused, inside a sentence: "the term … Islamic", "but … I'm"."""
    if re.match(r"I\b", word):
        return True
    return text[stop.start - 1].isspace() and _plain(word) not in load_words("sentence_openers.txt")


def _goes_on_in_lower_case(word: str, lead: str) -> bool:
    first = next((character for character in word if character.isalnum()), "")
    return first.islower() and not any(mark in lead for mark in _DASHES) and word[0] not in "•@#"


def _full_stop_ends(text: str, at: int, stop: _Stop, before: str, word: str, lead: str) -> bool:
    if stop.closing.strip(")]"):
        # Inside a closing quote mark a stop ends the sentence, but not after "the “U.S.” Open".
        return not (_is_closing_abbreviation(before) and word[:1].islower())
    bare = before.lower()
    opens = _plain(word) in load_words("sentence_openers.txt")
    if bare in load_words("abbreviations_open.txt"):
        return False
    if bare in load_words("abbreviations_before_number.txt") and (word[:1].isdigit() or word[:1] == "#"):
        return False
    if before and stop.start - len(before) <= at and _ENUMERATOR.match(before):
        return False
    if before.isdigit() and _MONTH.match(word):
        return False
    if _is_closing_abbreviation(before):
        if any(mark in lead for mark in _DASHES):
            return bare in ("a.m", "p.m")
        return (opens and not _is_title_case_run(text, stop)) or any(mark in lead for mark in '“„«"')
    if _INITIAL.match(before):
        return len(word) > 1 and (opens or text.endswith("on X", at, stop.start))
    return True


def _is_closing_abbreviation(before: str) -> bool:
    return before.lower() in load_words("abbreviations_closing.txt") or bool(_LETTERS_WITH_STOPS.match(before))


def _is_title_case_run(text: str, stop: _Stop) -> bool:
    """Whether the word after an abbreviation belongs to a heading in title case: "U.S. And Canada"."""
    following = text[stop.following : stop.following + 60].split()[:2]
    return len(following) == 2 and following[0] in ("And", "Of", "For") and following[1][:1].isupper()


def _call_ends(text: str, end: int, stop: _Stop, before: str, following: re.Match[str]) -> bool:
    """Whether a question or exclamation mark ends the sentence."""
    if not stop.closing and f"{before}{stop.marks}" in load_entries("names_with_marks.txt"):
        return following["word"].lower().strip(".,") in load_words("sentence_openers.txt")
    if stop.closing.strip(")]") and not following["lead"].strip():
        # “Why?” Heier asked.
        clause = _REPORTED_BY.match(text, stop.following, end)
        return not (clause and clause["verb"] in load_words("question_verbs.txt"))
    return True


def _gap_was_lost(before: str, lead: str, word: str, stop: _Stop) -> bool:
    """Whether a sentence ends where no white space follows: "on Friday.The court", "it.”“Then"."""
    if stop.closing:
        return bool(lead) or (word[0].isupper() and len(word) > 1 and stop.closing != ")")
    if stop.marks not in (".", "!", "?"):
        return False
    if before.lower() in load_words("abbreviations_open.txt") or _is_closing_abbreviation(before):
        return False
    if len(before) < (2 if lead else 3) or not before.isalpha() or not before[1:].islower():
        return False
    return bool(lead) or (len(word) > 1 and word[0].isupper() and word.rstrip(",.").isalpha() and word[1].islower())


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").rstrip('.,;:!?"”')


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
