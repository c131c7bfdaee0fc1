"""/v1/batches"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for

from core import ids
from core.batches import Batch, Line
from core.clock import rfc3339
from core.errors import BatchNotFound, JobNotFound, QueueFull
from core.records import Job, Priority

from .. import idempotency
from ..auth import caller
from ..examples import BATCH_ANSWER, BATCH_LINKS, RUNNING_BATCH
from ..idempotency import REPLAYED, keyed
from ..lines import NDJSON, Item, read_lines
from ..operations import Answer, Operation, operation
from ..problems import TYPES, Problem, queue_full
from ..queries import read_query
from ..responses import answer, revalidated
from ..schemas.base import read
from ..schemas.batch import (
    LINE_STATES,
    BatchAnswerSchema,
    BatchQuerySchema,
    BatchSchema,
    BatchViewSchema,
    LineAnswerSchema,
)
from ..schemas.requests import article_schema
from ..services import services
from .articles import to_submission
from .jobs import describe

blueprint = Blueprint("batches", __name__, url_prefix="/v1/batches")

MOST_LINES = 1_000
RETRY = 5  # seconds


@blueprint.post("")
@operation(
    Operation(
        answers={
            202: Answer(
                "Every line has its answer, in order: the job, or the problem it was refused for. A JSON array is "
                "answered by a JSON object; NDJSON by a line a line (schema LineAnswer).",
                BatchAnswerSchema,
                {
                    "Location": "The batch: poll it.",
                    "Retry-After": "Seconds after which a poll is worth while.",
                    REPLAYED: "`true`, if this answers an Idempotency-Key for the second time.",
                },
                more=(NDJSON,),
                example=BATCH_ANSWER,
                links=BATCH_LINKS,
            )
        },
        problems=(
            "bad-request",
            "invalid-json",
            "invalid-encoding",
            "body-too-large",
            "unsupported-media-type",
            "invalid-fields",
            *idempotency.PROBLEMS,
            "storage-unavailable",
            "storage-full",
        ),
        query=BatchQuerySchema,
        headers=(idempotency.DESCRIPTION,),
        bodies={
            "application/json": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_LINES,
                "items": {
                    "description": "An article, as `POST /v1/articles` takes it (schema ArticleRequest). Whatever else "
                    "stands here gets its problem as the answer; the others are not affected."
                },
                "example": [
                    {"text": "“Sales rose,” said Ana Pérez.", "external_id": "cms-1"},
                    {"text": "Another article."},
                ],
            },
            NDJSON: {
                "type": "string",
                "description": "The same, a JSON object a line.",
                "example": '{"text": "An article."}\n',
            },
        },
    )
)
def submit_batch() -> Response:
    """Submit up to 1,000 articles at once.

    Each is answered for itself, and is a job of its own; with priority `low` unless you say otherwise. When the answer
    is lost, send the batch again with the same `Idempotency-Key`: it goes on where it broke off.
    """
    chosen = services().settings
    asked = read_query(BatchQuerySchema(private_callbacks=chosen.webhook_allow_private))
    priority: Priority = asked["priority"]
    items, as_lines = read_lines(request, MOST_LINES, chosen.max_batch_bytes)
    batch, answers, replayed = _submit(items, priority, asked["callback_url"])
    if as_lines:
        checked = LineAnswerSchema().load(answers, many=True)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in checked)
        response = Response(text, status=202, content_type=NDJSON)
    else:
        response = answer(BatchAnswerSchema(), {"batch": _describe(batch), "answers": answers}, 202)
    response.headers.update({"Location": url_for("batches.get_batch", batch_id=batch.id), "Retry-After": str(RETRY)})
    if replayed:
        response.headers[REPLAYED] = "true"
    return response


@blueprint.get("/<batch_id>")
@operation(
    Operation(
        answers={
            200: Answer(
                "The batch.",
                BatchSchema,
                {"ETag": "Names this state.", "Retry-After": "Seconds after which a poll is worth while."},
                example=RUNNING_BATCH,
            ),
            304: Answer("Nothing has changed (If-None-Match)."),
        },
        problems=("batch-not-found", "invalid-fields", "storage-unavailable"),
        query=BatchViewSchema,
    )
)
def get_batch(batch_id: str) -> Response:
    """How a batch is doing: how many of its articles are in which state."""
    wanted = read_query(BatchViewSchema())["include"]
    if not ids.is_id(batch_id, "bat"):
        raise BatchNotFound(batch_id)
    batch = services().batches.get(batch_id, caller().newsroom)
    response = answer(BatchSchema(), _describe(batch, with_lines="lines" in wanted))
    if batch.ended_at is None:
        response.headers["Retry-After"] = str(RETRY)
    return revalidated(response, "private, no-cache")


def _submit(
    items: list[Item], priority: Priority, callback_url: str | None
) -> tuple[Batch, list[dict[str, Any]], bool]:
    """The batch, the answer to each of its lines, and whether that is answered for the second time."""
    named, newsroom = keyed(request), caller().newsroom
    if named is None:
        batch = services().batches.open(ids.new("bat"), newsroom, len(items), callback_url)
        return *_deal_with(batch, items, priority), False
    with services().idempotency.claim(named, ids.new("bat")) as claim:
        if claim.answer is None:
            batch = services().batches.open(claim.subject, newsroom, len(items), callback_url)
            answered = _deal_with(batch, items, priority)
            claim.answer = batch.id
            return *answered, False
    try:
        batch = services().batches.get(claim.answer, newsroom)
    except BatchNotFound:  # it has expired
        services().idempotency.forget(named)
        return _submit(items, priority, callback_url)
    return *_deal_with(batch, items, priority), True


def _deal_with(batch: Batch, items: list[Item], priority: Priority) -> tuple[Batch, list[dict[str, Any]]]:
    """Submit what has not been submitted yet."""
    noted = services().batches.noted(batch.id)
    answers = [_answer(batch, index, item, _Told(noted.get(index), priority)) for index, item in enumerate(items)]
    return services().batches.get(batch.id, batch.newsroom), answers


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told about a line before (a job's id, or '!' and a problem), and which priority it has if it states
    none.
    """

    before: str | None
    priority: Priority


