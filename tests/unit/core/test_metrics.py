"""core.metrics: the thread that hands numbers over ends with what it hands over."""

from __future__ import annotations

import gc
import threading

import pytest

from core import metrics
from core.metrics import Metrics
from core.store import Store


def test_the_thread_ends_with_its_metrics(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "EVERY", 0.01)
    before = set(threading.enumerate())
    counted = Metrics(store)
    counted.count(metrics.SUCCESSES)
    counted.keep_flushing()
    (thread,) = set(threading.enumerate()) - before
    del counted
    gc.collect()
    thread.join(30)
    assert not thread.is_alive()
