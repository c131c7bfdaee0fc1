"""An error answer (RFC 9457)."""

from __future__ import annotations

from marshmallow import fields

from .base import Strict


class FieldErrorSchema(Strict):
    """What is wrong with one field."""

    detail = fields.String(required=True)
    pointer = fields.String(
        metadata={"description": "JSON pointer into the body (RFC 6901).", "example": "/published_at"}
    )
    parameter = fields.String(metadata={"description": "Name of the query parameter.", "example": "include"})
    header = fields.String(metadata={"description": "Name of the header field.", "example": "Idempotency-Key"})


class ProblemSchema(Strict):
    """An error answer (RFC 9457)."""

    type = fields.String(required=True, metadata={"format": "uri", "example": "urn:quotewire:problem:invalid-fields"})
    title = fields.String(required=True)
    status = fields.Integer(required=True, strict=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema))
    violated_policies = fields.List(
        fields.String(),
        data_key="violated-policies",
        metadata={"description": "Which rate limits were exceeded (draft-ietf-httpapi-ratelimit-headers)."},
    )
    job_id = fields.String(metadata={"description": "The job the problem is about."})
    request_id = fields.String(metadata={"description": "Name this when you report a problem."})
