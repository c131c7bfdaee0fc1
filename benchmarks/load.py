"""How much the service adds to what it stands on, as ratios within one run on this machine.

    python -m benchmarks.load [--rounds 5] [--seconds 4] [--jobs 40] [--only api|jobs]

The API is measured against a bare Flask echo of the same article under the same gunicorn; a job against the engine's
own time for its text; two workers against one. Everything is real: gunicorn, Redis with fsync at every write, workers.
Nothing else should run meanwhile. The exit status is 1 where a figure is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

import requests

from workers import tasks

from .client import Seen, load, request
from .jobs import Measured, measure_jobs
from .stage import Stage, Texts, cpu_seconds

CONNECTIONS = 32
WARM_UP = 1.0  # seconds
JSON = "application/json"
BLANK = b"#########"  # where an article's number comes
MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be asked for, the status it has to have, and which share of the echo's rate it has to reach."""

    name: str
    port: int
    pid: int
    make: Callable[[int], bytes]
    status: int
    least: float | None = None


def main() -> int:
    """Measure, print, and say by the exit status whether every figure is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--jobs", type=int, default=40)
    parser.add_argument("--only", choices=("api", "jobs"))
    asked = parser.parse_args()
    kept = True
    if asked.only != "jobs":
        with _stage() as stage:
            kept &= _print_api(measure_api(stage, asked.rounds, asked.seconds))
    if asked.only != "api":
        with _stage() as stage:  # another: the thousands of articles that the API was sent are not to be read
            kept &= _print_jobs(measure_jobs(stage, asked.jobs))
    return 0 if kept else 1


@contextmanager
def _stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        try:
            yield stage
        finally:
            stage.close()


def measure_api(stage: Stage, rounds: int, seconds: float) -> list[tuple[Target, float]]:
    """Each target with its rate as a share of the echo's: the median of the rounds, the first of which warms up."""
    with stage.gunicorn("benchmarks.echo:app") as echo, stage.gunicorn("service.wsgi:app") as api:
        targets = _targets(stage, echo, api)
        shares: dict[str, list[float]] = {target.name: [] for target in targets}
        for number in range(rounds + 1):
            base = 0.0
            for target in targets:
                rate = _ask(stage, target, seconds if number else WARM_UP)
                base = base or rate
                stage.drain()
                if number:
                    shares[target.name].append(rate / base)
    return [(target, median(shares[target.name])) for target in targets]


def _targets(stage: Stage, echo: tuple[int, int], api: tuple[int, int]) -> list[Target]:
    texts = Texts()
    known = texts.next()
    fields = {"Authorization": f"Bearer {stage.key}"}
    path, etag = _read(stage, known, api[0], fields)
    echoed = request("POST", "/", {"Content-Type": JSON}, _body(known))
    again = request("POST", "/v1/articles", {"Content-Type": JSON, **fields}, _body(known))
    whole = request("GET", path, fields)
    unchanged = request("GET", path, {"If-None-Match": etag, **fields})

    # Made beforehand but for the number in its text: what the client spends is taken from the service.
    blank = _body(texts.of(BLANK.decode()))
    begin, end = request("POST", "/v1/articles", {"Content-Type": JSON, **fields}, blank).split(BLANK)
    numbers = count()

    def fresh(_: int) -> bytes:
        return b"%b%0*d%b" % (begin, len(BLANK), next(numbers), end)

    return [
        Target("echo", *echo, lambda _: echoed, 200),
        Target("submit", *api, fresh, 202, 0.6),
        Target("cached result", *api, lambda _: whole, 200, 0.8),
        Target("304", *api, lambda _: unchanged, 304, 0.8),
        Target("known text submitted again", *api, lambda _: again, 200),
    ]


def _read(stage: Stage, text: str, port: int, fields: dict[str, str]) -> tuple[str, str]:
    """Have an article read, here and now. Its path and its ETag."""
    job = stage.submit(text)
    stage.store.client.delete(stage.context.queueing.queue.key)
    tasks.extract_article(stage.context, job)
    path = f"/v1/articles/{stage.context.jobs.get(job).article_id}"
    answer = requests.get(f"http://127.0.0.1:{port}{path}", headers=fields, timeout=30)
    answer.raise_for_status()
    return path, answer.headers["ETag"]


def _body(text: str) -> bytes:
    return json.dumps({"text": text, "published_at": "2024-11-01"}, ensure_ascii=False).encode()


def _ask(stage: Stage, target: Target, seconds: float) -> float:
    """Ask for a target as often as possible. Answers a second."""
    before = cpu_seconds(target.pid), cpu_seconds(stage.redis.pid)
    seen = load(target.port, target.make, connections=CONNECTIONS, seconds=seconds)
    if set(seen.statuses) != {target.status}:
        raise RuntimeError(f"{target.name}: answered {dict(seen.statuses)}, not {target.status}")
    spent = cpu_seconds(target.pid) - before[0], cpu_seconds(stage.redis.pid) - before[1]
    print(_line(target, seen, spent), flush=True)
    return seen.rate


def _line(target: Target, seen: Seen, spent: tuple[float, float]) -> str:
    api, redis = (MICRO * part / len(seen.seconds) for part in spent)
    times = f"{1000 * seen.quantile(0.5):6.1f} ms, 99 %: {1000 * seen.quantile(0.99):6.1f} ms"
    return f"{target.name:28} {seen.rate:7.0f}/s   {times}   CPU: API {api:5.0f} us, Redis {redis:5.0f} us"


def _print_api(measured: list[tuple[Target, float]]) -> bool:
    kept = True
    for target, share in measured:
        wanted = "" if target.least is None else f"   wanted: {target.least} or more"
        missed = target.least is not None and share < target.least
        kept &= not missed
        print(f"{'MISSED ' if missed else '       '}{target.name:30} / echo = {share:5.2f}{wanted}")
    return kept


def _print_jobs(measured: Measured) -> bool:
    outside, gain = measured.outside_share, measured.gain
    print(f"engine alone {measured.engine:.3f} s, one worker {measured.one:.3f} s, two {measured.two:.3f} s an article")
    print(
        f"{'MISSED ' if outside > 0.15 else '       '}time outside the engine = {outside:6.1%}   wanted: 15 % or less"
    )
    print(f"{'MISSED ' if gain < 1.8 else '       '}two workers / one = {gain:5.2f}   wanted: 1.8 or more")
    return outside <= 0.15 and gain >= 1.8


if __name__ == "__main__":
    sys.exit(main())
