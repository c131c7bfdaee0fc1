"""What is submitted, and the records that are made of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from . import clock, ids
from .records import FIRST_VERSION, Article, Job, Options, Priority, new_job_hash

DIGEST_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Submission:
    """An article as it came in. ``text`` holds no lone surrogates."""

    newsroom: str
    text: str = field(repr=False)
    options: Options = field(repr=False)
    request_id: str | None = None
    priority: Priority = "normal"
    names: ids.Names | None = None
    batch_id: str | None = None

    @property
    def digest(self) -> str:
        """Names everything that decides the result, but for the engine."""
        parts = self.options
        decisive = [DIGEST_VERSION, parts.published_at, parts.title, parts.language, sorted(parts.include), parts.form]
        named = hashlib.sha256(json.dumps(decisive).encode())
        named.update(b"\n")
        named.update(self.text.encode())
        return named.hexdigest()


def job_hash(article: Article, submission: Submission) -> dict[str, str | int]:
    """The record of its job, before the script has added newsroom and version."""
    given = {"priority": submission.priority, "batch": submission.batch_id or ""}
    return {**new_job_hash(article, submission.request_id), **given}


def article_of(submission: Submission) -> Article:
    """The record of a submission's article, with the ids that were chosen for it or new ones."""
    names = submission.names or ids.Names.fresh()
    return Article(
        id=names.article_id,
        job_id=names.job_id,
        newsroom=submission.newsroom,
        digest=submission.digest,
        characters=len(submission.text),
        created_at=clock.now(),
        options=submission.options,
    )


def queued_job(article: Article, submission: Submission, newsroom: str, place: int) -> Job:
    """The job as the script has just written it."""
    return Job(
        id=article.job_id,
        article_id=article.id,
        newsroom=newsroom,
        state="queued",
        attempt=0,
        version=FIRST_VERSION,
        stage=None,
        share=0.0,
        created_at=article.created_at,
        started_at=None,
        ended_at=None,
        expires_at=None,
        error=None,
        request_id=submission.request_id or None,
        priority=submission.priority,
        batch_id=submission.batch_id,
        callback_url=article.options.callback_url or None,
        external_id=article.options.external_id or None,
        position=place,
    )
