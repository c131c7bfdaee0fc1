"""Batches: what is sent, and what is answered line by line."""

from __future__ import annotations

from marshmallow import fields, validate, validates

from core.batches import EXPIRED, REFUSED
from core.records import PRIORITIES, STATES

from .base import Strict
from .job import JobSchema
from .problem import ProblemSchema
from .requests import callback_field, check_callback_host

LINE_STATES = (*STATES, REFUSED, EXPIRED)


class BatchQuerySchema(Strict):
    """Query parameters of ``POST /v1/batches``."""

    priority = fields.String(
        load_default="low",
        validate=validate.OneOf(PRIORITIES),
        metadata={"description": "For the articles that state none."},
    )
    callback_url = callback_field("Called once, when every line has ended.")

    def __init__(self, *, private_callbacks: bool = True) -> None:
        super().__init__()
        self.private_callbacks = private_callbacks

    @validates("callback_url")
    def _check_callback_host(self, value: str | None, data_key: str) -> None:
        check_callback_host(value, private_allowed=self.private_callbacks)


class BatchViewSchema(Strict):
    """Query parameters of ``GET /v1/batches/{id}``."""

    include = fields.List(
        fields.String(validate=validate.OneOf(("lines",))),
        load_default=list,
        metadata={"description": "lines: also list every line with its job."},
    )


class CountsSchema(Strict):
    """How many lines are in which state."""

    queued = fields.Integer(required=True, strict=True)
    running = fields.Integer(required=True, strict=True)
    succeeded = fields.Integer(required=True, strict=True)
    failed = fields.Integer(required=True, strict=True)
    canceled = fields.Integer(required=True, strict=True)
    refused = fields.Integer(
        required=True, strict=True, metadata={"description": "Not accepted; see the line's problem."}
    )
    expired = fields.Integer(required=True, strict=True, metadata={"description": "Ended, and forgotten meanwhile."})


class LineSchema(Strict):
    """One line of a batch, as it stands."""

    index = fields.Integer(required=True, strict=True, metadata={"description": "Which line, from 0."})
    state = fields.String(required=True, validate=validate.OneOf(LINE_STATES))
    job_id = fields.String(required=True, allow_none=True)
    article_id = fields.String(required=True, allow_none=True)
    problem = fields.String(
        required=True, allow_none=True, metadata={"format": "uri", "description": "Type of the problem, if refused."}
    )


class BatchLinksSchema(Strict):
    """Where to go from here."""

    get = fields.String(required=True, metadata={"description": "This batch: poll it."})
    lines = fields.String(required=True, metadata={"description": "This batch with all its lines."})


class BatchSchema(Strict):
    """Many articles, watched as one."""

    id = fields.String(required=True, metadata={"example": "bat_01jbmz6k3v0a1b2c3d4e5f6g7h"})
    state = fields.String(
        required=True,
        validate=validate.OneOf(("running", "ended")),
        metadata={"description": "`ended` once no line waits or runs."},
    )
    total = fields.Integer(required=True, strict=True, metadata={"description": "Lines in all."})
    counts = fields.Nested(CountsSchema, required=True)
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    ended_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    expires_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    urls = fields.Nested(BatchLinksSchema, required=True)
    lines = fields.List(fields.Nested(LineSchema), metadata={"description": "Only with include=lines."})


class LineAnswerSchema(Strict):
    """The answer to one line: the status it would have had alone, and its job or its problem."""

    index = fields.Integer(required=True, strict=True, metadata={"description": "Which line, from 0."})
    status = fields.Integer(
        required=True, strict=True, metadata={"description": "202, 200, or an error.", "example": 202}
    )
    job = fields.Nested(JobSchema, metadata={"description": "If it was accepted."})
    problem = fields.Nested(ProblemSchema, metadata={"description": "If it was not."})


class BatchAnswerSchema(Strict):
    """The answer to a JSON array: the batch, and an answer a line."""

    batch = fields.Nested(BatchSchema, required=True)
    answers = fields.List(fields.Nested(LineAnswerSchema), required=True)
