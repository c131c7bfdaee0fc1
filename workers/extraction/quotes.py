"""Stage "quotes": what the model reads meets what form shows.

The model says which words are content, who said them and by which cue; quote marks and leading dashes say exactly where
verbatim speech begins and ends. A content that fills most of a marked stretch becomes that stretch; a marked stretch or
dash paragraph that reads like speech and that the model passed over is added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from .around import other_side
from .document import Attribution, FoundQuote, Layout, NameKind, Reading
from .form import Form, find_form
from .interviews import find_turns
from .judged import object_before
from .lexicon import load_entries
from .negation import is_negated
from .own_clauses import with_own_clauses
from .ownership import according_to, owner_before
from .quote_drafts import BY_FORM, Claimed, Draft, apart, with_continuations, with_missed
from .turns import Turn
from .types import Mode, QuoteKind, Span

# From the score to how often such a quote is right (Platt, 1999), fitted on development gold: see the model card.
_SLOPE, _SHIFT = 0.84, 2.79


# "it is called", nobody says by whom: a name.
_NAMED = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ )?(?:called|dubbed|named|nicknamed|known|termed|labell?ed)\b"
)
# "Russia is said to have …", nobody says by whom: hearsay.
_HEARSAY = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ )?(?:said|thought|believed|understood|rumou?red|reputed)\b"
)


# "In her view the pool is safe": a judgement, whatever the verbs around it.
_HELD = re.compile(r"\b(?:view|opinion|judge?ment|estimation|reckoning|assessment)$", re.IGNORECASE)


# "She is worried about one thing in particular: “…”": a few words that only lead to speech.
_LEADS_IN = re.compile(r"\s?:\s{1,2}[–—―\-“„\"«»‘']")
_LEAD_WORDS = 5


# "Obi has played down the report": the mention is the name.
_NAME_WITH_CLAUSE = re.compile(
    r"((?:[^\W\d_a-z][\w’'-]*\s){0,3}[^\W\d_a-z][\w’'-]*)\s(?:has|have|had|is|was|will|would)\s"
)


# What no name ends in.
_LOOSE_END = re.compile(
    r"\s*\b(?:about|after|against|and|as|at|before|but|by|despite|during|for|from|if|in|into|of|on|or|over|since|than"
    r"|that|though|through|to|under|until|when|where|while|with|without)$",
    re.IGNORECASE,
)


def find_quotes(text: str, layout: Layout, reading: Reading) -> tuple[FoundQuote, ...]:
    """The quotes of ``text`` in text order; no two share a character."""
    form = find_form(text, layout)
    kinds = {Span(name.start, name.end): name.kind for name in reading.names}
    read = [one for one in reading.attributions if not _is_dateline(form, one, kinds)]
    drafts = [draft for attribution in read for draft in _drafts(text, form, attribution)]
    drafts = apart([draft for draft in drafts if _is_kept(text, form, draft)])
    drafts = with_own_clauses(text, form, drafts)
    drafts = [_owned(text, draft) for draft in _completed(text, form, drafts)]
    drafts = [_signed(form, draft) for draft in with_continuations(form, with_missed(form, drafts))]
    drafts = _with_turns(drafts, find_turns(text, layout, reading.names))
    quotes = [_quote(text, form, draft) for draft in drafts]
    return tuple(sorted(quotes, key=lambda q: q.spans[0].start))


def _drafts(text: str, form: Form, attribution: Attribution) -> list[Draft]:
    """The attribution with its content cut where blocks end and set to the marks it fills.

    Verbatim speech in another block is a quote of its own, by the same speaker but without the cue, unless its mark was
    left open to carry it over.
    """
    anchor = attribution.cue or attribution.content[0]
    parts = [part for span in attribution.content for part in form.cut(span, form.block_at(anchor.start))]
    spans = _joined(text, [form.snapped(part, attribution.cue) for part in parts])
    groups: list[list[Span]] = []
    for span in spans:
        if groups and not form.parts(groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    speaker = _without_loose_end(text, attribution.source) if attribution.source else None
    if speaker and any(span.covers(speaker) for span in spans):
        speaker = None
    nearest = min(range(len(groups)), key=lambda k: min(_distance(form, anchor, s) for s in groups[k]), default=0)
    return [
        Draft(form.cleared(tuple(g), cue), cue, speaker, attribution.mode, attribution.score)
        for k, g in enumerate(groups)
        for cue in [attribution.cue if k == nearest or form.follows_colon(g[0]) else None]
        if k == nearest or form.is_speech(g[0])
    ]


def _is_dateline(form: Form, attribution: Attribution, kinds: dict[Span, NameKind]) -> bool:
    """Whether what passes for a label is the place that a report comes from ("KIRKENES: When the ship …")."""
    source = attribution.source
    if source is None or not form.is_labelled(attribution.content[0], attribution.cue, source):
        return False
    kind = kinds.get(source)
    return kind == "place" or (kind == "organization" and source.start == form.block_starts[0])


def _without_loose_end(text: str, speaker: Span) -> Span | None:
    """The mention of a speaker without prepositions and conjunctions at its end, or the clause that its name opens;
    ``None`` where nothing is left."""
    clause = _NAME_WITH_CLAUSE.match(text, speaker.start, speaker.end)
    end = clause.end(1) if clause else speaker.end
    while match := _LOOSE_END.search(text, speaker.start, end):
        end = match.start()
    return Span(speaker.start, end) if end > speaker.start else None


def _distance(form: Form, one: Span, other: Span) -> tuple[int, int]:
    """Blocks, then characters, between two spans."""
    blocks = abs(form.block_at(one.start) - form.block_at(other.start))
    return blocks, max(0, other.start - one.end, one.start - other.end)


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


def _is_kept(text: str, form: Form, draft: Draft) -> bool:
    """Without a cue only speech that is verbatim or behind a colon is an attribution, without a speaker too only what
    reads like a sentence; a lone mark, a title, a song or the words of a sign never are."""
    if any(form.is_label(span) for span in draft.spans):
        return False
    if draft.cue is None:
        if draft.speaker is None:
            return any(form.is_speech(span) for span in draft.spans)
        return form.follows_colon(draft.spans[0]) or any(form.is_said(span) for span in draft.spans)
    if draft.speaker is None and _NAMED.search(draft.cue.of(text)):
        return False
    if draft.cue.of(text).lower().startswith("show") and form.in_caption(draft.cue):
        return False  # "The picture shows …" says what is seen, not what was said
    return any(c.isalnum() for span in draft.spans for c in span.of(text))


def _owned(text: str, draft: Draft) -> Draft:
    """The speaker is whoever owns the noun that a content continues, or who "according to" names."""
    if draft.cue is None:
        return draft
    owned = owner_before(text, draft.spans[0])
    if owned and not (draft.speaker and draft.speaker.overlaps(owned[1])):
        return replace(draft, cue=owned[0], speaker=owned[1])
    if draft.speaker is None and (named := according_to(text, draft.cue, draft.spans)):
        return replace(draft, speaker=named)
    return draft


def _completed(text: str, form: Form, drafts: list[Draft]) -> list[Draft]:
    """Reported speech gets what stands of it on the other side of its clause, and a judgement what it is about, unless
    another quote claims that."""
    taken = Claimed(span for draft in drafts for span in (*draft.spans, *filter(None, (draft.cue, draft.speaker))))
    completed: list[Draft] = []
    for draft in drafts:
        side = None
        if draft.cue and draft.speaker and len(draft.spans) == 1 and not form.verbatim(draft.spans[0]):
            side = other_side(text, form.layout.sentences, draft.spans[0], draft.cue, draft.speaker)
        if side and not taken.overlaps(side):
            draft = replace(draft, spans=tuple(sorted((*draft.spans, side))))
        judged = object_before(text, draft.cue, draft.spans[0]) if draft.cue else None
        if judged and not taken.overlaps(judged):
            whole = form.snapped(Span(judged.start, draft.spans[0].end), draft.cue)
            draft = replace(draft, spans=(whole, *draft.spans[1:]))
        completed.append(draft)
    return completed


def _with_turns(drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """A turn of a transcript or an interview is one quote, whatever it quotes in its turn."""
    said = [Draft(turn.spans, None, turn.speaker, "speech", BY_FORM, True) for turn in turns if not turn.asks]
    claimed = Claimed(span for draft in said for span in draft.spans)
    return [draft for draft in drafts if not any(claimed.overlaps(span) for span in draft.spans)] + said


def _quote(text: str, form: Form, draft: Draft) -> FoundQuote:
    kind = _kind(text, form, draft)
    mode = _mode(text, draft, kind)
    in_caption = form.in_caption(draft.spans[0])
    negated = draft.cue is not None and is_negated(text, draft.cue)
    return FoundQuote(kind, mode, draft.spans, draft.cue, draft.speaker, negated, in_caption, _confidence(draft))


def _confidence(draft: Draft) -> float:
    score = min(max(draft.score, 0.001), 0.999)
    return 1 / (1 + math.exp(-_SLOPE * math.log(score / (1 - score)) - _SHIFT))


def _signed(form: Form, draft: Draft) -> Draft:
    """A quote set apart and signed ("“Text.” — Name") is the signatory's, whoever was quoted before."""
    signature = form.signature_after(draft.spans[-1])
    if signature is None or (draft.cue and draft.cue.end <= draft.spans[0].start and draft.speaker):
        return draft
    dash, name = signature
    return replace(draft, cue=dash, speaker=name)


