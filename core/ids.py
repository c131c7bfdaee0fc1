"""Identifiers: a prefix that says what it names, then a ULID in lower case.

A ULID (https://github.com/ulid/spec) is 48 bits of time and 80 random bits in Crockford's base 32: it cannot be
guessed, and sorts by the time it was made.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Literal

from . import clock

Prefix = Literal["art", "bat", "job", "key", "msg", "req"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
PATTERN = re.compile(r"[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}")


def new(prefix: Prefix) -> str:
    """A fresh identifier such as ``art_01jbmz6k3v0a1b2c3d4e5f6g7h``."""
    number = clock.to_millis(clock.now()) << 80 | secrets.randbits(80)
    pairs = [PAIRS[number >> shift & 1023] for shift in range(5 * (LENGTH - 2), -1, -10)]
    return f"{prefix}_{''.join(pairs)}"


def is_id(text: str, prefix: Prefix) -> bool:
    """Whether ``text`` has the form of an identifier of this kind. Anything else needs no look-up."""
    return text.startswith(f"{prefix}_") and PATTERN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of an article and its job, chosen beforehand, so that a submission sent again still makes one job."""

    article_id: str
    job_id: str

    @classmethod
    def fresh(cls) -> Names:
        """New ones."""
        return cls(new("art"), new("job"))

    @classmethod
    def parse(cls, text: str) -> Names:
        """The inverse of ``str()``."""
        article_id, _, job_id = text.partition(" ")
        return cls(article_id, job_id)

    def __str__(self) -> str:
        return f"{self.article_id} {self.job_id}"
