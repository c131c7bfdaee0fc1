"""The reading page: `/`, `/search` and `/articles/{id}` are one document that asks the API for what it shows.

No page holds anything of an article: texts and results reach the browser through `/v1`, with the caller's key. All
assets are served from here, under an address that names their content, so browsers keep them until they change.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_from_directory

from ..operations import Answer, Operation, operation
from ..services import services

WEB = Path(__file__).parents[1] / "web"
STATIC = WEB / "static"
SAMPLES = Path(__file__).parents[2] / "seeds"
HTML = "text/html"
FOREVER = 31_536_000  # seconds; the address changes with the content
# What the page may do: run our own modules, use our own styles and fonts, talk to this service. Nothing inline,
# nothing from elsewhere, no markup made from strings (Trusted Types), no form sent by the browser itself.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PAGE = Operation(answers={200: Answer("The page.", content_type=HTML)})

blueprint = Blueprint("pages", __name__, template_folder=str(WEB / "templates"))


@blueprint.after_request
def _guard(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


@blueprint.get("/")
@operation(PAGE)
def home() -> Response:
    """The reading page: hand in an article and see it read."""
    return _page()


@blueprint.get("/search")
@operation(PAGE)
def search_page() -> Response:
    """The reading page: look through the newsroom's articles."""
    return _page()


@blueprint.get("/articles/<article_id>")
@operation(PAGE)
def article_page(article_id: str) -> Response:
    """The reading page: one article. The link can be shared inside the newsroom."""
    return _page()


@blueprint.get("/assets/<version>/<file>")
@operation(Operation(answers={200: Answer("The file.", content_type="*/*")}, problems=("not-found",)))
def asset(version: str, file: str) -> Response:
    """A style sheet, module, font or picture of the pages."""
    if version != assets_version():
        abort(404)
    return send_from_directory(STATIC, file, max_age=FOREVER)


@blueprint.get("/samples/<sample>")
@operation(Operation(answers={200: Answer("The article, as POST /v1/articles takes it.")}, problems=("not-found",)))
def sample_article(sample: str) -> Response:
    """A sample article to try the service with."""
    return send_from_directory(SAMPLES, f"{sample}.json", max_age=60)


@cache
def assets_version() -> str:
    """A name for the content of all assets."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _page() -> Response:
    page = render_template(
        "reading.html",
        version=assets_version(),
        modules=sorted(path.name for path in STATIC.glob("*.js")),
        samples=sorted(path.stem for path in SAMPLES.glob("*.json")),
        max_characters=services().settings.max_characters,
    )
    return Response(page, content_type=f"{HTML}; charset=utf-8", headers={"Cache-Control": "no-cache"})