def _answer(batch: Batch, index: int, item: Item, told: _Told) -> dict[str, Any]:
    try:
        job = _job(batch, index, item, told)
    except QueueFull as error:
        problem = queue_full(error)
    except Problem as error:
        problem = error
    else:
        return {"index": index, "status": 200 if job.final else 202, "job": describe(job)}
    if told.before is None:
        services().batches.refuse(batch, index, problem.type.slug)
    return {"index": index, "status": problem.type.status, "problem": problem.members()}


def _job(batch: Batch, index: int, item: Item, told: _Told) -> Job:
    """The job of a line.

    Raises:
        Problem: the line is refused, now or before.
        QueueFull: now.
    """
    if told.before is not None and not told.before.startswith("!"):
        try:
            return services().jobs.get(told.before, batch.newsroom)
        except JobNotFound:
            raise Problem("job-not-found", "The job of this line has expired.") from None
    if isinstance(item, Problem):
        raise item
    chosen = services().settings
    schema = article_schema(chosen.max_characters, chosen.webhook_allow_private)
    submission = to_submission(read(schema, item), told.priority)
    if told.before is not None:
        raise Problem(told.before.removeprefix("!"), "This line was refused when the batch was first sent.")
    return services().batches.submit(batch, index, submission)


def _describe(batch: Batch, *, with_lines: bool = False) -> dict[str, Any]:
    """The batch in the API's words."""
    lines = services().batches.lines(batch)
    found = Counter(line.state for line in lines)
    address = url_for("batches.get_batch", batch_id=batch.id)
    described: dict[str, Any] = {
        "id": batch.id,
        "state": "running" if batch.ended_at is None else "ended",
        "total": batch.total,
        "counts": {state: found[state] for state in LINE_STATES},
        "created_at": rfc3339(batch.created_at),
        "ended_at": batch.ended_at and rfc3339(batch.ended_at),
        "expires_at": batch.expires_at and rfc3339(batch.expires_at),
        "urls": {"get": address, "lines": f"{address}?include=lines"},
    }
    return {**described, "lines": [_line(line) for line in lines]} if with_lines else described


def _line(line: Line) -> dict[str, Any]:
    return {
        "index": line.index,
        "state": line.state,
        "job_id": line.job_id,
        "article_id": line.article_id,
        "problem": line.problem and TYPES[line.problem].uri,
    }
