"""core.jobs, core.results and core.queueing: the life of a job, each step against real Redis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core import engines, keys
from core.entries import time_limit
from core.errors import ArticleNotFound, JobFailure, JobNotFound, StaleAttempt
from core.events import Events
from core.jobs import Attempt, Owner
from core.queueing import Queueing
from core.records import FIRST_VERSION, Article, Job, JobError, Options
from core.results import Read
from core.settings import Settings
from core.store import Store
from core.submissions import Submission
from workers.context import Context

WHY = JobError("killed", "It was killed.")
RESULT: dict[str, Any] = {
    "schema_version": "1",
    "article": {"published_at": None},
    "quotes": [],
    "sources": [],
    "facts": [],
}
READ = Read(RESULT, "e/1/m")


@pytest.fixture
def job(context: Context) -> Job:
    return context.queueing.submit(Submission("local", "Some text.", Options())).job


def _article(context: Context, job: Job) -> Article:
    return context.results.article(job.article_id)


def test_the_record_goes_there_and_back(context: Context) -> None:
    options = Options("T", "en", "2024-11-01", ("attitudes",), "https://a.example/", "x", {"a": [1, None]})
    job = context.queueing.submit(Submission("desk", "Text.", options, "req-1")).job
    article = _article(context, job)
    assert article.options == options
    assert Article.from_hash({key.encode(): str(value).encode() for key, value in article.to_hash().items()}) == article
    assert (job.newsroom, job.request_id, job.version) == ("desk", "req-1", FIRST_VERSION)


def test_another_newsroom_sees_nothing(context: Context, job: Job) -> None:
    with pytest.raises(JobNotFound):
        context.jobs.get(job.id, "another")
    with pytest.raises(ArticleNotFound):
        context.results.article(job.article_id, "another")


def test_a_second_attempt_takes_over(context: Context, job: Job) -> None:
    first = context.jobs.start(job.id, "one")
    second = context.jobs.start(job.id, "two")
    assert (first.number, second.number) == (1, 2)
    article = _article(context, job)
    with pytest.raises(StaleAttempt):
        context.jobs.progress(first, "quotes", 0.5)
    with pytest.raises(StaleAttempt):
        context.results.save(first, article, Read({**RESULT, "schema_version": "stale"}, "e/1/m"))
    context.results.save(second, article, READ)
    assert context.results.result(article, context.jobs) == RESULT


def test_one_result_however_often_it_is_saved(context: Context, job: Job) -> None:
    attempt = context.jobs.start(job.id, "one")
    article = _article(context, job)
    context.results.save(attempt, article, READ)
    with pytest.raises(StaleAttempt):
        context.results.save(attempt, article, Read({**RESULT, "schema_version": "2"}, "e/1/m"))
    assert context.results.result(article, context.jobs) == RESULT


def test_attempts_are_bounded(context: Context, job: Job, settings: Settings) -> None:
    for _ in range(settings.max_attempts):
        context.jobs.start(job.id, "one")
    with pytest.raises(JobFailure) as caught:
        context.jobs.start(job.id, "one")
    assert caught.value.code == "attempts-exhausted"


@pytest.mark.parametrize("end", ["fail", "cancel", "succeed"])
def test_what_has_ended_stays_so(context: Context, job: Job, end: str) -> None:
    attempt = context.jobs.start(job.id, "one")
    _end(context, attempt, end)
    seen = context.jobs.get(job.id)
    assert seen.final
    assert not context.jobs.fail(job.id, WHY)
    assert not context.jobs.cancel(job.id)
    assert not context.jobs.release(job.id, Owner())
    with pytest.raises(StaleAttempt):
        context.jobs.start(job.id, "two")
    with pytest.raises(StaleAttempt):
        context.jobs.progress(attempt, "facts", 0.9)
    assert context.jobs.get(job.id) == seen


@pytest.mark.parametrize("end", ["fail", "cancel", "succeed"])
def test_what_has_ended_expires_and_counts_no_more(context: Context, store: Store, job: Job, end: str) -> None:
    _end(context, context.jobs.start(job.id, "one"), end)
    assert context.jobs.active() == []
    assert store.client.hgetall(keys.active_bytes()) == {b"total": b"0"}
    names = [keys.job(job.id), keys.events(job.id), keys.article(job.article_id), keys.text(job.article_id)]
    names += [keys.result(job.article_id)] if end == "succeed" else []
    for name in names:
        assert 0 < store.client.ttl(name) <= context.settings.result_ttl, name
    expires = context.jobs.get(job.id).expires_at
    ended = context.jobs.get(job.id).ended_at
    assert expires is not None
    assert ended is not None
    assert (expires - ended).total_seconds() == context.settings.result_ttl


def test_only_its_owner_can_give_an_attempt_up(context: Context, job: Job) -> None:
    context.jobs.start(job.id, "one")
    assert not context.jobs.fail(job.id, WHY, Owner("worker", "two"))
    assert not context.jobs.release(job.id, Owner("attempt", "2"))
    assert context.jobs.release(job.id, Owner("worker", "one"))
    assert context.jobs.get(job.id).state == "queued"
    assert context.jobs.fail(job.id, WHY, Owner("worker", "two")), "one that waits is nobody's"
    assert context.jobs.get(job.id).error == WHY


def test_every_change_is_an_event(context: Context, store: Store, job: Job) -> None:
    attempt = context.jobs.start(job.id, "one")
    context.jobs.progress(attempt, "quotes", 0.5)
    context.jobs.cancel(job.id)
    events: Any = store.client.xrange(keys.events(job.id))
    assert [entry[0] for entry in events] == [b"1000000-0", b"2000000-0", b"2000001-0", b"3000000-0"]
    assert [entry[1][b"state"] for entry in events] == [b"queued", b"running", b"running", b"canceled"]
    assert context.jobs.get(job.id).version == 3 * FIRST_VERSION


def test_notes_of_progress_cost_no_write_to_disk(context: Context, store: Store, job: Job) -> None:
    def written() -> int:
        return int(store.client.info("persistence")["aof_current_size"])

    waiting = written()
    attempt = context.jobs.start(job.id, "one")
    before = written()
    assert before > waiting
    for share in (0.1, 0.2, 0.3):
        context.jobs.progress(attempt, "quotes", share)
    assert written() == before
    assert context.jobs.get(job.id).share == 0.3


def test_what_comes_after_lost_notes_is_newer_than_they_were(context: Context, store: Store, job: Job) -> None:
    attempt = context.jobs.start(job.id, "one")
    names = keys.job(job.id), keys.events(job.id)
    begun = [store.client.dump(name) or b"" for name in names]
    for share in (0.1, 0.2, 0.3):
        context.jobs.progress(attempt, "quotes", share)
    seen = context.jobs.get(job.id).version
    for name, dump in zip(names, begun, strict=True):  # as a killed Redis comes back
        store.client.restore(name, 0, dump, replace=True)
    context.jobs.progress(attempt, "facts", 0.8)
    context.jobs.cancel(job.id)
    assert context.jobs.get(job.id).version > seen
    assert [change.state for change in Events(store, context.settings).since(job.id, seen, 0)] == ["canceled"]


def test_a_submission_sent_twice_is_one_job(context: Context, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the connection broke after the script ran, and the client sends it again."""
    run = store.run

    def twice(script: str, *parts: list[str]) -> object:
        run(script, *parts)
        return run(script, *parts)

    monkeypatch.setattr(store, "run", twice)
    context.queueing.submit(Submission("local", "Some text.", Options()))
    assert len(context.jobs.active()) == 1
    assert context.queueing.queue.count == 1


