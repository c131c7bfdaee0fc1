"""/v1/articles/{id}/quote-checks"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, request

from core.apikeys import READ

from ..bodies import JSON_TYPES, media_type, read_json, unsupported
from ..operations import Answer, Operation, operation
from ..queries import read_query
from ..responses import answer
from ..schemas.base import read
from ..schemas.queries import OffsetsQuerySchema
from ..schemas.quote_check import QuoteCheckRequestSchema, QuoteCheckSchema
from ..services import services
from ..views.offsets import Utf16
from ..views.quote_check import Check, check
from .results import UTF16, find_article, load_result

blueprint = Blueprint("quote_checks", __name__, url_prefix="/v1/articles")


@blueprint.post("/<article_id>/quote-checks")
@operation(
    Operation(
        answers={200: Answer("The verdict.", QuoteCheckSchema)},
        problems=(
            "bad-request",
            "invalid-json",
            "invalid-encoding",
            "article-not-found",
            "not-ready",
            "no-result",
            "body-too-large",
            "unsupported-media-type",
            "invalid-fields",
            "storage-unavailable",
        ),
        body=QuoteCheckRequestSchema,
        query=OffsetsQuerySchema,
        scope=READ,
    )
)
def check_quote(article_id: str) -> Response:
    """Check a quotation against an article.

    Whether it stands there word for word (only quote marks and white space may differ), altered, or not at all. Nothing
    is stored.
    """
    unit = read_query(OffsetsQuerySchema())["offsets"]
    if media_type(request) not in JSON_TYPES:
        raise unsupported("application/json")
    asked = read(QuoteCheckRequestSchema(), read_json(request))
    article = find_article(article_id)
    quotes = load_result(article)["quotes"]
    text = services().results.text(article.id)
    found = check(text, quotes, asked["quotation"], asked["draft"])
    members = _describe(found, quotes)
    if unit == UTF16:
        members = _in_utf16(members, text, asked["draft"] or asked["quotation"])
    return answer(QuoteCheckSchema(), {"article_id": article.id, **members}, Cache_Control="no-store")


def _describe(found: Check, quotes: list[dict[str, Any]]) -> dict[str, Any]:
    touched = [
        quote["id"]
        for quote in quotes
        if any(
            span["start"] < piece.end and piece.start < span["end"] for span in quote["spans"] for piece in found.spans
        )
    ]
    return {
        "verdict": found.verdict,
        "passage": [asdict(piece) for piece in found.spans],
        "quote_ids": touched,
        "similarity": found.similarity,
        "changes": [asdict(change) for change in found.changes],
    }


def _in_utf16(members: dict[str, Any], text: str, draft: str) -> dict[str, Any]:
    ours, theirs = Utf16(text), Utf16(draft)
    changes = [
        {**change, "article": ours.convert(change["article"]), "draft": theirs.convert(change["draft"])}
        for change in members["changes"]
    ]
    return {**members, "passage": ours.convert(members["passage"]), "changes": changes}
