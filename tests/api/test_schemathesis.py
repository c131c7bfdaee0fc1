"""The service keeps what openapi.yaml promises: Schemathesis tries every operation, with all checks, stateful too.

It is served as it is shipped, by gunicorn: some answers come from the loop, and others from Flask.

A short run, and a long one in `make chaos`; ``SCHEMATHESIS_EXAMPLES`` sets how many examples that tries an operation.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import engines
from core.apikeys import SCOPES, ApiKeys, NewKey
from core.engines import EngineInfo
from core.settings import Settings
from core.store import Store
from tests.hostile.serving import serving
from workers import context as contexts
from workers import tasks

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "tests" / "schemathesis" / "schemathesis.toml"
FEW = "3"  # examples an operation
MANY = os.environ.get("SCHEMATHESIS_EXAMPLES", "1000")
WORKER = "schemathesis-worker"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """No more is refused than has to be: limits have tests of their own."""
    return replace(settings, rate_limit=1_000_000)


@pytest.fixture
def service(settings: Settings, store: Store, engine: EngineInfo, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server with a worker beside it: its address, and an API key that opens everything."""
    _, key = ApiKeys(store).create(NewKey("local", "schemathesis", frozenset(SCOPES), 1_000_000))
    stop = threading.Event()
    context = contexts.make(settings, WORKER, store)

    def work() -> None:
        while not stop.is_set():
            engines.beat(store.client, WORKER)
            for job_id in context.jobs.active():
                tasks.extract_article(context, job_id)
            stop.wait(0.05)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        with serving(settings.redis_url, tmp_path, QUOTEWIRE_RATE_LIMIT=str(settings.rate_limit)) as server:
            yield server.url, key
    finally:
        stop.set()
        worker.join()


def test_it_keeps_its_promises(service: tuple[str, str], tmp_path: Path) -> None:
    _try(service, tmp_path, FEW)


@pytest.mark.chaos
def test_it_keeps_them_however_often_it_is_tried(service: tuple[str, str], tmp_path: Path) -> None:
    _try(service, tmp_path, MANY)


def _try(service: tuple[str, str], tmp_path: Path, examples: str) -> None:
    url, key = service
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run", f"{url}/openapi.yaml"]
    options = ["--checks", "all", "--max-examples", examples, "--warnings", "off", "--no-color"]
    run = subprocess.run(
        [*command, *options],
        env={**os.environ, "API_KEY": key, "SCHEMATHESIS_HOOKS": "tests.schemathesis.hooks", "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
