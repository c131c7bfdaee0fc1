"""Finds quotes and experts over all articles of a newsroom, in the index that :mod:`core.indexing` describes.

Quotes are those that hold all the words asked for, newest first. Experts are ranked by the words of their quotes and
roles: each word counts the more the fewer experts it stands for (BM25's weight of a word), and what one person says in
several articles adds up.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import clock, keys
from .store import Argument, Store
from .words import name_words, topic_words

MOST_APPEARANCES = 2_000  # appearances of experts, the best or the newest, that are put together to people
Hit = tuple[str, str, float]  # article, id in its result, score


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Which quotes are wanted. All words must match; ``since`` is included, ``until`` is not."""

    text: str = ""
    speaker: str = ""
    affiliation: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExpertQuery:
    """Which experts are wanted. ``topic`` ranks them; all words of the others must match."""

    topic: str = ""
    name: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of quotes ended: time (milliseconds) and name of its last one."""

    millis: int
    name: str


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote: its article, when it was said, and what the index shows of it."""

    article_id: str
    millis: int
    entry: Mapping[str, Any]

    @property
    def place(self) -> Place:
        """Where it stands in the order."""
        return Place(self.millis, f"{self.article_id}/{self.entry['id']}")


@dataclass(frozen=True, slots=True)
class Expert:
    """A person (or body) and its appearances, the best first: article and what the index shows of the source there."""

    score: float | None
    appearances: tuple[tuple[str, Mapping[str, Any]], ...]


class Search:
    """The index of one newsroom, for reading."""

    def __init__(self, store: Store, newsroom: str) -> None:
        self.store = store
        self.prefix = keys.index(newsroom)

    def quotes(self, query: QuoteQuery, limit: int, after: Place | None = None) -> list[FoundQuote]:
        """At most ``limit`` quotes, the newest first, from behind ``after``."""
        lists = [self._list("quote:all")]
        lists += [self._list(f"quote:text:{word}") for word in dict.fromkeys(topic_words(query.text))]
        lists += self._who("quote", query.speaker, query.affiliation)
        since = "-inf" if query.since is None else str(clock.to_millis(query.since))
        until = "+inf" if query.until is None else f"({clock.to_millis(query.until)}"
        place: list[Argument] = ["", ""] if after is None else [after.millis, after.name]
        hits = self._hits("find_quotes", lists, [since, until, *place, limit])
        return [
            FoundQuote(article, int(score), entry)
            for (article, _, score), entry in zip(hits, self._entries(hits), strict=True)
            if entry is not None
        ]

    def experts(self, query: ExpertQuery) -> list[Expert]:
        """The experts that match, the best first; without a topic, those with the most words quoted first."""
        ranked = [self._list(f"expert:topic:{word}") for word in dict.fromkeys(topic_words(query.topic))]
        must = self._who("expert", query.name, query.affiliation)
        if query.topic and not ranked:
            return []
        if ranked:
            weights: list[Argument] = [f"{weight:.6f}" for weight in self._weights(ranked)]
            args: list[Argument] = [len(ranked), MOST_APPEARANCES, *weights]
            hits = self._hits("find_experts", [*ranked, *must], args)
        else:
            args = ["-inf", "+inf", "", "", MOST_APPEARANCES]
            hits = self._hits("find_quotes", [self._list("expert:all"), *must], args)
        return _people(hits, self._entries(hits), with_score=bool(ranked))

    def quotes_of(self, wanted: Sequence[tuple[str, str]]) -> list[Mapping[str, Any] | None]:
        """What the index shows of some quotes (article, id in its result); ``None`` where one has expired."""
        return self._entries([(article, quote, 0.0) for article, quote in wanted])

    def _list(self, suffix: str) -> str:
        return f"{self.prefix}:{suffix}"

    def _who(self, kind: str, name: str, affiliation: str) -> list[str]:
        asked = (("name", name), ("affiliation", affiliation))
        return [self._list(f"{kind}:{field}:{word}") for field, text in asked for word in name_words(text)]

    def _weights(self, lists: Iterable[str]) -> list[float]:
        with self.store.client.pipeline(transaction=False) as pipe:
            for name in (self._list("expert:all"), *lists):
                pipe.zcard(name)
            total, *counts = pipe.execute()
        return [math.log1p((total - count + 0.5) / (count + 0.5)) for count in counts]

    def _hits(self, script: str, lists: Sequence[str], args: Sequence[Argument]) -> list[Hit]:
        flat = self.store.run(script, lists, args)
        names = ((name.decode().split("/", 1), float(score)) for name, score in zip(flat[::2], flat[1::2], strict=True))
        return [(article, item, score) for (article, item), score in names]

    def _entries(self, hits: Sequence[Hit]) -> list[Mapping[str, Any] | None]:
        with self.store.client.pipeline(transaction=False) as pipe:
            for article, item, _ in hits:
                pipe.hget(self._list(f"entries:{article}"), item)
            return [None if raw is None else json.loads(raw) for raw in pipe.execute()]


def _people(hits: Sequence[Hit], entries: Sequence[Mapping[str, Any] | None], *, with_score: bool) -> list[Expert]:
    """Puts appearances of one person together. A full name is taken for the same person; a single word is not."""
    grouped: dict[str, list[tuple[Hit, Mapping[str, Any]]]] = defaultdict(list)
    for hit, entry in zip(hits, entries, strict=True):
        if entry is not None:
            words = name_words(entry["name"])
            grouped[" ".join(words) if len(words) > 1 else f"{hit[0]}/{hit[1]}"].append((hit, entry))
    experts = []
    for found in grouped.values():
        score = sum(hit[2] for hit, _ in found) if with_score else None
        experts.append(Expert(score, tuple((hit[0], entry) for hit, entry in found)))
    return sorted(experts, key=_rank, reverse=True)


def _rank(expert: Expert) -> tuple[float, int, str]:
    words = sum(entry["words_quoted"] for _, entry in expert.appearances)
    return expert.score or 0.0, words, expert.appearances[0][0]
