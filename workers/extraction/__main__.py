"""The engine's command line.

python -m workers.extraction FILE [--published-at 2024-11-01] [--attitudes]     a readable report; "-" is standard input
python -m workers.extraction --jsonl < articles.jsonl > results.jsonl           one result a line
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from .batch import read_lines
from .errors import ExtractionError, TextError
from .pipeline import extract
from .progress import Bar
from .report import Page, render

_FAILED, _INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status."""
    options = _parser().parse_args(arguments)
    if options.file is None and not options.jsonl:
        _parser().error('name a FILE, "-" for standard input, or use --jsonl')
    try:
        return _batch(options) if options.jsonl else _report(options)
    except ExtractionError as error:
        print(f"workers.extraction: {error}", file=sys.stderr)
        return _FAILED
    except BrokenPipeError:
        # Whoever read the results has gone; what is still buffered has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m workers.extraction",
        description="Reads news articles: who said what, and what is stated as fact.",
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help='a text in UTF-8, or JSON lines with --jsonl; "-" is standard input'
    )
    parser.add_argument(
        "--jsonl", action="store_true", help='JSON lines in ({"id", "text", "published_at"?}), JSON lines out'
    )
    parser.add_argument("--published-at", metavar="DATE", help="the day of publication, such as 2024-11-01")
    parser.add_argument("--attitudes", action="store_true", help='also show attitudes ("she despised them")')
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours: on a terminal, unless told"
    )
    return parser


def _report(options: argparse.Namespace) -> int:
    raw = _read(options.file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError(
            f"{options.file} is not UTF-8 at byte {error.start}: convert it, for instance with iconv."
        ) from error
    bar = Bar.on(sys.stderr, total=100)
    result = extract(
        text,
        published_at=options.published_at,
        attitudes=options.attitudes,
        progress=lambda stage, share: bar.show(round(100 * share), stage),
    )
    bar.clear()
    colour = options.color == "always" or (options.color == "auto" and sys.stdout.isatty())
    page = Page(shutil.get_terminal_size((100, 24)).columns, colour)
    sys.stdout.buffer.write(render(result, page).encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise TextError(f"{name} cannot be read: {error.strerror}.") from error


def _batch(options: argparse.Namespace) -> int:
    lines: list[bytes] | None = None
    if options.file not in (None, "-"):
        lines = _read(options.file).splitlines()
    bar = Bar.on(sys.stderr, total=len(lines) if lines else None)
    failed = 0
    done = 0
    for outcome in read_lines(
        lines or sys.stdin.buffer, published_at=options.published_at, attitudes=options.attitudes
    ):
        done += 1
        failed += outcome.failed
        sys.stdout.buffer.write(outcome.line)
        sys.stdout.buffer.flush()
        bar.show(done, f"{done:,} read" + (f", {failed:,} failed" if failed else ""))
    bar.clear()
    if failed:
        print(
            f"workers.extraction: {failed:,} of {done:,} articles could not be read; see their error.", file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
