"""A job as clients see it."""

from __future__ import annotations

from marshmallow import fields, validate

from core.records import PRIORITIES, STATES

from .base import Number, Strict


class ProgressSchema(Strict):
    """How far a job has come."""

    stage = fields.String(
        required=True, allow_none=True, metadata={"description": "What the engine is at.", "example": "quotes"}
    )
    share = fields.Float(
        required=True, validate=validate.Range(0, 1), metadata={"description": "0 to 1, of the whole.", "example": 0.7}
    )


class JobErrorSchema(Strict):
    """Why a job failed."""

    code = fields.String(required=True, metadata={"description": "Stable, for programs.", "example": "timeout"})
    message = fields.String(required=True, metadata={"description": "For people."})


class JobLinksSchema(Strict):
    """Where to go from here."""

    get = fields.String(required=True, metadata={"description": "This job: poll it."})
    cancel = fields.String(required=True, metadata={"description": "DELETE it to cancel the job."})
    events = fields.String(required=True, metadata={"description": "This job as server-sent events."})
    article = fields.String(required=True, metadata={"description": "The result, once the job has succeeded."})


class MetricsSchema(Strict):
    """How long a job has been in which state; null while that is not over, or where it never was."""

    queue_seconds = Number(required=True, allow_none=True, metadata={"description": "Until its (last) attempt began."})
    run_seconds = Number(required=True, allow_none=True, metadata={"description": "Of its last attempt."})


class JobSchema(Strict):
    """The state of one extraction."""

    id = fields.String(required=True, metadata={"example": "job_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    article_id = fields.String(required=True, metadata={"example": "art_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    attempt = fields.Integer(
        required=True, strict=True, metadata={"description": "Which try this is; 0 before the first.", "example": 1}
    )
    priority = fields.String(required=True, validate=validate.OneOf(PRIORITIES))
    batch_id = fields.String(required=True, allow_none=True, metadata={"description": "The batch it came in with."})
    progress = fields.Nested(ProgressSchema, required=True)
    position = fields.Integer(
        required=True,
        strict=True,
        allow_none=True,
        metadata={"description": "Jobs ahead in the queue; null once started."},
    )
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    started_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    ended_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    expires_at = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "format": "date-time",
            "description": "When job, text and result are forgotten; null until the job ends.",
        },
    )
    metrics = fields.Nested(MetricsSchema, required=True)
    error = fields.Nested(JobErrorSchema, required=True, allow_none=True)
    urls = fields.Nested(JobLinksSchema, required=True)
