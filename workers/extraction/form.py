"""Verbatim stretches and what can be told of them by form: quote marks, leading dashes, labels, blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from .document import Layout
from .labels import TOKEN, is_label, reads_like_speech, signature_after
from .marks import Marked, find_dashes, find_marked
from .types import Span

_LEAD = re.compile(r"^[\s,;:–—―-]+")
_TAIL = re.compile(r"[\s,;:–—―-]+$")
_LABEL = re.compile(r"[\w.’' -]{1,60}:\s*[\"“«‘']?\s*$")
_VERBATIM = 0.85  # the share of a span's letters from which on it counts as verbatim as a whole
_STRAY_LETTERS = 15  # "him ‘Postie’", "‘Iron Bridge’ by supporters"


@dataclass(frozen=True, slots=True)
class Form:
    """What form shows of a text.

    ``marked`` are the outermost marked stretches, which share no character; ``dashes`` what leading dashes open;
    ``speech`` the insides of those of both that read like speech. ``…_starts`` are their offsets, in order;
    ``letters_before`` has, for each offset and the text's end, how many letters and digits stand before it.
    """

    text: str
    layout: Layout
    marked: tuple[Marked, ...]
    dashes: tuple[Span, ...]
    speech: tuple[Span, ...]
    block_starts: tuple[int, ...]
    marked_starts: tuple[int, ...]
    dash_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    letters_before: tuple[int, ...]

    def block_at(self, offset: int) -> int:
        """The index of the block that ``offset`` stands in or follows."""
        return max(0, bisect_right(self.block_starts, offset) - 1)

    def cut(self, span: Span, home: int) -> list[Span]:
        """The parts of ``span``, cut at blocks and leading dashes; outside its ``home`` block only body text, and none
        where that is a heading or a caption."""
        first, last = self.block_at(span.start), self.block_at(max(span.start, span.end - 1))
        if self.layout.blocks[home].kind not in ("body", "list"):
            last = first = home if first <= home <= last else first
        parts = []
        for at in range(first, last + 1):
            block = self.layout.blocks[at]
            part = Span(max(span.start, block.start), min(span.end, block.end))
            if part.start < part.end and (at == home or first == last or block.kind in ("body", "list")):
                parts += self._cut_at_dashes(part)
        return parts

    def _cut_at_dashes(self, span: Span) -> list[Span]:
        """The span in parts, where leading dashes inside it begin speech."""
        inside = self.dash_starts[bisect_right(self.dash_starts, span.start) : bisect_left(self.dash_starts, span.end)]
        return [Span(start, end) for start, end in pairwise([span.start, *inside, span.end])]

    def in_caption(self, span: Span) -> bool:
        """Whether a span begins in a caption."""
        return self.layout.blocks[self.block_at(span.start)].kind == "caption"

    def parts(self, before: Span, after: Span) -> bool:
        """Whether what is verbatim in ``after`` is another quote than ``before``.

        It is where it stands in a later block and no open mark carries it over, or where a dash sets it off from
        reported speech or, behind a colon, from anything ("…, says Obi, who adds: – …").
        """
        if not self.verbatim(after):
            return False
        last, first = self.block_at(before.end - 1), self.block_at(after.start)
        if last == first:
            return self.behind_dash(after) and (not self.verbatim(before) or self.follows_colon(after))
        return not self.is_carried(before, after)

    def is_carried(self, before: Span, after: Span) -> bool:
        """Whether a mark left open in the block of ``before`` carries it over to ``after`` in a later block."""
        last, first = self.block_at(before.end - 1), self.block_at(after.start)
        between = self._marked_in(Span(before.start, after.start))
        return any(m.carried and last <= self.block_at(m.outer.start) < first for m in between)

    def behind_dash(self, span: Span) -> bool:
        """Whether the span begins right behind a leading dash."""
        at = bisect_right(self.dash_starts, span.start) - 1
        return at >= 0 and self.dashes[at].covers(span) and span.start - self.dash_starts[at] <= 4

    def is_speech(self, span: Span) -> bool:
        """Whether the span reads like verbatim speech by its form alone."""
        at = bisect_right(self.speech, span)
        return self.behind_dash(span) or any(span.overlaps(stretch) for stretch in self.speech[max(0, at - 1) : at + 1])

    def is_said(self, span: Span) -> bool:
        """Whether most of a span is verbatim and it is no bare word between marks, as subheads are ("«Justified»")."""
        words = span.of(self.text)
        bare = len(TOKEN.findall(words)) == 1 and words[-1:].isalnum() and not self.behind_dash(span)
        return self.verbatim(span) > 0.5 and not bare

    def follows_colon(self, span: Span) -> bool:
        """Whether a colon leads to the span, marks and dashes aside."""
        return self.text[max(0, span.start - 6) : span.start].rstrip(" \n–—-\"“„«»‘'").endswith(":")

    def snapped(self, span: Span, cue: Span | None) -> Span:
        """``span`` without stray edges, and set to the marked stretch or dash quote that it fills."""
        marked = self._filled(span, cue)
        if marked:
            return self._without_space(marked.inner)
        return self._trimmed(self._with_marks_balanced(span))

    def _without_stray(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """What is verbatim, without reported words that hold no marks and stand in other sentences than it."""
        verbatim = [span for span in spans if self.is_verbatim(span)]
        if not verbatim or len(verbatim) == len(spans):
            return spans
        sentences = {self.sentence_at(at) for span in verbatim for at in (span.start, span.end)}
        near = (s for s in spans if s in verbatim or self.sentence_at(s.start) in sentences or self._marked_in(s))
        return tuple(near)

    def cleared(self, spans: tuple[Span, ...], cue: Span | None) -> tuple[Span, ...]:
        """The spans of one attribution without what does not belong to it by form."""
        return self._within_sentence(self._without_stray(spans), cue)

    def _within_sentence(self, spans: tuple[Span, ...], cue: Span | None) -> tuple[Span, ...]:
        """Reported words that follow their cue end with its sentence, unless what goes on is verbatim."""
        if cue is None or not spans or spans[0].start < cue.end:
            return spans
        if self.is_verbatim(spans[0]):
            return spans
        at = self.sentence_at(spans[0].start) - 1
        last = self.layout.sentences[at].end if at >= 0 else 0
        kept = [span for span in spans if span.start < last or self._marked_in(span)]
        first = kept[0]
        if first.end > last + 1 and not self._marked_in(Span(last, first.end)):
            kept[0] = self._trimmed(Span(first.start, last))
        return tuple(kept)

    def sentence_at(self, offset: int) -> int:
        """A number for the sentence that ``offset`` stands in."""
        return bisect_right(self.sentence_starts, offset)

    def is_label(self, span: Span) -> bool:
        """Whether what is marked in a span, a few words aside, is a name that the words before it give, a line of a
        song, or what a sign reads."""
        marked = self._marked_in(span)
        if not marked or self._letters(span) - sum(self._letters(m.inner) for m in marked) > _STRAY_LETTERS:
            return False
        return all(is_label(self.text, m) for m in marked)

    def signature_after(self, span: Span) -> tuple[Span, Span] | None:
        """The dash and the name that sign a marked quote, at the end of its block or in a line of their own."""
        return signature_after(self.text, span.end, self.behind_dash(span))

    def _filled(self, span: Span, cue: Span | None) -> Marked | None:
        for marked in self._marked_in(span):
            common = self._letters(Span(max(span.start, marked.inner.start), min(span.end, marked.inner.end)))
            if not common or (cue and marked.inner.overlaps(cue)):
                continue
            mine, its = self._letters(span), self._letters(marked.inner)
            before = self.text[span.start : marked.outer.start].strip().lower()
            reported = before != "that" and self._letters(Span(span.start, marked.outer.start)) > 0.03 * mine
            if not reported and common >= 0.8 * mine and (common >= 0.5 * its or its - common < 25):
                return marked
        return None

    def _with_marks_balanced(self, span: Span) -> Span:
        """A closing mark that directly follows belongs to a span that holds its opening mark."""
        for marked in self._marked_in(span):
            if marked.closed and span.start <= marked.outer.start < span.end < marked.outer.end:
                missing = self._letters(Span(span.end, marked.outer.end))
                return Span(span.start, marked.outer.end if missing < 60 else span.end)
        return span

    def _marked_in(self, span: Span) -> tuple[Marked, ...]:
        """The marked stretches that reach into a span."""
        low = max(0, bisect_right(self.marked_starts, span.start) - 1)
        found = self.marked[low : bisect_left(self.marked_starts, span.end)]
        return found[1:] if found and found[0].outer.end <= span.start else found

    def _letters(self, span: Span) -> int:
        """How many letters and digits a span holds, none where it is empty or reversed."""
        return max(0, self.letters_before[span.end] - self.letters_before[span.start]) if span.start < span.end else 0

    def _without_space(self, span: Span) -> Span:
        words = span.of(self.text)
        return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))

    def _trimmed(self, span: Span) -> Span:
        words = span.of(self.text)
        lead, tail = _LEAD.match(words), _TAIL.search(words)
        start = span.start + (lead.end() if lead else 0)
        end = span.end - (len(words) - tail.start() if tail else 0)
        return Span(start, max(start, end))

    def verbatim(self, span: Span) -> float:
        """The share of a span's letters that stand between marks or behind a leading dash."""
        total = self._letters(span)
        if not total:
            return 0.0
        stretches = (m.inner for m in self._marked_in(span))
        inside = sum(self._letters(Span(max(span.start, s.start), min(span.end, s.end))) for s in stretches)
        if self.behind_dash(span):
            inside = total
        return min(1.0, inside / total)

    def is_verbatim(self, span: Span) -> bool:
        """Whether a span is somebody's words as they were, a few of the reporter's aside."""
        return self.verbatim(span) > _VERBATIM

    def has_marks(self, span: Span) -> bool:
        """Whether a span holds a marked stretch of its own."""
        return any(span.covers(m.inner) for m in self._marked_in(span))

    def is_labelled(self, span: Span, cue: Span | None, speaker: Span | None) -> bool:
        """Whether the span is what a transcript or interview sets behind a label, "JONES: Text"."""
        if cue is not None or speaker is None or speaker.start > span.start:
            return False
        block = self.layout.blocks[self.block_at(span.start)]
        before = self.text[block.start : span.start]
        return block.start <= speaker.start and bool(_LABEL.match(before))


