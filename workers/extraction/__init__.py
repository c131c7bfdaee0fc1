"""The engine: a news article in, who said what and what is stated as fact out.

A pure library: it knows no web framework, no queue and no environment variable, and no call leaves the machine.
"""

from __future__ import annotations

from .errors import DateError, ExtractionError, InputError, ModelError, TextError
from .pipeline import extract, preload
from .types import (
    SCHEMA_VERSION,
    Article,
    Engine,
    ExpertReason,
    Extraction,
    Fact,
    FactSource,
    FactTime,
    Quote,
    Source,
    Span,
    Speaker,
    TextSpan,
    Time,
    Warning,
)
from .version import VERSION

__all__ = [
    "SCHEMA_VERSION",
    "VERSION",
    "Article",
    "DateError",
    "Engine",
    "ExpertReason",
    "Extraction",
    "ExtractionError",
    "Fact",
    "FactSource",
    "FactTime",
    "InputError",
    "ModelError",
    "Quote",
    "Source",
    "Span",
    "Speaker",
    "TextError",
    "TextSpan",
    "Time",
    "Warning",
    "extract",
    "preload",
]
