"""Liveness and readiness."""

from __future__ import annotations

from marshmallow import fields, validate

from .base import Strict


class HealthSchema(Strict):
    """The process answers."""

    status = fields.String(required=True, validate=validate.OneOf(["ok"]))


class ReadinessSchema(Strict):
    """Redis answers, and a worker is there to read articles."""

    status = fields.String(required=True, validate=validate.OneOf(["ready"]))
    workers = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    engine = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Name, version and model of the engine the workers run."},
    )
