"""/metrics"""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST

from ..exposition import render
from ..operations import Answer, Operation, operation
from ..services import services

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@operation(
    Operation(
        answers={200: Answer("In the text format of Prometheus.", content_type="text/plain")},
        problems=("storage-unavailable",),
    )
)
def metrics() -> Response:
    """How the service does, for Prometheus.

    The same from every process and host: what all of them counted. Keep it from the outside at your proxy.
    """
    current_app.extensions["quotewire-metrics"].flush()
    return Response(render(services().store), content_type=CONTENT_TYPE_LATEST)
