"""Articles that are submitted in the plainest way: JSON of ordinary length, an API key, and nothing to be minded but
the text and simple things about it. Whatever is wrong, or wants more thought, is left to Flask.
"""

from __future__ import annotations

from typing import Any

from core import apikeys
from core.errors import QueueFull
from core.gate import Wish
from core.queueing import Admission, Submitted
from core.records import Job
from core.submissions import Submission

from . import auth, request_ids
from .api.jobs import described
from .bodies import parse_json
from .entered import Entered
from .plain import Plain
from .problems import RETRY_RESULT, Problem
from .replies import Header, Reply
from .responses import compact
from .schemas.requests import article_schema, read_plain
from .services import Services

PATH = "/v1/articles"
LONGEST = 65_536  # bytes: what takes longer to be read would keep the loop from the others
TYPES = frozenset({"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"})
ACCEPTED, DONE = "202 ACCEPTED", "200 OK"


class Way:
    """Answers POST."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def question(self, asked: Plain) -> Asked | None:
        """What to ask Redis for a plain submission."""
        chosen = self._services.settings
        if asked.path != PATH or asked.query or asked.fields.get("content-type") not in TYPES:
            return None
        if len(asked.body) > min(chosen.max_body_bytes, LONGEST):
            return None
        secret = asked.secret
        submission = None if secret is None else self._submission(asked)
        if submission is None:
            return None
        wish = Wish(secret, chosen.rate_limit, auth.LOCAL_KEY)
        admission = self._services.queueing.admission(wish, apikeys.WRITE, submission)
        return None if admission is None else Asked(self._services, admission)

    def _submission(self, asked: Plain) -> Submission | None:
        chosen = self._services.settings
        try:
            fields = parse_json(asked.body.decode("utf-8-sig"))
        except (UnicodeDecodeError, Problem):
            return None
        read = read_plain(article_schema(chosen.max_characters, chosen.webhook_allow_private), fields)
        if read is None:
            return None
        request_id = request_ids.chosen(asked.fields.get("x-request-id", ""))
        return Submission("", read["text"], read["options"], request_id)


class Asked:
    """A submission on its way."""

    def __init__(self, services: Services, admission: Admission) -> None:
        self.step = admission.step
        self.entered: Entered | None = None
        self._services = services
        self._admission = admission

    def is_settled(self, told: Any) -> bool:
        """See :class:`service.replies.Question`."""
        return self._admission.is_settled(told)

    def reply(self, told: Any) -> Reply | None:
        """The job, if the article was accepted or read before; see :class:`service.replies.Question`."""
        entry, submitted = self._services.queueing.admitted(self._admission, told)
        self.entered = Entered(entry, submitted if isinstance(submitted, QueueFull) else None)
        if not isinstance(submitted, Submitted):
            return None
        job = submitted.job
        status = DONE if job.final else ACCEPTED
        return Reply(status, *self._rendered(job), PATH, self._admission.submission.request_id or "", entry, job.id)

    def _rendered(self, job: Job) -> tuple[list[Header], bytes]:
        body = compact(described(job, self._services.queueing.position(job))).encode()
        fields = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if not job.final:
            fields.append(("Retry-After", str(RETRY_RESULT)))
        return [*fields, ("Location", f"/v1/jobs/{job.id}")], body
