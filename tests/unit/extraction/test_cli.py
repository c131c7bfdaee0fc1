"""The command line: a report for a reader, JSON lines for a machine."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from workers.extraction import __main__ as command
from workers.extraction import extract
from workers.extraction.progress import Bar
from workers.extraction.report import Page, render
from workers.extraction.types import (
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
    Stated,
    TextSpan,
    Warning,
)

TEXT = "“The dam held,” said Ida Holm, an engineer at North Water. It lost 40 litres in May."
PLAIN = Page(width=100, colour=False)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def run_lines(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], data: bytes
) -> list[dict[str, Any]]:
    feed(monkeypatch, data)
    assert command.main(["--jsonl"]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def a_result() -> Extraction:
    """A result with one of everything, as the stages could have found it."""
    holm = Source(
        "s1", "Ida Holm", "person", ("Holm",), Stated("chief engineer", 0, 0, 0.9),
        Stated("North Water", 0, 0, 0.9),
        "expert", True, ExpertReason("professional role", "engineer", 0, 0), "contributor", None, 3, (Span(0, 0),),
        ("q1",), ("f1",), 0.9,
    )  # fmt: skip
    said = Quote("q1", "direct", "speech", "The dam\x1b[31m held", (Span(0, 3),), TextSpan("said", 0, 0),
                 Speaker("s1", "Holm", 0, 0), False, True, 0.31)  # fmt: skip
    stray = Quote("q2", "indirect", "thought", "it is over", (Span(0, 3),), None, None, True, False, 0.9)
    lost = Fact(
        "f1", "quantity", "about 1,200 litres", 0, 0, TextSpan("It lost.", 0, 0), 1200, 1500, "~", "down", "litre",
        "water",
        FactTime("2024-05", "May", 0, 0), None, FactSource("s1", "Holm", 0, 0), "q1", "reported", 0.5, 0.9,
    )  # fmt: skip
    return Extraction(
        Article("The dam", "en", "2024-11-01", "text", 80, 1160), (said, stray), (holm,), (lost,), (),
        (Warning("sum", "The shares add up to 108 %.", ()),), Engine("quotewire", "1.0", "m1"),
    )  # fmt: skip


def test_the_report_says_who_said_what_and_why_somebody_is_an_expert() -> None:
    report = render(a_result(), PLAIN)
    for line in (
        "The dam",
        "1,160 words · published 2024-11-01 (from the text) · 2 quotes · 1 source · 1 fact",
        "quotewire 1.0, model m1",
        "Ida Holm  expert",
        "  chief engineer, North Water, expert; contributor; 3 words quoted",
        "  expert because: professional role, “engineer”",
        "    said; in a caption; unsure, 0.31",
        "Speaker not stated",
        "    indirect; thought; negated",
        "  ~ 1,200–1,500 litre ↓  water  2024-05  Ida Holm  reported",
        "  ! The shares add up to 108 %.",
    ):
        assert line in report.splitlines()


def test_an_article_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render(a_result(), PLAIN)


def test_colours_are_all_that_a_terminal_adds() -> None:
    coloured = render(a_result(), Page(width=100, colour=True))
    assert "\x1b[1m" in coloured
    assert [line for line in coloured.splitlines() if line.count("\x1b[") % 2] == []


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_the_report_keeps_to_the_width_of_the_page(width: int) -> None:
    lines = render(a_result(), Page(width=width, colour=False)).splitlines()
    assert max(len(line) for line in lines) <= max(width, 52)


def test_a_file_gives_a_report(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(article), "--published-at", "2024-11-01"]) == 0
    out, err = capfd.readouterr()
    assert "published 2024-11-01 ·" in out
    assert "Who said what" in out
    assert "\x1b" not in out
    assert err == ""


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, b"\xef\xbb\xbf" + TEXT.encode())
    assert command.main(["-", "--color", "always"]) == 0
    assert "\x1b[1m" in capfd.readouterr().out


def test_a_file_that_cannot_be_read_is_an_error_of_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Caf\u00e9".encode("latin-1"))
    for name, reason in ((str(latin), "not UTF-8 at byte 3"), (str(tmp_path / "none"), "No such file")):
        assert command.main([name]) == 1
        out, err = capfd.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert reason in err


def test_a_bad_date_is_an_error_that_says_what_to_write(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(article), "--published-at", "soon"]) == 1
    assert "2024-11-01" in capfd.readouterr().err


def test_without_a_file_the_usage_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main([])
    assert stop.value.code == 2
    assert "FILE" in capfd.readouterr().err


def test_a_line_gives_the_result_with_its_id(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = {"id": "a", "text": TEXT, "published_at": "2024-11-01", "title": "The dam", "url": None, "language": None}
    results = run_lines(monkeypatch, capfdbinary, json.dumps(line).encode() + b"\n\n")
    expected = extract(TEXT, published_at="2024-11-01", title="The dam").to_dict()
    assert results == [json.loads(json.dumps({"id": "a", **expected}))]


@pytest.mark.parametrize(
    ("line", "number", "reason"),
    [
        (b"nope", None, "not JSON"),
        (b"[]", None, "no JSON object"),
        (b"\xff", None, "not UTF-8"),
        (b'{"id": 7}', 7, '"text"'),
        (b'{"id": 7, "text": 5}', 7, "must be a string"),
        (b'{"id": 7, "text": "x", "published_at": 2024}', 7, "must be a string"),
        (b'{"id": 7, "text": "x", "published_at": "soon"}', 7, "ISO 8601"),
        (b'{"id": 7, "text": "\\ud83d"}', 7, "surrogate"),
        (b"[" * 200_000, None, "not JSON"),
    ],
)
def test_a_bad_line_says_why_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    line: bytes,
    number: int | None,
    reason: str,
) -> None:
    good = json.dumps({"id": "good", "text": TEXT}).encode()
    bad, after = run_lines(monkeypatch, capfdbinary, line + b"\n" + good + b"\n")
    assert bad["id"] == number
    assert reason in bad["error"]
    assert (after["id"], after["article"]["characters"]) == ("good", len(TEXT))


def test_a_fault_of_the_engine_costs_one_article_only(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def fail(text: str, **_: object) -> Extraction:
        if text == "bad":
            raise KeyError("a fault")
        return extract(text)

    monkeypatch.setattr("workers.extraction.batch.extract", fail)
    bad, good = run_lines(monkeypatch, capfdbinary, b'{"id": 1, "text": "bad"}\n{"id": 2, "text": "He left."}\n')
    assert "KeyError" in bad["error"]
    assert good["article"]["words"] == 2


def test_a_file_of_lines_is_read_as_standard_input_is(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"id": 1, "text": "He left."}\r\n{"id": 2, "text": "She stayed."}')
    assert command.main([str(path), "--jsonl"]) == 0
    assert [json.loads(line)["id"] for line in capfdbinary.readouterr().out.splitlines()] == [1, 2]


def test_a_bar_shows_on_a_terminal_and_nowhere_else() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        bar = Bar.on(stream, total=4)
        bar.show(2, "half")
        bar.clear()
    assert "[###############...............] half" in terminal.getvalue()
    assert pipe.getvalue() == ""
