"""Direct quotes as Scandinavian dash quotes: ``– Text, says X, role, to Y.``

The marks go, a dash opens the quote, the reporting clause follows after a comma. What the second part of an
interrupted quote looks like (no dash, a dash of its own, "and continues:") varies as it does in the press.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ..marked import Attribution, Marked
from .clauses import Clause, Manner, clause_after, rewrite, to_present
from .editor import Edit, Editor, Keep, Put, cut
from .lexicon import entries
from .quotations import Quotation, find_quotations

LEAST = 12  # A direct quote this short ("Yes," he said) keeps its marks more often than not.


@dataclass(frozen=True, slots=True)
class Dashes:
    """The dash habits of one article."""

    dash: str
    own_block: bool
    second: str
    colon_break: str
    lead_in: float
    questions: float
    manner: Manner

    @classmethod
    def draw(cls, rng: random.Random) -> Dashes:
        """One choice an article."""
        dash = rng.choice(("– ", "– ", "– ", "– ", "— ", "- ", "- ", "—", "–", "-"))
        second = rng.choice(("plain", "plain", "dash", "continues"))
        return cls(
            dash,
            rng.random() < 0.5,
            second,
            rng.choice((" ", " ", "\n", "\n\n")),
            0.1,
            rng.choice((0.0, 0.0, 0.0, 0.15)),
            Manner.draw(rng),
        )


def to_dashes(article: Marked, rng: random.Random) -> Marked:
    """Rewrites the direct quotes of an article that open a block or a sentence, or follow a colon."""
    style = Dashes.draw(rng)
    work = _Work(article, Editor(article), style, rng)
    quotes = [quote for quote in find_quotations(article) if quote.owner >= 0 and quote.direct]
    for at, quote in enumerate(quotes):
        if len(article.attributions[quote.owner].content) and quote.inner[1] - quote.inner[0] >= LEAST:
            work.convert(quote, quotes[at + 1] if at + 1 < len(quotes) else None)
    return work.editor.apply()


@dataclass(slots=True)
class _Work:
    """The state of one rewriting: ``clause`` is the clause that ended right before the next quotation."""

    article: Marked
    editor: Editor
    style: Dashes
    rng: random.Random
    clause: Clause | None = None
    clause_owner: int = -1

    def convert(self, quote: Quotation, following: Quotation | None) -> None:
        """One quotation and the clause after it."""
        text = self.article.text
        limit = quote.block[1]
        if following is not None and following.block == quote.block:
            limit = following.outer[0]
        before, self.clause = self.clause, None
        opening = self._opening(quote, before)
        if opening is None or (before is None and text[quote.inner[0]].islower()):
            return
        after = clause_after(self.article, quote, limit) if quote.closed else None
        last = text[quote.inner[1] - 1]
        broken_off = quote.closed and after is None and last not in ".?!…—–"
        if (
            broken_off
            and text[quote.outer[1] : quote.outer[1] + 1] not in ".?!"
            and text[quote.outer[1] : limit].strip()
        ):
            return  # the sentence goes on after the mark without a reporting clause
        if after is not None and before is None and self._lead_in(quote, after, limit):
            return
        if self.editor.edit(*opening, *self._closing(quote, after)):
            if after is None:
                self._part(quote, limit)
            else:
                rewrite(self.editor, after, self.style.manner, self.rng)
                reaches = not text[after.end + len(after.stop) : limit].strip()
                self.clause = after if reaches and limit < quote.block[1] else None
                self.clause_owner = quote.owner

    def _part(self, quote: Quotation, limit: int) -> None:
        """A quote without a clause ends its paragraph: the narrative after it starts one."""
        text, end = self.article.text, quote.outer[1]
        if text[end:limit].strip() and text[end].isspace():
            self.editor.edit(Edit(end, end + 1, (Put("\n\n", foreign=True), Put("", block=True))))

    def _opening(self, quote: Quotation, before: Clause | None) -> tuple[Edit, ...] | None:
        """The edits at the opening mark, or ``None`` where a dash cannot stand."""
        text, (start, end) = self.article.text, (quote.outer[0], quote.inner[0])
        lead = text[quote.block[0] : start].rstrip()
        dash = Put(self.style.dash, foreign=True)
        if not lead:
            return (Edit(start, end, (*self._question(), dash)),)
        if before is not None and self.clause_owner == quote.owner:
            return self._second(quote, before)
        gap = quote.block[0] + len(lead)
        if lead[-1] == ":" or (lead[-1] == "," and self._cue_ends(quote, gap - 1)):
            if self.style.manner.present and self.article.attributions[quote.owner].source:
                source = self.article.attributions[quote.owner].source[0]
                for cue in self.article.attributions[quote.owner].cue:
                    to_present(self.editor, cue, text[slice(*source)])
            return self._after_colon(gap, start, end, lead[-1] == ",")
        if lead[-1] in '.?!”"…':
            if self.style.own_block:
                return (Edit(gap, end, (Put("\n\n", foreign=True), Put(self.style.dash, foreign=True, block=True))),)
            return (Edit(start, end, (dash,)),)
        return None

    def _question(self) -> tuple[Put, ...]:
        """Seldom, an interviewer's question as a dash line of its own: read either way, so its weight is 0."""
        if self.rng.random() > self.style.questions:
            return ()
        index = self.editor.add(Attribution((), (), (), weight=0.0))
        question = Put(self.rng.choice(entries("questions")), ((index, "content"),))
        return (Put(self.style.dash, foreign=True, block=True), question, Put("\n\n", foreign=True))

    def _after_colon(self, gap: int, start: int, end: int, comma: bool) -> tuple[Edit, ...]:
        """The edits between ``said:`` (or ``said,``) and a quotation."""
        colon = (Put(":", foreign=True),) if comma else ()
        white = self.style.colon_break
        parts = (*colon, Put(white, foreign=True), Put(self.style.dash, foreign=True, block="\n" in white))
        return (Edit(gap - comma, end, parts),)

    def _cue_ends(self, quote: Quotation, at: int) -> bool:
        """Whether the quotation's cue stands shortly before the offset."""
        return any(0 <= at - end <= 30 for _, end in self.article.attributions[quote.owner].cue)

    def _second(self, quote: Quotation, before: Clause) -> tuple[Edit, ...]:
        """The opening of the second part of an interrupted quote."""
        start, end = quote.outer[0], quote.inner[0]
        if before.stop == ".":
            if self.style.second == "continues" and self.editor.free(before.end, end):
                verb = self.rng.choice(("continues", "adds"))
                self._split(quote, verb)
                index = len(self.editor.attributions) - 1
                comma = "," if self.rng.random() < 0.5 else ""
                white = self.rng.choice((" ", self.style.colon_break))
                parts = (
                    Put(f"{comma} and ", foreign=True),
                    Put(verb, ((index, "cue"),)),
                    Put(f":{white}", foreign=True),
                    Put(self.style.dash, foreign=True, block="\n" in white),
                )
                return (Edit(before.end, end, parts),)
            if self.style.second == "dash":
                return (Edit(start, end, (Put(self.style.dash, foreign=True),)),)
        return (cut(start, end),)

    def _split(self, quote: Quotation, verb: str) -> None:
        """Makes the quotation (and what follows it in its attribution) an attribution of its own."""
        old = self.editor.attributions[quote.owner]
        first = tuple((s, min(e, quote.outer[0])) for s, e in old.content if s < quote.outer[0])
        rest = tuple((max(s, quote.outer[0]), e) for s, e in old.content if e > quote.outer[0])
        self.editor.attributions[quote.owner] = replace(old, content=first)
        self.editor.add(replace(old, cue=(), content=rest))

    def _closing(self, quote: Quotation, after: Clause | None) -> tuple[Edit, ...]:
        """The edits at the closing mark: a comma before a clause, nothing else."""
        text, (low, high) = self.article.text, (quote.inner[1], quote.outer[1])
        if after is None:
            stray = text[low - 1] == "," and text[high : high + 1] in ("", "\n")
            return (cut(low - stray, high, "." if stray else ""),)
        comma = Put(",", foreign=True)
        if text[low - 1] in ",.":
            return (Edit(low - 1, high, (comma,)),)
        if text[low - 2 : low] in (",’", ",'"):
            return (Edit(low - 2, high, (Put(text[low - 1]), comma)),)
        bare = text[low - 1] not in "?!…—–-’'" and text[high : high + 1] == " "
        return (Edit(low, high, (comma,) if bare else ()),)

    def _lead_in(self, quote: Quotation, after: Clause, limit: int) -> bool:
        """Seldom: the clause moves to the front, ``X is clear: – Text.``"""
        text = self.article.text
        whole = after.end + len(after.stop)
        alone = not text[whole:limit].strip() and limit == quote.block[1] and after.stop == "."
        if not alone or self.rng.random() > self.style.lead_in or text[quote.block[0] : quote.outer[0]].strip():
            return False
        if after.end - max(after.source[1], after.cue[1]) > 3 or not self.editor.free(quote.outer[0], whole):
            return False
        source = text[after.source[0] : after.source[1]]
        holders = tuple(
            i for i, a in enumerate(self.editor.attributions) if after.source in a.source or i == quote.owner
        )
        phrase = self.rng.choice(entries("lead_ins"))
        owner = self.editor.attributions[quote.owner]
        self.editor.attributions[quote.owner] = replace(owner, source=(), cue=())
        end = quote.inner[1] - (text[quote.inner[1] - 1] == ",")
        white = self.style.colon_break
        name = Put(source[0].upper() + source[1:], tuple((i, "source") for i in holders), block=True)
        parts = (
            name, Put(" ", foreign=True), Put(phrase, ((quote.owner, "cue"),)), Put(":" + white, foreign=True),
            Put(self.style.dash, foreign=True, block="\n" in white), Keep(quote.inner[0], end),
            Put("" if text[end - 1] in ".?!" else ".", ((quote.owner, "content"),)),
        )  # fmt: skip
        return self.editor.edit(Edit(quote.outer[0], whole, parts))
