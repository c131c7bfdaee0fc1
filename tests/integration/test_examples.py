"""docs/examples.md: what can be run is run, against a real server, Redis and a worker."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from core import signing
from core.settings import Settings
from workers import tasks
from workers.context import Context

ROOT = Path(__file__).parents[2]
EXAMPLES = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The hook is on this machine."""
    return replace(settings, webhook_allow_private=True)


@pytest.fixture
def url(app: Flask, context: Context) -> Iterator[str]:
    """The service with a worker beside it."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            for job_id in context.jobs.active():
                tasks.extract_article(context, job_id)
            stop.wait(0.02)

    server = make_server("127.0.0.1", 0, app, threaded=True)
    threads = [
        threading.Thread(target=work),
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}),
    ]
    for thread in threads:
        thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    stop.set()
    server.shutdown()
    for thread in threads:
        thread.join()
    server.server_close()


def _example(heading: str, language: str, url: str) -> str:
    section = EXAMPLES.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    code = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert len(code) == 1
    assert ADDRESS in code[0]
    return str(code[0].replace(ADDRESS, url))


def _run(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_python(url: str) -> None:
    assert "Sales rose by 12 percent" in _run(sys.executable, "-c", _example("Python", "python", url))


def test_javascript(url: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    script = tmp_path / "example.mjs"
    script.write_text(_example("JavaScript", "js", url), encoding="utf-8")
    assert "Sales rose by 12 percent" in _run(node, str(script))


def test_the_hook(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = signing.new_secret()
    monkeypatch.setenv("WEBHOOK_SECRET", secret)
    names: dict[str, object] = {"__name__": "cms"}
    exec(_example("A hook in a CMS", "python", url), names)
    cms, quotewire, results = names["cms"], names["quotewire"], names["results"]
    job = quotewire.wait(names["on_save"]("cms-1", "“Sales rose,” said Ana Pérez."))  # type: ignore[attr-defined,operator]
    data = f'"external_id": "cms-1", "article_id": "{job["article_id"]}"'
    body = f'{{"type": "job.succeeded", "data": {{{data}}}}}'.encode()
    client = cms.test_client()  # type: ignore[attr-defined]
    headers = signing.headers("msg_1", int(time.time()), body, [secret])
    assert client.post("/hooks/quotewire", data=body, headers=headers).status_code == 204
    assert results["cms-1"]["article"]["external_id"] == "cms-1"  # type: ignore[index]
    assert client.post("/hooks/quotewire", data=body + b" ", headers=headers).status_code == 400
