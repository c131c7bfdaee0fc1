"""Every error answer: RFC 9457 ``application/problem+json``, with a ``type`` that never changes its meaning.

The table :data:`TYPES` is the whole list; ``docs/problems.md`` describes each for clients and a test holds the two
together.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g
from redis.exceptions import OutOfMemoryError, RedisError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from core.errors import (
    ArticleNotFound,
    BatchNotFound,
    DeliveryNotFound,
    IdempotencyKeyInUse,
    IdempotencyKeyReused,
    JobNotFound,
    NeverReady,
    NotReady,
    QueueFull,
    StorageFull,
)

log = logging.getLogger("quotewire.api")

MEDIA_TYPE = "application/problem+json"
URN = "urn:quotewire:problem:"
RETRY_QUEUE = 30  # seconds: a full queue takes a while to drain
RETRY_STORAGE = 5  # seconds: Redis restarting, or an operator freeing memory
RETRY_RESULT = 1  # seconds: an ordinary article takes less


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of error: the last part of its ``type``, its status and its title."""

    slug: str
    status: int
    title: str

    @property
    def uri(self) -> str:
        """The ``type`` member."""
        return URN + self.slug


TYPES: Mapping[str, ProblemType] = {
    kind.slug: kind
    for kind in (
        ProblemType("bad-request", 400, "The request cannot be understood"),
        ProblemType("invalid-json", 400, "The body is not acceptable JSON"),
        ProblemType("invalid-encoding", 400, "The body is not UTF-8"),
        ProblemType("invalid-header", 400, "A header field is not acceptable"),
        ProblemType("unauthenticated", 401, "An API key is needed"),
        ProblemType("insufficient-scope", 403, "This API key may not do that"),
        ProblemType("not-found", 404, "There is nothing at this address"),
        ProblemType("job-not-found", 404, "No such job"),
        ProblemType("batch-not-found", 404, "No such batch"),
        ProblemType("article-not-found", 404, "No such article"),
        ProblemType("delivery-not-found", 404, "No such webhook delivery"),
        ProblemType("method-not-allowed", 405, "This address does not take this method"),
        ProblemType("not-acceptable", 406, "There is no answer of the media type asked for"),
        ProblemType("not-ready", 409, "The result is not ready yet"),
        ProblemType("no-result", 409, "There will be no result"),
        ProblemType("already-ended", 409, "The job has ended already"),
        ProblemType("not-ended", 409, "The webhook is still being tried"),
        ProblemType("idempotency-key-in-use", 409, "A request with this idempotency key is being carried out"),
        ProblemType("body-too-large", 413, "The body is too large"),
        ProblemType("unsupported-media-type", 415, "The body's media type is not supported"),
        ProblemType("invalid-fields", 422, "Some fields are not acceptable"),
        ProblemType("idempotency-key-reused", 422, "This idempotency key was used for another request"),
        ProblemType("too-many-requests", 429, "This API key has sent too many requests"),
        ProblemType("internal-error", 500, "Something went wrong on our side"),
        ProblemType("queue-full", 503, "Too many articles are waiting"),
        ProblemType("too-many-streams", 503, "Too many event streams are open"),
        ProblemType("storage-unavailable", 503, "The storage does not answer"),
        ProblemType("storage-full", 503, "The storage is full"),
        ProblemType("no-worker", 503, "No worker is running"),
    )
}
BY_STATUS = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "body-too-large"}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: a JSON pointer into the body (RFC 6901), or the name of a query parameter or a
    header field.
    """

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None

    def to_dict(self) -> dict[str, str]:
        """As a member of ``errors``."""
        if self.header is not None:
            return {"detail": self.detail, "header": self.header}
        place = {"parameter": self.parameter} if self.parameter is not None else {"pointer": self.pointer or ""}
        return {"detail": self.detail, **place}


class Problem(Exception):
    """Ends a request with an error answer.

    ``slug`` is a key of :data:`TYPES`; ``detail`` says what is wrong this time and what to do; ``extra`` are further
    members.
    """

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.type = TYPES[slug]
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    def members(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        members: dict[str, Any] = {
            "type": self.type.uri,
            "title": self.type.title,
            "status": self.type.status,
            "detail": self.detail,
        }
        if self.errors:
            members["errors"] = [error.to_dict() for error in self.errors]
        return {**members, **self.extra}

    def response(self) -> Response:
        """The answer."""
        return _render(self.members(), self.type.status, self.headers)


def install(app: Flask) -> None:
    """Answer every error of the application as a problem."""
    app.register_error_handler(Problem, Problem.response)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(RedisError, _from_redis)
    app.register_error_handler(JobNotFound, lambda _: _plain("job-not-found", "No job has this id, or it has expired."))
    app.register_error_handler(
        BatchNotFound, lambda _: _plain("batch-not-found", "No batch has this id, or it has expired.")
    )
    app.register_error_handler(
        ArticleNotFound,
        lambda _: _plain("article-not-found", "No article has this id, or it was deleted or has expired."),
    )
    app.register_error_handler(
        DeliveryNotFound, lambda _: _plain("delivery-not-found", "No webhook delivery has this id, or it has expired.")
    )
    app.register_error_handler(NotReady, _from_not_ready)
    app.register_error_handler(NeverReady, _from_never_ready)
    app.register_error_handler(IdempotencyKeyInUse, _from_key_in_use)
    app.register_error_handler(IdempotencyKeyReused, _from_key_reused)
    app.register_error_handler(QueueFull, lambda error: queue_full(error).response())
    app.register_error_handler(Exception, _from_bug)


def _render(members: dict[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    request_id = g.get("request_id")
    if request_id is not None:
        members["request_id"] = request_id
    body = json.dumps(members, ensure_ascii=False)
    response = Response(body, status=status, content_type=MEDIA_TYPE)
    response.headers.extend({"Cache-Control": "no-store", **headers})
    return response


def _plain(slug: str, detail: str) -> Response:
    return Problem(slug, detail).response()


def _from_http(error: HTTPException) -> Response:
    status = error.code or 500
    slug = BY_STATUS.get(status)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    detail = error.description or ""
    if isinstance(error, RequestEntityTooLarge):
        detail = "Send less: the largest body that is taken is stated in the service's configuration (MAX_BODY_BYTES)."
    if slug is None:
        members = {"type": "about:blank", "title": error.name, "status": status, "detail": detail}
        return _render(members, status, headers)
    return Problem(slug, detail, headers=headers).response()


def _from_redis(error: RedisError) -> Response:
    log.error("Redis: %s: %s", type(error).__name__, error)
    retry = {"Retry-After": str(RETRY_STORAGE)}
    if isinstance(error, OutOfMemoryError):
        return Problem("storage-full", "Nothing was accepted. Try again later.", headers=retry).response()
    detail = "Try again later, and with the same Idempotency-Key: what was asked for may have been done all the same."
    return Problem("storage-unavailable", detail, headers=retry).response()


def _from_not_ready(error: NotReady) -> Response:
    return Problem(
        "not-ready",
        f"The job is {error.state}. Poll /v1/jobs/{error.job_id} until it has succeeded.",
        headers={"Retry-After": str(RETRY_RESULT)},
        extra={"job_id": error.job_id},
    ).response()


def _from_never_ready(error: NeverReady) -> Response:
    return Problem(
        "no-result",
        f"The job is {error.state}; /v1/jobs/{error.job_id} says why. Submit the article again if it should be read.",
        extra={"job_id": error.job_id},
    ).response()


def _from_key_in_use(error: IdempotencyKeyInUse) -> Response:
    detail = "The first request with this key has not been answered yet. Send this one again in a moment."
    return Problem("idempotency-key-in-use", detail, headers={"Retry-After": str(RETRY_RESULT)}).response()


def _from_key_reused(error: IdempotencyKeyReused) -> Response:
    return _plain("idempotency-key-reused", "Within 24 hours a key stands for one request and body. Use a fresh one.")


def queue_full(error: QueueFull) -> Problem:
    """The problem of a queue that takes no more."""
    if isinstance(error, StorageFull):
        return Problem("storage-full", f"{error} Try again later.", headers={"Retry-After": str(RETRY_QUEUE)})
    return Problem("queue-full", f"{error} Try again later.", headers={"Retry-After": str(RETRY_QUEUE)})


def _from_bug(error: Exception) -> Response:
    log.error("unhandled", exc_info=error)
    return _plain("internal-error", "The request was not carried out. The service's log says more, under request_id.")
