"""What a result adds to the newsroom's index of quotes and experts.

Two kinds of things can be found, each named ``<article>/<id in the result>``: quotes (fields ``text``, ``name``,
``affiliation``) and quoted experts (``topic``, ``name``, ``affiliation``). A posting list is a sorted set
``qw:index:<newsroom>:<kind>:<field>:<word>``. Quotes are scored by time, topic words of experts by weight: how often
the word stands in their quotes and role, levelled off as in BM25.

Beside it, for each article: a hash of its postings, by which they are taken out again, and a hash of what is shown of
each thing found. ``core/lua`` writes both together with the result, copies them with it, and removes them with it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from . import clock, keys
from .records import Article
from .store import Store
from .words import name_words, topic_words

Item = Mapping[str, Any]

WEIGHT_OF_ROLE = 3  # a word of the role tells as much as three in quotes
SATURATION = 1.2  # BM25's k1
SCALE = 1_000  # weights are whole numbers of this fraction
SWEPT_AT_ONCE = 100  # articles
SEARCHED_MODES = frozenset({"speech", "writing", "thought"})


def moment_of(article: Article, published_at: str | None) -> int:
    """When the quotes of an article were said, as far as is known: its publication, else its submission
    (milliseconds).
    """
    if published_at is None:
        return clock.to_millis(article.created_at)
    moment = datetime.fromisoformat(published_at)
    return clock.to_millis(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def pack(result: Item) -> str:
    """A result's part of the index, as the Lua scripts take it: ``{"postings": {field: "q1 q4"}, "entries": {id: …}}``.

    An id in a posting may carry a weight of its own (``s1=545``); without one it is scored by time.
    """
    sources = {source["id"]: source for source in result["sources"]}
    quotes = [quote for quote in result["quotes"] if quote["mode"] in SEARCHED_MODES]
    postings: dict[str, list[str]] = defaultdict(list)
    entries: dict[str, str] = {}
    for quote in quotes:
        source = sources.get((quote["speaker"] or {}).get("source_id"))
        _add(postings, "quote", quote["id"], {"text": set(topic_words(quote["text"])), **_who(source)})
        entries[quote["id"]] = json.dumps(_quote_entry(quote, source), ensure_ascii=False)
    said = {quote["id"]: quote for quote in quotes}
    for source in sources.values():
        own = [said[quote_id] for quote_id in source["quote_ids"] if quote_id in said]
        if source["is_expert"] and own:
            _add(postings, "expert", source["id"], _who(source))
            _add_weights(postings, source, own)
            entries[source["id"]] = json.dumps(_expert_entry(source, own), ensure_ascii=False)
    joined = {field: " ".join(ids) for field, ids in postings.items()}
    return json.dumps({"postings": joined, "entries": entries}, ensure_ascii=False)


def forget_expired(store: Store) -> int:
    """Take articles whose results have expired out of the index; some of them, call it again and again. How many."""
    now = clock.to_millis(clock.now())
    due = store.client.zrangebyscore(keys.index_expiry(), "-inf", now, 0, SWEPT_AT_ONCE)
    for raw in due:
        prefix, _, article_id = (raw.decode() if isinstance(raw, bytes) else str(raw)).rpartition("|")
        store.run("unindex", [prefix, keys.index_expiry()], [article_id])
    return len(due)


def _add(postings: dict[str, list[str]], kind: str, item_id: str, fields: Mapping[str, Iterable[str]]) -> None:
    postings[f"{kind}:all"].append(item_id)
    for field, words in fields.items():
        for word in words:
            postings[f"{kind}:{field}:{word}"].append(item_id)


def _who(source: Item | None) -> dict[str, set[str]]:
    if source is None:
        return {}
    names = (source["name"], *source["aliases"]) if source["kind"] != "unnamed" else ()
    where = source["affiliation"]["text"] if source["affiliation"] else ""
    return {"name": {word for name in names for word in name_words(name)}, "affiliation": set(name_words(where))}


def _add_weights(postings: dict[str, list[str]], source: Item, quotes: Iterable[Item]) -> None:
    counts = Counter(word for quote in quotes for word in topic_words(quote["text"]))
    for word in topic_words(source["role"]["text"] if source["role"] else ""):
        counts[word] += WEIGHT_OF_ROLE
    for word, count in counts.items():
        weight = round(SCALE * count / (count + SATURATION))
        postings[f"expert:topic:{word}"].append(f"{source['id']}={weight}")


def _quote_entry(quote: Item, source: Item | None) -> dict[str, Any]:
    shown = None if source is None else {"source_id": source["id"], **_person(source)}
    return {"id": quote["id"], "kind": quote["kind"], "text": quote["text"], "speaker": shown}


def _expert_entry(source: Item, quotes: list[Item]) -> dict[str, Any]:
    ids = [quote["id"] for quote in quotes]
    return {**_person(source), "kind": source["kind"], "words_quoted": source["words_quoted"], "quote_ids": ids}


def _person(source: Item) -> dict[str, Any]:
    role, affiliation = source["role"], source["affiliation"]
    return {
        "name": source["name"],
        "role": role and role["text"],
        "affiliation": affiliation and affiliation["text"],
        "is_expert": source["is_expert"],
    }
