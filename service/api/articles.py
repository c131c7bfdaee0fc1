"""/v1/articles"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from core import ids
from core.errors import ArticleNotFound
from core.queueing import Submission
from core.records import Article

from ..auth import caller
from ..bodies import JSON_TYPES, TEXT_TYPES, media_type, read_json, read_text, unsupported
from ..operations import Answer, Operation, operation
from ..problems import FieldError, Problem
from ..request_ids import current_request_id
from ..responses import answer, revalidated
from ..schemas.base import Strict, read
from ..schemas.job import JobSchema
from ..schemas.requests import ArticleQuerySchema, ArticleRequestSchema, TextQuerySchema, check_text
from ..schemas.result import FactsSchema, QuotesSchema, ResultSchema, SourcesSchema
from ..services import services
from .jobs import job_answer

blueprint = Blueprint("articles", __name__, url_prefix="/v1/articles")

IMMUTABLE = "private, max-age=60, must-revalidate"  # the result never changes, but it can be deleted
READ = ("article-not-found", "not-ready", "no-result", "storage-unavailable")
ETAG = {"ETag": "Names this content; send it back in If-None-Match."}
UNCHANGED = Answer("Nothing has changed (If-None-Match).")


@blueprint.post("")
@operation(
    Operation(
        answers={
            202: Answer(
                "Accepted: the job is stored and will end, whatever process is killed.",
                JobSchema,
                {"Location": "The job: poll it.", "Retry-After": "Seconds after which a poll is worth while."},
            ),
            200: Answer(
                "This text was read already by this engine version, with these options: the finished job.",
                JobSchema,
                {"Location": "The job."},
            ),
        },
        problems=(
            "bad-request",
            "invalid-json",
            "invalid-encoding",
            "body-too-large",
            "unsupported-media-type",
            "invalid-fields",
            "queue-full",
            "storage-unavailable",
            "storage-full",
        ),
        body=ArticleRequestSchema,
        text_body=True,
        query=TextQuerySchema,
    )
)
def submit_article() -> Response:
    """Submit an article.

    As JSON, or as bare text/plain with everything but the text in the query. The query is read only beside text/plain.
    """
    submitted = services().queueing.submit(_submission())
    response = job_answer(submitted.job, 200 if submitted.cached else 202)
    response.headers["Location"] = url_for("jobs.get_job", job_id=submitted.job.id)
    return response


@blueprint.get("/<article_id>")
@operation(
    Operation(
        answers={200: Answer("The result.", ResultSchema, ETAG), 304: UNCHANGED},
        problems=(*READ, "invalid-fields"),
        query=ArticleQuerySchema,
    )
)
def get_article(article_id: str) -> Response:
    """The result: who said what, and what is stated as fact."""
    wanted = read(ArticleQuerySchema(), _query(), in_query=True)["include"]
    article = _find(article_id)
    result = _result(article)
    if "text" in wanted:
        result["article"]["text"] = services().results.text(article.id)
    return revalidated(answer(ResultSchema(), result), IMMUTABLE)


@blueprint.get("/<article_id>/quotes")
@operation(Operation(answers={200: Answer("The quotes.", QuotesSchema, ETAG), 304: UNCHANGED}, problems=READ))
def get_quotes(article_id: str) -> Response:
    """The quotes of an article."""
    return _part(article_id, "quotes", QuotesSchema())


@blueprint.get("/<article_id>/sources")
@operation(Operation(answers={200: Answer("The sources.", SourcesSchema, ETAG), 304: UNCHANGED}, problems=READ))
def get_sources(article_id: str) -> Response:
    """The sources of an article."""
    return _part(article_id, "sources", SourcesSchema())


@blueprint.get("/<article_id>/facts")
@operation(Operation(answers={200: Answer("The facts.", FactsSchema, ETAG), 304: UNCHANGED}, problems=READ))
def get_facts(article_id: str) -> Response:
    """The facts of an article."""
    return _part(article_id, "facts", FactsSchema())


@blueprint.delete("/<article_id>")
@operation(
    Operation(
        answers={204: Answer("The text and the result are gone.")},
        problems=("article-not-found", "storage-unavailable"),
    )
)
def delete_article(article_id: str) -> Response:
    """Purge an article.

    Text and result are removed at once; a job that still waits or runs is canceled. The job's record, which holds
    nothing of the text, stays until it expires.
    """
    article = _find(article_id)
    services().queueing.cancel(services().jobs.get(article.job_id))
    services().results.purge(services().results.article(article_id))
    return Response(status=204)


def _submission() -> Submission:
    kind = media_type(request)
    most = services().settings.max_characters
    if kind in JSON_TYPES:
        fields = read(ArticleRequestSchema(most), read_json(request))
    elif kind in TEXT_TYPES:
        fields = read(TextQuerySchema(), _query(), in_query=True)
        fields["text"] = read_text(request)
        try:
            check_text(fields["text"], most)
        except ValidationError as error:
            wrong = [FieldError(str(detail), "") for detail in error.messages]
            raise Problem("invalid-fields", "The text is not acceptable; see errors.", errors=wrong) from None
    else:
        raise unsupported("application/json", "text/plain")
    return Submission(caller().newsroom, fields["text"], fields["options"], current_request_id())


def _query() -> dict[str, Any]:
    """Query parameters; a list-valued one may be repeated or separated by commas."""
    values: dict[str, Any] = {}
    for name, given in request.args.lists():
        if name == "include":
            values[name] = [part for value in given for part in value.split(",") if part]
        elif len(given) > 1:
            wrong = FieldError("Given more than once.", None, name)
            raise Problem("invalid-fields", "One field is not acceptable; see errors.", errors=[wrong])
        else:
            values[name] = given[0]
    return values


def _find(article_id: str) -> Article:
    if not ids.is_id(article_id, "art"):
        raise ArticleNotFound(article_id)
    return services().results.article(article_id, caller().newsroom)


def _result(article: Article) -> dict[str, Any]:
    """The engine's result, with the ids and what the client sent along."""
    result = services().results.result(article, services().jobs)
    options = article.options
    result["article"] = {
        "id": article.id,
        **result["article"],
        "url": options.url,
        "external_id": options.external_id,
        "metadata": options.metadata,
    }
    return result


def _part(article_id: str, name: str, schema: Strict) -> Response:
    parts = _result(_find(article_id))[name]
    data = {"article_id": article_id, "total": len(parts), "next_cursor": None, "data": parts}
    return revalidated(answer(schema, data), IMMUTABLE)
