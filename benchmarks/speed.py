"""How quick the engine is, on one core: words a second by stage, memory, start-up, and growth with the text's length.

    python -m benchmarks.speed [--file seeds/creeping-offensive.json] [--runs 7]

Times are CPU seconds of this process, medians over the runs; machines are noisy, so compare ratios within one run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from workers.extraction import extract, preload

_START = """
import time
began = time.process_time()
from workers.extraction import preload
preload()
print(time.process_time() - began)
"""


class Clock:
    """Adds up the CPU seconds of each stage from the engine's progress calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage, self._since = "", 0.0

    def __call__(self, stage: str, share: float) -> None:
        """A stage begins."""
        now = time.process_time()
        if self._stage:
            self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now


def stages(text: str, published_at: str | None, runs: int) -> dict[str, float]:
    """Median CPU seconds a stage, and of the whole under "all"."""
    collected: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        clock = Clock()
        began = time.process_time()
        extract(text, published_at=published_at, progress=clock)
        clock.seconds["all"] = time.process_time() - began
        for name, value in clock.seconds.items():
            collected[name].append(value)
    return {name: median(values) for name, values in collected.items()}


def start() -> float:
    """CPU seconds until a fresh process has the engine ready."""
    return float(subprocess.run([sys.executable, "-c", _START], check=True, capture_output=True).stdout)


def main() -> None:
    """Reads the arguments, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=Path("seeds/creeping-offensive.json"))
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    raw = args.file.read_text(encoding="utf-8")
    text = json.loads(raw)["text"] if args.file.suffix == ".json" else raw
    words = len(text.split())
    preload()
    extract(text)
    whole = stages(text, None, args.runs)
    print(f"{words} words: {words / whole['all']:.0f} words a second of CPU")
    for name, seconds in whole.items():
        print(f"  {name:10} {1000 * seconds:8.1f} ms  {100 * seconds / whole['all']:5.1f} %")
    ten = stages("\n\n".join([text] * 10), None, max(1, args.runs // 3))
    print(f"ten times the text costs {ten['all'] / whole['all']:.1f} times as much")
    print(f"most memory resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"ready after {median(start() for _ in range(3)):.2f} s of CPU")


if __name__ == "__main__":
    main()
