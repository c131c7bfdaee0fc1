"""The service in real processes that a test may kill: redis-server, workers, reaper, webhook worker, gunicorn."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import requests
from redis import Redis
from redis.exceptions import RedisError

from core import engines
from core import settings as configuration
from core import store as stores
from core.apikeys import SCOPES, ApiKeys, NewKey
from core.records import Job, Options
from core.settings import Settings
from core.store import Store
from core.submissions import Submission
from runner import redis_server
from runner.processes import Child
from tests.chaos.engine import Ledger, text_of
from workers import context as contexts
from workers.context import Context

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0  # seconds: how long a test waits for what must come, on a busy machine too
LOOK = 0.02  # seconds between two looks at a condition
NEWSROOM = "local"


def eventually(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
    """Wait for a condition. How long it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"it did not come to pass: {what}"
        time.sleep(LOOK)
    return time.monotonic() - began


class Service:
    """Everything runs in ``folder`` and is stopped at the end of the ``with`` block."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.ledger = Ledger(folder / "ledger")
        self.server = redis_server.prepare(folder)
        self.port = _free_port()
        given = {
            "redis_url": self.server.url,
            "port": self.port,
            "var_dir": folder,
            "log_format": "text",
            "log_level": "WARNING",
            "webhook_allow_private": "yes",
            **settings,
        }
        clean = {name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_")}
        ours = {configuration.variable(name): str(value) for name, value in given.items()}
        self.environ = {**clean, **ours, "PYTHONPATH": str(ROOT)}
        self.settings: Settings = configuration.load(ours)
        self.children: list[Child] = []
        self.redis = self._child("redis", self.server.command)
        self.context = self._context()
        self.key = ""  # made once Redis is there

    def __enter__(self) -> Service:
        self.start_redis()
        _, self.key = ApiKeys(self.context.store).create(NewKey(NEWSROOM, "test", frozenset(SCOPES), 1_000_000))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in reversed(self.children):
            if child is not self.redis:
                kill(child)
        for entry in self.ledger.entries():
            if "tests.chaos.worker" in command_of(entry.pid):  # an orphan
                os.kill(entry.pid, signal.SIGKILL)
        kill(self.redis)
        self.context.store.client.close()

    @property
    def url(self) -> str:
        """Where the API answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self) -> Redis:
        """The test's own connection to Redis."""
        return self.context.store.client

    def start_redis(self) -> None:
        """Start redis-server (again) and wait until it answers."""
        self.redis.start()
        eventually(self._redis_answers, "Redis answers")

    def start_worker(self, fault: str = "") -> Child:
        """Start a worker with the faulty engine."""
        faults = [fault] if fault else []
        number = sum(child.name.startswith("worker") for child in self.children) + 1
        module = [sys.executable, "-m", "tests.chaos.worker", str(self.ledger.path), *faults]
        child = self._child(f"worker-{number}", module)
        child.start()
        return child

    def start(self, module: str) -> Child:
        """Start a process of the service as it is shipped: ``workers.reaper``, for example."""
        child = self._child(module, [sys.executable, "-m", module])
        child.start()
        return child

    def await_workers(self, number: int) -> None:
        """Wait until so many workers have come to life."""
        eventually(lambda: engines.alive(self.context.store, 3_600) >= number, f"{number} workers live")

    def await_life(self, worker: Child) -> None:
        """Wait until a worker has come to life."""
        assert worker.process is not None
        mark = f"-{worker.process.pid}-".encode()
        eventually(lambda: any(mark in name for name in self.client.zrange("qw:workers", 0, -1)), "the worker lives")

    def start_api(self) -> Child:
        """Start gunicorn and wait until it answers."""
        configured = ["-c", str(ROOT / "service" / "gunicorn_conf.py")]
        command = [sys.executable, "-m", "gunicorn", *configured, "service.wsgi:app"]
        child = self._child("api", command)
        child.start()
        eventually(lambda: self.status("/healthz") == 200, "the API answers")
        return child

    def status(self, path: str) -> int:
        """The status of an answer, or 0 where there is none."""
        try:
            return requests.get(self.url + path, timeout=10).status_code
        except requests.RequestException:
            return 0

    def submit(self, name: str, *deeds: str, callback_url: str | None = None) -> Job:
        """Queue an article for the faulty engine, straight into Redis."""
        options = Options(callback_url=callback_url)
        return self.context.queueing.submit(Submission(NEWSROOM, text_of(name, *deeds), options)).job

    def job(self, job: Job) -> Job:
        """The job as it is now."""
        return self.context.jobs.get(job.id)

    def await_end(self, *jobs: Job, seconds: float = PATIENCE) -> list[Job]:
        """Wait until the jobs have ended."""
        ids = [job.id for job in jobs]
        eventually(
            lambda: all(
                state in ("succeeded", "failed", "canceled") for state in self.context.jobs.states(ids).values()
            ),
            f"{len(jobs)} jobs have ended",
            seconds,
        )
        return [self.job(job) for job in jobs]

    def await_begin(self, name: str, times: int = 1) -> float:
        """Wait until the engine has begun with a job for so many times; when that was."""
        eventually(lambda: len(self.ledger.entries(name, "begin")) >= times, f"{name} begins, time {times}")
        return self.ledger.entries(name, "begin")[times - 1].at

    def successes(self, job: Job) -> int:
        """How often a job has become ``succeeded``, by its events."""
        told: list[tuple[bytes, dict[bytes, bytes]]] = self.client.xrange(f"qw:job:{job.id}:events")  # type: ignore[assignment]
        return sum(fields[b"state"] == b"succeeded" for _, fields in told)

    def log(self, child: Child) -> str:
        """What a process has printed."""
        return child.log.read_text(encoding="utf-8") if child.log and child.log.exists() else ""

    def _child(self, name: str, command: list[str]) -> Child:
        child = Child(name, command, self.environ, self.folder / f"{name}.out", 30.0)
        self.children.append(child)
        return child

    def _context(self) -> Context:
        patient = stores.connect(self.settings, timeout=30)
        return contexts.make(self.settings, "test", Store(patient))

    def _redis_answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except RedisError:
            return False


def kill(child: Child) -> None:
    """End a process and all it has started, at once."""
    if child.process is None or child.process.poll() is not None:
        return
    os.killpg(child.process.pid, signal.SIGCONT)
    os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def kill_tree(child: Child) -> None:
    """Kill a worker and the job process it has forked (which has a process group of its own), both at once."""
    assert child.process is not None
    for pid in [*children_of(child.process.pid), child.process.pid]:
        _signal(pid, signal.SIGKILL)
    child.process.wait()


def command_of(pid: int) -> str:
    """The command line of a process, or nothing where there is none (any more)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def children_of(pid: int) -> list[int]:
    """The processes that a process has forked and that live."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in path.read_text().split()] if path.exists() else []


@contextmanager
def stopped(child: Child) -> Iterator[None]:
    """A process stands still meanwhile."""
    assert child.process is not None
    child.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        child.process.send_signal(signal.SIGCONT)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
