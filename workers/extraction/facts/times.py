"""Times: TIMEX3 expressions (TimeML 1.2.1) with their values, resolved against the day the article was written.

    find_anchor(text, layout, published_at) -> Anchor
    find_times(text, layout, anchor) -> tuple[Time, ...]

The grammar (:mod:`.time_grammar`) reads tokens, the resolver (:mod:`.time_resolve`) gives values; this module carries
what the text speaks of from one expression to the next. The same input gives the same output on any day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date

from ..document import Layout
from ..types import Span, Time
from .time_anchor import Anchor, day_of, find_anchor, prefers_day_first
from .time_grammar import Expression, parse
from .time_nodes import Clock, Offset
from .time_ranges import closes_range, in_order
from .time_resolve import resolve
from .time_scene import Resolved, Scene
from .time_tense import AHEAD, OPEN, direction
from .time_tokens import Tokens, tokenise

__all__ = ["Anchor", "find_anchor", "find_times", "is_heading"]

# What may stand beside a day in a heading of its own.
_HEADING_MARKS = " .:–—-\n\t"


def find_times(text: str, layout: Layout, anchor: str | None) -> tuple[Time, ...]:
    """All time expressions of a normalised text, in order.

    ``anchor`` is the day of writing as an ISO 8601 date or datetime. Without it relative times keep an open value such
    as XXXX-WXX-5. Raises ``ValueError`` for an anchor that is no ISO 8601 date.
    """
    tokens = tokenise(text)
    expressions = parse(tokens)
    sentences = _Sentences(tokens, layout)
    scene = Scene(anchor=day_of(anchor), day_first=prefers_day_first(expressions))
    spoken = -1  # the sentence that the focus comes from
    sections = _Sections(tokens, text, layout)
    found: list[Time] = []
    tense, before = OPEN, None
    for number, expression in enumerate(expressions):
        at = sentences.index_of(expression)
        closing = closes_range(tokens, expressions, number)
        tense = tense if closing else sentences.direction(expression, at)
        scene = replace(scene, direction=tense, near=spoken >= 0 and at - spoken <= 1)
        resolved = resolve(expression.node, sections.scene(expression, scene))
        if resolved is not None and closing and before is not None:
            before, resolved = in_order(expression, before, resolved, tense >= AHEAD)
            found[-1] = replace(found[-1], value=before.value)
        before = resolved
        if resolved is None:
            continue
        start, end = tokens[expression.first].start, tokens[expression.last - 1].end
        sections.note(Span(start, end), resolved)
        found.append(Time(text[start:end], start, end, resolved.type, resolved.value))
        if resolved.point is not None or resolved.quarter is not None:
            spoken = at if resolved.quarter is None else -1
        scene = _remember(scene, resolved)
    return tuple(found)


def _remember(scene: Scene, resolved: Resolved) -> Scene:
    if resolved.point is not None:
        scene = replace(scene, focus=resolved.point, by_night=resolved.value.endswith("TNI"))
    return replace(scene, quarter=resolved.quarter) if resolved.quarter is not None else scene


class _Sections:
    """The day that a heading of its own gives to what stands under it, as in a police log or a programme."""

    def __init__(self, tokens: Tokens, text: str, layout: Layout) -> None:
        self._blocks = {block.start: block.end for block in layout.blocks}
        self._tokens = tokens
        self._text = text
        self._day: date | None = None

    def scene(self, expression: Expression, scene: Scene) -> Scene:
        """``scene`` for a clock without a day of its own: under a day's heading it is that day's clock."""
        node = expression.node
        dayless = isinstance(node, Clock) and node.day in (None, Offset("D", 0))
        return replace(scene, anchor=self._day) if dayless and self._day and not scene.near else scene

    def note(self, span: Span, resolved: Resolved) -> None:
        """Takes up the day of an expression that is all its block holds."""
        if is_heading(self._text, span, self._blocks.get(span.start)) and resolved.point is not None:
            point = resolved.point
            self._day = date(point.year, point.month, point.day) if point.month and point.day else None


def is_heading(text: str, span: Span, block_end: int | None) -> bool:
    """Whether the expression at ``span`` is all that the block which begins there and ends at ``block_end`` holds."""
    return block_end is not None and not text[span.end : block_end].strip(_HEADING_MARKS)


class _Sentences:
    """Where each sentence begins and ends, in tokens."""

    def __init__(self, tokens: Tokens, layout: Layout) -> None:
        self._tokens = tokens
        self._captions = [layout.blocks[s.block].kind == "caption" for s in layout.sentences]
        starts = [tokens[i].start for i in range(tokens.size)]
        self._bounds = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in layout.sentences]
        self._firsts = [first for first, _ in self._bounds]

    def index_of(self, expression: Expression) -> int:
        """The sentence an expression stands in; -1 before the first."""
        return bisect_right(self._firsts, expression.first) - 1

    def direction(self, expression: Expression, at: int) -> int:
        """Which way the tense around an expression points in sentence ``at``."""
        begins, ends = self._bounds[at] if at >= 0 else (0, self._tokens.size)
        found = direction(self._tokens, expression.first, expression.last, begins, max(ends, expression.last))
        # "Lund plays in the yard on Monday" under a picture of it
        return OPEN if found == AHEAD and at >= 0 and self._captions[at] else found
