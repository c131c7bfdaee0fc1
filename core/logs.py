"""Logging: one line an event on standard error."""

from __future__ import annotations

import logging
import re
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure(level: str) -> None:
    """Set the root logger up for a process of ours. RQ's chatter below warnings is dropped unless the level is
    DEBUG.
    """
    logging.basicConfig(level=level, format=FORMAT, stream=sys.stderr, force=True)
    if level != "DEBUG":
        logging.getLogger("rq").setLevel(logging.WARNING)


def without_password(url: str) -> str:
    """A URL fit for a log."""
    return re.sub(r"(//[^/@]*:)[^/@]*@", r"\1***@", url)
