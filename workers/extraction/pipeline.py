"""The engine's stages, one after the other. No stage looks back; only :mod:`.assemble` sees them all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from .artefact import load_model
from .assemble import Findings, assemble, without_attitudes
from .document import FoundQuote, Sources
from .errors import DateError
from .facts import Evidence, Facts, find_facts
from .facts.times import Anchor, find_anchor, find_times
from .language import is_english
from .normalise import normalise
from .quotes import find_quotes
from .reader import read
from .segment import segment
from .sources import find_sources
from .types import Article, Engine, Extraction, Time, Warning
from .version import NAME, VERSION

# Called with a stage's name and the share of the work done when it begins, 0.0 to 1.0; "done", 1.0 at the end.
Progress = Callable[[str, float], None]

# The BCP 47 tag for a language that nobody has determined.
UNDETERMINED = "und"

_WORD = re.compile(r"\w+(?:[^\s\w]+\w+)*")


def preload() -> Engine:
    """Loads the model, once per process and before any fork, and says what will make the results.

    Raises :class:`~.errors.ModelError` when the model's files are missing or altered.
    """
    return Engine(NAME, VERSION, load_model().version)


def extract(
    text: str,
    *,
    published_at: str | None = None,
    title: str | None = None,
    language: str | None = None,
    attitudes: bool = False,
    progress: Progress | None = None,
) -> Extraction:
    """Who said what in ``text``, and what is stated as fact.

    ``published_at`` is an ISO 8601 date or date-time, the anchor of "yesterday" and "last year"; without it the text is
    searched for one. ``title`` is passed through. ``language`` is a BCP 47 tag where the caller knows it. With
    ``attitudes`` the result also holds attitudes ("she despised them"), which no newsroom calls a quote.

    The same arguments give an equal result on any day. Time and memory grow linearly with the text's length.
    Raises :class:`~.errors.TextError`, :class:`~.errors.DateError` and :class:`~.errors.ModelError`.
    """
    report = progress or _no_progress
    day = _checked_date(published_at)
    report("normalise", 0.0)
    normalised = normalise(text)
    english = is_english(normalised.text)
    found = _find_all(normalised.text, day, attitudes, report)
    report("assemble", 0.97)
    article = Article(
        title=title,
        language=language or ("en" if english else UNDETERMINED),
        published_at=found.anchor.value,
        published_at_from=found.anchor.source,
        characters=len(text),
        words=len(_WORD.findall(normalised.text)),
    )
    warnings = (*_language_warnings(language, english), *found.facts.warnings)
    findings = Findings(article, found.quotes, found.sources, found.facts.facts, found.times, warnings)
    result = assemble(text, normalised, findings, preload())
    report("done", 1.0)
    return result


@dataclass(frozen=True, slots=True)
class _Found:
    """What the stages between normalising and assembling found."""

    quotes: tuple[FoundQuote, ...]
    sources: Sources
    anchor: Anchor
    times: tuple[Time, ...]
    facts: Facts


def _find_all(text: str, day: str | None, attitudes: bool, report: Progress) -> _Found:
    report("segment", 0.02)
    layout = segment(text)
    model = load_model()
    report("read", 0.05)
    reading = read(text, layout, model)
    report("quotes", 0.75)
    quotes = find_quotes(text, layout, reading)
    report("sources", 0.8)
    sources = find_sources(text, layout, reading, quotes)
    if not attitudes:
        quotes, sources = without_attitudes(quotes, sources)
    report("facts", 0.85)
    anchor = find_anchor(text, layout, day)
    times = find_times(text, layout, anchor.value)
    evidence = Evidence(text, layout, reading, quotes, sources, times, anchor.value)
    facts = find_facts(evidence)
    return _Found(quotes, facts.sources, anchor, times, facts)


def _no_progress(stage: str, share: float) -> None:
    """Progress that nobody watches."""


def _checked_date(published_at: str | None) -> str | None:
    """The date of an ISO 8601 date or date-time, as YYYY-MM-DD."""
    if published_at is None:
        return None
    if not isinstance(published_at, str):
        raise DateError(f"published_at must be a str such as 2024-11-01, not {type(published_at).__name__}.")
    try:
        if len(published_at) == len("2024-11-01"):
            return date.fromisoformat(published_at).isoformat()
        return datetime.fromisoformat(published_at).date().isoformat()
    except ValueError as error:
        raise DateError(
            f"published_at {published_at[:40]!r} is no ISO 8601 date: "
            "write it as 2024-11-01 or 2024-11-01T19:20:00+01:00."
        ) from error


def _language_warnings(language: str | None, english: bool) -> tuple[Warning, ...]:
    """What an editor should know about the text's language: this engine reads English."""
    if language is not None and language.lower().split("-")[0] not in ("en", "eng"):
        said = f"The article is said to be in {language!r}"
    elif not english:
        said = "The article does not look like English"
    else:
        return ()
    return (Warning("language", f"{said}: this engine reads English, so expect little of the result.", ()),)
