"""What is let in: the cap, one job for one idempotency key, and nothing that somebody forged."""

from __future__ import annotations

import itertools
import os
import pickle
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from rq.job import Job as RqJob
from rq.job import JobStatus
from rq.serializers import JSONSerializer

from core import keys
from tests.chaos.engine import text_of
from tests.chaos.figures import FULL, Figures
from tests.chaos.load import PROBLEM, Answer, Client, at_once
from tests.chaos.service import Service, eventually

Serve = Callable[..., Service]
SUBMITS = int(os.environ.get("CHAOS_SUBMITS", "50000" if FULL else "100"))
CAP = SUBMITS // 5
CLIENTS = 16
WORKERS = 3 if FULL else 1
DRAINED_WITHIN = 900.0  # seconds


@dataclass
class Flood:
    """Clients that submit a number of articles together, as fast as they are answered."""

    service: Service
    number: int
    answers: list[Answer] = field(default_factory=list)

    def run(self) -> None:
        """Submit all of them."""
        numbers = itertools.count()
        threads = [threading.Thread(target=self._submit, args=(numbers,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _submit(self, numbers: itertools.count[int]) -> None:
        client = Client(self.service)
        while (number := next(numbers)) < self.number:
            self.answers.append(client.submit(text_of(f"n{number}", "work 0")))
        client.close()


def test_the_cap_is_held_and_the_queue_drains(serve: Serve, figures: Figures) -> None:
    """No worker runs while articles come in, so what is accepted is exactly the cap."""
    service = serve(max_queued_jobs=CAP)
    service.start_api()
    service.start("workers.reaper")
    seen = Client(service)
    flood = Flood(service, SUBMITS)
    flood.run()
    assert Counter(answer.status for answer in flood.answers) == {202: CAP, 503: SUBMITS - CAP}
    assert {answer.media_type for answer in flood.answers if answer.status == 503} == {PROBLEM}
    assert service.client.zcard(keys.active()) == service.client.llen("rq:queue:extract") == CAP
    ids = [raw.decode() for raw in service.client.zrange(keys.active(), 0, -1)]  # type: ignore[union-attr]
    reads = [seen.get(f"/v1/jobs/{ids[place]}") for place in range(0, CAP, max(1, CAP // 50))]
    seen.close()
    assert {answer.status for answer in reads} == {200}
    slowest = max(answer.seconds for answer in reads)
    figures.at_most(f"{SUBMITS} submits, cap {CAP}: slowest reading of a job while all wait", slowest, 0.5)
    for _ in range(WORKERS):
        service.start_worker()
    drained = eventually(lambda: service.client.zcard(keys.active()) == 0, "the queue drains", DRAINED_WITHIN)
    figures.at_most(f"{CAP} jobs drained by {WORKERS} workers after", drained, DRAINED_WITHIN)
    assert set(service.context.jobs.states(ids).values()) == {"succeeded"}
    assert service.client.hgetall(keys.active_bytes()) == {b"total": b"0"}


def test_one_idempotency_key_is_one_job(serve: Serve) -> None:
    service = serve()
    service.start_api()

    def submit(client: Client) -> Answer:
        return client.submit(text_of("one", "work 0"), **{"Idempotency-Key": "k"})

    answers = at_once(service, 50, submit)
    assert {answer.status for answer in answers} <= {202, 409}, "409: the first one is being carried out"
    assert len({answer.what for answer in answers if answer.status == 202}) == 1
    assert service.client.zcard(keys.active()) == 1
    assert len(list(service.client.scan_iter("qw:job:job_??????????????????????????"))) == 1


def _entry(service: Service, function: str, *args: str) -> RqJob:
    return RqJob.create(
        function, args, connection=service.client, serializer=JSONSerializer, timeout=60, status=JobStatus.QUEUED
    )


class _Exploit:
    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.target}",)


def test_forged_entries_are_refused(serve: Serve) -> None:
    """Somebody can write to Redis: nothing of it runs, and the queue goes on."""
    service = serve()
    target = service.folder / "forged"
    worker = service.start_worker()
    command = f"touch {target}"
    forged = [
        _entry(service, "os.system", command),
        _entry(service, "subprocess.check_call", command),
        _entry(service, "workers.tasks.extract_article", "job_of_another"),
        _entry(service, "tests.chaos.engine._exit", ""),
    ]
    pickled = _entry(service, "os.system", command)
    for entry in (*forged, pickled):
        entry.save()
        if entry is pickled:
            service.client.hset(entry.key, "data", pickle.dumps(_Exploit(str(target))))
        service.client.rpush("rq:queue:extract", entry.id)
    service.client.rpush("rq:queue:extract", "no-such-entry", f"../{uuid4()}")
    job = service.submit("after", "work 0")
    (done,) = service.await_end(job)
    assert (done.state, done.attempt) == ("succeeded", 1)
    assert not target.exists()
    assert not worker.ended
    assert [entry.name for entry in service.ledger.entries(event="begin")] == ["after"]
