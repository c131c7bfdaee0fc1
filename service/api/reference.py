"""/docs: the API reference, all of it served from here."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, render_template, request, send_from_directory

from ..operations import Answer, Operation, operation

WEB = Path(__file__).parents[1] / "web"
FILES = WEB / "reference"
A_DAY = 86_400  # seconds
# Scripts and styles from here alone, and nothing inline. (Swagger UI styles elements through the object model, which is
# allowed.) It shows small pictures of its own.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

blueprint = Blueprint("reference", __name__, url_prefix="/docs", template_folder=str(WEB / "templates"))


@blueprint.after_request
def _guard(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


@blueprint.get("")
@operation(Operation(answers={200: Answer("The page.", content_type="text/html")}))
def docs() -> Response:
    """The API reference for people."""
    page = render_template("reference.html", address=request.host_url)
    return Response(page, content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})


@blueprint.get("/assets/<file>")
@operation(Operation(answers={200: Answer("The file.", content_type="*/*")}, problems=("not-found",)))
def docs_asset(file: str) -> Response:
    """A script or style sheet of the API reference."""
    return send_from_directory(FILES, file, max_age=A_DAY)
