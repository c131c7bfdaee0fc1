"""/v1/quotes and /v1/experts: over all articles of the newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response

from core.errors import ArticleNotFound
from core.records import Article
from core.search import Expert, ExpertQuery, FoundQuote, Place, QuoteQuery, Search
from core.words import topic_words

from ..auth import caller
from ..cursors import BadCursor, bad_cursor, decode, encode
from ..operations import Answer, Operation, operation
from ..queries import read_query
from ..responses import answer, next_link
from ..schemas.search import (
    MOST_QUOTES,
    ExpertSearchSchema,
    FoundExpertsSchema,
    FoundQuotesSchema,
    QuoteSearchSchema,
)
from ..services import services
from ..views.parts import paginate

blueprint = Blueprint("search", __name__, url_prefix="/v1")

PLACE = re.compile(r"(-?\d{1,15}) ([a-z0-9_]+/[a-z0-9]+)")
PAGED = {"Link": 'The next page, rel="next" (RFC 8288); absent on the last.'}
PROBLEMS = ("invalid-fields", "storage-unavailable")
LOOKED_THROUGH = 5 * MOST_QUOTES  # quotes of one expert from which the most to the point are chosen


@blueprint.get("/quotes")
@operation(
    Operation(
        answers={200: Answer("The quotes.", FoundQuotesSchema, PAGED)}, problems=PROBLEMS, query=QuoteSearchSchema
    )
)
def find_quotes() -> Response:
    """Find quotes over all articles, the newest first.

    All words must match, whatever their case, accents and plural. Found is what results hold until they expire or are
    deleted.
    """
    asked = read_query(QuoteSearchSchema())
    query = QuoteQuery(asked["q"], asked["speaker"], asked["affiliation"], asked["since"], asked["until"])
    question = f"{caller().newsroom} {query}"
    after = None if asked["cursor"] is None else _place(asked["cursor"], question)
    found = Search(services().store, caller().newsroom).quotes(query, asked["limit"] + 1, after)
    page, more = found[: asked["limit"]], len(found) > asked["limit"]
    following = _cursor(page[-1], question) if more else None
    return _paged(FoundQuotesSchema(), {"data": _quotes(page), "next_cursor": following})


@blueprint.get("/experts")
@operation(
    Operation(
        answers={200: Answer("The experts.", FoundExpertsSchema, PAGED)}, problems=PROBLEMS, query=ExpertSearchSchema
    )
)
def find_experts() -> Response:
    """Find experts this newsroom has quoted, the best first.

    Ranked by the topic words `q` in their quotes and roles, with their quotes. Without `q`: those quoted most.
    """
    asked = read_query(ExpertSearchSchema())
    query = ExpertQuery(asked["q"], asked["name"], asked["affiliation"])
    search = Search(services().store, caller().newsroom)
    try:
        page = paginate(search.experts(query), asked["limit"], asked["cursor"], f"{caller().newsroom} {query}")
    except BadCursor:
        raise bad_cursor() from None
    data = [_expert(search, expert, asked["q"], asked["quotes"]) for expert in page.items]
    return _paged(FoundExpertsSchema(), {"total": page.total, "data": data, "next_cursor": page.next_cursor})


def _place(cursor: str, question: str) -> Place:
    try:
        match = PLACE.fullmatch(decode(cursor, question))
    except BadCursor:
        match = None
    if match is None:
        raise bad_cursor()
    return Place(int(match[1]), match[2])


def _cursor(last: FoundQuote, question: str) -> str:
    return encode(f"{last.place.millis} {last.place.name}", question)


def _paged(schema: Any, members: dict[str, Any]) -> Response:
    response = answer(schema, members, Cache_Control="private, no-cache")
    if members["next_cursor"] is not None:
        response.headers["Link"] = next_link(members["next_cursor"])
    return response


def _expert(search: Search, expert: Expert, topic: str, most: int) -> dict[str, Any]:
    entries = [entry for _, entry in expert.appearances]
    wanted = [(article, quote) for article, entry in expert.appearances for quote in entry["quote_ids"]]
    wanted = wanted[:LOOKED_THROUGH]
    found = zip(wanted, search.quotes_of(wanted), strict=True)
    quotes = [FoundQuote(article, 0, entry) for (article, _), entry in found if entry is not None]
    about = set(topic_words(topic))
    quotes.sort(key=lambda quote: -len(about & set(topic_words(quote.entry["text"]))))
    return {
        "name": max((entry["name"] for entry in entries), key=len),
        "score": None if expert.score is None else round(expert.score / 1000, 3),
        "roles": _distinct(entry["role"] for entry in entries),
        "affiliations": _distinct(entry["affiliation"] for entry in entries),
        "articles": len({article for article, _ in expert.appearances}),
        "words_quoted": sum(entry["words_quoted"] for entry in entries),
        "quotes": _quotes(quotes[:most]),
    }


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text is not None]


def _quotes(found: Iterable[FoundQuote]) -> list[dict[str, Any]]:
    """Quotes with their articles; what has been purged this very moment is left out."""
    known: dict[str, Article | None] = {}
    shown = []
    for quote in found:
        if quote.article_id not in known:
            known[quote.article_id] = _article(quote.article_id)
        article = known[quote.article_id]
        if article is not None:
            shown.append(_quote(quote.entry, article))
    return shown


def _article(article_id: str) -> Article | None:
    try:
        return services().results.article(article_id, caller().newsroom)
    except ArticleNotFound:
        return None


def _quote(entry: Mapping[str, Any], article: Article) -> dict[str, Any]:
    options = article.options
    return {
        "quote_id": entry["id"],
        "kind": entry["kind"],
        "text": entry["text"],
        "speaker": entry["speaker"],
        "article": {
            "id": article.id,
            "title": options.title,
            "url": options.url,
            "external_id": options.external_id,
            "published_at": article.published_at,
        },
    }
