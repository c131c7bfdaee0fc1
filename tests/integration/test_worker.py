"""The worker, with real forks on real Redis, and with engines that misbehave (a forked process inherits them)."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError
from rq.job import Job as RqJob
from rq.job import JobStatus
from rq.serializers import JSONSerializer

from core import engines, keys
from core import store as stores
from core.entries import EXTRACT_QUEUE, rq_queue
from core.jobs import Jobs
from core.records import Job, Options
from core.results import Results
from core.settings import Settings
from core.store import Store
from core.submissions import Submission
from workers import context as contexts
from workers import patience, reaper, tasks
from workers.context import Context
from workers.extraction import TextError, extract
from workers.reasons import ABANDONED
from workers.runtime import QuotewireWorker

GOOD = "“All is well,” said Ana Pérez."
POISON = "Poison."


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """A worker takes SIGINT and SIGTERM for itself; give them back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    gc.collect()


def _submit(context: Context, text: str) -> Job:
    return context.queueing.submit(Submission("local", text, Options())).job


def _work(context: Context) -> None:
    """Work off what waits, as a worker process does."""
    connection = stores.connect(context.settings, timeout=20)
    QuotewireWorker(context, EXTRACT_QUEUE, connection).work(burst=True, logging_level="WARNING")
    connection.close()


def _with(settings: Settings, store: Store, **changes: Any) -> Context:
    return contexts.make(replace(settings, **changes), "w", store)


def _poisoned(monkeypatch: pytest.MonkeyPatch, deed: Any) -> None:
    def poisoned(text: str, **options: Any) -> Any:
        return deed() if text == POISON else extract(text, **options)

    monkeypatch.setattr(tasks, "extract", poisoned)


def test_it_reads_what_waits(context: Context) -> None:
    jobs = [_submit(context, GOOD) for _ in range(3)]
    _work(context)
    for job in jobs:
        seen = context.jobs.get(job.id)
        assert (seen.state, seen.attempt) == ("succeeded", 1)
    assert context.results.result(context.results.article(jobs[0].article_id), context.jobs)["schema_version"] == "1"