def find_form(text: str, layout: Layout) -> Form:
    """The form of ``text``."""
    marked = tuple(m for m in find_marked(text, layout.blocks) if not m.depth)
    dashes = find_dashes(text, layout.blocks)
    speech = [m.inner for m in marked if reads_like_speech(text, m)]
    speech += _dash_paragraphs(text, layout, dashes)
    starts = tuple(block.start for block in layout.blocks)
    at_marks, at_dashes = tuple(m.outer.start for m in marked), tuple(d.start for d in dashes)
    sentences = tuple(sentence.start for sentence in layout.sentences)
    letters = tuple(accumulate((c.isalnum() for c in text), initial=0))
    return Form(text, layout, marked, dashes, tuple(sorted(speech)), starts, at_marks, at_dashes, sentences, letters)


def _dash_paragraphs(text: str, layout: Layout, dashes: tuple[Span, ...]) -> list[Span]:
    """What stands behind a leading dash, to the block's end: whole blocks, and what a colon leads to."""
    bodies = {block.start: block.end for block in layout.blocks if block.kind == "body"}
    if len(dashes) < 2:
        return []
    found = []
    for dash in dashes:
        words = dash.of(text)[1:].rstrip()
        whole = bodies.get(dash.start) == dash.end
        led = dash.start not in bodies and text[max(0, dash.start - 4) : dash.start].rstrip().endswith(":")
        if (whole or led) and words[-1:] in (".", "?", "!", "…") and len(words.split()) > 2:
            found.append(Span(dash.start + 1 + len(words) - len(words.lstrip()), dash.start + 1 + len(words)))
    return found
