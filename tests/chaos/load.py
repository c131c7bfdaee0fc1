"""Clients that submit articles over HTTP, many at a time."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from core.records import Job
from tests.chaos.engine import text_of
from tests.chaos.service import Service, eventually

TIMEOUT = 30.0  # seconds
IDLE = 10.0  # seconds
PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request: status (0: the connection broke), media type, the job's id or the problem's type."""

    status: int
    media_type: str
    what: str
    seconds: float


class Client:
    """One client with its connection; not for sharing between threads. (Bare, so that the clients of a load leave the
    machine to the service.)
    """

    def __init__(self, service: Service) -> None:
        self._connection = HTTPConnection(service.url.removeprefix("http://"), timeout=TIMEOUT)
        self._fields = {"Authorization": f"Bearer {service.key}"}
        self._used = time.monotonic()

    def submit(self, text: str, **headers: str) -> Answer:
        """POST an article."""
        return self._call("POST", "/v1/articles", json.dumps({"text": text}), {**JSON, **headers})

    def get(self, path: str) -> Answer:
        """GET something."""
        return self._call("GET", path, None, {})

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def _call(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        began = time.monotonic()
        if began - self._used > IDLE:  # the service closes what is not used for long
            self._connection.close()
        self._used = began
        try:
            self._connection.request(method, path, body, {**self._fields, **headers})
            answer = self._connection.getresponse()
            told = json.loads(answer.read())
        except (OSError, HTTPException) as error:
            self._connection.close()
            return Answer(0, "", type(error).__name__, time.monotonic() - began)
        what = told.get("id") or told.get("type", "")
        return Answer(answer.status, answer.headers["Content-Type"], what, time.monotonic() - began)


class Load:
    """Clients that go on submitting, at so many articles a second together, until told to stop."""

    def __init__(self, service: Service, deeds: tuple[str, ...], a_second: float, clients: int = 16) -> None:
        self.answers: list[Answer] = []
        self._service = service
        self._deeds = deeds
        self._numbers = itertools.count()
        self._pause = clients / a_second
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _ in range(clients)]

    @property
    def accepted(self) -> list[str]:
        """The ids of the jobs that were answered 202."""
        return [answer.what for answer in self.answers if answer.status == 202]

    @property
    def statuses(self) -> Counter[int]:
        """How many answers of which status."""
        return Counter(answer.status for answer in self.answers)

    def await_more(self, number: int, status: int) -> None:
        """Wait until so many more answers of a status have come."""
        before = self.statuses[status]
        eventually(lambda: self.statuses[status] >= before + number, f"{number} more answers {status}")

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, once what is under way has been answered."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self) -> None:
        client = Client(self._service)
        due = time.monotonic()
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            due = max(due + self._pause, time.monotonic() - self._pause)
            self.answers.append(client.submit(text_of(f"n{next(self._numbers)}", *self._deeds)))
        client.close()


@contextmanager
def under_load(service: Service, *deeds: str, a_second: float, clients: int = 16) -> Iterator[Load]:
    """Load, while the block lasts."""
    load = Load(service, deeds, a_second, clients)
    load.start()
    try:
        yield load
    finally:
        load.stop()


def at_once(service: Service, number: int, call: Callable[[Client], Answer]) -> list[Answer]:
    """The answers to one call each by so many clients, all begun together."""
    barrier = threading.Barrier(number)

    def one(_: int) -> Answer:
        client = Client(service)
        barrier.wait()
        answer = call(client)
        client.close()
        return answer

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def all_read(service: Service, accepted: list[str]) -> list[Job]:
    """See that every job that was answered 202 succeeds, once."""
    jobs = [service.context.jobs.get(job_id) for job_id in accepted]
    done = service.await_end(*jobs, seconds=900)
    assert {job.state for job in done} == {"succeeded"}
    assert {service.successes(job) for job in jobs} == {1}
    return done
