"""Clean text for the engine, with the way back to the submitted text.

What the engine reads is one plain character for each thing a reader sees: entities are decoded, line ends are ``\\n``,
odd spaces are spaces, invisible characters are gone, doubled single marks are one double mark. Letters, case and
ordinary punctuation stay as they are. One pass over the text, linear in its length.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

from .document import Normalised
from .errors import TextError
from .types import Span

# What Windows-1252 has at U+0080..U+009F, where Unicode has control characters nobody writes: text that was decoded
# wrongly.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}

# Line separators other than \n; \r\n is handled as a pair.
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\t\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000"
# Zero-width characters, soft hyphen, byte-order mark, directional marks, variation selectors. The zero-width joiner
# goes too: it joins emoji, which the engine does not read.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07"
    "\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\ufeff\ufff9\ufffa\ufffb"
)
_CONTROLS = "".join(chr(code) for code in (*range(0x09), *range(0x0E, 0x1C), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))

_SINGLE: dict[str, str] = {
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE + _CONTROLS, ""),
    **{chr(byte): character for byte, character in _WINDOWS_1252.items()},
    # Marks that stand for an ordinary mark.
    "`": "‘", "´": "’", "ʼ": "’", "ʹ": "’", "＂": '"', "＇": "'", "〝": "“", "〞": "”", "‐": "-", "‑": "-", "―": "—",
    # Ligatures that typesetting leaves behind.
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip

_SPECIAL = re.compile(
    rf"""
    \r\n                                            # one line end
    | &(?:amp;)*(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});   # an entity
    | ``|''|‘‘|’’                                   # two single marks written for one double mark
    | (?<![^\s(\[]),,(?=[^\W\d_])                   # two commas written for a low double mark
    | <<(?=[^\W_])|(?<=[^\s<>])>>(?!>)              # guillemets written with angle brackets
    | [^\W\d_](?:[{re.escape(_INVISIBLE + _CONTROLS)}]*+[\u0300-\u036f]){{1,4}}  # a letter, its combining marks
    | [{re.escape("".join(_SINGLE))}]
    """,
    re.VERBOSE,
)
_PAIRS = {"\r\n": "\n", "``": '"', "''": '"', "‘‘": "“", "’’": "”", ",,": "„", "<<": "«", ">>": "»"}
_SURROGATE = re.compile("[\ud800-\udfff]")

# At the end of a mapped span: what the engine never saw.
_UNSEEN_TAIL = re.compile(
    rf"(?:[{re.escape(_INVISIBLE + _CONTROLS)}]|&(?:amp;)*(?:shy|zwnj|zwj|lrm|rlm|\#\w{{1,7}});)+\Z"
)
_TAIL_LENGTH = 64


def normalise(text: str) -> Normalised:
    """The text the engine reads, with the offset in ``text`` of each of its code points.

    Raises :class:`TextError` when ``text`` is no string or holds half a surrogate pair.
    """
    if not isinstance(text, str):
        raise TextError(f"The text must be a str, not {type(text).__name__}: decode it before handing it over.")
    if half := _SURROGATE.search(text):
        raise TextError(
            f"The text holds half a surrogate pair at offset {half.start()}: it was decoded wrongly. "
            "Decode it as UTF-8 or UTF-16."
        )
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    opened = "‘‘" in text
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        found = match.group()
        if found == "’’" and not opened:  # a quote within a quote closes here
            continue
        reading = "'" if _is_doubled_apostrophe(match) else _read(found)
        pieces.append(text[done:start])
        origin.extend(range(done, start))
        pieces.append(reading)
        origin.extend(range(start, end) if reading == found else [start] * len(reading))
        done = end
    pieces.append(text[done:])
    origin.extend(range(done, len(text) + 1))
    return Normalised("".join(pieces), tuple(origin))


def _is_doubled_apostrophe(match: re.Match[str]) -> bool:
    """Whether ``''`` stands between letters or digits: "don''t"."""
    text, (start, end) = match.string, match.span()
    return match.group() == "''" and start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()


def _read(found: str) -> str:
    """What a reader sees for a special piece of text."""
    pair = _PAIRS.get(found)
    if pair is not None:
        return pair
    if len(found) == 1:
        return _SINGLE[found]
    if found[0] == "&":
        return _decode(found)
    seen = "".join(_SINGLE.get(character, character) for character in found)  # without what is invisible in between
    composed = unicodedata.normalize("NFC", seen)
    return composed if len(composed) == 1 else seen


def _decode(entity: str) -> str:
    """The character an entity stands for, read like any other character; unknown names stay as they are."""
    name = entity.removeprefix("&").replace("amp;", "")
    if name and name[0] != "#" and name not in html5:
        return entity
    decoded = html.unescape(f"&{name}") if name else "&"
    return "".join(_SINGLE.get(character, character) for character in decoded if not _SURROGATE.match(character))


def submitted_span(submitted: str, normalised: Normalised, start: int, end: int) -> Span:
    """The range of ``submitted`` that the engine read as ``normalised.text[start:end]``.

    White space at the edges is left out, and so is what the engine never saw (zero-width characters, soft hyphens); an
    entity or a letter with its combining marks is in whole or not at all. A range of white space alone comes back
    empty.
    """
    text, origin = normalised.text, normalised.origin
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return Span(origin[start], origin[start])
    first = origin[start]
    while origin[end] == origin[end - 1]:
        end += 1
    last = origin[end]
    low = max(origin[end - 1] + 1, last - _TAIL_LENGTH)  # the last character itself was seen: "&#8217;"
    tail = _UNSEEN_TAIL.search(submitted, low, last)
    return Span(first, tail.start() if tail and tail.start() > first else last)
