"""Query parameters of the calls that read."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from .base import Strict
from .result import SOURCE_KINDS

DEFAULT_PAGE = 100
LARGEST_PAGE = 1_000
UNITS = ("codepoints", "utf16")
CURSOR = validate.Regexp(r"\A[A-Za-z0-9_-]{1,200}\Z", error="Not a cursor: use next_cursor as it was given.")


def _flag(description: str) -> fields.Boolean:
    return fields.Boolean(
        load_default=None, truthy={"true", "1"}, falsy={"false", "0"}, metadata={"description": description}
    )


class OffsetsQuerySchema(Strict):
    """In which unit offsets are wanted."""

    offsets = fields.String(
        load_default="codepoints",
        validate=validate.OneOf(UNITS),
        metadata={"description": "Unit of start and end: codepoints (Python), or utf16 (JavaScript, Java, C#)."},
    )


class ArticleQuerySchema(OffsetsQuerySchema):
    """Query parameters of ``GET /v1/articles/{id}``."""

    include = fields.List(
        fields.String(validate=validate.OneOf(("text",))),
        load_default=list,
        metadata={"description": "text: also return the article's text, as article.text (always there after HTML)."},
    )


class PageQuerySchema(Strict):
    """Which page is wanted."""

    limit = fields.Integer(
        load_default=DEFAULT_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most items on a page."},
    )
    cursor = fields.String(
        load_default=None,
        validate=CURSOR,
        metadata={"description": "next_cursor of the page before; with the same filters."},
    )


class _PartQuerySchema(OffsetsQuerySchema, PageQuerySchema):
    source = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "Only of this source: its id, its name, or another name the article gives it."},
    )
    expert = _flag("true: only where the source is an expert; false: only where it is not.")
    min_confidence = fields.Float(
        load_default=None,
        validate=validate.Range(0, 1),
        metadata={"description": "Only what the engine is at least this sure of, 0 to 1."},
    )


def _kinds(*kinds: str) -> Any:
    return fields.String(
        load_default=None, validate=validate.OneOf(kinds), metadata={"description": "Only of this kind."}
    )


class QuotesQuerySchema(_PartQuerySchema):
    """Query parameters of ``GET /v1/articles/{id}/quotes``."""

    kind = _kinds("direct", "indirect", "mixed")


class SourcesQuerySchema(_PartQuerySchema):
    """Query parameters of ``GET /v1/articles/{id}/sources``."""

    kind = _kinds(*SOURCE_KINDS)


class FactsQuerySchema(_PartQuerySchema):
    """Query parameters of ``GET /v1/articles/{id}/facts``."""

    kind = _kinds("quantity", "event", "claim")
