"""``/metrics`` in the text format of Prometheus: what all processes counted, and how things stand now.

Everything comes from Redis, so every API process on every host answers the same: scrape one of them, or take the
maximum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry

from core import clock, engines, keys, metrics
from core.queueing import queue_lengths
from core.store import Store

FIELD = re.compile(r"([a-z_]+)\{(.*)\}", re.DOTALL)
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"', re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
WORKER_SEEN = 15  # seconds
Labels = tuple[tuple[str, str], ...]
Samples = Mapping[Labels, float]


def render(store: Store) -> bytes:
    """The whole page.

    Raises:
        redis.exceptions.RedisError: Redis is away.
    """
    registry = CollectorRegistry()
    registry.register(_InRedis(store))
    return generate_latest(registry)


class _InRedis(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterable[Metric]:
        samples: defaultdict[str, dict[Labels, float]] = defaultdict(dict)
        for field, number in metrics.totals(self._store).items():
            name, labels = _parse(field)
            samples[name][labels] = number
        for name, told in metrics.HELP.items():
            yield _histogram(name, told, samples) if name in metrics.BUCKETS else _counter(name, told, samples[name])
        yield from _gauges(self._store)


def _parse(field: str) -> tuple[str, Labels]:
    match = FIELD.fullmatch(field)
    if match is None:
        return field, ()
    return match[1], tuple((name, _plain(value)) for name, value in LABEL.findall(match[2]))


def _plain(value: str) -> str:
    return ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], value)


def _counter(name: str, told: str, samples: Samples) -> Metric:
    family = CounterMetricFamily(name, told, labels=_names(samples))
    for labels, number in samples.items():
        family.add_metric([value for _, value in labels], number)
    return family


def _histogram(name: str, told: str, samples: Mapping[str, Samples]) -> Metric:
    sums, buckets = samples.get(f"{name}_sum", {}), samples.get(f"{name}_bucket", {})
    family = HistogramMetricFamily(name, told, labels=_names(sums))
    bounds = [str(bound) for bound in metrics.BUCKETS[name]] + ["+Inf"]
    for labels, total in sums.items():
        so_far, cumulated = 0.0, []
        for bound in bounds:
            so_far += buckets.get(tuple(sorted((*labels, ("le", bound)))), 0.0)
            cumulated.append((bound, so_far))
        family.add_metric([value for _, value in labels], buckets=cumulated, sum_value=total)
    return family


def _names(samples: Samples) -> list[str]:
    first = next(iter(samples), ())
    return [name for name, _ in first]


def _gauges(store: Store) -> Iterable[Metric]:
    now = clock.to_millis(clock.now())
    waiting = GaugeMetricFamily("quotewire_queue_depth", "Jobs that wait, by queue.", labels=["queue"])
    for name, length in queue_lengths(store).items():
        waiting.add_metric([name], length)
    yield waiting
    active = int(store.client.zcard(keys.active()))
    yield GaugeMetricFamily("quotewire_jobs_active", "Jobs that wait or run.", value=active)
    oldest = store.client.zrange(keys.active(), 0, 0, withscores=True)
    age = (now - float(oldest[0][1])) / 1000 if oldest else 0.0
    yield GaugeMetricFamily("quotewire_oldest_job_seconds", "Age of the oldest job that waits or runs.", value=age)
    alive = engines.alive(store, WORKER_SEEN)
    yield GaugeMetricFamily("quotewire_workers", "Extraction workers that are alive.", value=alive)
    due = int(store.client.zcard(keys.deliveries_due()))
    yield GaugeMetricFamily("quotewire_webhooks_pending", "Webhooks that are to be tried (again).", value=due)
