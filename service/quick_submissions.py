"""Articles that are submitted in the plainest way: JSON of ordinary length, an API key, and nothing to be minded but
the text and simple things about it. Whatever is wrong, or wants more thought, is left to Flask.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from redis.exceptions import OutOfMemoryError, RedisError

from core import apikeys
from core.errors import QueueFull, QuotewireError
from core.gate import Wish
from core.queueing import Submitted
from core.records import Job
from core.submissions import Submission

from . import auth, request_ids
from .api.articles import REFUSED
from .api.jobs import described
from .bodies import parse_json
from .problems import RETRY_RESULT, Problem
from .replies import Reply, secret_of
from .responses import compact
from .schemas.requests import article_schema, read_plain
from .services import Services

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PATH = "/v1/articles"
LONGEST = 65_536  # bytes: as much as any connection may hold (service/front.py), so it is all there
TYPES = frozenset({"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"})
MINDED = ("HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING", "HTTP_IDEMPOTENCY_KEY", "HTTP_PREFER")
ACCEPTED, DONE = "202 ACCEPTED", "200 OK"


class Way:
    """Answers POST."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def answer(self, environ: WSGIEnvironment) -> Reply | None:
        """The answer to a plain submission, if it was accepted or read before."""
        secret = secret_of(environ) if _is_plain(environ, self._services.settings.max_body_bytes) else None
        submission = None if secret is None else self._submission(environ)
        if submission is None:
            return None
        wish = Wish(secret, self._services.settings.rate_limit, auth.LOCAL_KEY)
        try:
            entry, submitted = self._services.queueing.enter(wish, apikeys.WRITE, submission)
        except OutOfMemoryError:  # nothing was accepted, or counted
            return None
        except (RedisError, QuotewireError) as error:
            environ[auth.ENTERED] = error
            return None
        environ[auth.ENTERED] = entry
        if isinstance(submitted, QueueFull):
            environ[REFUSED] = submitted
        if not isinstance(submitted, Submitted):
            return None
        job = submitted.job
        status = DONE if job.final else ACCEPTED
        return Reply(status, *self._rendered(job), PATH, submission.request_id or "", entry, job.id)

    def _submission(self, environ: WSGIEnvironment) -> Submission | None:
        try:
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        except OSError:  # the client has gone
            body = b""
        environ["wsgi.input"] = io.BytesIO(body)  # for Flask, should it be asked
        chosen = self._services.settings
        try:
            fields = parse_json(body.decode("utf-8-sig"))
        except (UnicodeDecodeError, Problem):
            return None
        read = read_plain(article_schema(chosen.max_characters, chosen.webhook_allow_private), fields)
        if read is None:
            return None
        request_id = request_ids.chosen(environ.get("HTTP_X_REQUEST_ID", ""))
        return Submission("", read["text"], read["options"], request_id)

    def _rendered(self, job: Job) -> tuple[list[tuple[str, str]], bytes]:
        body = compact(described(job, self._services.queueing.position(job))).encode()
        fields = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if not job.final:
            fields.append(("Retry-After", str(RETRY_RESULT)))
        return [*fields, ("Location", f"/v1/jobs/{job.id}")], body


def _is_plain(environ: WSGIEnvironment, most: int) -> bool:
    length: str = environ.get("CONTENT_LENGTH", "")
    return (
        environ["PATH_INFO"] == PATH
        and environ.get("CONTENT_TYPE") in TYPES
        and not environ.get("QUERY_STRING")
        and length.isdecimal()
        and len(length) < 6
        and int(length) <= min(most, LONGEST)
        and not any(name in environ for name in MINDED)
    )
