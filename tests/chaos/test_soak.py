"""An hour at half load with the real engine: memory stays where it is, and every key of Redis has an owner or an end.

``CHAOS_SOAK`` says for how many minutes.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from core import keys
from core.metrics import FAILURES, totals
from tests.chaos.figures import SOAK_MINUTES, Figures
from tests.chaos.load import Client
from tests.chaos.service import ROOT, Service, children_of, eventually

Serve = Callable[..., Service]
TTL = 45  # seconds a result lives, so that as much expires as comes in
WARM_UP = 2.0  # minutes: caches fill, the first results expire
FULL_LOAD = 24  # articles by which the speed of reading is measured
SAMPLED = 2.0  # seconds between two looks at the memory
DRIFT = 5.0  # per cent
SEED = json.loads((ROOT / "seeds" / "creeping-offensive.json").read_text(encoding="utf-8"))["text"]
# Keys without an end: one of each, or one a newsroom, a queue, a live worker or a job that waits or runs.
OWNED = re.compile(
    r"""qw:(active|active:bytes|outbox|due|metrics|engine|workers|apikeys|waiting)
      | qw:index:expiry
      | qw:secret:[a-z]+                                        # a newsroom's
      | qw:apikey:[0-9a-f]{64}                                  # the one key
      | rq:(queues|workers|workers:extract|workers:webhooks)
      | rq:queue:(extract|webhooks)(:intermediate)?
      | rq:(wip|finished|failed):(extract|webhooks)             # cleaned by the workers, by time
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Memory:
    """Bytes in use at one moment: of each process (its fair share of what is shared), and by Redis' data."""

    processes: dict[str, int]
    redis: int


def _share(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:  # a worker's job process, which has just been replaced
        return 0
    return int(found[1]) * 1024 if found is not None else 0


def _memory(service: Service) -> Memory:
    processes: Counter[str] = Counter()
    for child in service.children:
        assert child.process is not None
        assert not child.ended, f"{child.name}: {service.log(child)}"
        processes[child.name] += sum(map(_share, [child.process.pid, *children_of(child.process.pid)]))
    processes.pop("redis")
    return Memory(dict(processes), int(service.client.info("memory")["used_memory"]))


def _drift(values: Sequence[float]) -> float:
    """By how many per cent the last quarter lies above the first (medians)."""
    quarter = max(1, len(values) // 4)
    before, after = statistics.median(values[:quarter]), statistics.median(values[-quarter:])
    return 100 * (after - before) / before


def _capacity(service: Service, client: Client) -> float:
    """Articles a second that the workers read when there is always one waiting."""
    began = time.monotonic()
    for number in range(FULL_LOAD):
        assert client.submit(f"{SEED}\n\nFirst {number}.").status == 202
    eventually(lambda: service.context.jobs.active() == [], "the first articles are read", 300)
    return FULL_LOAD / (time.monotonic() - began)


def _soak(service: Service, client: Client, a_second: float, minutes: float) -> list[Memory]:
    """Submit at this rate for so long; the memory meanwhile."""
    began = due = sampled = time.monotonic()
    taken: list[Memory] = []
    number = 0
    while (now := time.monotonic()) - began < 60 * minutes:
        if now >= due:
            assert client.submit(f"{SEED}\n\nArticle {number} of {a_second}.").status == 202
            due, number = due + 1 / a_second, number + 1
        if now >= sampled:
            taken.append(_memory(service))
            sampled = now + SAMPLED
        time.sleep(max(0.0, min(due, sampled) - time.monotonic()))  # the rate is what is asked for
    return taken


@pytest.mark.chaos
def test_soak(serve: Serve, figures: Figures) -> None:
    service = serve(result_ttl=TTL)
    service.start_api()
    for _ in range(2):
        service.start("workers.main")
    for module in ("workers.reaper", "workers.webhooks"):
        service.start(module)
    service.await_workers(2)
    client = Client(service)
    rate = _capacity(service, client) / 2
    _soak(service, client, rate, min(WARM_UP, SOAK_MINUTES))
    taken = _soak(service, client, rate + 0.001, SOAK_MINUTES)
    client.close()
    eventually(lambda: service.context.jobs.active() == [], "all is read", 300)
    counted = totals(service.context.store)
    assert not [name for name in counted if name.startswith(FAILURES)]
    load = f"soak, {SOAK_MINUTES:g} min, {rate:.2f} articles/s"
    figures.at_most(f"{load}: drift of Redis' memory", _drift([one.redis for one in taken]), DRIFT, "%")
    for name in taken[0].processes:
        drift = _drift([one.processes[name] for one in taken])
        figures.at_most(f"{load}: drift of {name}", drift, DRIFT, "%")
    _every_key_has_an_end(service)


def _every_key_has_an_end(service: Service) -> None:
    names = sorted(raw.decode() for raw in service.client.scan_iter("*", count=1_000))
    endless = [name for name in names if service.client.ttl(name) == -1 and not OWNED.fullmatch(name)]
    assert endless == []
    assert service.client.zcard(keys.waiting()) == 0
    assert service.client.llen("rq:queue:extract:intermediate") == 0
