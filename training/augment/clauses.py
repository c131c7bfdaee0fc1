"""Reporting clauses: where one stands after a quotation, and how it is turned into the Scandinavian form."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from ..marked import Attribution, Marked, Range
from .editor import Edit, Editor, Keep, Part, Put, cut, puts
from .lexicon import entries, table
from .quotations import Quotation, sentence_end

PRONOUN = re.compile(r"(?:he|she|they|it|we|I|you|who|one|both)\b", re.IGNORECASE)
PLURAL = re.compile(r"(?i:they|we|I|you|both|some|many|several)\b|[^,]* and |[^,]*\b[a-z]+[^s’'\s]s(?:,|$)")
ADDRESSEE = re.compile(r"\s+(?=(?:the|a|an|his|her|my|me|us|them|him|[A-Z“\"’])\b|reporters|supporters|voters)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause from the end of a quotation to ``end``, where ``stop`` ("." or "," or "") ends it."""

    start: int
    end: int
    stop: str
    source: Range
    cue: Range


@dataclass(frozen=True, slots=True)
class Manner:
    """How clauses are rewritten, one choice an article."""

    present: bool
    inverted: float
    outlet: float
    role: float

    @classmethod
    def draw(cls, rng: random.Random) -> Manner:
        """A manner as in translated Nordic news."""
        return cls(
            present=rng.random() < 0.8,
            inverted=rng.choice((0.2, 0.8, 0.95)),
            outlet=rng.choice((0.0, 0.1, 0.25)),
            role=0.12,
        )


def clause_after(article: Marked, quote: Quotation, limit: int) -> Clause | None:
    """The reporting clause between the quotation's end and ``limit`` (the next quotation or the block's end)."""
    attribution = article.attributions[quote.owner]
    if len(attribution.source) != 1 or len(attribution.cue) != 1:
        return None
    start, text = quote.outer[1], article.text
    source, cue = attribution.source[0], attribution.cue[0]
    end = min(sentence_end(text, start, limit), limit)
    body = text[start:end].rstrip()
    low, high = min(source[0], cue[0]), max(source[1], cue[1])
    between = text[start:low]
    if low < start or high > start + len(body) or len(between) > 40 or ";" in between:
        return None
    stop = body[-1:] if body[-1:] in ".,:" else ""
    end = start + len(body) - len(stop)
    while source[1] > source[0] and text[source[1] - 1] in ", ":
        source = (source[0], source[1] - 1)
    return Clause(start, end, stop, source, cue) if source[0] < source[1] and max(source[1], cue[1]) <= end else None


def rewrite(editor: Editor, clause: Clause, manner: Manner, rng: random.Random) -> bool:
    """Puts a clause into the manner: tense, order of verb and speaker, addressee, role. Returns whether it did."""
    text = editor.article.text
    source = text[clause.source[0] : clause.source[1]]
    verb = _verb(text, clause.cue)
    said = text[slice(*verb)]
    entry = table("present_tense").get(said)
    addressed = entry is not None and len(entry) > 2  # "told" has to take its addressee along
    told = addressed and ADDRESSEE.match(text, verb[1]) is not None
    if entry is not None and manner.present:
        said = entry[1 if PLURAL.match(source) else 0] if told or not addressed else "tells"
    elif told:
        said = "said"
    marks = _holders(editor.attributions, verb)
    new_verb = Put(said, tuple((i, "cue") for i in marks))
    to = (Put(" to"),) if told else ()
    named = not PRONOUN.match(source)
    gap = text[clause.source[1] : verb[0]]
    extra = _role(editor, clause, rng) if named and rng.random() < manner.role else ()
    swap = (
        named
        and (told or not addressed)
        and clause.source[1] <= verb[0]
        and gap.strip(" ,") == ""
        and rng.random() < manner.inverted
    )
    edits: list[Edit] = []
    if swap:
        rest = text[verb[1] : verb[1] + 1]
        comma = (Put(","),) if ("," in source or extra) and (told or rest == " ") else ()
        parts: tuple[Part, ...] = (new_verb, Put(" "), Keep(*clause.source), *extra, *comma, *to)
        edits.append(Edit(clause.source[0], verb[1], parts))
    else:
        edits.append(Edit(*verb, (new_verb, *to)))
        if extra and text[clause.source[1] : clause.source[1] + 1] in (".", ""):
            edits.append(Edit(clause.source[1], clause.source[1], extra))
    if (
        not told
        and clause.stop != ":"
        and rng.random() < manner.outlet
        and clause.end - max(clause.source[1], verb[1]) < 25
    ):
        tail = rng.choice((", to ", " to ")) if named else " to "
        edits.append(Edit(clause.end, clause.end, puts(tail + rng.choice(entries("outlets")))))
    return editor.edit(*edits)


def to_present(editor: Editor, cue: Range, source: str) -> None:
    """Puts the verb of a cue that stays in its place into the present tense."""
    verb = _verb(editor.article.text, cue)
    entry = table("present_tense").get(editor.article.text[verb[0] : verb[1]])
    if entry is not None:
        said = entry[1 if PLURAL.match(source) else 0]
        editor.edit(cut(*verb, "tells" if len(entry) > 2 and said == "says" else said))


def _verb(text: str, cue: Range) -> Range:
    """The first word of the cue that has a present form in the table, else its first word."""
    words = [(match.start(), match.end()) for match in re.finditer(r"[\w’']+", text[cue[0] : cue[1]])]
    spans = [(cue[0] + start, cue[0] + end) for start, end in words] or [cue]
    known = [span for span in spans[:2] if text[span[0] : span[1]] in table("present_tense")]
    return known[0] if known and len(spans) <= 4 else spans[0]


def _holders(attributions: list[Attribution], verb: Range) -> list[int]:
    """The attributions whose cue covers the verb."""
    return [i for i, a in enumerate(attributions) if any(start <= verb[0] and verb[1] <= end for start, end in a.cue)]


def _role(editor: Editor, clause: Clause, rng: random.Random) -> tuple[Put, ...]:
    """An invented role after a full name, for the sources that end there."""
    source = editor.article.text[clause.source[0] : clause.source[1]]
    if not re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}", source):
        return ()
    holders = [i for i, a in enumerate(editor.attributions) if any(end == clause.source[1] for _, end in a.source)]
    return puts(f", {rng.choice(entries('roles'))}", tuple((i, "source") for i in holders))
