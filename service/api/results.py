"""/v1/articles/{id} and its parts: what was read, as JSON, as linked data, as a table.

A result never changes: what decides an answer is the article, the question and this code. Their fingerprint is the
ETag, so that an answer is known without being made. Whose the article is, and whether it is still there, Redis is asked
for every request (:mod:`core.gate`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g, request

from core import ids
from core.errors import ArticleNotFound
from core.records import Article

from .. import negotiation
from ..auth import caller
from ..cursors import BadCursor, bad_cursor
from ..operations import Answer, Operation, operation
from ..queries import read_query
from ..responses import answer, next_link
from ..schemas.base import Strict
from ..schemas.queries import ArticleQuerySchema, FactsQuerySchema, QuotesQuerySchema, SourcesQuerySchema
from ..schemas.result import FactsSchema, QuotesSchema, ResultSchema, SourcesSchema
from ..services import services
from ..views.jsonld import to_jsonld
from ..views.offsets import Utf16
from ..views.parts import Filter, paginate, select
from ..views.tables import to_csv

blueprint = Blueprint("results", __name__, url_prefix="/v1/articles")

UTF16 = "utf16"
IMMUTABLE = "private, max-age=60, must-revalidate"  # the result never changes, but it can be deleted
READ = ("invalid-fields", "article-not-found", "not-acceptable", "not-ready", "no-result", "storage-unavailable")
ETAG = {"ETag": "Names this content; send it back in If-None-Match."}
PAGED = {**ETAG, "Link": 'The next page, rel="next" (RFC 8288); absent on the last.'}
RESULT = ResultSchema()
UNCHANGED = Answer("Nothing has changed (If-None-Match).")


@blueprint.get("/<article_id>")
@operation(
    Operation(
        answers={200: Answer("The result.", ResultSchema, ETAG, more=(negotiation.JSON_LD,)), 304: UNCHANGED},
        problems=READ,
        query=ArticleQuerySchema,
    )
)
def get_article(article_id: str) -> Response:
    """The result: who said what, and what is stated as fact.

    As linked data with `Accept: application/ld+json`: schema.org (NewsArticle, Quotation, Claim, Person) with W3C Web
    Annotation selectors; these count code points.
    """
    return _rendered(article_id, (negotiation.JSON, negotiation.JSON_LD), lambda form: _whole(article_id, form))


@blueprint.get("/<article_id>/quotes")
@operation(
    Operation(
        answers={200: Answer("The quotes.", QuotesSchema, PAGED, more=(negotiation.CSV,)), 304: UNCHANGED},
        problems=READ,
        query=QuotesQuerySchema,
    )
)
def get_quotes(article_id: str) -> Response:
    """The quotes of an article, filtered and in pages.

    As a table with `Accept: text/csv`.
    """
    return _part(article_id, "quotes", QuotesQuerySchema(), QuotesSchema())


@blueprint.get("/<article_id>/sources")
@operation(
    Operation(
        answers={200: Answer("The sources.", SourcesSchema, PAGED, more=(negotiation.CSV,)), 304: UNCHANGED},
        problems=READ,
        query=SourcesQuerySchema,
    )
)
def get_sources(article_id: str) -> Response:
    """The sources of an article, filtered and in pages.

    As a table with `Accept: text/csv`.
    """
    return _part(article_id, "sources", SourcesQuerySchema(), SourcesSchema())


@blueprint.get("/<article_id>/facts")
@operation(
    Operation(
        answers={200: Answer("The facts.", FactsSchema, PAGED, more=(negotiation.CSV,)), 304: UNCHANGED},
        problems=READ,
        query=FactsQuerySchema,
    )
)
def get_facts(article_id: str) -> Response:
    """The facts of an article, filtered and in pages.

    As a table with `Accept: text/csv`.
    """
    return _part(article_id, "facts", FactsQuerySchema(), FactsSchema())


def find_article(article_id: str) -> Article:
    """The caller's article of this id.

    Raises:
        ArticleNotFound: there is none, or it is another newsroom's.
    """
    if not ids.is_id(article_id, "art"):
        raise ArticleNotFound(article_id)
    return services().results.article(article_id, caller().newsroom)


def load_result(article: Article) -> dict[str, Any]:
    """The engine's result, with the ids and what the client sent along.

    Raises:
        NotReady, NeverReady: there is none yet, or never will be.
    """
    result = services().results.result(article, services().jobs)
    options = article.options
    result["article"] = {
        "id": article.id,
        **result["article"],
        "url": options.url,
        "external_id": options.external_id,
        "metadata": options.metadata,
    }
    return result


def _rendered(article_id: str, forms: tuple[str, ...], render: Callable[[str], Response]) -> Response:
    """The answer in the form the caller likes best: 304 where it has it already, else as kept, else as ``render``
    makes it of the media type.

    Raises:
        Problem: the caller takes none of the forms.
        ArticleNotFound: there is no such article, or it is another newsroom's.
    """
    form = negotiation.wanted(*forms)
    newsroom, engine = g.entry.ahead or (None, None)
    if newsroom != caller().newsroom:
        raise ArticleNotFound(article_id)
    name = name_of(engine, form, request.full_path)
    if engine and request.if_none_match.contains(name):
        return _described(Response(status=304), name)
    response = services().renderings.get(name)
    if response is None:
        response = _described(render(form), name)
        if engine:
            services().renderings.put(name, response)
    return response


def name_of(engine: str | None, form: str, question: str) -> str:
    """The ETag, without its marks, of the answer to a question (path and query) in a form."""
    return hashlib.sha256(f"{BUILD} {engine} {form} {question}".encode()).hexdigest()[:32]


def described(name: str) -> dict[str, str]:
    """The header fields that go with every answer of that name."""
    return {"ETag": f'"{name}"', "Cache-Control": IMMUTABLE, "Vary": "Accept"}


def _described(response: Response, name: str) -> Response:
    response.headers.extend(described(name))
    return response


def _whole(article_id: str, form: str) -> Response:
    query = read_query(ArticleQuerySchema())
    article = find_article(article_id)
    result, text = load_result(article), services().results.text(article.id)
    if form == negotiation.JSON_LD:
        return Response(json.dumps(to_jsonld(result, text), ensure_ascii=False), content_type=negotiation.JSON_LD)
    if query["offsets"] == UTF16:
        result = Utf16(text).convert(result)
    if "text" in query["include"] or article.options.form == "html":
        result["article"]["text"] = text
    return answer(RESULT, result)


def _part(article_id: str, part: str, query_schema: Strict, schema: Strict) -> Response:
    forms = (negotiation.JSON, negotiation.CSV)
    return _rendered(article_id, forms, lambda form: _page(article_id, _Part(part, query_schema, schema), form))


@dataclass(frozen=True, slots=True)
class _Part:
    """Quotes, sources or facts, and how they are asked for and answered."""

    name: str
    query: Strict
    schema: Strict


def _page(article_id: str, part: _Part, form: str) -> Response:
    query = read_query(part.query)
    article = find_article(article_id)
    result = load_result(article)
    if query["offsets"] == UTF16:
        result = Utf16(services().results.text(article.id)).convert(result)
    wanted = Filter(query["kind"], query["source"], query["expert"], query["min_confidence"])
    try:
        question = f"{article.id} {part.name} {wanted}"
        page = paginate(select(result, part.name, wanted), query["limit"], query["cursor"], question)
    except BadCursor:
        raise bad_cursor() from None
    if form == negotiation.CSV:
        table = to_csv(part.name, page.items, result["sources"])
        response = Response(table, content_type="text/csv; charset=utf-8; header=present")
    else:
        members = {"article_id": article.id, "total": page.total, "next_cursor": page.next_cursor}
        response = answer(part.schema, {**members, "data": list(page.items)})
    if page.next_cursor is not None:
        response.headers["Link"] = next_link(page.next_cursor)
    return response


def _build() -> str:
    """A name for the code that renders: another version may render otherwise."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


BUILD = _build()
