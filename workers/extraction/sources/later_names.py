"""Speakers who are described first and named a quote later: "…, the council's secretary said. “…,” Ada Obi said"."""

from __future__ import annotations

from ..types import Span
from .anonymity import find_reason
from .descriptions import match_description
from .drafts import Draft
from .entities import Mention
from .evidence import NARRATIVE, weigh
from .phrases import describe
from .reading import GUESSED, MentionReader
from .runs import described_before
from .speakers import read_speaker

# How many sentences later who spoke by an office can be named, and the classes of such offices.
_NAMED_AFTER = 2
_OFFICES = frozenset({"politician", "official", "business", "spokesperson", "military", "expert"})


class LaterNames(MentionReader):
    """Joins descriptions to the names that stand for them elsewhere."""

    def by_trade(self, first: int) -> tuple[int, float] | None:
        """Somebody named, whom the sentence before a quote at token ``first`` calls by his trade as its subject."""
        described = described_before(self.tokens, first, self.speech, self.spoken[-1][0] if self.spoken else -1)
        if described is None:
            return None
        self._advance(described[0])
        speaker = read_speaker(self.tokens, self.cast, self.tokens.span(*described))
        match = match_description(self.known, self.discourse, speaker, self.drafts) if speaker is not None else None
        return (match[0], GUESSED) if match is not None and match[0] < len(self.cast.entities) else None

    def name_described(self, source: int, mention: Span) -> None:
        """ "…, the council's secretary said. “…,” Ada Obi told reporters": who spoke by an office alone has got a name.

        So where nothing else is said of the name, which is new, and the office spoke a sentence before.
        """
        old = self.spoken[-1][1] if self.spoken else None
        if old is None or source >= len(self.cast.entities) or self.roles.get(source) or self.drafts[source].quotes:
            return
        named, draft = self.cast.entities[source], self.drafts[old]
        new = named.kind == "person" and len(named.words) > 1 and not self.discourse.counts.get(source)
        first = self.tokens.at(mention.start)
        near = self.tokens.sentence[first] - self.tokens.sentence[min(self.spoken[-1][0], first)] <= _NAMED_AFTER
        if draft.kind != "unnamed" or draft.phrase is None or named.gender == _other(draft) or not (new and near):
            return
        if all(word.isupper() for word in self.tokens.words[slice(*draft.phrase)] if word[0].isalpha()):
            return  # a heading
        described = describe(self.tokens, self.cast, *draft.phrase)
        hidden = find_reason(self.tokens, draft.phrase[0], draft.head) is not None
        if described is None or hidden or not _OFFICES & set(described.classes):
            return
        at = Mention(first, first + 1, source)
        self._learn(source, [weigh(self.tokens, at, described, NARRATIVE, described.first)])
        for number in draft.quotes:
            self.result.of_quote[number] = source
        mine = self.drafts[source]
        mine.quotes.extend(draft.quotes)
        mine.doubts.extend(draft.doubts)
        mine.mentions.extend(draft.mentions)
        draft.quotes.clear()


def _other(draft: Draft) -> str:
    """The gender that whom a description means has not; a word that is none where it tells nothing."""
    return {"m": "f", "f": "m"}.get(draft.gender, "none")
