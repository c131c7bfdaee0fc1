"""The TIMEX3 value of a length of time."""

from __future__ import annotations

from fractions import Fraction

from .time_nodes import LengthPart


def format_length(parts: tuple[LengthPart, ...]) -> str:
    """The TIMEX3 value of a duration: P2Y6M, PT90S, PXM where an amount is left open."""
    days, hours = "", ""
    for value, unit in parts:
        for amount, letter in _split(value, unit):
            if letter.startswith("T"):
                hours += amount + letter[1:]
            else:
                days += amount + letter
    return "P" + days + ("T" + hours if hours else "")


_WHOLE = {"F": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y")}
_FINER = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS"), "M": (30, "D"), "W": (7, "D")}


def _split(value: Fraction | None, unit: str) -> list[tuple[str, str]]:
    """An amount as whole numbers of its unit and of the next finer one."""
    factor, letter = _WHOLE.get(unit, (1, unit))
    if value is None:
        return [("X", unit if unit in ("DE", "CE") else letter)]
    whole, rest = divmod(value * factor, 1)
    pieces = [(str(whole), letter)] if whole or not rest else []
    if rest:
        finer = _FINER.get(letter)
        if finer is None or (rest * finer[0]).denominator != 1:
            return [(f"{float(value * factor):g}", letter)]
        pieces.append((str(rest * finer[0]), finer[1]))
    return pieces
