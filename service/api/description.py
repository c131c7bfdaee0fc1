"""/openapi.yaml"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_file

from ..operations import Answer, Operation, operation

blueprint = Blueprint("description", __name__)

FILE = Path(__file__).parents[2] / "openapi.yaml"
MEDIA_TYPE = "application/yaml"


@blueprint.get("/openapi.yaml")
@operation(Operation(answers={200: Answer("OpenAPI 3.1.", content_type=MEDIA_TYPE)}))
def openapi() -> Response:
    """The description of this API."""
    return send_file(FILE, mimetype=MEDIA_TYPE, max_age=60)
