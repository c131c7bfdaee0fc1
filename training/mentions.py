"""Where a reporting clause names its speaker: the name, pronoun or role beside the cue, as a whole noun phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from training.marked import Range

CLAUSE = 170  # code points to either side of a cue in which its speaker is looked for

PRONOUN = re.compile(r"(?<!\w)(?:he|she|they|it|we|I|who|you)(?!\w)", re.IGNORECASE)
# A noun phrase led by a determiner, up to what ends it.
_START = r"(?:the|an?|one|his|her|its|their|my|our|some|several|two|three|four|five|of them)\b"
_WORDS = r"(?:(?!\b(?:what|that|which|as)\b)[^,.;:“”«»„\"\n]){1,90}?"
AFTER = re.compile(
    rf"""
    \s+(?P<np>{_START}{_WORDS})
    (?=[,.;:\n“”«»„"] | $ | [ ](?:in|to|on|when|while|at|from|with|during|of[ ]the[ ]people)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = re.compile(
    rf"""
    (?: ^ | (?<=[\s“‘«]) )
    (?P<np>{_START}{_WORDS})\s+
    (?: (?:has|have|had|also|then|further|later|since)[ ] )* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What may stand between a speaker and the verb.
FILLER = re.compile(
    r"""
    [\s,]*
    (?:
      (?: has|have|had|also|then|further|later|afterwards?|who|and|which|will|would|could|himself|herself|is|was|not|did
        | in[ ]turn | for[ ](?:his|her)[ ]part | at[ ]\w+ | on[ ]\w+
      )
      [\s,]*
    ){0,4}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
DETERMINER = r"(?:(?:the|an?|his|her|its|their|\w+[’']s) )+"
TITLE = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Assoc|Sen|Gov|Rep)\.?|Professor|Sir|Superintendent|Senator|Imam|Father|Chief|Minister"
    r"|Mayor|Major|Governor|Judge|Coach|coach)"
)
STOP = re.compile(r"[.!?](?:[”’\"'»]*)\s+(?=[“‘«„\"'–—-]?\s?[A-Z0-9])|\n")
SHORT = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Sen|Gov|Rep|St|Jr|Assoc|Ma)|\b[A-Z]|\b[ap]\.m)\.$")
# What follows a name and belongs to it; the text is cut where the clause or the next quote starts.
APPOSITIVE = re.compile(
    r"""
    (?: [ ]\([^()]{1,20}\) )?                                            # (58), (Sp)
    (?: ,?[ ]\d\d(?=[,.:]) )?                                            # , 61
    (?:
      [ ](?: (?:of|from)[ ] | at[ ](?:the[ ])?(?=[A-Z]|university|think) )  # from the Border Guard
      [^,.;:\n“”«»–—]{2,60}?
      (?= ,(?!\d) | [;:\n] | \.(?!\w\.) | [ ]?$ | [ ]in[ ]an?[ ] )
    |
      ,[ ]
      (?! (?:and|but|to|in|on|at|when|after|as|while|then|with|without|not|from|because|which)\b
        | (?:is|was|are|were|has|had)\b )
      (?: an?\b | the\b | who\b | whose\b | whom\b | of\b | (?!\w+ing\b)[a-z][\w-]*\b )      # , skipper of …
      [^;:\n“”«»–—]{3,140}?
      (?= ,(?!\d) | [;:\n] | \.(?!\w) | [ ]?$ )
    )*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the gold names it."""

    name: str
    role: str
    affiliation: str
    person: bool

    @classmethod
    def read(cls, source: dict[str, Any]) -> Speaker:
        """From a row's ``sources``."""
        return cls(
            source["name"], source.get("role") or "", source.get("affiliation") or "", source.get("kind") == "person"
        )

    def wordings(self) -> list[str]:
        """What may stand for the name, fullest first: the name, then its last parts, then any part."""
        words = [word for word in re.split(r"\s+", self.name) if word]
        tails = [" ".join(words[i:]) for i in range(len(words))]
        parts = [word for word in words if word[:1].isupper() and len(word) > 2] if self.person else []
        initials = "".join(word[0] for word in words if word[:1].isupper())
        acronym = [initials] if len(initials) > 2 and not self.person else []
        return list(dict.fromkeys([*tails[: len(tails) if self.person else 1], *parts, *acronym]))

    def named(self, text: str) -> list[Range]:
        """Where the text has the name or a part of it, the fullest wording at each place."""
        found: list[Range] = []
        for wording in self.wordings():
            bare = re.sub(r"^(?:the|a|an|The|A|An) ", "", wording)
            if len(bare) < 3:
                continue
            for match in re.finditer(rf"(?<!\w)(?:[Tt]he |[Aa]n? )?{re.escape(bare)}(?!\w)", text):
                if not any(start <= match.start() < end for start, end in found):
                    found.append(match.span())
        return sorted(found)


def find_mention(
    text: str, cue: Range, speaker: Speaker, content: tuple[Range, ...], quoted: tuple[Range, ...]
) -> Range | None:
    """The speaker's mention in the clause of ``cue``, or ``None`` where none stands there with confidence."""
    low, high = _clause(text, cue, content)
    blocked = [*content, *(span for span in quoted if span[0] >= low and span[1] <= high)]
    options: list[tuple[float, Range]] = []
    for span in speaker.named(text[low:high]):
        at = (span[0] + low, span[1] + low)
        if not _inside(at, blocked) and not _inside(at, [cue]):
            nearest = min((start for start, _ in quoted if start >= at[1]), default=high)
            whole = _expand(text, at, cue, speaker, (low, min(high, nearest)))
            options.append((_gap(text, whole, cue) - 3, whole))
    for match in PRONOUN.finditer(text, low, high):
        if not _inside(match.span(), blocked) and not _inside(match.span(), [cue]):
            gap = _gap(text, match.span(), cue)
            if gap <= 2 or (match.end() <= cue[0] and FILLER.match(text[match.end() : cue[0]])):
                options.append((gap, match.span()))
    options += [(gap + 4, span) for gap, span in _phrases(text, cue, (low, high)) if not _inside(span, blocked)]
    if not options:
        return None
    cost, best = min(options)
    return best if cost < 130 else None


def _clause(text: str, cue: Range, content: tuple[Range, ...]) -> Range:
    """The stretch around the cue in which its speaker can stand: its sentence, not beyond the content."""
    low, high = max(0, cue[0] - CLAUSE), min(len(text), cue[1] + CLAUSE)
    for match in STOP.finditer(text, low, high):
        if SHORT.search(text, max(0, match.start() - 8), match.start() + 1):
            continue
        if match.end() <= cue[0]:
            low = match.end()
        elif match.start() >= cue[1]:
            high = match.start() + 1
            break
    for start, end in content:
        low = max(low, end) if end <= cue[0] else low
        high = min(high, start) if start >= cue[1] else high
    return low, high


def _inside(span: Range, others: list[Range]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _gap(text: str, span: Range, cue: Range) -> float:
    """How far a mention is from the cue: what fills the place between a subject and its verb counts little."""
    if span[1] <= cue[0]:
        between = text[span[1] : cue[0]]
        return 1.0 if FILLER.match(between) else len(between) + 8.0
    between = text[cue[1] : span[0]]
    return (
        len(between.strip()) * 1.2 + 30.0 * ("," in between) + 15.0 * (" that " in between or " to " in f"{between} ")
    )


def _phrases(text: str, cue: Range, clause: Range) -> list[tuple[float, Range]]:
    """Noun phrases with a determiner right before or right after the cue: "says the glaciologist"."""
    found: list[tuple[float, Range]] = []
    before = BEFORE.search(text, clause[0], cue[0])
    if before:
        found.append((1.0, before.span("np")))
    after = AFTER.match(text, cue[1], clause[1])
    if after:
        found.append((3.0, after.span("np")))
    return found


def _expand(text: str, name: Range, cue: Range, speaker: Speaker, clause: Range) -> Range:
    """A name with its title or role before it and its appositive after it."""
    start, end = name
    if start >= cue[1]:
        lead = text[cue[1] : start]
        if len(lead) < 80 and re.fullmatch(r"\s+(?!to |from )[^,.;:“”«»]*(?:, )?", lead) and " to " not in lead:
            start = cue[1] + len(lead) - len(lead.lstrip())
        limit = clause[1]
    else:
        start = _left(text, start, clause[0], speaker)
        limit = cue[0]
    tail = APPOSITIVE.match(text, end, limit)
    if tail and not (end < cue[0] and re.search(r"\b(?:says?|said|told)\b", tail[0])):
        end = max(end, tail.end())
    if end >= limit - 1 and limit not in (cue[0], len(text)) and text[end] not in ".,;:\n":
        end = name[1] + max(0, text[name[1] : end].rfind(", "))  # the last appositive runs on into a quote
    pending = re.search(r", (?:who|which)(?:[’']d| has| had| have| also)?\s*$", text[name[1] : end])
    if pending:  # "X, who promised": the relative clause is the reporting clause
        end = name[1] + pending.start()
    while text[end - 1] in " ,":
        end -= 1
    return start, end


def _left(text: str, start: int, low: int, speaker: Speaker) -> int:
    """The start of the noun phrase that ends in a name: the role the gold gives, with its determiner, or titles."""
    lead = text[low:start]
    at = lead.lower().rfind(speaker.role.lower()) if speaker.role else -1
    if at >= 0 and not re.search(r"[.;:–—]|, (?:who|and)\b", lead[at + len(speaker.role) :]):
        determiner = re.search(rf"(?<!\w){DETERMINER}$", lead[:at], re.IGNORECASE)
        return low + (determiner.start() if determiner else at)
    title = re.search(rf"(?:(?<!\w){DETERMINER})?(?:(?<!\w){TITLE}\s)+$", lead)
    return low + title.start() if title else start


def label_before(text: str, at: int, speaker: Speaker) -> Range | None:
    """The label of a transcript's line (``NAME:``, ``Pilot:``, ``@handle`` on the line above) before the content."""
    line = text.rfind("\n", 0, at) + 1
    match = re.fullmatch(r"\s*(?P<label>[A-Z@][^:\n]{1,60}):\s*", text[line:at])
    if match and match["label"] not in ("Q", "A"):
        return line + match.start("label"), line + match.end("label")
    for start, end in reversed(speaker.named(text[max(0, at - 60) : at])):
        if speaker.name.startswith("@") or re.fullmatch(r"[^.?!]{0,20}[:\n]\W*", text[max(0, at - 60) + end : at]):
            return max(0, at - 60) + start, max(0, at - 60) + end
    return None
