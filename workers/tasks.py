"""The tasks: each takes what it needs from the records, calls a library, and saves what came of it.

Only what :data:`TASKS` lists can be run from the queue. A task gets the :class:`~workers.context.Context` and the one
id in the entry.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from core import logs
from core.engines import EngineInfo
from core.entries import EXTRACT_TASK
from core.errors import JobFailure, StaleAttempt
from core.jobs import Attempt, Owner
from core.metrics import JOB_SECONDS, SUCCESSES, WORDS, Metrics
from core.records import JobError
from core.results import Read
from core.webhooks import TASK as WEBHOOK_TASK
from workers.context import Context
from workers.deliveries import deliver_webhook
from workers.extraction import InputError, extract
from workers.patience import AWAY, patiently
from workers.webpage import main_text

log = logging.getLogger("quotewire.tasks")

ATTITUDES = "attitudes"
PROGRESS_EVERY = 0.1  # seconds at least between two notes of the same stage
SILENT = 5.0  # seconds without notes after Redis did not take one


def extract_article(context: Context, job_id: str) -> None:
    """Read one article: record -> engine -> result. An article that cannot be read is failed here, for good."""
    with logs.bound(job_id=job_id):
        _attempt(context, job_id)


def _attempt(context: Context, job_id: str) -> None:
    try:
        attempt = context.jobs.start(job_id, context.worker)
        with logs.bound(request_id=attempt.job.request_id, attempt=attempt.number):
            _extract(context, attempt)
    except StaleAttempt:
        log.info("job %s: dropped, it has ended or another attempt has taken over", job_id)
    except JobFailure as failure:
        context.jobs.fail(job_id, JobError(failure.code, str(failure)), Owner("worker", context.worker))
        log.warning("job %s: failed, %s", job_id, failure.code)


def _extract(context: Context, attempt: Attempt) -> None:
    article = context.results.article(attempt.job.article_id)
    options = article.options
    began = time.monotonic()
    submitted = context.results.text(article.id)
    text = main_text(submitted, context.settings.max_characters) if options.form == "html" else submitted
    try:
        extraction = extract(
            text,
            published_at=options.published_at,
            title=options.title,
            language=options.language,
            attitudes=ATTITUDES in options.include,
            progress=_Reporter(context, attempt),
        )
    except InputError as error:
        raise JobFailure("unusable-text", str(error)) from error
    made_by = extraction.engine
    engine = EngineInfo(made_by.name, made_by.version, made_by.model)
    seconds, words = time.monotonic() - began, extraction.article.words
    read = Read(extraction.to_dict(), engine.id, text, _counted(context, seconds, words))
    # Saved twice is saved once: a second try after a lost answer is refused, because the job has succeeded.
    patiently(lambda: context.results.save(attempt, article, read), "a result")
    log.info("job %s: %d words read in %.2f s", attempt.job.id, words, seconds)


def _counted(context: Context, seconds: float, words: int) -> dict[str, float]:
    counted = Metrics(context.store)
    counted.observe(JOB_SECONDS, seconds)
    counted.count(WORDS, words)
    counted.count(SUCCESSES)
    return counted.taken()


class _Reporter:
    """Hands the engine's progress on to the record: each new stage, and within a stage not more often than needed.
    A note that Redis does not take is left out.
    """

    def __init__(self, context: Context, attempt: Attempt) -> None:
        self._context = context
        self._attempt = attempt
        self._stage = ""
        self._noted = 0.0
        self._silent_until = 0.0

    def __call__(self, stage: str, share: float) -> None:
        moment = time.monotonic()
        if stage == self._stage and moment - self._noted < PROGRESS_EVERY:
            return
        self._stage, self._noted = stage, moment
        if moment < self._silent_until:
            return
        try:
            self._context.jobs.progress(self._attempt, stage, share)
        except AWAY:
            self._silent_until = moment + SILENT


TASKS: Mapping[str, Callable[[Context, str], None]] = MappingProxyType(
    {EXTRACT_TASK: extract_article, WEBHOOK_TASK: deliver_webhook}
)
