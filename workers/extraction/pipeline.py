"""The engine's stages, one after the other. No stage looks back; only :mod:`.assemble` sees them all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from .artefact import load_model
from .assemble import Findings, assemble, without_attitudes
from .errors import DateError
from .facts.times import find_anchor, find_times
from .language import is_english
from .normalise import normalise
from .quotes import find_quotes
from .reader import read
from .segment import segment
from .sources import find_sources
from .types import Article, Engine, Extraction, Fact, Warning
from .version import NAME, VERSION

# Called with a stage's name and the share of the work done when it begins, 0.0 to 1.0; "done", 1.0 at the end.
Progress = Callable[[str, float], None]

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
    clean = normalised.text
    report("segment", 0.01)
    layout = segment(clean)
    model = load_model()
    report("read", 0.05)
    reading = read(clean, layout, model)
    report("quotes", 0.7)
    quotes = find_quotes(clean, layout, reading)
    report("sources", 0.75)
    sources = find_sources(clean, layout, reading, quotes)
    if not attitudes:
        quotes, sources = without_attitudes(quotes, sources)
    report("facts", 0.85)
    anchor = find_anchor(clean, layout, day)
    times = find_times(clean, layout, anchor.value)
    facts: tuple[Fact, ...] = ()
    report("assemble", 0.97)
    article = Article(
        title=title,
        language=language or "en",
        published_at=anchor.value,
        published_at_from=anchor.source,
        characters=len(text),
        words=len(_WORD.findall(clean)),
    )
    findings = Findings(article, quotes, sources, facts, times, _language_warnings(clean, language))
    result = assemble(text, normalised, findings, preload())
    report("done", 1.0)
    return result


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


def _language_warnings(clean: str, language: str | None) -> tuple[Warning, ...]:
    """What an editor should know about the text's language: this engine reads English."""
    if language is not None and language.lower().split("-")[0] not in ("en", "eng"):
        said = f"The article is said to be in {language!r}"
    elif not is_english(clean):
        said = "The article does not look like English"
    else:
        return ()
    return (Warning("language", f"{said}: this engine reads English, so expect little of the result.", ()),)
