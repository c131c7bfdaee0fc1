"""One article's result as a person would like to read it, for a terminal: who said what, the facts, the warnings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from .types import Extraction, Fact, Quote, Source

_MOST_COLUMNS = 110
_FEWEST_COLUMNS = 40
# Below this confidence a find is marked as unsure.
_UNSURE = 0.5

# Control characters: a text must not be able to steer the terminal that shows it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")

_BOLD, _DIM, _GREEN, _YELLOW, _CYAN = "1", "2", "32", "33", "36"


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a line may be, in columns, and whether it may be coloured."""

    width: int
    colour: bool

    def paint(self, text: str, *codes: str) -> str:
        """``text`` in the colour or weight of the ANSI ``codes``."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text

    def wrap(self, text: str, indent: str, first: str | None = None) -> str:
        """``text`` broken at the page's width, behind ``indent``; the first line behind ``first``."""
        width = min(max(self.width, _FEWEST_COLUMNS), _MOST_COLUMNS)
        return textwrap.fill(
            text,
            width,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )


def render(result: Extraction, page: Page) -> str:
    """The report of one article, ending in a line break."""
    parts = [_head(result, page), *_voices(result, page), *_facts(result, page), *_warnings(result, page)]
    return "\n".join(parts) + "\n"


def _head(result: Extraction, page: Page) -> str:
    article, engine = result.article, result.engine
    origin = {"request": "", "text": " (from the text)", None: ""}[article.published_at_from]
    facts = [
        f"{article.words:,} words",
        f"published {article.published_at}{origin}" if article.published_at else "no date of publication",
        _count(len(result.quotes), "quote"),
        _count(len(result.sources), "source"),
        _count(len(result.facts), "fact"),
    ]
    title = [page.paint(page.wrap(_clean(article.title), ""), _BOLD)] if article.title else []
    made_by = f"{engine.name} {engine.version}, model {engine.model}"
    return "\n".join([*title, page.wrap(" · ".join(facts), ""), page.paint(made_by, _DIM)])


def _voices(result: Extraction, page: Page) -> Iterator[str]:
    yield _section("Who said what", page)
    if not result.quotes:
        yield page.wrap("No quotes were found.", "  ")
    by_id = {quote.id: quote for quote in result.quotes}
    for source in result.sources:
        yield _source_head(source, page)
        yield from (_quote(by_id[quote_id], page) for quote_id in source.quote_ids if quote_id in by_id)
        yield ""
    nobody = [quote for quote in result.quotes if quote.speaker is None or quote.speaker.source_id is None]
    if nobody:
        yield page.paint("Speaker not stated", _BOLD)
        yield from (_quote(quote, page) for quote in nobody)
        yield ""


def _source_head(source: Source, page: Page) -> str:
    lines = [
        page.paint(_clean(source.name), _BOLD) + (page.paint("  expert", _BOLD, _GREEN) if source.is_expert else "")
    ]
    described = [_clean(part.text) for part in (source.role, source.affiliation) if part]
    lines.append(page.paint(page.wrap(", ".join([*described, _category(source)]), "  "), _DIM))
    if source.expert_reason and source.is_expert:
        why = f"expert because: {source.expert_reason.rule}, “{_clean(source.expert_reason.text)}”"
        lines.append(page.paint(page.wrap(why, "  "), _GREEN))
    if source.anonymity_reason:
        lines.append(page.paint(page.wrap(f"unnamed: “{_clean(source.anonymity_reason.text)}”", "  "), _DIM))
    return "\n".join(lines)


def _category(source: Source) -> str:
    kind = source.category if source.category != "other" else source.kind
    return f"{kind}; {source.part}; {_count(source.words_quoted, 'word')} quoted"


def _quote(quote: Quote, page: Page) -> str:
    text = _clean(quote.text)
    if quote.kind == "direct":
        text = f"“{text}”"
    notes = [_clean(quote.cue.text)] if quote.cue else []
    notes += [quote.kind] if quote.kind != "direct" else []
    notes += [quote.mode] if quote.mode != "speech" else []
    notes += ["negated"] if quote.negated else []
    notes += ["in a caption"] if quote.in_caption else []
    notes += [f"unsure, {quote.confidence:.2f}"] if quote.confidence < _UNSURE else []
    body = page.wrap(text, "    ", "  • ")
    return "\n".join([body, page.paint(page.wrap("; ".join(notes), "    "), _DIM)]) if notes else body


def _facts(result: Extraction, page: Page) -> Iterator[str]:
    yield _section("Facts", page)
    if not result.facts:
        yield page.wrap("No facts were found.", "  ")
        return
    names = {source.id: _clean(source.name) for source in result.sources}
    rows = [_fact_row(fact, names) for fact in result.facts]
    headings = ("value", "what", "when", "says", "certainty")
    widths = _column_widths([headings, *rows], page)
    yield "  " + page.paint(_row(headings, widths), _BOLD)
    for row in rows:
        yield "  " + _row(row, widths)
    yield ""


def _fact_row(fact: Fact, names: dict[str, str]) -> tuple[str, ...]:
    value = _clean(fact.text)
    if fact.value is not None:
        high = f"–{_number(fact.value_high)}" if fact.value_high is not None else ""
        sign = "" if fact.bound in (None, "=") else f"{fact.bound} "
        trend = {"up": " ↑", "down": " ↓", None: ""}[fact.trend]
        value = f"{sign}{_number(fact.value)}{high} {fact.unit or ''}".rstrip() + trend
    says = names.get(fact.source.source_id or "", "") if fact.source else ""
    subject = fact.subject if fact.value is not None else None
    return (value, _clean(subject or ""), fact.time.value if fact.time else "", says or "the article", fact.certainty)


def _number(value: float) -> str:
    return f"{value:,.10g}" if value == value // 1 and abs(value) < 1e15 else f"{value:,.6g}"


def _column_widths(rows: list[tuple[str, ...]], page: Page) -> list[int]:
    """As wide as each column needs, the widest shortened until the table fits."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = max(page.width, _FEWEST_COLUMNS) - 2 - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    cut = (cell if len(cell) <= width else cell[: width - 1] + "…" for cell, width in zip(cells, widths, strict=True))
    return "  ".join(cell.ljust(width) for cell, width in zip(cut, widths, strict=True)).rstrip()


def _warnings(result: Extraction, page: Page) -> Iterator[str]:
    if result.warnings:
        yield _section("Look at this", page)
    for warning in result.warnings:
        yield page.paint(page.wrap(_clean(warning.text), "    ", "  ! "), _YELLOW)


def _section(title: str, page: Page) -> str:
    return "\n" + page.paint(title, _BOLD, _CYAN)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _clean(text: str) -> str:
    """One line that cannot steer the terminal."""
    return " ".join(_CONTROL.sub(lambda found: " " if found.group().isspace() else "", text).split())
