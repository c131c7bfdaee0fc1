"""Who goes first in the queue, and that nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from core import clock, keys
from core.queueing import OVERTAKEN_FOR
from workers.context import Context

from .conftest import Submit, problem

Work = Callable[[], int]
START = datetime.fromisoformat("2026-01-05T09:00:00+00:00")


class Queue:
    """Submits articles at times of the test's choosing, and takes them as a worker does."""

    def __init__(self, submit: Submit, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
        self._submit, self._context, self._monkeypatch = submit, context, monkeypatch
        self._names: dict[str, str] = {}

    def add(self, name: str, priority: str | None = None, minute: float = 0) -> None:
        moment = START + timedelta(minutes=minute)
        self._monkeypatch.setattr(clock, "now", lambda: moment)
        given = {} if priority is None else {"priority": priority}
        job = self._submit(text=f"Article {name}.", **given).json
        assert job is not None
        assert job["priority"] == (priority or "normal")
        self._names[job["id"]] = name

    def order(self) -> str:
        waiting = self._context.store.client.lrange(self._context.queueing.queue.key, 0, -1)
        return "".join(self._names[raw.decode()] for raw in waiting if isinstance(raw, bytes))

    def take(self) -> str:
        raw = self._context.store.client.lpop(self._context.queueing.queue.key)
        assert isinstance(raw, bytes)
        self._context.jobs.start(raw.decode(), "w")
        return self._names[raw.decode()]


@pytest.fixture
def queue(submit: Submit, context: Context, monkeypatch: pytest.MonkeyPatch) -> Queue:
    return Queue(submit, context, monkeypatch)


def test_without_a_priority_it_is_first_come_first_served(queue: Queue) -> None:
    for name in "abc":
        queue.add(name)  # at the same moment, too
    queue.add("d", minute=1)
    assert queue.order() == "abcd"


def test_the_urgent_go_first(queue: Queue) -> None:
    for minute, (name, priority) in enumerate((("c", None), ("e", "low"), ("a", "high"), ("d", None), ("b", "high"))):
        queue.add(name, priority, minute)
    assert queue.order() == "abcde"


def test_who_has_waited_is_not_overtaken_any_more(queue: Queue) -> None:
    queue.add("a")
    queue.add("b", "low")
    for minute in range(1, 10):
        queue.add("h", "high", minute)
    assert queue.order() == "hhhhhhhhhab"
    queue.add("i", "high", 11)
    queue.add("j", None, 49)
    queue.add("k", None, 51)
    queue.add("l", "high", 61)
    assert queue.order() == "hhhhhhhhhaijbkl"


def test_nobody_starves_however_many_urgent_ones_come(queue: Queue) -> None:
    """One high article a minute comes in, one article a minute is read: the others are read all the same."""
    queue.add("n")
    queue.add("l", "low")
    taken = []
    for minute in range(90):
        queue.add("h", "high", minute)
        taken.append(queue.take())
    assert taken.index("n") <= OVERTAKEN_FOR["normal"] / 60 + 1
    assert taken.index("l") <= OVERTAKEN_FOR["low"] / 60 + 2


def test_those_a_worker_has_taken_do_not_count(queue: Queue, context: Context) -> None:
    queue.add("x", "low")
    client = context.store.client
    raw = client.lpop(context.queueing.queue.key)  # on its way to a worker: not yet started
    assert isinstance(raw, bytes)
    queue.add("a")
    queue.add("z", "low", 1)
    queue.add("b", None, 2)
    assert queue.order() == "abz"
    assert client.zscore(keys.waiting(), raw) is None


def test_the_position_tells(queue: Queue, submit: Submit, client: FlaskClient) -> None:
    job = submit(text="First.").json
    assert job is not None
    assert job["position"] == 0
    submit(text="Second.", priority="high")
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert seen["position"] == 1


def test_nothing_is_left_behind(submit: Submit, client: FlaskClient, context: Context, work: Work) -> None:
    submit(text="First.", priority="high")
    job = submit(text="Second.", priority="low").json
    assert job is not None
    client.delete(job["urls"]["get"])
    work()
    assert context.store.client.zcard(keys.waiting()) == 0


def test_plain_text_states_it_in_the_query(client: FlaskClient) -> None:
    answer = client.post("/v1/articles?priority=high", data="Text.", content_type="text/plain")
    assert answer.json is not None
    assert answer.json["priority"] == "high"


@pytest.mark.parametrize("priority", ["urgent", 1, None, "", ["high"]])
def test_there_are_three(submit: Submit, priority: object) -> None:
    answer = submit(priority=priority)
    assert answer.status_code == 422
    assert problem(answer) == "invalid-fields"


def test_the_clock_is_the_submissions(queue: Queue, context: Context) -> None:
    queue.add("a", "high", 5)
    due = context.store.client.zscore(keys.waiting(), context.jobs.active()[0])
    assert due == clock.to_millis(START + timedelta(minutes=5))
