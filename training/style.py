"""The articles in many styles as marked text, in PolNeAR's conventions.

Their gold names a quote's source and the words of its cue, but not where either stands. Here both are located: the cue
by its wording near the content, the mention of the speaker in the reporting clause, or, for a quote without a clause,
the label before it or the mention the same speaker had last. Marks and "that" become part of the content, as they are
in PolNeAR.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.cues import mode_of
from training.data import move
from training.marked import Attribution, Marked, Range, block_starts
from training.mentions import Speaker, find_mention, label_before
from workers.extraction.normalise import normalise

NEAR = 420  # code points between a content and its cue at most
CARRIED = 900  # code points back to the clause that a quote without one continues

OPENING = "“‘«„‚\"'「»”’"
CLOSING = "”’»“‘\"'」«"
THAT = re.compile(r"\bthat $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """How many quotes with a cue or a source there are, and how many of either were located."""

    quotes: int
    cues: int
    cues_located: int
    sources: int
    sources_located: int


def read_style(path: Path) -> list[Marked]:
    """The articles of ``style_train.jsonl`` or ``style_dev.jsonl``. Raises FileNotFoundError and ValueError."""
    with path.open(encoding="utf-8") as lines:
        return [mark(json.loads(line)) for line in lines if line.strip()]


def count_located(articles: list[Marked]) -> Located:
    """What the reader could locate; optional quotes aside."""
    all_ = [a for article in articles for a in article.attributions if a.weight]
    with_cue = [a for a in all_ if a.cue or not a.cue_known]
    with_source = [a for a in all_ if a.source or not a.source_known]
    return Located(
        len(all_),
        len(with_cue),
        sum(bool(a.cue) for a in with_cue),
        len(with_source),
        sum(bool(a.source) for a in with_source),
    )


def mark(row: dict[str, Any]) -> Marked:
    """One row as marked text."""
    clean = normalise(row["text"])
    text, starts = clean.text, block_starts(clean.text)
    speakers = {source["id"]: Speaker.read(source) for source in row["sources"]}
    contents = [move(clean.origin, quote["spans"]) for quote in row["quotes"]]
    page = _Page(text, starts, tuple(span for spans in contents for span in spans))
    found: list[Attribution] = []
    for quote, content in zip(row["quotes"], contents, strict=True):
        if content:
            found.append(_attribution(page, quote, content, speakers.get(quote["source"])))
    wanted = [quote for quote, content in zip(row["quotes"], contents, strict=True) if content]
    for index, (quote, one) in enumerate(zip(wanted, found, strict=True)):
        if not one.source and quote["source"] is not None and not quote.get("optional"):
            found[index] = _carry(page, index, quote["source"], [q["source"] for q in wanted], found, speakers)
    widened = tuple(replace(one, content=tuple(widen(text, span) for span in one.content)) for one in found)
    return Marked(text, widened, (), starts)


@dataclass(frozen=True, slots=True)
class _Page:
    """The text, its block starts and everything in it that is quoted."""

    text: str
    starts: tuple[int, ...]
    quoted: tuple[Range, ...]


def _attribution(
    page: _Page, quote: dict[str, Any], content: tuple[Range, ...], speaker: Speaker | None
) -> Attribution:
    """A quote with its cue and, if the clause or a label names the speaker, its source."""
    wording = quote["cue"]
    cue = locate_cue(page.text, wording, content, page.quoted) if wording else None
    mode = mode_of(wording or "", True)
    one = Attribution(
        source=(), cue=(cue,) if cue else (), content=content, mode="speech" if mode == "attitude" else mode,
        source_known=speaker is None and quote["source"] is None and not quote.get("optional"),
        cue_known=cue is not None or not wording, weight=0.0 if quote.get("optional") else 1.0,
    )  # fmt: skip
    if speaker is None:
        return one
    mention = None
    if cue is not None:
        mention = find_mention(page.text, cue, speaker, content, page.quoted)
    elif not wording:
        mention = label_before(page.text, content[0][0], speaker)
    return replace(one, source=(mention,), source_known=True) if mention else one


def locate_cue(text: str, wording: str, content: tuple[Range, ...], quoted: tuple[Range, ...]) -> Range | None:
    """The occurrence of the cue's words nearest to the content: in the same block rather than in the next one, after
    a content that ends in a comma or before one that a colon or "that" leads in."""
    low, high = content[0][0], content[-1][1]
    others = [span for span in quoted if span not in content]
    best: tuple[float, Range] | None = None
    for match in re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text[max(0, low - NEAR) : high + NEAR]):
        at = (match.start() + max(0, low - NEAR), match.end() + max(0, low - NEAR))
        if any(start <= at[0] and at[1] <= end for start, end in content):
            continue
        cost = _distance(text, at, content)
        cost += 150 * any(
            start <= at[0] and at[1] <= end and not (start <= low and high <= end) for start, end in others
        )
        if best is None or cost < best[0]:
            best = (cost, at)
    return best[1] if best else None


def _distance(text: str, cue: Range, content: tuple[Range, ...]) -> float:
    """How far a cue is from its content, with a toll on what parts clauses."""
    cost = float("inf")
    for start, end in content:
        after = cue[0] >= end
        between = text[end : cue[0]] if after else text[cue[1] : start]
        toll = 200 * ("\n" in between.strip(" ") and not between.rstrip().endswith(":"))
        toll += 40 * len(re.findall(r"[.!?][”’\"'»]*\s", between)) + 15 * ("; " in between)
        toll -= 12 * (after and text[end - 1] == ",") + 12 * (
            not after and bool(re.search(r"(?:that|:|,) ?\W*$", between))
        )
        cost = min(cost, len(between) + toll)
    return cost


def _carry(
    page: _Page, index: int, source: str, ids: list[str | None], found: list[Attribution], speakers: dict[str, Speaker]
) -> Attribution:
    """A quote without a clause takes the mention of its speaker that stands nearest before it."""
    one = found[index]
    at = one.cue[0][0] if one.cue else one.content[0][0]
    if re.search(r"(?:^|\s)[QA]: ?$", page.text[max(0, at - 5) : at]):
        return one  # the label says that it is an answer, not whose
    spans = [
        span for one_, id_ in zip(found, ids, strict=True) if id_ == source and one_.weight for span in one_.source
    ]
    spans = [span for span in spans if page.text[slice(*span)] != "I"]
    speaker = speakers[source]
    spans += [span for span in speaker.named(page.text) if not any(s <= span[0] < e for s, e in page.quoted)]
    before = [span for span in spans if 0 <= at - span[1] <= CARRIED]
    after = [span for span in spans if 0 <= span[0] - max(at, one.content[-1][1]) <= 120]
    if one.cue:  # the clause has no subject of its own ("…, says X, and continues:"): only a near one will do
        before = [span for span in before if at - span[1] <= 160]
    if before or after:
        best = max(before, key=lambda span: (span[1], span[1] - span[0])) if before else min(after)
        return replace(one, source=(best,), source_known=True)
    return one


def widen(text: str, span: Range) -> Range:
    """The marks around a content, and "that" before it, belong to it."""
    start, end = span
    if end < len(text) and text[end] in CLOSING and start > 0 and text[start - 1] in OPENING + " ":
        paired = text[start - 1] in OPENING or (start > 1 and text[start - 1] == " " and text[start - 2] in "«")
        if paired:
            start -= 1 if text[start - 1] != " " else 2
            end += 1
    elif text[end : end + 2] == " »" and text[max(0, start - 2) : start] == "« ":
        start, end = start - 2, end + 2
    elif start > 0 and text[start - 1] in "“‘«„\"'" and text[end : end + 1] in ("\n", ""):
        start -= 1  # an unclosed paragraph of a longer quote
    that = THAT.search(text, max(0, start - 6), start)
    return (that.start() if that else start), end
