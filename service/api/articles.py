"""/v1/articles"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, request
from marshmallow import ValidationError

from core.errors import JobNotFound
from core.idempotency import Request
from core.ids import Names
from core.records import Job, Priority
from core.submissions import Submission

from .. import idempotency
from ..auth import caller
from ..bodies import HTML_TYPES, JSON_TYPES, TEXT_TYPES, media_type, read_json, read_text, unsupported
from ..entered import entered
from ..examples import DONE_JOB, POLL_LINKS, QUEUED_JOB
from ..idempotency import REPLAYED, keyed
from ..operations import Answer, Operation, operation
from ..problems import FieldError, Problem
from ..queries import query_values, read_query
from ..request_ids import current_request_id
from ..schemas.base import read
from ..schemas.job import JobSchema
from ..schemas.requests import (
    ArticleRequestSchema,
    TextQuerySchema,
    article_schema,
    check_text,
    query_schema,
    read_plain,
)
from ..services import services
from ..waiting import APPLIED, hold
from .jobs import POLL, WAIT, job_answer
from .results import find_article

REPLAYED_MEANS = "`true`, if this answers an Idempotency-Key for the second time."

blueprint = Blueprint("articles", __name__, url_prefix="/v1/articles")


@blueprint.post("")
@operation(
    Operation(
        answers={
            202: Answer(
                "Accepted: the job is stored and will end, whatever process is killed.",
                JobSchema,
                {
                    "Location": "The job: poll it.",
                    "Retry-After": POLL["Retry-After"],
                    APPLIED: POLL[APPLIED],
                    REPLAYED: REPLAYED_MEANS,
                },
                example=QUEUED_JOB,
                links=POLL_LINKS,
            ),
            200: Answer(
                "The job has ended: this text was read already by this engine version, with these options, or the end "
                "came while the answer was held.",
                JobSchema,
                {"Location": "The job.", APPLIED: POLL[APPLIED], REPLAYED: REPLAYED_MEANS},
                example=DONE_JOB,
                links=POLL_LINKS,
            ),
        },
        problems=(
            "bad-request",
            "invalid-json",
            "invalid-encoding",
            "body-too-large",
            "unsupported-media-type",
            "invalid-fields",
            *idempotency.PROBLEMS,
            "queue-full",
            "storage-unavailable",
            "storage-full",
        ),
        body=ArticleRequestSchema,
        text_body=True,
        query=TextQuerySchema,
        headers=(idempotency.DESCRIPTION, WAIT),
    )
)
def submit_article() -> Response:
    """Submit an article.

    As JSON, or as bare text/plain or text/html with everything but the text in the query. (Beside JSON, the query may
    say what the body does not.) Of a web page, the main text is found first; it is returned as `article.text`, and
    offsets count there.
    With an `Idempotency-Key` the request can be sent again without harm.
    """
    submitted, replayed = _submit(_submission(), keyed(request))
    job, applied = hold(current_app, request, submitted)
    response = job_answer(job, 200 if job.final else 202)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    response.headers.update(applied)
    if replayed:
        response.headers[REPLAYED] = "true"
    return response


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
    article = find_article(article_id)
    services().queueing.cancel(services().jobs.get(article.job_id))
    services().results.purge(services().results.article(article_id))
    return Response(status=204)


def _submit(submission: Submission, named: Request | None) -> tuple[Job, bool]:
    """The job that answers a submission, and whether it answers it for the second time (same idempotency key)."""
    if named is None:
        known = entered.get()
        if known is not None and known.refused is not None:
            raise known.refused
        return services().queueing.submit(submission).job, False
    with services().idempotency.claim(named, str(Names.fresh())) as claim:
        if claim.answer is None:
            job = services().queueing.submit(replace(submission, names=Names.parse(claim.subject))).job
            claim.answer = job.id
            return job, False
    try:
        return services().jobs.get(claim.answer, submission.newsroom), True
    except JobNotFound:  # it has expired: read the article anew
        services().idempotency.forget(named)
        return _submit(submission, named)


def _submission() -> Submission:
    kind = media_type(request)
    chosen = services().settings
    most, private = chosen.max_characters, chosen.webhook_allow_private
    if kind in JSON_TYPES:
        beside = query_values() if request.args else {}
        if beside:
            read_query(query_schema(private))
        schema, given = article_schema(most, private), {**beside, **read_json(request)}
        fields = read_plain(schema, given) or read(schema, given)
    elif kind in TEXT_TYPES or kind in HTML_TYPES:
        fields = read_query(query_schema(private))
        fields["text"] = read_text(request)
        if kind in HTML_TYPES:
            fields["options"] = replace(fields["options"], form="html")
        _check_body(fields["text"], 0 if kind in HTML_TYPES else most)
    else:
        raise unsupported("application/json", "text/plain", "text/html")
    return to_submission(fields, "normal")


def _check_body(text: str, most: int) -> None:
    try:
        check_text(text, most)
    except ValidationError as error:
        wrong = [FieldError(str(detail), "") for detail in error.messages]
        raise Problem("invalid-fields", "The text is not acceptable; see errors.", errors=wrong) from None


def to_submission(fields: dict[str, Any], priority: Priority) -> Submission:
    """What the request schemas give, as a submission of this caller's; with this priority, if it states none."""
    return Submission(
        newsroom=caller().newsroom,
        text=fields["text"],
        options=fields["options"],
        request_id=current_request_id(),
        priority=fields["priority"] or priority,
    )
