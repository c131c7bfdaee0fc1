"""/healthz and /readyz"""

from __future__ import annotations

from flask import Blueprint, Response

from core import engines

from ..operations import Answer, Operation, operation
from ..problems import RETRY_STORAGE, Problem
from ..responses import answer
from ..schemas.health import HealthSchema, ReadinessSchema
from ..services import services

blueprint = Blueprint("health", __name__)

WORKER_SEEN = 15  # seconds: an idle worker gives a sign of life every five


@blueprint.get("/healthz")
@operation(Operation(answers={200: Answer("It does.", HealthSchema)}))
def healthz() -> Response:
    """Whether this process answers. It asks nothing of Redis."""
    return answer(HealthSchema(), {"status": "ok"}, Cache_Control="no-store")


@blueprint.get("/readyz")
@operation(
    Operation(answers={200: Answer("They are.", ReadinessSchema)}, problems=("storage-unavailable", "no-worker"))
)
def readyz() -> Response:
    """Whether Redis and at least one worker are there."""
    workers = engines.alive(services().store, WORKER_SEEN)
    if not workers:
        raise Problem(
            "no-worker",
            "Articles are accepted and will be read once a worker runs.",
            headers={"Retry-After": str(RETRY_STORAGE)},
        )
    engine = engines.current(services().store)
    ready = {"status": "ready", "workers": workers, "engine": engine and engine.id}
    return answer(ReadinessSchema(), ready, Cache_Control="no-store")
