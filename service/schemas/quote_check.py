"""A quotation to be checked against an article, and what became of it."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate

from .base import Number, Strict
from .result import TextSpanSchema

LONGEST = 2_000  # characters


def _check_words(value: str) -> None:
    """What is a letter in which alphabet is more than the patterns of JSON Schema can say."""
    if not any(character.isalnum() for character in value):
        raise ValidationError("There is no word in it.")


class QuoteCheckRequestSchema(Strict):
    """A quotation as somebody wants to use it."""

    quotation = fields.String(
        required=True,
        validate=[validate.Length(min=1, max=LONGEST), _check_words],
        metadata={
            "pattern": r"\S",
            "description": "The words to be looked for in the article. Quote marks and white space do not matter.",
            "example": "Sales rose by 12 percent in March",
        },
    )
    draft = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(min=1, max=LONGEST), _check_words],
        metadata={
            "pattern": r"\S",
            "description": "A draft's wording of it, judged instead of the quotation; for where it departs too far to "
            "be found by itself.",
            "example": "Sales rose 12 percent in March",
        },
    )


class ChangeSchema(Strict):
    """A stretch that agrees (equal) or not. Offsets in `article` count in the article, in `draft` in what was sent."""

    op = fields.String(required=True, validate=validate.OneOf(("equal", "replace", "insert", "delete")))
    article = fields.Nested(TextSpanSchema, required=True, allow_none=True)
    draft = fields.Nested(TextSpanSchema, required=True, allow_none=True)


class QuoteCheckSchema(Strict):
    """exact: word for word. altered: the article has it in other words, see `changes`. absent: not in the article."""

    article_id = fields.String(required=True)
    verdict = fields.String(required=True, validate=validate.OneOf(("exact", "altered", "absent")))
    passage = fields.List(
        fields.Nested(TextSpanSchema),
        required=True,
        metadata={"description": "Where it stands; several parts where the quote is interrupted."},
    )
    quote_ids = fields.List(
        fields.String(), required=True, metadata={"description": "The quotes of the result that it touches."}
    )
    similarity = Number(
        required=True,
        validate=validate.Range(0, 1),
        metadata={"description": "Share of the characters that agree, 0 to 1."},
    )
    changes = fields.List(
        fields.Nested(ChangeSchema),
        required=True,
        metadata={"description": "From the article's words to the draft's; only where altered."},
    )
