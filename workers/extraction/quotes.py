"""Stage "quotes": what the model reads meets what form shows.

The model says which words are content, who said them and by which cue; quote marks and leading dashes say exactly where
verbatim speech begins and ends. A content that fills most of a marked stretch becomes that stretch; a marked stretch or
dash paragraph that reads like speech and that the model passed over is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .document import Attribution, FoundQuote, Layout, Reading
from .form import Form, find_form
from .negation import is_negated
from .types import Mode, QuoteKind, Span

# Mean confidence of a quote that form alone shows.
_BY_FORM = 0.6


@dataclass(frozen=True, slots=True)
class _Draft:
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    mode: Mode
    score: float


def find_quotes(text: str, layout: Layout, reading: Reading) -> tuple[FoundQuote, ...]:
    """The quotes of ``text`` in text order; no two share a character."""
    form = find_form(text, layout)
    drafts = [_draft(text, form, attribution) for attribution in reading.attributions]
    drafts = _apart([draft for draft in drafts if draft.spans and _is_kept(text, form, draft)])
    drafts = _with_missed(form, drafts)
    quotes = [_quote(text, form, layout, draft) for draft in drafts]
    return tuple(sorted(quotes, key=lambda q: q.spans[0].start))


def _draft(text: str, form: Form, attribution: Attribution) -> _Draft:
    """The attribution with its content cut where blocks end and set to the marks it fills."""
    home = form.block_at((attribution.cue or attribution.content[0]).start)
    parts = [part for span in attribution.content for part in form.cut(span, home)]
    spans = _joined(text, [form.snapped(part, attribution.cue) for part in parts])
    return _Draft(spans, attribution.cue, attribution.source, attribution.mode, attribution.score)


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """In order, without overlap; neighbours with nothing to read between them are one unless a mark parts them."""
    joined: list[Span] = []
    for span in sorted(s for s in spans if s.start < s.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _is_kept(text: str, form: Form, draft: _Draft) -> bool:
    """Without a cue only verbatim speech is an attribution; a lone mark or article never is."""
    words = sum(len(span.of(text).split()) for span in draft.spans)
    if draft.cue is None:
        return any(form.verbatim(span) > 0.5 for span in draft.spans) or (draft.speaker is not None and words > 3)
    return any(c.isalnum() for span in draft.spans for c in span.of(text))


def _apart(drafts: list[_Draft]) -> list[_Draft]:
    """Each character belongs to the quote that claims it with most confidence."""
    kept: list[_Draft] = []
    taken: list[Span] = []
    for draft in sorted(drafts, key=lambda d: (-d.score, d.spans[0].start)):
        free = tuple(span for span in draft.spans if not any(span.overlaps(other) for other in taken))
        if free:
            kept.append(replace(draft, spans=free))
            taken += free
    return kept


def _with_missed(form: Form, drafts: list[_Draft]) -> list[_Draft]:
    """Adds verbatim stretches that no quote claims: to the quote they continue, else as quotes of their own."""
    taken = sorted(span for draft in drafts for span in draft.spans)
    added = list(drafts)
    for stretch in form.speech:
        if any(stretch.overlaps(span) for span in taken):
            continue
        added.append(_Draft((stretch,), None, None, "speech", _BY_FORM))
    return added


def _quote(text: str, form: Form, layout: Layout, draft: _Draft) -> FoundQuote:
    kind = _kind(text, form, draft)
    mode: Mode = "speech" if draft.mode == "attitude" and kind != "indirect" else draft.mode
    in_caption = layout.blocks[form.block_at(draft.spans[0].start)].kind == "caption" if layout.blocks else False
    negated = draft.cue is not None and is_negated(text, draft.cue)
    return FoundQuote(kind, mode, draft.spans, draft.cue, draft.speaker, negated, in_caption, draft.score)


def _kind(text: str, form: Form, draft: _Draft) -> QuoteKind:
    length = sum(span.end - span.start for span in draft.spans)
    share = sum(form.verbatim(span) * (span.end - span.start) for span in draft.spans) / length
    if share > 0.85 or form.is_labelled(draft.spans[0], draft.cue, draft.speaker):
        return "direct"
    return "mixed" if any(form.has_marks(span) for span in draft.spans) else "indirect"
