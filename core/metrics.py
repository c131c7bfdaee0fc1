"""Counters and histograms that many processes add to: they lie in one hash in Redis.

Each process adds up what it sees and hands it over every few seconds (:class:`Metrics`), so that counting costs no
round trip and a request never fails for it. While Redis is away, the numbers wait.

A field of the hash is ``name{label="value",…}`` for a counter, and ``name_bucket``, ``name_sum``, ``name_count`` for a
histogram, as in the text format of Prometheus.
"""

from __future__ import annotations

import logging
import os
import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from weakref import ref

from redis.exceptions import RedisError

from . import keys
from .store import Store

log = logging.getLogger("quotewire.metrics")

EVERY = 2.0  # seconds between two handings-over
REQUESTS, REQUEST_SECONDS = "quotewire_http_requests", "quotewire_http_request_seconds"
JOB_SECONDS, WORDS, FAILURES = "quotewire_job_seconds", "quotewire_words_read", "quotewire_job_failures"
SUCCESSES, DELIVERIES = "quotewire_jobs_succeeded", "quotewire_webhook_tries"

HELP: Mapping[str, str] = MappingProxyType(
    {
        REQUESTS: "Requests answered, by method, route and status.",
        REQUEST_SECONDS: "How long answers took, by method and route.",
        JOB_SECONDS: "How long reading an article took, from the start of the attempt that succeeded.",
        WORDS: "Words of articles that were read.",
        SUCCESSES: "Jobs that succeeded.",
        FAILURES: "Attempts and jobs that failed, by reason.",
        DELIVERIES: "Tries to deliver a webhook, by what the delivery was afterwards.",
    }
)
BUCKETS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        REQUEST_SECONDS: (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
        JOB_SECONDS: (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0, 300.0),
    }
)


Labels = tuple[tuple[str, str], ...]
_Field = tuple[str, Labels]


class Metrics:
    """What this process has counted and not handed over yet. Safe between threads and across a fork."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._waiting: defaultdict[_Field, float] = defaultdict(float)
        self._thread_of: int | None = None

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a counter."""
        with self._lock:
            self._waiting[name, tuple(labels.items())] += amount

    def observe(self, name: str, value: float, **labels: str) -> None:
        """Add a value to a histogram."""
        bounds = BUCKETS[name]
        place = bisect_left(bounds, value)
        bound = str(bounds[place]) if place < len(bounds) else "+Inf"
        given = tuple(labels.items())
        with self._lock:
            self._waiting[name + "_bucket", (*given, ("le", bound))] += 1
            self._waiting[name + "_sum", given] += value
            self._waiting[name + "_count", given] += 1

    def taken(self) -> dict[str, float]:
        """Take what has been counted, as fields of the hash, to be added to it elsewhere."""
        return {_text_of(name, labels): amount for (name, labels), amount in self._take().items()}

    def flush(self) -> None:
        """Hand over what has been counted. Redis being away is not an error; the numbers stay."""
        ready = self._take()
        if not ready:
            return
        try:
            with self.store.client.pipeline(transaction=False) as pipe:
                for (name, labels), amount in ready.items():
                    pipe.hincrbyfloat(keys.metrics(), _text_of(name, labels), amount)
                pipe.execute()
        except RedisError as error:
            log.debug("metrics wait: %s", type(error).__name__)
            with self._lock:
                for field, amount in ready.items():
                    self._waiting[field] += amount

    def _take(self) -> dict[_Field, float]:
        with self._lock:
            taken, self._waiting = self._waiting, defaultdict(float)
        return taken

    def keep_flushing(self) -> None:
        """See to it that a thread of this process hands over now and then. Call it as often as you like."""
        if self._thread_of == os.getpid():
            return
        with self._lock:
            if self._thread_of == os.getpid():
                return
            self._thread_of = os.getpid()
        threading.Thread(target=_flush_forever, args=(ref(self),), name="metrics", daemon=True).start()


def _flush_forever(counted: ref[Metrics]) -> None:
    """As long as there is somebody who counts."""
    while True:
        threading.Event().wait(EVERY)
        metrics = counted()
        if metrics is None:
            return
        metrics.flush()
        del metrics


def totals(store: Store) -> dict[str, float]:
    """Everything that was handed over: field -> number."""
    found = store.client.hgetall(keys.metrics())
    return {_text(field): float(number) for field, number in found.items()}


def _text_of(name: str, labels: Labels) -> str:
    inside = ",".join(f'{label}="{_escaped(value)}"' for label, value in sorted(labels))
    return f"{name}{{{inside}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _text(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
