"""What a job costs beyond the engine, and what a second worker brings."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.clock import to_millis
from workers.extraction import extract

from .stage import Stage, Texts, until


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds an article of 1,000 words: the engine alone, and from one end of a job to the next."""

    engine: float
    one: float
    two: float

    @property
    def outside_share(self) -> float:
        """Time a job spends outside the engine, as a share of the engine's."""
        return self.one / self.engine - 1

    @property
    def gain(self) -> float:
        """How many times as much two workers do."""
        return self.one / self.two


def measure_jobs(stage: Stage, count: int) -> Measured:
    """Have so many articles read by the engine alone, by one worker and by two."""
    texts = Texts()
    extract(texts.next())  # warm
    began = time.perf_counter()
    for _ in range(count):
        extract(texts.next(), published_at="2024-11-01")
    engine = (time.perf_counter() - began) / count
    return Measured(engine, _worked(stage, texts, count, 1), _worked(stage, texts, count, 2))


def _worked(stage: Stage, texts: Texts, count: int, workers: int) -> float:
    """Seconds an article, from the end of the first jobs to the end of the last."""
    ids = [stage.submit(texts.next()) for _ in range(count + workers)]
    with stage.workers(workers):
        until(lambda: not stage.context.jobs.active(), "the jobs do not come to an end")
        jobs = [stage.context.jobs.get(job_id) for job_id in ids]
    states = {job.state for job in jobs}
    if states != {"succeeded"}:
        raise RuntimeError(f"jobs ended as {states}")
    ends = sorted(to_millis(job.ended_at) for job in jobs if job.ended_at is not None)
    return (ends[-1] - ends[workers - 1]) / 1000 / count
