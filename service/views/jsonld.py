"""A result as linked data: schema.org for what is said, the W3C Web Annotation model for where it stands.

The document is one graph: the ``NewsArticle``; a ``Person`` (``jobTitle``, ``affiliation``) or ``Organization`` for
each source; a ``Quotation`` for each quote with ``creator`` and ``spokenByCharacter``; a ``Claim`` for each fact with
its ``appearance``; and an ``Annotation`` for each quote and fact that points into the text by words
(TextQuoteSelector) and by offsets (TextPositionSelector). Its context stands in the document: nothing is fetched.

https://schema.org/Quotation, https://schema.org/Claim, https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Node = dict[str, Any]
Item = Mapping[str, Any]

CONTEXT: Mapping[str, Any] = json.loads((Path(__file__).parent / "context.jsonld").read_text(encoding="utf-8"))
SURROUNDINGS = 32  # characters of prefix and suffix around the exact words
TYPES = {"person": "Person", "organization": "Organization", "group": "Organization", "document": "CreativeWork"}
AN_AUTHOR = frozenset({"Person", "Organization"})


class _Linker:
    """Names the nodes of one article."""

    def __init__(self, article_id: str) -> None:
        self.article = f"urn:quotewire:{article_id}"

    def __call__(self, item_id: str) -> str:
        return f"{self.article}:{item_id}"


def to_jsonld(result: Item, text: str) -> Node:
    """The result as a JSON-LD document. ``text`` is the article's; offsets stay those of the result."""
    about = result["article"]
    link = _Linker(about["id"])
    kinds = {source["id"]: TYPES.get(source["kind"], "Person") for source in result["sources"]}
    quotes, facts = result["quotes"], result["facts"]
    graph = [_article(about, result, link)]
    graph += [_source(source, link) for source in result["sources"]]
    graph += [_quotation(quote, kinds, link) for quote in quotes]
    graph += [_claim(fact, kinds, link) for fact in facts]
    graph += [_annotation(quote["id"], quote["spans"], text, link) for quote in quotes]
    graph += [_annotation(fact["id"], [fact], text, link) for fact in facts]
    return {"@context": CONTEXT, "@graph": graph}


def _stated(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}


def _article(about: Item, result: Item, link: _Linker) -> Node:
    published = about["published_at"]
    return _stated(
        {
            "id": link.article,
            "type": "NewsArticle",
            "identifier": about["external_id"] or about["id"],
            "headline": about["title"],
            "url": about["url"],
            "inLanguage": about["language"],
            "datePublished": published and published[:10],
            "wordCount": about["words"],
            "hasPart": [link(quote["id"]) for quote in result["quotes"]],
            "mentions": [link(source["id"]) for source in result["sources"]],
        }
    )


def _source(source: Item, link: _Linker) -> Node:
    kind = TYPES.get(source["kind"], "Person")
    role, affiliation = source["role"], source["affiliation"]
    node: Node = {"id": link(source["id"]), "type": kind}
    node["name" if source["kind"] != "unnamed" else "description"] = source["name"]
    node["alternateName"] = list(source["aliases"]) or None
    if kind == "Person":
        node["jobTitle"] = role and role["text"]
        node["affiliation"] = affiliation and {"type": "Organization", "name": affiliation["text"]}
    return _stated(node)


def _quotation(quote: Item, kinds: Mapping[str, str], link: _Linker) -> Node:
    node = {
        "id": link(quote["id"]),
        "type": "Quotation",
        "text": quote["text"],
        "isPartOf": link.article,
        "additionalType": quote["kind"],
        **_said_by(quote["speaker"], kinds, link),
    }
    if "creator" in node:
        node["spokenByCharacter"] = node["creator"]
    return node


def _claim(fact: Item, kinds: Mapping[str, str], link: _Linker) -> Node:
    time, place = fact["time"], fact["place"]
    return _stated(
        {
            "id": link(fact["id"]),
            "type": "Claim",
            "name": fact["text"],
            "text": fact["sentence"]["text"],
            "appearance": link.article,
            "about": fact["subject"],
            "temporalCoverage": time and time["value"],
            "contentLocation": place and {"type": "Place", "name": place["text"]},
            **_said_by(fact["source"], kinds, link),
        }
    )


def _said_by(named: Item | None, kinds: Mapping[str, str], link: _Linker) -> Node:
    """Who it is from: a person or body as ``creator``, a document as what it ``isBasedOn``."""
    source_id = None if named is None else named["source_id"]
    if source_id is None or source_id not in kinds:
        return {}
    return {"creator" if kinds[source_id] in AN_AUTHOR else "isBasedOn": link(source_id)}


def _annotation(item_id: str, spans: Iterable[Item], text: str, link: _Linker) -> Node:
    return {
        "id": f"{link(item_id)}:annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": link(item_id),
        "target": [_target(span["start"], span["end"], text, link) for span in spans],
    }


def _target(start: int, end: int, text: str, link: _Linker) -> Node:
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - SURROUNDINGS) : start],
        "suffix": text[end : end + SURROUNDINGS],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": link.article, "selector": [words, position]}
