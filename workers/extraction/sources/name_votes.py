"""The model's names, looked up by where they stand."""

from __future__ import annotations

from bisect import bisect_right

from ..document import Name


class Votes:
    """The model's names by offset."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        self._names = sorted(names, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def is_person(self, start: int, end: int, least: float = 0.0) -> bool:
        """Whether the model reads exactly this range as a person's name, at least as surely as ``least``."""
        return any(
            n.kind == "person" and (n.start, n.end) == (start, end) and n.score >= least for n in self.over(start, end)
        )

    def over(self, start: int, end: int) -> list[Name]:
        """The model's names that overlap the range."""
        found: list[Name] = []
        index = bisect_right(self._starts, end - 1) - 1
        while index >= 0 and len(found) < 4 and self._names[index].end > start - 120:
            if self._names[index].end > start:
                found.append(self._names[index])
            index -= 1
        return found
