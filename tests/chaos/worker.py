"""A worker process with the faulty engine: ``python -m tests.chaos.worker LEDGER [FAULT]``.

It is ``workers.main`` but for the engine. ``FAULT`` is where the worker itself is to be killed:

    after-pop      it has taken a job off the queue and told nobody yet
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.chaos.engine import ENGINE, Ledger, reader
from workers import main, tasks
from workers.runtime import QuotewireWorker


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(ledger: Path, fault: str) -> int:
    """Replace the engine and work."""
    vars(tasks)["extract"] = reader(Ledger(ledger))
    vars(main)["preload"] = lambda: ENGINE
    if fault == "after-pop":
        QuotewireWorker.prepare_execution = _die  # type: ignore[assignment]
    return main.main()


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