def _mode(text: str, draft: Draft, kind: QuoteKind) -> Mode:
    """Verbatim speech is no mere attitude; two unmarked words, hearsay and what is only wished for are no more."""
    if kind == "direct" and draft.mode == "attitude":
        return "speech"
    if draft.mode == "attitude" and draft.cue and _HELD.search(draft.cue.of(text)):
        return "thought"
    if kind != "indirect":
        return draft.mode
    few = sum(len(span.of(text).split()) for span in draft.spans) < 3
    wished = draft.cue is not None and _wishes().search(draft.cue.of(text)) is not None
    last = draft.spans[-1]
    led = _LEADS_IN.match(text, last.end) is not None and len(last.of(text).split()) <= _LEAD_WORDS
    return "attitude" if few or wished or led or _is_hearsay(text, draft) else draft.mode


def _is_hearsay(text: str, draft: Draft) -> bool:
    if draft.cue is None or not _HEARSAY.search(draft.cue.of(text)):
        return False
    return draft.spans[-1].of(text).startswith(("to ", "as "))


@cache
def _wishes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_entries('wish_cues.txt'))})\b", re.IGNORECASE)


def _kind(text: str, form: Form, draft: Draft) -> QuoteKind:
    length = sum(span.end - span.start for span in draft.spans)
    share = sum(form.verbatim(span) * (span.end - span.start) for span in draft.spans) / length
    if draft.is_turn or share > 0.85 or form.is_labelled(draft.spans[0], draft.cue, draft.speaker):
        return "direct"
    return "mixed" if any(form.has_marks(span) for span in draft.spans) else "indirect"
