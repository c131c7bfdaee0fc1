"""Logging: one event a line on standard error; as JSON, unless somebody looks at it in a terminal.

Every line says which request and which job it belongs to (:func:`bound`). Nothing of an article is ever logged.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from .clock import rfc3339

TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
FIELDS = "fields"  # what a call adds to its line: log.info("…", extra={FIELDS: {…}})
SECRET_PREFIXES = ("qw_live_", "whsec_")
SECRET = re.compile(rf"({'|'.join(SECRET_PREFIXES)})[A-Za-z0-9_+/=-]+")
ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)
_bound: ContextVar[Mapping[str, object] | None] = ContextVar("bound", default=None)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, then what is bound and what the call adds."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": rfc3339(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **(_bound.get() or {}),
            **(getattr(record, FIELDS, None) or {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return without_secrets(ENCODER.encode(line))


class TextLines(logging.Formatter):
    """The same for people: the fields as ``name=value`` behind the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line (and a traceback below it)."""
        fields = {**(_bound.get() or {}), **(getattr(record, FIELDS, None) or {})}
        first, _, rest = super().format(record).partition("\n")
        shown = "".join(f" {name}={value}" for name, value in fields.items() if value is not None)
        return without_secrets(f"{first}{shown}\n{rest}" if rest else f"{first}{shown}")


def configure(level: str, form: str = "auto") -> None:
    """Set the root logger up for a process of ours: ``form`` is ``json``, ``text``, or ``auto`` (text on a terminal).

    RQ's chatter below warnings is dropped unless the level is DEBUG.
    """
    handler = logging.StreamHandler(sys.stderr)
    as_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    handler.setFormatter(TextLines(TEXT) if as_text else JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    if level != "DEBUG":
        logging.getLogger("rq").setLevel(logging.WARNING)


def bind(**fields: object) -> None:
    """From now on, every line of this thread says this, and nothing that was bound before."""
    _bound.set(fields or None)


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """Every line written within says this too, such as ``job_id``."""
    token = _bound.set({**(_bound.get() or {}), **fields})
    try:
        yield
    finally:
        _bound.reset(token)


def without_secrets(line: str) -> str:
    """A line in which no API key and no webhook secret can be read, wherever a client has put it."""
    return SECRET.sub(r"\1***", line) if any(prefix in line for prefix in SECRET_PREFIXES) else line


def without_password(url: str) -> str:
    """A URL fit for a log."""
    return re.sub(r"(//[^/@]*:)[^/@]*@", r"\1***@", url)