def test_jobs_share_a_process_until_one_fails(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    context = _with(settings, store, max_attempts=1)
    note = tmp_path / "processes"

    def noting(text: str, **options: Any) -> Any:
        with note.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return _raise() if text == POISON else extract(text, **options)

    monkeypatch.setattr(tasks, "extract", noting)
    for text in (GOOD, f"{GOOD} Again.", POISON, f"{GOOD} And again."):
        _submit(context, text)
    _work(context)
    first, second, third, fourth = note.read_text().split()
    assert first == second == third != fourth
    assert str(os.getpid()) not in (first, fourth)


def test_what_was_read_before_leaves_no_trace() -> None:
    """A job process reads articles of several newsrooms, one after the other."""
    others = ["“Nothing of the sort,” said Ana Pérez, a baker in Lund.", "Sales fell by 4 percent in May 2021.", POISON]
    first = [extract(text).to_dict() for text in (GOOD, *others)]
    assert [extract(text).to_dict() for text in (*reversed(others), GOOD)] == first[::-1]


def _raise() -> None:
    raise RuntimeError("secret words of the article")


def _run_out_of_memory() -> None:
    bytearray(8 * 1024**3)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _leave() -> None:
    os._exit(3)


@pytest.mark.parametrize(
    ("deed", "code"),
    [(_raise, "internal-error"), (_run_out_of_memory, "out-of-memory"), (_die, "killed"), (_leave, "killed")],
)
def test_a_poison_article_fails_after_bounded_attempts_and_harms_no_neighbour(
    context: Context, monkeypatch: pytest.MonkeyPatch, deed: Any, code: str
) -> None:
    _poisoned(monkeypatch, deed)
    before, poison, after = (_submit(context, text) for text in (GOOD, POISON, GOOD))
    _work(context)
    failed = context.jobs.get(poison.id)
    assert (failed.state, failed.attempt) == ("failed", context.settings.max_attempts)
    assert failed.error is not None
    assert failed.error.code == code
    assert "secret" not in failed.error.message
    assert {context.jobs.get(job.id).state for job in (before, after)} == {"succeeded"}
    assert context.jobs.active() == []


def test_unusable_input_is_not_tried_again(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise TextError("This text cannot be read. Send another.")

    _poisoned(monkeypatch, refuse)
    job = _submit(context, POISON)
    _work(context)
    failed = context.jobs.get(job.id)
    assert (failed.state, failed.attempt) == ("failed", 1)
    assert failed.error is not None
    assert (failed.error.code, failed.error.message) == ("unusable-text", "This text cannot be read. Send another.")


def _loop() -> None:
    while True:
        pass


def _loop_deaf() -> None:
    """As C code that returns to the interpreter too late: the alarm is not heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    _loop()


@pytest.mark.parametrize("deed", [_loop, _loop_deaf])
def test_an_endless_article_is_ended(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch, deed: Any
) -> None:
    context = _with(settings, store, job_timeout=1, job_timeout_per_1000=0, max_attempts=1)
    _poisoned(monkeypatch, deed)
    job = _submit(context, POISON)
    _work(context)
    failed = context.jobs.get(job.id)
    assert failed.state == "failed"
    assert failed.error is not None
    assert failed.error.code == "timeout"


def test_a_running_job_can_be_canceled(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Canceled from within, as if by a client meanwhile; the worker then ends the process."""
    job = _submit(context, POISON)

    def cancel_and_loop() -> None:
        context.jobs.cancel(job.id)
        _loop()

    _poisoned(monkeypatch, cancel_and_loop)
    _work(context)
    seen = context.jobs.get(job.id)
    assert (seen.state, seen.attempt) == ("canceled", 1)


def test_the_job_runs_on_while_redis_does_not_take_progress(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise RedisConnectionError("gone")

    job = _submit(context, GOOD)
    monkeypatch.setattr(Jobs, "progress", away)
    tasks.extract_article(context, job.id)
    assert context.jobs.get(job.id).state == "succeeded"


def test_a_result_waits_for_redis(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to the first try was lost, the second got through to nobody, and the first had been done."""
    job = _submit(context, GOOD)
    save = Results.save
    tries: list[int] = []

    def lost(*given: Any) -> None:
        tries.append(len(tries))
        if tries[-1] == 0:
            save(*given)
        if tries[-1] < 2:
            raise RedisConnectionError("gone")
        save(*given)

    monkeypatch.setattr(patience, "PAUSE", 0)
    monkeypatch.setattr(Results, "save", lost)
    tasks.extract_article(context, job.id)
    done = context.jobs.get(job.id)
    assert (done.state, done.attempt, tries) == ("succeeded", 1, [0, 1, 2])


@pytest.mark.parametrize(
    "forged",
    [
        {"func": "os.system", "args": ("touch forged",)},
        {"func": "workers.tasks.extract_article", "args": ("job_of_someone_else",)},
        {"func": "workers.tasks.extract_article", "args": (), "kwargs": {"job_id": "x"}},
        {"func": "builtins.exec", "args": ("1",)},
    ],
)
def test_a_forged_entry_is_not_run(
    context: Context, forged: dict[str, Any], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    queue = rq_queue(context.store)
    entry = RqJob.create(
        **forged, connection=context.store.client, serializer=JSONSerializer, timeout=60, status=JobStatus.QUEUED
    )
    queue.enqueue_job(entry)
    good = _submit(context, GOOD)
    _work(context)
    assert list(tmp_path.iterdir()) == []
    assert entry.get_status() == JobStatus.QUEUED
    assert context.jobs.get(good.id).state == "succeeded"


@pytest.mark.parametrize(
    "spoil",
    [
        {"data": b"\x80\x04N."},
        {"created_at": b"never"},
        {"failure_callback_name": b"os.system"},
        {"timeout": b"-1"},
        {"webhooks": b'[{"url": "http://127.0.0.1:9/", "job_status": "finished"}]'},
    ],
)
def test_a_spoilt_entry_does_not_stop_the_worker_and_is_written_again(
    context: Context, spoil: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaper, "SETTLED_AFTER", 0)
    job, good = _submit(context, POISON), _submit(context, GOOD)
    context.store.client.hset(f"rq:job:{job.id}", items=[part for pair in spoil.items() for part in pair])
    _work(context)
    assert context.jobs.get(good.id).state == "succeeded"
    assert context.jobs.get(job.id).state == "queued"
    reaper.Reaper(context).sweep()
    _work(context)
    assert context.jobs.get(job.id).state == "succeeded"


def test_a_worker_says_that_it_lives(context: Context) -> None:
    connection = stores.connect(context.settings, timeout=20)
    worker = QuotewireWorker(context, EXTRACT_QUEUE, connection)
    worker.register_birth()  # type: ignore[no-untyped-call]
    worker.heartbeat()
    assert engines.alive(context.store, 5) == 1
    worker.register_death()
    assert engines.alive(context.store, 5) == 0
    connection.close()


class TestReaper:
    """What dead processes leave behind."""

    @pytest.fixture(autouse=True)
    def _at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reaper, "SETTLED_AFTER", 0)

    def _recovers(self, context: Context, job: Job) -> None:
        reaper.Reaper(context).sweep()
        _work(context)
        assert context.jobs.get(job.id).state == "succeeded"

    def test_an_entry_on_its_way_to_a_worker_that_died(self, context: Context) -> None:
        job = _submit(context, GOOD)
        queue = context.queueing.queue
        context.store.client.lmove(queue.key, queue.intermediate_queue_key)
        self._recovers(context, job)

    def test_an_entry_that_is_nowhere(self, context: Context) -> None:
        job = _submit(context, GOOD)
        context.store.client.delete(context.queueing.queue.key)
        self._recovers(context, job)

    def test_an_entry_that_was_lost_altogether(self, context: Context) -> None:
        job = _submit(context, GOOD)
        context.store.client.delete(context.queueing.queue.key, f"rq:job:{job.id}")
        self._recovers(context, job)

    def test_an_attempt_whose_lease_has_run_out(self, context: Context) -> None:
        job = _submit(context, GOOD)
        self._abandon(context, job)
        assert context.jobs.get(job.id).state == "running"
        self._recovers(context, job)
        assert context.jobs.get(job.id).attempt == 2

    def test_the_last_attempt_whose_lease_has_run_out(self, settings: Settings, store: Store) -> None:
        context = _with(settings, store, max_attempts=1)
        job = _submit(context, GOOD)
        self._abandon(context, job)
        reaper.Reaper(context).sweep()
        failed = context.jobs.get(job.id)
        assert failed.state == "failed"
        assert failed.error == ABANDONED

    def test_a_record_that_is_gone(self, context: Context) -> None:
        job = _submit(context, GOOD)
        context.store.client.delete(keys.job(job.id))
        reaper.Reaper(context).sweep()
        assert context.jobs.active() == []
        assert context.store.client.hgetall(keys.active_bytes()) == {b"total": b"0"}

    def test_what_is_well_is_left_alone(self, context: Context) -> None:
        waiting, running = _submit(context, GOOD), _submit(context, GOOD)
        self._abandon(context, running, score="+inf")
        before = context.jobs.get(waiting.id), context.jobs.get(running.id)
        reaper.Reaper(context).sweep()
        assert (context.jobs.get(waiting.id), context.jobs.get(running.id)) == before
        assert context.queueing.queue.job_ids == [waiting.id]

    def test_only_one_at_a_time(self, context: Context) -> None:
        reaper.Reaper(context).sweep()
        job = _submit(context, GOOD)
        context.store.client.delete(context.queueing.queue.key)
        reaper.Reaper(context).sweep()
        assert context.queueing.queue.job_ids == [], "the first holds the lock"
        context.store.client.delete(keys.lock("reaper"))
        reaper.Reaper(context).sweep()
        assert context.queueing.queue.job_ids == [job.id]

    def test_it_waits_until_an_entry_has_settled(self, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reaper, "SETTLED_AFTER", 3600)
        job = _submit(context, GOOD)
        context.store.client.delete(context.queueing.queue.key)
        one = reaper.Reaper(context)
        one.sweep()
        assert context.queueing.queue.job_ids == []
        monkeypatch.setattr(reaper, "SETTLED_AFTER", 0)
        one.sweep()
        assert context.queueing.queue.job_ids == [job.id]

    def test_what_was_begun_goes_before_what_waits(self, context: Context) -> None:
        begun, waiting = _submit(context, GOOD), _submit(context, GOOD)
        self._abandon(context, begun)
        reaper.Reaper(context).sweep()
        assert context.queueing.queue.job_ids == [begun.id, waiting.id]

    def test_many_that_were_lost_keep_their_order(self, context: Context) -> None:
        jobs = [_submit(context, GOOD) for _ in range(3)]
        context.store.client.delete(context.queueing.queue.key)
        reaper.Reaper(context).sweep()
        in_order = sorted(jobs, key=lambda job: (job.created_at, job.id))  # within a millisecond, any order will do
        assert context.queueing.queue.job_ids == [job.id for job in in_order]

    def test_leases_are_not_judged_right_after_an_outage(self, context: Context) -> None:
        job = _submit(context, GOOD)
        self._abandon(context, job)
        one = reaper.Reaper(context)
        one.be_lenient()
        one.sweep()
        assert context.jobs.get(job.id).state == "running"
        one.lenient_until = 0
        one.sweep()
        assert context.queueing.queue.job_ids == [job.id]

    def test_a_spoilt_record_does_not_keep_it_from_the_others(self, context: Context) -> None:
        spoilt, job = _submit(context, GOOD), _submit(context, GOOD)
        context.store.client.hset(keys.job(spoilt.id), "created", "never")
        context.store.client.delete(context.queueing.queue.key)
        self._recovers(context, job)

    def test_silent_workers_are_forgotten(self, context: Context) -> None:
        context.store.client.zadd(keys.workers(), {"silent": time.time() * 1000 - 61_000})
        engines.beat(context.store.client, "lively")
        reaper.Reaper(context).sweep()
        assert context.store.client.zrange(keys.workers(), 0, -1) == [b"lively"]

    def _abandon(self, context: Context, job: Job, score: float | str = 1) -> None:
        """As left by a worker that was killed with its job process."""
        client, queue = context.store.client, context.queueing.queue
        client.lrem(queue.key, 1, job.id)
        client.hset(f"rq:job:{job.id}", "status", "started")
        client.zadd(f"rq:wip:{queue.name}", {f"{job.id}:execution": score})
        context.jobs.start(job.id, "gone")
