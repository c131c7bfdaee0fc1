"""Deliveries of webhooks."""

from __future__ import annotations

from marshmallow import fields, validate

from core.webhooks import STATES

from .base import Strict
from .search import SearchPageSchema


class DeliverySearchSchema(SearchPageSchema):
    """Query parameters of ``GET /v1/webhook-deliveries``."""

    state = fields.String(
        load_default=None, validate=validate.OneOf(STATES), metadata={"description": "dead: those that were given up."}
    )


class DeliverySchema(Strict):
    """One message to one address."""

    id = fields.String(
        required=True,
        metadata={
            "description": "Its webhook-id, the same for every try.",
            "example": "msg_01jbmz6k3v0a1b2c3d4e5f6g7h",
        },
    )
    url = fields.String(required=True)
    type = fields.String(required=True, metadata={"example": "job.succeeded"})
    state = fields.String(
        required=True,
        validate=validate.OneOf(STATES),
        metadata={"description": "pending: to be tried (again); gone: the receiver answered 410; dead: given up."},
    )
    attempts = fields.Integer(required=True, strict=True)
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    next_at = fields.String(
        required=True,
        allow_none=True,
        metadata={"format": "date-time", "description": "When it is tried next; null once it has ended."},
    )
    ended_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    status = fields.Integer(
        required=True, strict=True, allow_none=True, metadata={"description": "Status of the last answer."}
    )
    error = fields.String(
        required=True, allow_none=True, metadata={"description": "Why there was no answer to the last try."}
    )


class DeliveriesSchema(Strict):
    """Deliveries, the newest first."""

    total = fields.Integer(required=True, strict=True)
    data = fields.List(fields.Nested(DeliverySchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
