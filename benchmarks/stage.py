"""What the measurements of the service stand on: a Redis of their own, and gunicorn and workers started on it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from redis.exceptions import RedisError
from rq.job import Job as RqJob

from core import engines, keys
from core import store as stores
from core.apikeys import SCOPES, ApiKeys, NewKey
from core.engines import EngineInfo
from core.records import Options
from core.settings import Settings, variable
from core.store import Store
from core.submissions import Submission
from runner import redis_server
from workers import context as contexts
from workers.extraction import preload

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "creeping-offensive.json"
NEWSROOM = "bench"
WORDS = 1_000
SETTLE = 0.02  # seconds between two looks
PATIENCE = 600.0


class Stage:
    """A Redis as `make run` has it, and settings under which nothing is refused."""

    def __init__(self, folder: Path) -> None:
        server = redis_server.prepare(folder)
        self.chosen: dict[str, object] = {
            "redis_url": server.url,
            "redis_timeout": 30,
            "rate_limit": 1_000_000,
            "max_queued_jobs": 1_000_000,
            "max_queued_bytes": 2**32,
            "result_ttl": 3_600,
        }
        self.settings = Settings(**self.chosen)  # type: ignore[arg-type]
        self.redis = subprocess.Popen(server.command)
        self.store = Store(stores.connect(self.settings))
        until(self._redis_answers, "Redis does not answer")
        self.context = contexts.make(self.settings, "bench", self.store)
        _, self.key = ApiKeys(self.store).create(NewKey(NEWSROOM, "bench", frozenset(SCOPES), 1_000_000))
        made_by = preload()
        engines.publish(self.store, EngineInfo(made_by.name, made_by.version, made_by.model))

    def close(self) -> None:
        """Stop Redis."""
        self.store.client.close()
        self.redis.terminate()
        self.redis.wait()

    def submit(self, text: str) -> str:
        """Queue a text. The job's id."""
        return self.context.queueing.submit(Submission(NEWSROOM, text, Options(published_at="2024-11-01"))).job.id

    def drain(self) -> None:
        """Take what waits out of the queue, unread: else it would grow beyond any that the shipped limits allow, and
        what Redis rewrites of it now and then would be measured.
        """
        client, waiting = self.store.client, self.context.jobs.active()
        with client.pipeline(transaction=False) as pipe:
            for job_id in waiting:
                pipe.hget(keys.job(job_id), "article")
            articles = [raw.decode() for raw in pipe.execute()]
        gone = [keys.active(), keys.active_bytes(), keys.waiting(), self.context.queueing.queue.key]
        for job_id, article_id in zip(waiting, articles, strict=True):
            gone += [keys.job(job_id), keys.events(job_id), RqJob.key_for(job_id)]
            gone += [keys.article(article_id), keys.text(article_id)]
        for start in range(0, len(gone), 1_000):
            client.unlink(*gone[start : start + 1_000])

    @contextmanager
    def gunicorn(self, application: str) -> Iterator[tuple[int, int]]:
        """Serve an application with the configuration we ship: its port, and its process."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        command = [sys.executable, "-m", "gunicorn", "-c", "service/gunicorn_conf.py", application]
        with self._running(command, port=port) as process:
            until(lambda: _listens(port), f"{application} does not listen")
            yield port, process.pid

    @contextmanager
    def workers(self, count: int) -> Iterator[None]:
        """Run so many extraction workers."""
        command = [sys.executable, "-m", "workers.main"]
        if count == 0:
            yield
            return
        with self._running(command), self.workers(count - 1):
            yield

    @contextmanager
    def _running(self, command: list[str], **settings: object) -> Iterator[subprocess.Popen[bytes]]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_")}
        given = {variable(name): str(value) for name, value in (self.chosen | settings).items()}
        with subprocess.Popen(command, cwd=ROOT, env=clean | given, stderr=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                process.terminate()

    def _redis_answers(self) -> bool:
        try:
            return bool(self.store.client.ping())
        except RedisError:
            return False


class Texts:
    """Articles of about 1,000 words, each another: the seed article's paragraphs, and a number."""

    def __init__(self) -> None:
        paragraphs = json.loads(SEED.read_text(encoding="utf-8"))["text"].split("\n")
        kept: list[str] = []
        while paragraphs and len(" ".join(kept).split()) < WORDS:
            kept.append(paragraphs.pop(0))
        self._text = "\n".join(kept)
        self._number = 0

    def next(self) -> str:
        """One that has not been given before."""
        self._number += 1
        return self.of(str(self._number))

    def of(self, number: str) -> str:
        """The one of a number."""
        return f"{self._text}\nIt is article number {number} of this run."


def until(condition: Callable[[], bool], otherwise: str) -> None:
    """Wait for a condition.

    Raises:
        TimeoutError: it does not come to pass.
    """
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(SETTLE)


def cpu_seconds(pid: int) -> float:
    """What a process and the children it has now have spent (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in children)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
