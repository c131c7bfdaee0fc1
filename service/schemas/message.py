"""What webhooks say (Standard Webhooks: type, timestamp, data)."""

from __future__ import annotations

from marshmallow import fields, validate

from core.records import FINAL

from .base import Strict
from .job import JobErrorSchema

JOB_TYPES = tuple(f"job.{state}" for state in sorted(FINAL))


class JobMessageLinksSchema(Strict):
    """Where to go from here."""

    get = fields.String(required=True, metadata={"description": "The job."})
    article = fields.String(required=True, metadata={"description": "The result, if the job has succeeded."})


class JobMessageDataSchema(Strict):
    """Which job has ended, and how."""

    job_id = fields.String(required=True, metadata={"example": "job_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    article_id = fields.String(required=True, metadata={"example": "art_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    external_id = fields.String(
        required=True, allow_none=True, metadata={"description": "As submitted.", "example": "cms-4711"}
    )
    state = fields.String(required=True, validate=validate.OneOf(sorted(FINAL)))
    error = fields.Nested(JobErrorSchema, required=True, allow_none=True)
    urls = fields.Nested(JobMessageLinksSchema, required=True)


class JobMessageSchema(Strict):
    """A job has ended."""

    type = fields.String(required=True, validate=validate.OneOf(JOB_TYPES))
    timestamp = fields.String(required=True, metadata={"format": "date-time"})
    data = fields.Nested(JobMessageDataSchema, required=True)


class BatchMessageLinksSchema(Strict):
    """Where to go from here."""

    get = fields.String(required=True, metadata={"description": "The batch."})


class BatchMessageDataSchema(Strict):
    """Which batch has ended."""

    batch_id = fields.String(required=True, metadata={"example": "bat_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    total = fields.Integer(required=True, strict=True, metadata={"description": "How many lines it had."})
    urls = fields.Nested(BatchMessageLinksSchema, required=True)


class BatchMessageSchema(Strict):
    """Every line of a batch has ended."""

    type = fields.String(required=True, validate=validate.OneOf(("batch.ended",)))
    timestamp = fields.String(required=True, metadata={"format": "date-time"})
    data = fields.Nested(BatchMessageDataSchema, required=True)
