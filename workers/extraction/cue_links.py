"""Which cue each content hangs on, and how surely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .artefact import Floats
from .decode import Indices, Link, WordSpan, within_reach

# What a cue in another block loses, as a log-probability: most contents have their cue in their own paragraph.
_ELSEWHERE = 3.0
# A cue that no content points at takes one from a cue that has several, where it is at most so much less likely, as a
# log-probability, and the content has at least so many words: a clause of its own. "“…,” she said, suggesting some
# questions: “…”" are two attributions. Shorter ones are more often parts of one clause.
_LESS_LIKELY, _CLAUSE = 2.0, 12


@dataclass(frozen=True, slots=True)
class _Choice:
    """The cues in a content's reach, by number, and the log-probabilities of no cue (first) and of each of them."""

    content: WordSpan
    cues: list[int]
    logs: Floats

    def best(self) -> int | None:
        at = int(self.logs.argmax())
        return self.cues[at - 1] if at else None

    def log(self, cue: int | None) -> float:
        return float(self.logs[0 if cue is None else 1 + self.cues.index(cue)])


def cues_of(
    link: Link, block: Indices, contents: Sequence[WordSpan], cues: Sequence[WordSpan]
) -> list[tuple[int | None, float]]:
    """For each content the number of its cue, ``None`` for none, and with what probability it points there.

    ``link`` is the one from contents to cues, ``block`` (n,) says which block each word stands in.
    """
    starts = np.array([cue.start for cue in cues], dtype=np.int64)
    choices = [_choice(link, block, content, starts) for content in contents]
    chosen = [choice.best() for choice in choices]
    counts = Counter(chosen)
    rivals: dict[int, list[int]] = {}
    for number, choice in enumerate(choices):
        if choice.content.end - choice.content.start >= _CLAUSE:
            for cue in choice.cues:
                rivals.setdefault(cue, []).append(number)
    for cue in range(len(cues)):
        if counts[cue]:
            continue
        losses = {
            number: choices[number].log(chosen[number]) - choices[number].log(cue)
            for number in rivals.get(cue, [])
            if chosen[number] is not None and counts[chosen[number]] > 1
        }
        taken = min(losses, key=losses.__getitem__, default=None)
        if taken is not None and losses[taken] < _LESS_LIKELY:
            counts[chosen[taken]] -= 1
            counts[cue] += 1
            chosen[taken] = cue
    return [(cue, float(np.exp(choice.log(cue)))) for cue, choice in zip(chosen, choices, strict=True)]


def _choice(link: Link, block: Indices, content: WordSpan, starts: Indices) -> _Choice:
    near = within_reach(starts, content)
    logs = link.scores(np.arange(content.start, content.end), starts[near])
    logs[1:] -= _ELSEWHERE * (block[starts[near]] != block[content.start])
    return _Choice(content, near.tolist(), logs)
