"""The whole service as `make run` starts it: real Redis, gunicorn, workers and reaper under the process manager."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from redis import Redis

from service.schemas.result import ResultSchema

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "creeping-offensive.json"
TIMEOUT = 10
MOST_MEMORY = 80_000_000  # bytes resident, an API process


@dataclass
class Running:
    """A stack in its own process."""

    process: subprocess.Popen[str]
    url: str
    var: Path
    environ: dict[str, str]

    def processes(self) -> dict[int, str]:
        """Its processes' command lines by process id."""
        found = {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                environ = (path / "environ").read_bytes()
                command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                # redis-server writes its title over its environment, and names its socket there
                if f"QUOTEWIRE_VAR_DIR={self.var}".encode() in environ.split(b"\0") or f"{self.var}/redis" in command:
                    found[int(path.name)] = command
            except OSError:
                continue
        return found

    def submit(self, **article: Any) -> dict[str, Any]:
        answer = requests.post(f"{self.url}/v1/articles", json=article, timeout=TIMEOUT)
        assert answer.status_code in (200, 202), answer.text
        job: dict[str, Any] = answer.json()
        return job

    def get(self, path: str) -> Any:
        return requests.get(self.url + path, timeout=TIMEOUT).json()

    def finished(self, job: dict[str, Any]) -> dict[str, Any]:
        eventually(lambda: self.get(job["urls"]["get"])["state"] in ("succeeded", "failed", "canceled"))
        done: dict[str, Any] = self.get(job["urls"]["get"])
        return done

    def ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=TIMEOUT).status_code == 200
        except requests.RequestException:
            return False


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def start(var: Path, **environ: str) -> Running:
    """Start a stack and wait until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_")}
    # A line a request would fill the pipe, which nobody reads while the tests run.
    quiet = {"QUOTEWIRE_LOG_LEVEL": "WARNING"}
    environ = {**clean, **quiet, "QUOTEWIRE_PORT": str(port), "QUOTEWIRE_VAR_DIR": str(var), **environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "runner", "run"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "answers on" in line:
            return Running(process, f"http://127.0.0.1:{port}", var, environ)
    raise AssertionError("".join(lines))


def stop(running: Running, number: int = signal.SIGINT) -> str:
    """Ask it to stop, and wait. Gives what it printed."""
    running.process.send_signal(number)
    output, _ = running.process.communicate(timeout=60)
    return output


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("var"))
    yield running
    stop(running)


def test_the_seed_article_is_read(stack: Running) -> None:
    article = json.loads(SEED.read_text(encoding="utf-8"))
    job = stack.submit(**article)
    done = stack.finished(job)
    assert done["state"] == "succeeded", done
    result = stack.get(job["urls"]["article"] + "?include=text")
    assert ResultSchema().validate(result) == {}
    assert result["article"]["text"] == article["text"]
    assert result["article"]["published_at"] == "2024-11-01"
    assert "Norwegian" in result["article"]["metadata"]["credit"]
    for part in ("quotes", "sources", "facts"):
        assert stack.get(f"{job['urls']['article']}/{part}")["data"] == result[part]
    again = stack.submit(**article)
    assert again["id"] == job["id"], "answered from the cache"


def test_many_at_once_are_all_read(stack: Running) -> None:
    jobs = [stack.submit(text=f"“Number {number} is well,” said Ana Pérez.") for number in range(40)]
    assert [stack.finished(job)["state"] for job in jobs] == ["succeeded"] * len(jobs)
    assert len({job["article_id"] for job in jobs}) == len(jobs)


def test_an_api_process_is_small(stack: Running) -> None:
    sizes = {}
    for pid, command in stack.processes().items():
        if "gunicorn" in command:
            status = Path(f"/proc/{pid}/status").read_text()
            found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
            assert found is not None
            sizes[pid] = int(found[1]) * 1024
    assert len(sizes) >= 3
    assert max(sizes.values()) < MOST_MEMORY, sizes


def test_redis_is_not_open_to_the_network(stack: Running) -> None:
    assert (stack.var / "redis.sock").is_socket()
    assert (stack.var / "redis.sock").stat().st_mode & 0o077 == 0
    assert Redis.from_url(f"unix://{stack.var}/redis.sock").config_get("port") == {"port": "0"}


def test_what_is_killed_comes_back(stack: Running) -> None:
    before = stack.processes()
    job = stack.submit(text="“Kept,” said Ana Pérez.")
    victims = [pid for pid, command in before.items() if "workers.main" in command or "redis-server" in command]
    assert len(victims) >= 3
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: not set(victims) & set(stack.processes()))
    eventually(stack.ready)
    assert stack.finished(job)["state"] == "succeeded", "accepted before Redis and all workers were killed"


def test_a_problem_over_the_wire(stack: Running) -> None:
    answer = requests.post(
        f"{stack.url}/v1/articles", data=b"\xff", headers={"Content-Type": "application/json"}, timeout=5
    )
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_chunked_body_without_end_is_cut_off(stack: Running) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b" " * 65_536

    headers = {"Content-Type": "application/json"}
    try:
        answer = requests.post(f"{stack.url}/v1/articles", data=endless(), headers=headers, timeout=TIMEOUT)
    except requests.ConnectionError:
        return  # the server closed the connection before the client had read the answer
    assert answer.status_code == 413


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_loses_nothing(tmp_path: Path, number: int) -> None:
    one = start(tmp_path, QUOTEWIRE_WORKERS="1", QUOTEWIRE_API_PROCESSES="1")
    job = one.submit(text="“Kept,” said Ana Pérez.")
    assert one.finished(job)["state"] == "succeeded"
    output = stop(one, number)
    assert one.process.returncode == 0
    assert "Traceback" not in output
    assert one.processes() == {}
    two = start(tmp_path, QUOTEWIRE_WORKERS="1", QUOTEWIRE_API_PROCESSES="1")
    try:
        assert two.get(job["urls"]["article"])["article"]["id"] == job["article_id"]
    finally:
        stop(two)


def test_it_leaves_nothing_behind_when_killed(tmp_path: Path) -> None:
    running = start(tmp_path, QUOTEWIRE_WORKERS="1", QUOTEWIRE_API_PROCESSES="1")
    running.process.kill()
    running.process.communicate(timeout=60)
    eventually(lambda: running.processes() == {})


def _command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_taken_port_is_said(stack: Running, tmp_path: Path) -> None:
    port = stack.url.rsplit(":", 1)[1]
    ended = _command("runner", "run", QUOTEWIRE_PORT=port, QUOTEWIRE_VAR_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert f"Port {port} is taken" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("module", ["runner", "workers.main", "workers.reaper"])
def test_a_wrong_setting_is_said(module: str) -> None:
    ended = _command(module, *(["run"] if module == "runner" else []), QUOTEWIRE_PROT="1")
    assert ended.returncode == 1
    assert "QUOTEWIRE_PROT is not a setting" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_redis_that_is_away_is_said() -> None:
    ended = _command("workers.main", QUOTEWIRE_REDIS_URL="redis://user:sesame@127.0.0.1:1/0")
    assert ended.returncode == 1
    assert "does not answer" in ended.stderr
    assert "sesame" not in ended.stderr


def test_the_demo_prints_the_seed_and_stops(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ended = _command("runner", "demo", "--once", QUOTEWIRE_PORT=str(port), QUOTEWIRE_VAR_DIR=str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert "English rendering of an article that a Norwegian broadcaster published" in ended.stdout
    assert f"curl http://127.0.0.1:{port}/v1/articles/art_" in ended.stdout
