"""Quotes in the making, and which of them a stretch of text belongs to: each character belongs to one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .form import Form
from .types import Mode, Span

# The score of a quote that form alone shows.
BY_FORM = 0.1


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote in the making; ``score`` is the model's, 0 to 1, and ``is_turn`` marks a turn of a transcript."""

    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    mode: Mode
    score: float
    is_turn: bool = False


class Claimed:
    """Disjoint spans in order, to ask quickly whether another one overlaps any of them."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with any of them."""
        at = bisect_left(self._spans, span)
        return any(span.overlaps(self._spans[k]) for k in (at - 1, at) if 0 <= k < len(self._spans))

    def add(self, span: Span) -> None:
        """Puts another one in."""
        insort(self._spans, span)


def apart(drafts: list[Draft]) -> list[Draft]:
    """Each character belongs to the quote that claims it with most confidence."""
    kept: list[Draft] = []
    claimed = Claimed()
    for draft in sorted(drafts, key=lambda d: (-d.score, d.spans[0].start)):
        free = tuple(span for span in draft.spans if not claimed.overlaps(span))
        for span in free:
            claimed.add(span)
        if free:
            kept.append(replace(draft, spans=free))
    return kept


def with_missed(form: Form, drafts: list[Draft]) -> list[Draft]:
    """Adds verbatim stretches that no quote claims: to what is reported before them in their sentence, else as quotes
    of their own."""
    claimed = Claimed(span for draft in drafts for span in draft.spans)
    missed = [s for s in form.speech if not claimed.overlaps(s) and not form.is_label(s)]
    homes = _by_sentence(form, drafts)
    extra: dict[int, list[Span]] = {}
    alone: list[Span] = []
    for stretch in missed:
        reported = homes.get(form.sentence_at(stretch.start), [])
        goes_on = len(reported) == 1 and stretch.start > drafts[reported[0]].spans[0].start
        if goes_on and form.sentence_at(stretch.end - 1) == form.sentence_at(stretch.start):
            extra.setdefault(reported[0], []).append(stretch)
        else:
            alone.append(stretch)
    whole = [replace(d, spans=tuple(sorted((*d.spans, *extra.get(n, ()))))) for n, d in enumerate(drafts)]
    return whole + [Draft((stretch,), None, None, "speech", BY_FORM) for stretch in alone]


def with_continuations(form: Form, drafts: Sequence[Draft]) -> list[Draft]:
    """A quote without a cue of its own that an open mark carries over from the block before is that quote going on."""
    joined: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.spans[0]):
        before = joined[-1] if joined else None
        if before and draft.cue is None and form.is_carried(before.spans[-1], draft.spans[0]):
            joined[-1] = replace(before, spans=(*before.spans, *draft.spans))
        else:
            joined.append(draft)
    return joined


def _by_sentence(form: Form, drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """Which drafts are reported words with a cue and a speaker, by the sentence that holds content and cue."""
    found: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.cue is None or draft.speaker is None or form.is_verbatim(draft.spans[-1]):
            continue
        at = form.sentence_at(draft.cue.start)
        if form.sentence_at(draft.spans[-1].start) == at:
            found.setdefault(at, []).append(number)
    return found
