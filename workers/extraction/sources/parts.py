"""Whether a source helps explain the news or is what the news is about: the counting rule of the BBC's 50:50 project.

The project counts contributors (experts, case studies, commentators) and leaves out those who make the news and
cannot be chosen by the editors: here, people named in the headline or opening, and office holders who act in the
story.
"""

from __future__ import annotations

from ..types import Category, Part
from .drafts import Draft
from .entities import Cast
from .tokens import Tokens

_OPENING_TOKENS = 45
_ACTORS = frozenset({"politician", "official", "business", "celebrity", "spokesperson"})


def part_of(tokens: Tokens, cast: Cast, draft: Draft, category: Category, is_expert: bool) -> Part:
    """The part a source plays."""
    if is_expert or draft.entity is None:
        return "contributor"
    mentions = [mention for mention in cast.at(0, _OPENING_TOKENS) if mention.entity == draft.entity]
    quoted = {span.start for span in draft.mentions}
    if any(tokens.starts[mention.first] not in quoted for mention in mentions):
        return "newsmaker"
    if category == "politician":
        return "newsmaker"
    total = sum(cast.entities[draft.entity].forms.values())
    return "newsmaker" if category in _ACTORS and total > 2 * max(1, len(draft.quotes)) + 2 else "contributor"
