"""A progress bar for a terminal; on anything else it stays silent."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TextIO

_BAR_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """``total`` is the number of steps, ``None`` where it is not known; ``stream`` is ``None`` where nobody watches."""

    stream: TextIO | None
    total: int | None

    @classmethod
    def on(cls, stream: TextIO, total: int | None) -> Bar:
        """A bar on ``stream``, shown only if that is a terminal."""
        return cls(stream if stream.isatty() else None, total)

    def show(self, done: int, note: str) -> None:
        """Shows that ``done`` steps are done, with a note of what is going on."""
        if self.stream is None:
            return
        bar = ""
        if self.total:
            filled = min(_BAR_COLUMNS, _BAR_COLUMNS * done // self.total)
            bar = f"[{'#' * filled}{'.' * (_BAR_COLUMNS - filled)}] "
        line = f"{bar}{note}"[: shutil.get_terminal_size((80, 24)).columns - 1]
        self.stream.write(f"\r\x1b[K{line}")
        self.stream.flush()

    def clear(self) -> None:
        """Takes the bar off the screen."""
        if self.stream is not None:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
