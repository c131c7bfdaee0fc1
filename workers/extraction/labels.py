"""What the words in and around marks tell: names that are given, terms, songs and signs are no quotes; a name may sign
one."""

from __future__ import annotations

import re

from .marks import Marked
from .types import Span

TOKEN = re.compile(r"\w+(?:[’'-]\w+)*")
_SIGNATURE = re.compile(
    r"""
    ["”»“’']? \s{0,3}                                   # the closing mark, and a line break at most
    ( [—–―] | -{1,2}(?=\s) ) [ ]?                       # the dash that signs
    ( [^\W\d_a-z][\w.’'-]* (?: [ ] [\w.’'-]+ ){0,5} )  # a name in capitals at its start
    (?= ( , | \s*\n | \s*$ | [ ] \( ) )                 # nothing after it but a role or the line's end
    """,
    re.VERBOSE,
)
_CLOSING = "\"”»“’'"
_NAMING = re.compile(
    r"\b(?:nicknamed|dubbed|titled|entitled|labelled|labeled|known as|so-called|called)\s$", re.IGNORECASE
)
# "calls her “the Management”": with a capital a name, without one a judgement ("called him a “liar”").
_CALLED_BY_NAME = re.compile(
    r"\bcall(?:s|ed|ing)?\s(?:him|her|it|them|me|us|himself|herself|itself|themselves)\s$", re.IGNORECASE
)
_LYRICS = re.compile(
    r"""
    \b (?: sang | sung | sings? | singing | hum (?: s | med | ming ) | chants? [ ] of | strains [ ] of ) ,? \s $
    | \b (?: song | tune | hymn | anthem | ballad | carol | lullaby | poem | chorus ) s? \b [^.!?\n“"«‘]{0,40}
    \b (?: wrote | written | sang | sung | goes | went | runs | ran | begins | began | opens ) \b
    [^.!?\n“"«‘]{0,25} : \s $       # "a tune that she wrote herself: ‘…’"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGN = re.compile(
    r"""
    \b (?: sign | banner | placard | poster | plaque | noticeboard | inscription | headstone | T-shirt ) s? \b
    [^.!?\n“"«‘]{0,40} \s $           # "a sign that reads", "the banner above the door said"
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "without a “bank of mum and dad”,": a term.
_TERM = re.compile(r"\b(?:an?|the|his|her|its|their|our|my)\s$", re.IGNORECASE)


def is_label(text: str, marked: Marked) -> bool:
    """Whether a marked stretch is a name that the words before it give, a line of a song, or what a sign reads."""
    before = text[max(0, marked.outer.start - 90) : marked.outer.start]
    if _SIGN.search(before) or _LYRICS.search(before):
        return True
    words = TOKEN.findall(marked.inner.of(text))
    if len(words) < 4 and _CALLED_BY_NAME.search(before):
        return bool(words) and words[-1][0].isupper()
    return len(words) < 5 and bool(_NAMING.search(before))


def reads_like_speech(text: str, marked: Marked) -> bool:
    """Whether a marked stretch is a sentence rather than a title, a nickname or a so-called term."""
    words = TOKEN.findall(marked.inner.of(text))
    led = text[max(0, marked.outer.start - 2) : marked.outer.start].rstrip().endswith(":")
    if len(words) < (3 if led else 4) or not marked.closed and not marked.carried:
        return False
    if words[0][0].islower() and _TERM.search(text, max(0, marked.outer.start - 12), marked.outer.start):
        return False
    ends = marked.inner.of(text).rstrip()[-1:] in ".!?,…" or text[marked.outer.end : marked.outer.end + 1] in ",."
    capitals = sum(word[0].isupper() for word in words)
    return (ends or led or len(words) > 7) and capitals < 0.6 * len(words)


def signature_after(text: str, end: int, among_dashes: bool) -> tuple[Span, Span] | None:
    """The dash and the name that sign a quote which ends at ``end``; ``among_dashes``: it stands behind one itself."""
    match = _SIGNATURE.match(text, end)
    if match is None or not _is_name(match[2]):
        return None
    if match[0][0] not in _CLOSING and (among_dashes or match[3] == ","):
        return None  # among dash quotes it is the next one: "– It failed. – Nonsense, …"
    return Span(*match.span(1)), Span(*match.span(2))


def _is_name(words: str) -> bool:
    """Whether most words have a capital: "Ana de la Cruz", not "That is no answer"."""
    parts = words.split()
    return 2 * sum(part[0].isupper() for part in parts) > len(parts)
