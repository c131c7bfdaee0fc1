"""Quotes and experts over all articles of a newsroom: what is asked, what is found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from .base import Number, Strict
from .queries import CURSOR, LARGEST_PAGE

MOST_QUOTES = 20  # of one expert in one answer


def _words(description: str, example: str) -> fields.String:
    return fields.String(
        load_default="",
        validate=validate.Length(min=1, max=200),
        metadata={"description": description, "example": example},
    )


class Moment(fields.String):
    """An ISO 8601 date or date-time; without a time zone, UTC. Read as an aware ``datetime``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        try:
            moment = datetime.fromisoformat(str(super()._deserialize(value, attr, data, **kwargs)))
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValidationError("Not an ISO 8601 date or date-time, such as 2024-11-01.") from None


def _moment(description: str) -> Moment:
    return Moment(
        load_default=None,
        metadata={"description": f"{description} (ISO 8601 date or date-time, UTC).", "example": "2024-11-01"},
    )


class SearchPageSchema(Strict):
    """Which page is wanted."""

    limit = fields.Integer(
        load_default=20, validate=validate.Range(1, LARGEST_PAGE), metadata={"description": "Most items on a page."}
    )
    cursor = fields.String(
        load_default=None,
        validate=CURSOR,
        metadata={"description": "next_cursor of the page before; with the same question."},
    )


class QuoteSearchSchema(SearchPageSchema):
    """Query parameters of ``GET /v1/quotes``."""

    q = _words("Words of the quote; all of them must be in it.", "glacier")
    speaker = _words("Words of the speaker's name.", "Heier")
    affiliation = _words("Words of the speaker's affiliation.", "Lund University")
    since = _moment("Only from this time on")
    until = _moment("Only before this time")


class ExpertSearchSchema(SearchPageSchema):
    """Query parameters of ``GET /v1/experts``."""

    q = _words("Topic words: experts are ranked by how much of it is in their quotes and roles.", "glacier")
    name = _words("Words of the expert's name.", "Heier")
    affiliation = _words("Words of the expert's affiliation.", "Lund University")
    quotes = fields.Integer(
        load_default=3, validate=validate.Range(0, MOST_QUOTES), metadata={"description": "Most quotes of each expert."}
    )


class FoundSpeakerSchema(Strict):
    """Who said it, as that article has it."""

    source_id = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    affiliation = fields.String(required=True, allow_none=True)
    is_expert = fields.Boolean(required=True)


class FoundArticleSchema(Strict):
    """The article in which it stands."""

    id = fields.String(required=True, metadata={"example": "art_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    external_id = fields.String(required=True, allow_none=True)
    published_at = fields.String(required=True, allow_none=True)


class FoundQuoteSchema(Strict):
    """A quote, its speaker and its article."""

    quote_id = fields.String(required=True, metadata={"description": "Its id in the article's result."})
    kind = fields.String(required=True, validate=validate.OneOf(("direct", "indirect", "mixed")))
    text = fields.String(required=True)
    speaker = fields.Nested(FoundSpeakerSchema, required=True, allow_none=True)
    article = fields.Nested(FoundArticleSchema, required=True)


class FoundQuotesSchema(Strict):
    """Quotes, the newest first."""

    data = fields.List(fields.Nested(FoundQuoteSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class FoundExpertSchema(Strict):
    """An expert this newsroom has quoted."""

    name = fields.String(required=True)
    score = Number(
        required=True, allow_none=True, metadata={"description": "For comparing within one answer; null without q."}
    )
    roles = fields.List(fields.String(), required=True, metadata={"description": "As the articles word them."})
    affiliations = fields.List(fields.String(), required=True)
    articles = fields.Integer(required=True, strict=True, metadata={"description": "In how many articles."})
    words_quoted = fields.Integer(required=True, strict=True)
    quotes = fields.List(
        fields.Nested(FoundQuoteSchema), required=True, metadata={"description": "The most to the point first."}
    )


class FoundExpertsSchema(Strict):
    """Experts, the best first."""

    total = fields.Integer(required=True, strict=True)
    data = fields.List(fields.Nested(FoundExpertSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
