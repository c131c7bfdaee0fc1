"""The form a quantity has while it is being put together. Indices are token indices, ends exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..types import Bound, Trend

UnitKind = Literal["money", "measure", "time", "percent", "age", "count"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name and the tokens ``first`` to ``end`` that state it."""

    name: str
    kind: UnitKind
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A number with what has been read about it so far.

    ``first`` to ``end`` are the tokens of sign, number and unit; ``number_first`` to ``number_end`` those of the
    number.
    ``base`` is the value before its scale word ("1.2" of "1.2 million"), so that "3–4 million" can share the scale.
    ``written`` says that the unit stands beside the number itself.
    """

    first: int
    end: int
    number_first: int
    number_end: int
    value: float
    base: float
    digits: bool
    unit: str | None
    kind: str
    high: float | None = None
    bound: Bound = "="
    bound_first: int | None = None
    trend: Trend | None = None
    written: bool = True


def are_alike(one: Draft, other: Draft, apart: float) -> bool:
    """Whether two values are at most so many times ``apart``: one may be compared with the other."""
    return bool(one.value) and 1 / apart <= other.value / one.value <= apart
