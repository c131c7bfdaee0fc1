"""The engine's exceptions.

ExtractionError
├── InputError (also a ValueError)     the caller can mend it
│   ├── TextError                      the text cannot be read
│   └── DateError                      ``published_at`` is no ISO 8601 date
└── ModelError                         the model's files are missing, altered or do not fit this version
"""

from __future__ import annotations


class ExtractionError(Exception):
    """Anything the engine refuses or fails at. The message says what to do."""


class InputError(ExtractionError, ValueError):
    """The caller handed over something that cannot be read."""


class TextError(InputError):
    """The text is no string, or holds half a surrogate pair and so no valid Unicode."""


class DateError(InputError):
    """``published_at`` is no ISO 8601 date or date-time."""


class ModelError(ExtractionError):
    """The model's files are missing, altered or do not fit this version of the engine."""
