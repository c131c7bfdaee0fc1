"""Weak labels for the mode head: which mode a gold attribution has, judged by the verb of its cue."""

from __future__ import annotations

import re
from pathlib import Path

from training.marked import Mode

_STEMS = Path(__file__).with_name("cues.txt")


def _read() -> list[tuple[re.Pattern[str], Mode]]:
    stems: dict[Mode, list[str]] = {"writing": [], "thought": [], "speech": []}
    for line in _STEMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            mode, stem = line.split("\t")
            stems[mode].append(stem)  # type: ignore[index]
    return [(re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), mode) for mode, words in stems.items()]


_MODES = _read()


def mode_of(cue: str, quoted: bool) -> Mode:
    """The mode of an attribution with this cue; ``quoted`` says whether its content holds a double quote mark.

    What is no cue of speech, writing or stated belief is an attitude, unless words of it are quoted.
    """
    for pattern, mode in _MODES:
        if pattern.search(cue):
            return mode
    return "speech" if quoted else "attitude"
