"""What a time expression means before it meets a date of writing: the grammar makes these, the resolver reads them.

A year is a number, or an :class:`Offset` where the text says "last year", or ``None`` where it says nothing.
``shift`` is -1 for last, 0 for this, 1 for next; ``None`` leaves it to tense.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Base = Literal["now", "ago", "focus", "apart"]


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from the day of writing ("now"; "ago" looks back) or from the time spoken of ("focus").

    "apart" compares with the time spoken of: "a year earlier" than a quarter is a quarter.
    """

    unit: str
    amount: int
    base: Base = "now"


LengthPart = tuple[Fraction | None, str]
Year = int | Offset | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month. ``weekday`` (1..7) is what the text says it was."""

    year: Year
    month: int
    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDay:
    """A year and two numbers that are day and month in one order or the other."""

    year: int
    first: int
    second: int
    separator: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month by name."""

    month: int
    year: Year = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class YearNamed:
    """A year by number."""

    year: int


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last day of a year."""

    year: Year


@dataclass(frozen=True, slots=True)
class Prefix:
    """A decade ("199") or a century ("19") as the leading digits of its years."""

    digits: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday 1..7; ``week`` counts weeks from this one where the text says so ("Monday of last week"), ``coming``
    those after the next one so named ("this coming Monday" 0, "Monday week" 1)."""

    weekday: int
    shift: int | None = None
    week: int | None = None
    focus: bool = False
    coming: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """A season: SP, SU, FA or WI."""

    code: str
    year: Year = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter ("Q") or half ("H") of a year. ``number`` is ``None`` for "the quarter", "the latest period"."""

    kind: Literal["Q", "H"]
    number: int | None
    year: Year = None
    years: int = 0
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class QuarterEnded:
    """The quarter that ended on a day."""

    end: Day


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day known by its name, with the rule that dates it."""

    rule: str
    year: Year = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A TIMEX3 value that needs no resolving: PRESENT_REF, PAST_REF, FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A date, or date and clock, written in full in ISO 8601."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, ``T..`` as in TIMEX3 (T19:20, TNI), on a day that is named beside it or is to be found."""

    value: str
    day: Node | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts (``None`` where left open) with unit letters; units of a day start with T."""

    parts: tuple[LengthPart, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times, with its TIMEX3 value."""

    value: str


Node = (
    Offset | Day | NumericDay | Month | YearNamed | YearEnd | Prefix | Weekday | Season | Part | QuarterEnded | Holiday
    | Reference | Exact | Clock | Length | Repeat
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading of the tokens up to ``end`` (exclusive)."""

    end: int
    node: Node
