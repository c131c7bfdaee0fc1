"""What in an article is no running text: credits, bylines, notices, list items, headings on lines of their own.

Every pattern works on one line or paragraph and is linear in its length.
"""

from __future__ import annotations

import re
from functools import cache

from .datelines import MONTH
from .document import BlockKind
from .lexicon import load_entries

# A heading is short; a line of more words is text whose stop went missing.
_LONGEST_HEADING = 18
_LONGEST_CAPTION = 60
_LONGEST_ITEM = 30

_DATE = rf"""
    (?: \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}} | \d{{4}}-\d{{2}}-\d{{2}}      # 01.11.2024, 2024-11-01
      | {MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?                # Nov. 8, 2024
      | \d{{1,2}}\s{MONTH}(?:\s\d{{4}})?                                 # 8 November
      | (?:to)?day | yesterday )
    (?:\s?[,|·•]?\s?(?:at|kl\.?)?\s?\d{{1,2}}[.:]\d{{2}}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}}\b)?)?      # , at 19.20
"""
_STAMP = re.compile(
    rf"""
    (?:\b(?:First\s|Last\s)?(?:[Pp]ublished|PUBLISHED|[Uu]pdated|UPDATED|[Pp]osted|[Mm]odified)
       (?:\son)?:?\s+(?:\w+day,?\s)?(?:{_DATE}))
    """,
    re.VERBOSE,
)
_POINTER = re.compile(
    r"""
    \b(?: (?:READ|Read)\s(?:also|ALSO|more|MORE|next|NEXT|too|on)\b\s?(?:[:›»>|]|here\b|about\b)
        | (?:SEE|See|ALSO|Also)\s(?:also|ALSO|READ|read|more|MORE)\s?:
        | (?:RELATED|Related|MORE|More)\s(?:stories|STORIES|articles|reading|coverage|from|on\sthis)\b.{0,30}?:
        | RELATED\s?: | Related\s?: | (?:WATCH|Watch|LISTEN|Listen|In\spictures|IN\sPICTURES)(?:\salso)?\s?:
        | Listen\sto\s(?:the|our)\b[^.?!]{0,60}\bpodcast\b | Watch\sthe\svideo\b
    )
    """,
    re.VERBOSE,
)
_NOTICE = re.compile(
    r"""
    (?: ADVERTI[SZ]EMENT | Advertisement | Annonse
      | (?:Story|Article)\scontinues\s(?:below|after)
      | (?:EMBARGO|Embargo)(?:ED|ed)?\b | (?:STRICTLY\s)?UNDER\sEMBARGO
      | (?:NOT\sFOR|Not\sfor|FOR\sIMMEDIATE|For\simmediate)\s[A-Za-z]+       # for immediate release
      | Sign\sup\s(?:for|to|here)\b | Subscribe\s(?:to|now|here|for)\b
      | Get\s(?:our|the)\b.{0,40}\bnewsletter | Follow\s(?:us|our|@)
      | Click\shere\b | Download\sthe\b.{0,30}\bapp\b | Share\s(?:this|on)\b | Support\sour\s(?:work|journalism)
      | \(?(?:Additional\s)?[Rr]eporting\s(?:by|in)\b                       # (Reporting by …; editing by …)
      | \(?(?:Editing|Writing)\s(?:by|in)\b | Edited\sby\b | Translated\s(?:by|from)\b
      | (?:TEXT|Text)\s?:\s\S
      | (?:Editor|Editors)['’]?s?['’]?\s[Nn]ote\b | (?:CORRECTION|Correction|Clarification)s?\s?[:(]
      | ©|\(c\)\s\d{4} | Copyright\b | All\srights\sreserved
      | Enditem\b | -?\s?ENDS?\s?-?$ | -30-$ | \#{2,}$ | _{3,}\.?$ | \*{3,}$ | -{3,}$   # wire and press release ends
      | \[[^\]]{1,40}\]$                                                   # [Applause]
      | This\s(?:story|article)\s(?:was|has\sbeen|first|originally)\b
    )
    """,
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"""
    (?: By\s(?:our\s)?(?:own\s)?staff\b[\w\s,]{0,40}
      | (?:By|BY|Words\sby|Story\sby|Text\sby)\s[A-ZÀ-Þ][\w.'’-]*(?:\s(?:and\s|[a-z]{2,3}\s)?[A-ZÀ-Þ][\w.'’-]*){0,8}
          (?:,?\s(?:in|for|of|at)\s[\w\s,.'’-]{2,40})?(?:\s?[,|·]\s?[\w\s'’&-]{2,50})?
      | (?:[Ff]rom\sour\s(?:own\s)?(?:[a-z]+\s)?correspondents?\b.{0,50})
      | (?:[A-Z][\w'’.-]*,?\s){0,4}(?:Reporter|Writer|Correspondent|Editor|reporter|writer|correspondent|editor)s?
          (?:,?\s(?:in|at|for)\s[\w\s.'’-]{2,40})?
      | @\w{2,30}(?:\s+·\s+\S{1,12}(?:\s\S{1,12})?)?
    )\.?$
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"[•·▪◦‣►▶■●*✓✔]\s*\S")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
_HYPHEN_ITEM = re.compile(r"[-–]\s+\S")
_CAPTION_LABEL = re.compile(
    r"""
    \[?(?:Photo\s|Picture\s|Image\s)?[Cc]aption\s?: | CAPTION\s?:
    | FILE(?:\s(?:PHOTO|PICTURE|IMAGE))?\s?(?:[:–—-]|--) | File\s(?:photo|picture)\s?[:–—-]
    | (?:Pictured|PICTURED)\s?: | \[Photo\s?:\s
    """,
    re.VERBOSE,
)
_FINAL = re.compile(r"(?:[.!?…:;,][\"'”’“»)\]]*|[»)\]])\Z")
_EMOJI_TAIL = re.compile(r"[\s\U0001f000-\U0001faff\u2190-\u2bff\u3030\u303d]+\Z")
_LETTER = re.compile(r"[^\W\d_]")
_TIME_LABEL = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s*(?:[–—-]{1,2}\s*)?")


@cache
def credit_pattern() -> re.Pattern[str]:
    """A credit's label or a credit in brackets, anywhere in a text. Group ``label`` is set for the former."""
    labels = "|".join(
        f"{re.escape(label[0].upper())}{re.escape(label[1:])}|{re.escape(label.upper())}"
        for label in sorted(load_entries("credit_labels.txt"), key=len, reverse=True)
    )
    return re.compile(
        rf"""
        (?P<bracketed> \((?:(?:{labels})\s?:?\s)?[^()\n]{{0,50}}?\b(?:{_agencies()})(?:\s?/\s?[^()\n]{{1,40}})?\) )
      | (?P<label> (?<![\w\[])(?:{labels})(?:\s?:\s?|(?<=\bby|\bBY)\s) )(?=\S)
        """,
        re.VERBOSE,
    )


@cache
def agency_pattern() -> re.Pattern[str]:
    """The name of a picture agency, as a whole word, at the place of matching."""
    return re.compile(rf"(?:{_agencies()})(?!\w)")


@cache
def _agencies() -> str:
    names = sorted(load_entries("picture_agencies.txt"), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)


def notice_starts(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Notices run into ``text[start:end]``: where each begins, where its pattern ends, and whether that is all of
    it.
    """
    stamps = [(match.start(), match.end(), True) for match in _STAMP.finditer(text, start, end)]
    pointers = [(match.start(), match.end(), False) for match in _POINTER.finditer(text, start, end)]
    return sorted(stamps + pointers)


def line_kind(text: str, start: int, end: int) -> BlockKind:
    """The kind of the paragraph ``text[start:end]`` as far as it alone tells; "body" where nothing tells otherwise."""
    line = text[start:end]
    words = len(line.split())
    if not _LETTER.search(line):
        return "notice"
    if _is_notice(line, words):
        return "notice"
    if words <= _LONGEST_HEADING and _BYLINE.match(line):
        return "byline"
    if _is_credit(line, words):
        return "credit"
    if _CAPTION_LABEL.match(line) and words <= _LONGEST_CAPTION:
        return "caption"
    if (_BULLET.match(line) or _NUMBERED.match(line)) and words <= _LONGEST_ITEM and not _has_inner_stop(line):
        return "list"
    return "heading" if _is_heading(line, words) else "body"


def is_plain_hyphen_item(text: str, start: int, end: int) -> bool:
    """Whether a line that begins with a dash is a list item rather than speech: short, and without a final stop."""
    line = text[start:end]
    return bool(_HYPHEN_ITEM.match(line)) and len(line.split()) <= _LONGEST_ITEM and not _FINAL.search(line)


def _is_notice(line: str, words: int) -> bool:
    if _NOTICE.match(line):
        return words <= 40
    stamp = _STAMP.match(line)
    if stamp:
        return words <= 14
    pointer = _POINTER.match(line)
    return bool(pointer) and words <= 30


def _is_credit(line: str, words: int) -> bool:
    if words > _LONGEST_HEADING:
        return False
    match = credit_pattern().match(line)
    if match:
        return bool(match["label"]) or match.end() >= len(line) - 1
    if line.rstrip(".") in load_entries("picture_agencies.txt"):
        return line.rstrip(".").lower() not in (
            "news",
            "private",
            "archive",
            "courtesy",
            "pool",
            "contributed",
            "supplied",
        )
    # Jane Doe/Getty Images
    head, slash, tail = line.rstrip(".").rpartition("/")
    return bool(slash and words <= 8 and head.strip()[:1].isupper() and agency_pattern().fullmatch(tail.strip()))


def _has_inner_stop(line: str) -> bool:
    return bool(re.search(r"[.!?]\s+[A-Z“\"‘]", line[4:]))


def _is_heading(line: str, words: int) -> bool:
    bare = _EMOJI_TAIL.sub("", line)
    if not bare or words > _LONGEST_HEADING or _FINAL.search(bare) or _has_inner_stop(bare):
        return False
    label = _TIME_LABEL.match(bare)
    first = bare[label.end() if label else 0 :].lstrip("\"“‘'«„ ")[:1]
    return not first.islower() and not _HYPHEN_ITEM.match(bare) and not _BULLET.match(bare) and first not in "–—"
