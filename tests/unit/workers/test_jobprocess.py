"""workers.jobprocess: one process for many jobs, until one of them goes wrong."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workers import jobprocess
from workers.jobprocess import JobProcess

Do = Callable[[list[str]], bool]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


@pytest.fixture
def process(note: Path) -> Iterator[JobProcess]:
    """Writes down each order with its own id; does what the order says."""

    def do(order: list[str]) -> bool:
        with note.open("a") as file:
            file.write(f"{os.getpid()} {' '.join(order)}\n")
        if order[0] == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if order[0] == "raise":
            raise RuntimeError
        return order[0] != "fail"

    made = JobProcess(do)
    yield made
    made.end()


def test_it_does_one_job_after_the_other(process: JobProcess, note: Path) -> None:
    for order in (["a", "1"], ["b", "2"]):
        assert process.begin(order)
        assert process.wait() == (True, 0)
        assert process.wait() == (True, 0), "the answer is only looked at"
    assert note.read_text() == f"{process.pid} a 1\n{process.pid} b 2\n"


@pytest.mark.parametrize(("order", "status"), [("fail", 0), ("raise", 1 << 8), ("die", signal.SIGKILL)])
def test_it_ends_when_a_job_goes_wrong(process: JobProcess, order: str, status: int) -> None:
    assert process.begin([order])
    assert process.wait() == (False, status)
    assert not process.begin(["next"])


def test_it_ends_after_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobprocess, "MOST_JOBS", 2)
    short = JobProcess(lambda _: True)
    assert short.begin(["a"])
    assert short.wait() == (True, 0)
    assert short.begin(["b"])
    assert short.wait() == (False, 0)


def test_it_ends_when_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobprocess, "MOST_GROWTH", 1_024)
    process = JobProcess(lambda _: len(bytearray(os.urandom(1)) * 256 * 1024**2) > 0)
    assert process.begin(["a"])
    assert process.wait() == (False, 0)


def test_one_that_was_killed_while_it_waited_is_noticed(process: JobProcess) -> None:
    assert process.begin(["a"])
    assert process.wait() == (True, 0)
    os.kill(process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not process.begin(["b"])
