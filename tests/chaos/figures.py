"""What `make chaos` measures, beside what it must be."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

FULL = os.environ.get("CHAOS") == "full"  # set by `make chaos`
SOAK_MINUTES = float(os.environ.get("CHAOS_SOAK", "60"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: what, how much, and the most (or least) it may be."""

    what: str
    measured: float
    limit: float
    unit: str
    most: bool = True

    @property
    def holds(self) -> bool:
        """Whether it is what it must be."""
        return self.measured <= self.limit if self.most else self.measured >= self.limit

    def __str__(self) -> str:
        bound = "at most" if self.most else "at least"
        return f"{self.what:<68} {self.measured:>10.2f} {self.unit:<6} {bound} {self.limit:g}"


class Figures:
    """The measurements of a run. They are asserted in `make chaos` only: elsewhere the machine may be busy."""

    def __init__(self) -> None:
        self.all: list[Figure] = []

    def at_most(self, what: str, measured: float, limit: float, unit: str = "s") -> None:
        """Note a measurement, and see that it is no more than allowed."""
        self._note(Figure(what, measured, limit, unit))

    def at_least(self, what: str, measured: float, limit: float, unit: str) -> None:
        """Note a measurement, and see that it is no less than required."""
        self._note(Figure(what, measured, limit, unit, most=False))

    def _note(self, figure: Figure) -> None:
        self.all.append(figure)
        assert figure.holds or not FULL, str(figure)

    def lines(self) -> Iterable[str]:
        """The report."""
        return map(str, self.all)