def test_the_digest_names_what_decides_the_result() -> None:
    base = Submission("local", "Text.", Options(title="T", include=("attitudes",)))
    same = [
        replace(base, newsroom="other", request_id="r"),
        replace(base, options=replace(base.options, url="https://a.example/", external_id="1", metadata={"a": 1})),
    ]
    different = [
        replace(base, text="Text"),
        *(
            replace(base, options=replace(base.options, **{name: value}))  # type: ignore[arg-type]
            for name, value in [("title", "U"), ("language", "en"), ("published_at", "2024-11-01"), ("include", ())]
        ),
    ]
    assert {submission.digest for submission in same} == {base.digest}
    assert base.digest not in {submission.digest for submission in different}


def test_one_newsrooms_cache_is_not_anothers(context: Context, engine_is_known: None) -> None:
    one = context.queueing.submit(Submission("one", "Text.", Options())).job
    attempt = context.jobs.start(one.id, "w")
    context.results.save(attempt, _article(context, one), READ)
    assert context.queueing.submit(Submission("one", "Text.", Options())).cached
    assert not context.queueing.submit(Submission("two", "Text.", Options())).cached


@pytest.fixture
def engine_is_known(store: Store) -> None:
    engines.publish(store, engines.EngineInfo("e", "1", "m"))


def test_an_expired_result_is_read_again(context: Context, store: Store, engine_is_known: None) -> None:
    submission = Submission("one", "Text.", Options())
    first = context.queueing.submit(submission).job
    context.results.save(context.jobs.start(first.id, "w"), _article(context, first), READ)
    store.client.delete(keys.result(first.article_id))
    other = replace(submission, options=Options(external_id="x"))
    assert not context.queueing.submit(other).cached
    store.client.delete(keys.job(first.id))
    assert not context.queueing.submit(submission).cached


def test_time_limits_grow_with_the_text(settings: Settings) -> None:
    chosen = replace(settings, job_timeout=60, job_timeout_per_1000=2)
    assert [time_limit(chosen, size) for size in (0, 1_000, 200_000)] == [60, 62, 460]


def test_every_entry_can_be_retried(settings: Settings, store: Store, context: Context) -> None:
    for attempts, left in ((3, 2), (1, None)):
        queueing = Queueing(store, replace(settings, max_attempts=attempts), context.jobs)
        job = queueing.submit(Submission("local", "Text.", Options())).job
        entry = queueing.queue.fetch_job(job.id)
        assert entry is not None
        assert entry.retries_left == left


def _end(context: Context, attempt: Attempt, end: str) -> None:
    ends: dict[str, Callable[[], object]] = {
        "fail": lambda: context.jobs.fail(attempt.job.id, WHY),
        "cancel": lambda: context.jobs.cancel(attempt.job.id),
        "succeed": lambda: context.results.save(attempt, _article(context, attempt.job), READ),
    }
    ends[end]()


def test_a_canceled_job_leaves_nothing_that_stays(context: Context, job: Job) -> None:
    assert context.queueing.cancel(job)
    client = context.store.client
    assert client.zcard(keys.waiting()) == 0
    assert 0 < int(client.ttl(f"rq:job:{job.id}")) <= 3600


def test_a_job_that_fails_unread_no_longer_waits(context: Context, job: Job) -> None:
    context.jobs.fail(job.id, WHY)
    assert context.store.client.zcard(keys.waiting()) == 0
