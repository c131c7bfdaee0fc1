"""The sources of an article, put together from names, mentions and descriptions."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import FoundQuote, FoundSource, Layout, Reading, Sources
from ..types import Span, TextSpan
from .anonymity import find_reason, find_reason_of_name
from .body_candidates import Surroundings
from .confidence import expert_confidence, source_confidence, speaker_confidence
from .drafts import Draft
from .employers import Employers
from .entities import Cast, build_cast
from .evidence import RoleEvidence
from .experts import judge
from .name_agreement import agree
from .names import find_runs
from .parts import part_of
from .profiles import build_profile
from .resolve import resolve
from .roles import collect_roles
from .tokens import Tokens, tokenise
from .verdicts import Person


def find_sources(text: str, layout: Layout, reading: Reading, quotes: tuple[FoundQuote, ...]) -> Sources:
    """Every source that is quoted, and for each quote the index of its source.

    ``text`` is the normalised text; all offsets are into it. Time grows linearly with the text and the quotes.
    """
    if not quotes or not layout.sentences:
        return Sources((), tuple(None for _ in quotes))
    tokens = tokenise(text, layout)
    cast = build_cast(tokens, agree(tokens, find_runs(tokens, reading.names)))
    roles = collect_roles(tokens, cast)
    resolution = resolve(tokens, cast, roles, quotes)
    used = sorted(
        (n for n, draft in enumerate(resolution.drafts) if draft.quotes), key=lambda n: min(resolution.drafts[n].quotes)
    )
    index = {number: position for position, number in enumerate(used)}
    finisher = _Finisher(
        tokens,
        cast,
        roles,
        Surroundings(Employers(tokens, cast), roles),
        _mentions(tokens, cast),
        quotes,
        resolution.sureness,
    )
    found: list[FoundSource] = []
    follows_expert = False
    for number in used:
        found.append(finisher.finish(resolution.drafts[number], follows_expert))
        follows_expert = follows_expert or found[-1].is_expert
    return Sources(tuple(found), tuple(index[n] if n is not None else None for n in resolution.of_quote))


def _mentions(tokens: Tokens, cast: Cast) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for mention in cast.mentions:
        spans.setdefault(mention.entity, []).append(tokens.span(mention.first, mention.last))
    return spans


@dataclass(frozen=True, slots=True)
class _Finisher:
    """What the article says, from which drafts are made into sources."""

    tokens: Tokens
    cast: Cast
    roles: dict[int, list[RoleEvidence]]
    around: Surroundings
    mentions: dict[int, list[Span]]
    quotes: tuple[FoundQuote, ...]
    sureness: list[float]

    def finish(self, draft: Draft, follows_expert: bool) -> FoundSource:
        """The source that a draft has become."""
        tokens, cast = self.tokens, self.cast
        profile = build_profile(draft, self.roles, self.around)
        person = Person(tokens, draft.kind, profile.evidence, profile.body, self._wording(draft), follows_expert)
        verdict = judge(person)
        own = self.mentions.get(draft.entity, []) if draft.entity is not None else []
        spans = sorted({(span.start, span.end) for span in (*own, *draft.mentions)})
        return FoundSource(
            name=draft.name, kind=draft.kind, aliases=_aliases(cast, draft), role=profile.role,
            affiliation=profile.affiliation,
            category=verdict.category, is_expert=verdict.is_expert, expert_reason=verdict.reason,
            part=part_of(tokens, cast, draft, verdict.category, verdict.is_expert),
            anonymity_reason=self._anonymity(draft),
            mentions=tuple(Span(*span) for span in spans),
            confidence=source_confidence(draft.kind, draft.doubts, verdict.sure),
            expert_confidence=expert_confidence(verdict),
            speaker_confidence=self._speaker_confidence(draft),
        )  # fmt: skip

    def _anonymity(self, draft: Draft) -> TextSpan | None:
        """Why the article does not name the source, or not in full."""
        if draft.kind in {"unnamed", "group"} and draft.phrase is not None:
            return find_reason(self.tokens, draft.phrase[0], draft.head)
        if draft.kind != "person" or draft.entity is None:
            return None
        ends = (self.tokens.at(span.end - 1) + 1 for span in self.mentions.get(draft.entity, ()))
        return next((found for last in ends if (found := find_reason_of_name(self.tokens, last))), None)

    def _speaker_confidence(self, draft: Draft) -> tuple[tuple[int, float], ...]:
        return tuple(
            (self.quotes[number].spans[0].start, speaker_confidence(self.sureness[number], draft.kind))
            for number in draft.quotes
        )

    def _wording(self, draft: Draft) -> tuple[int, int] | None:
        """The tokens that describe a source; for a body with a name its first mention."""
        if draft.phrase is None and draft.entity is not None and draft.kind == "organization":
            first = self.cast.of(draft.entity)[0]
            return first.first, first.last
        return draft.phrase


def _aliases(cast: Cast, draft: Draft) -> tuple[str, ...]:
    if draft.entity is None:
        return ()
    return tuple(form for form in cast.entities[draft.entity].forms if form != draft.name)
