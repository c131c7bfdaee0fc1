"""Runs the engine over the development gold and prints the scorer's figures.

    python -m benchmarks.accuracy --gold DIR [--only quotes,article] [--json FILE] [--reliability]

``DIR`` is laid out as ``data/`` (the gold), ``gold/seed-article.json`` and ``eval/score.py``. Quotes are scored with
attitudes, as PolNeAR marks them; everything else without. ``held_out``, ``opened`` and ``blind`` are the repository's
own sets (tests/fixtures/README.md).
``--reliability`` also prints how much of what was given each confidence is right (see :mod:`.reliability`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reliability import Item, items, load_scorer, table
from workers.extraction import extract, preload

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"


@dataclass(frozen=True, slots=True)
class Task:
    """One gold file, under the gold folder or absolute, and how it is scored."""

    name: str
    scorer: str
    file: str | Path
    attitudes: bool = False


TASKS = (
    Task("quotes", "quotes", "data/polnear_dev.jsonl", attitudes=True),
    Task("sources", "sources", "data/sources_dev.jsonl"),
    Task("quantities", "quantities", "data/quantities_dev.jsonl"),
    Task("times", "times", "data/times_dev.jsonl"),
    Task("facts", "facts", "data/facts_dev.jsonl"),
    Task("style", "article", "data/style_dev.jsonl"),
    Task("seed", "article", "gold/seed-article.json"),
    Task("held_out", "article", FIXTURES / "held_out.jsonl"),
    Task("opened", "article", FIXTURES / "opened.jsonl"),
    Task("blind", "article", FIXTURES / "blind.jsonl"),
)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The articles of a gold file, which holds one JSON object or one a line."""
    text = path.read_text(encoding="utf-8")
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def results(articles: list[dict[str, Any]], attitudes: bool) -> Iterator[str]:
    """One result a line, with the gold's id."""
    for at, article in enumerate(articles, 1):
        found = extract(article["text"], published_at=article.get("published_at"), attitudes=attitudes).to_dict()
        if sys.stderr.isatty():
            print(f"\r{at}/{len(articles)}", end="", file=sys.stderr)
        yield json.dumps({"id": article["id"], **found}, ensure_ascii=False) + "\n"


def score(gold: Path, task: Task, errors: int, judged: list[Item]) -> dict[str, Any]:
    """The scorer's figures for one task; with ``errors``, its misses go to standard error.

    Every field with a confidence that the task's gold can judge is added to ``judged``.
    """
    articles = read_gold(gold / task.file)
    lines = list(results(articles, task.attitudes))
    scorer = load_scorer(gold)
    for article, line in zip(articles, lines, strict=True):
        judged.extend(items(scorer, article, json.loads(line)))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(lines)
        out.flush()
        command = [sys.executable, str(gold / "eval/score.py"), task.scorer, str(gold / task.file), out.name, "--json"]
        done = subprocess.run([*command, "--errors", str(errors)], check=True, stdout=subprocess.PIPE)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def show(figures: dict[str, Any], path: str = "") -> None:
    """Prints the figures, one a line, under their full names."""
    for name, value in figures.items():
        if not isinstance(value, dict):
            continue
        full = f"{path}{name}"
        if "F1" in value:
            print(f"{full:44} P {value['P']:5.1f}  R {value['R']:5.1f}  F1 {value['F1']:5.1f}  (n={value['n']})")
        elif "accuracy" in value:
            print(f"{full:44} {value['accuracy']}  (n={value['n']})")
        else:
            show(value, f"{full} / ")


def main() -> None:
    """Reads the arguments, runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument(
        "--only", default=",".join(task.name for task in TASKS), help="names of tasks, with commas between"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--errors", type=int, default=0, help="print up to N misses an article on standard error")
    parser.add_argument("--reliability", action="store_true", help="print how far confidences can be relied on")
    args = parser.parse_args()
    wanted = args.only.split(",")
    if unknown := set(wanted) - {task.name for task in TASKS}:
        parser.error(f"unknown task {', '.join(sorted(unknown))}; there are {', '.join(task.name for task in TASKS)}")
    print(f"model {preload().model}")
    judged: list[Item] = []
    figures = {task.name: score(args.gold, task, args.errors, judged) for task in TASKS if task.name in wanted}
    show(figures)
    if args.reliability:
        print("\n".join(table(judged)))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
