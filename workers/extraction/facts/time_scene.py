"""What a time expression is read against, and what reading it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..types import TimeType


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        text += f"-{self.month:02d}" if self.month else ""
        return text + (f"-{self.day:02d}" if self.month and self.day else "")


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against.

    ``focus`` is the last point spoken of, ``by_night`` whether as a night, which goes on into the next day, and
    ``near`` whether that was in this sentence or the one before; ``quarter`` is the last (year, quarter);
    ``direction`` what the tense says; ``day_first`` how the article orders numeric dates.
    """

    anchor: date | None = None
    focus: Point | None = None
    by_night: bool = False
    near: bool = False
    quarter: tuple[int | None, int] | None = None
    direction: int = 0
    day_first: bool | None = None

    @property
    def compares_quarters(self) -> bool:
        """Whether "a year earlier" compares quarters: one was spoken of, and no year by itself since then nearby."""
        yearly = self.near and self.focus is not None and self.focus.month is None
        return self.quarter is not None and not yearly


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, and what the text now speaks of."""

    type: TimeType
    value: str
    point: Point | None = None
    quarter: tuple[int | None, int] | None = None
