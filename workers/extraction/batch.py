"""Many articles, one JSON object a line: what can be read is read, what cannot says why, and nothing stops the rest."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .errors import ExtractionError, InputError, ModelError
from .pipeline import extract

_FIELDS = ("text", "published_at", "title", "language")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of output, UTF-8 with its line break, and whether it is an error."""

    line: bytes
    failed: bool


def read_lines(
    lines: Iterable[bytes], *, published_at: str | None = None, attitudes: bool = False
) -> Iterator[Outcome]:
    """One outcome for each line that is not blank, in order.

    A line is ``{"id", "text"}``, with ``published_at``, ``title`` and ``language`` where they are known; other fields
    are left alone. ``published_at`` here is the day for lines that name none. Raises :class:`~.errors.ModelError` where
    the model cannot be loaded, as then no line can be read.
    """
    for line in lines:
        if line.strip():
            yield _outcome(line, published_at, attitudes)


def _outcome(line: bytes, published_at: str | None, attitudes: bool) -> Outcome:
    article: dict[str, Any] = {}
    try:
        article = _parse(line)
        fields = _fields(article)
        result = extract(
            fields["text"],
            published_at=fields.get("published_at", published_at),
            title=fields.get("title"),
            language=fields.get("language"),
            attitudes=attitudes,
        ).to_dict()
    except ModelError:
        raise
    except ExtractionError as error:
        return _failure(article, str(error))
    except Exception as error:  # an engine's fault in one article must not cost the others; it is shown, not hidden
        traceback.print_exc(file=sys.stderr)
        return _failure(article, f"The engine failed on this article ({type(error).__name__}); please report it.")
    return Outcome(_dump({"id": article.get("id"), **result}), failed=False)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        article = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"The line is not UTF-8 at byte {error.start}.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"The line is not JSON ({error}).") from error
    if not isinstance(article, dict):
        raise InputError('The line is no JSON object: write {"id": "1", "text": "..."}.')
    return article


def _fields(article: dict[str, Any]) -> dict[str, str]:
    """What :func:`extract` takes from an article; ``None`` counts as not given."""
    fields = {name: article[name] for name in _FIELDS if article.get(name) is not None}
    if "text" not in fields:
        raise InputError('The line has no "text".')
    for name, value in fields.items():
        if not isinstance(value, str):
            raise InputError(f'"{name}" must be a string.')
    return fields


def _failure(article: dict[str, Any], reason: str) -> Outcome:
    return Outcome(_dump({"id": article.get("id"), "error": reason}), failed=True)


def _dump(record: dict[str, Any]) -> bytes:
    """One line of JSON; half surrogates, which an id can hold, are written as escapes."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", errors="backslashreplace") + b"\n"
