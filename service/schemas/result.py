"""The result of an article, schema version 1: every field stated. Offsets are Unicode code points, end exclusive."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from .base import Number, Strict

SOURCE_KINDS = ("person", "organization", "group", "document", "unnamed")
CATEGORIES = (
    "expert", "politician", "official", "spokesperson", "business", "advocate", "media",
    "witness", "public", "celebrity", "organization", "unnamed", "other",
)  # fmt: skip


def _text(description: str | None = None, *, null: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=null, metadata={"description": description} if description else None)


def _one_of(*choices: str, null: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=null, validate=validate.OneOf(choices))


def _offset(*, null: bool = False) -> fields.Integer:
    return fields.Integer(required=True, strict=True, allow_none=null, validate=validate.Range(min=0))


def _count() -> fields.Integer:
    return fields.Integer(required=True, strict=True, validate=validate.Range(min=0))


def _share(description: str) -> Number:
    return Number(required=True, validate=validate.Range(0, 1), metadata={"description": description})


def _flag() -> fields.Boolean:
    return fields.Boolean(required=True, truthy={True}, falsy={False})


def _nested(schema: type[Strict], *, null: bool = False) -> fields.Nested:
    return fields.Nested(schema, required=True, allow_none=null)


def _many(schema: type[Strict]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


class SpanSchema(Strict):
    """A range of the text."""

    start = _offset()
    end = _offset()


class TextSpanSchema(Strict):
    """A range of the text, and the text there."""

    text = _text()
    start = _offset()
    end = _offset()


class StatedSchema(TextSpanSchema):
    """A role or affiliation where the article states it."""

    confidence = _share("How sure it is that this is the source's, 0 to 1.")


class SpeakerSchema(Strict):
    """Where a quote names its source, and which source that is."""

    source_id = _text("Key into sources.", null=True)
    text = _text("The mention beside the quote; null where there is none.", null=True)
    start = _offset(null=True)
    end = _offset(null=True)
    confidence = Number(
        required=True,
        allow_none=True,
        validate=validate.Range(0, 1),
        metadata={"description": "How sure it is that this source speaks, 0 to 1; null where source_id is null."},
    )


class QuoteSchema(Strict):
    """One quote: its content, the cue that reports it, the speaker."""

    id = _text()
    kind = _one_of("direct", "indirect", "mixed")
    mode = _one_of("speech", "writing", "thought", "attitude")
    text = _text("The content; spans are joined by ' … '.")
    spans = _many(SpanSchema)
    cue = _nested(TextSpanSchema, null=True)
    speaker = _nested(SpeakerSchema, null=True)
    negated = _flag()
    in_caption = _flag()
    confidence = _share("How sure the engine is, 0 to 1.")


class ExpertReasonSchema(Strict):
    """What the verdict on a source's expertise rests on."""

    rule = _text()
    text = _text()
    start = _offset()
    end = _offset()


class SourceSchema(Strict):
    """A person or body that is quoted, or that a fact rests on."""

    id = _text()
    name = _text("The fullest wording in the article.")
    kind = _one_of(*SOURCE_KINDS)
    aliases = fields.List(fields.String(), required=True)
    role = _nested(StatedSchema, null=True)
    affiliation = _nested(StatedSchema, null=True)
    category = _one_of(*CATEGORIES)
    is_expert = _flag()
    expert_reason = _nested(ExpertReasonSchema, null=True)
    part = _one_of("contributor", "newsmaker")
    anonymity_reason = _nested(TextSpanSchema, null=True)
    words_quoted = _count()
    quoted_share = _share("The share of all words quoted from sources, 0 to 1.")
    mentions = _many(SpanSchema)
    quote_ids = fields.List(fields.String(), required=True)
    fact_ids = fields.List(fields.String(), required=True)
    confidence = _share("How sure the engine is, 0 to 1.")
    expert_confidence = _share("How sure is_expert is, whichever way it goes, 0 to 1.")


class FactTimeSchema(Strict):
    """The time a fact holds for; value as in TIMEX3."""

    value = _text()
    text = _text()
    start = _offset()
    end = _offset()


class FactSourceSchema(Strict):
    """Who says so."""

    source_id = _text("Key into sources.", null=True)
    text = _text(null=True)
    start = _offset(null=True)
    end = _offset(null=True)


class FactSchema(Strict):
    """One checkable statement."""

    id = _text()
    kind = _one_of("quantity", "event", "claim")
    text = _text()
    start = _offset()
    end = _offset()
    sentence = _nested(TextSpanSchema)
    value = Number(required=True, allow_none=True)
    value_high = Number(required=True, allow_none=True, metadata={"description": "The upper end of a range."})
    bound = _one_of("=", "~", "<", ">", null=True)
    trend = _one_of("up", "down", null=True)
    unit = _text(null=True)
    subject = _text(null=True)
    time = _nested(FactTimeSchema, null=True)
    place = _nested(TextSpanSchema, null=True)
    source = _nested(FactSourceSchema, null=True)
    quote_id = _text("The quote it stands in.", null=True)
    certainty = _one_of("asserted", "reported", "estimated", "disputed", "conditional")
    check_worthiness = _share("How much a check would be worth, 0 to 1.")
    confidence = _share("How sure the engine is, 0 to 1.")


class TimeSchema(Strict):
    """A time expression (TIMEX3)."""

    text = _text()
    start = _offset()
    end = _offset()
    type = _one_of("DATE", "TIME", "DURATION", "SET")
    value = _text("ISO 8601 based.")


class WarningSchema(Strict):
    """Something an editor should look at."""

    kind = _text()
    text = _text()
    spans = _many(SpanSchema)


class ArticleSchema(Strict):
    """The article as a whole."""

    id = fields.String(required=True, metadata={"example": "art_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    title = _text(null=True)
    language = _text()
    published_at = _text(null=True)
    published_at_from = _one_of("request", "text", null=True)
    characters = _count()
    words = _count()
    url = _text("As submitted.", null=True)
    external_id = _text("As submitted.", null=True)
    metadata = fields.Dict(required=True, keys=fields.String(), values=fields.Raw(allow_none=True))
    text = fields.String(
        metadata={"description": "The text that offsets count in; with include=text, and always after HTML."}
    )


class EngineSchema(Strict):
    """What made the result."""

    name = _text()
    version = _text()
    model = _text()


class ResultSchema(Strict):
    """Who said what, and what is stated as fact."""

    schema_version = _one_of("1")
    article = _nested(ArticleSchema)
    quotes = _many(QuoteSchema)
    sources = _many(SourceSchema)
    facts = _many(FactSchema)
    times = _many(TimeSchema)
    warnings = _many(WarningSchema)
    engine = _nested(EngineSchema)


class _PartSchema(Strict):
    article_id = fields.String(required=True)
    total = _count()
    next_cursor = fields.String(
        required=True, allow_none=True, metadata={"description": "Where the next page begins; null on the last."}
    )


class QuotesSchema(_PartSchema):
    """The quotes of an article."""

    data = _many(QuoteSchema)


class SourcesSchema(_PartSchema):
    """The sources of an article."""

    data = _many(SourceSchema)


class FactsSchema(_PartSchema):
    """The facts of an article."""

    data = _many(FactSchema)
