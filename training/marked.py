"""Text with its gold marks: what the readers give, what augmentation rewrites, what training learns from.

All offsets are Unicode code points into ``text``, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from training.syntax import Token

Range = tuple[int, int]
Mode = Literal["speech", "writing", "thought", "attitude"]
Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution. Each role is a tuple of ranges in text order, empty where the text has none.

    ``source_known`` is False where the gold names a speaker whose mention could not be located: an empty ``source``
    then means "not known", and a loss over it should be masked; ``cue_known`` likewise. ``weight`` 0 marks content on
    which readers may differ: neither right nor wrong.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    mode: Mode = "speech"
    source_known: bool = True
    cue_known: bool = True
    weight: float = 1.0

    def role(self, name: Role) -> tuple[Range, ...]:
        """The ranges of one role."""
        if name == "source":
            return self.source
        return self.cue if name == "cue" else self.content


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its attributions, names and the offsets at which its blocks start.

    ``breaks`` are ascending; each is the first code point of a paragraph, caption or heading, also where the line
    break before it has been rewritten into a space. ``tokens`` are those of the article's trees that still stand in it.
    """

    text: str
    attributions: tuple[Attribution, ...]
    names: tuple[tuple[int, int, str], ...] = ()
    breaks: tuple[int, ...] = ()
    tokens: tuple[Token, ...] = ()


def block_starts(text: str) -> tuple[int, ...]:
    """Offsets of the first code point of every line that is not blank."""
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at + len(line) - len(line.lstrip()))
        at += len(line) + 1
    return tuple(starts)
