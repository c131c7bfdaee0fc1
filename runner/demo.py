"""Reads ``seeds/`` through the API, as a client would, and prints the result as a reader would like it."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import requests

from .errors import CannotRun

SEEDS = Path(__file__).parents[1] / "seeds"
PATIENCE = 120.0  # seconds for one article
TIMEOUT = 10  # seconds for one answer
WIDEST = 110


def show(url: str) -> None:
    """Submit every seed article, wait, print.

    Raises:
        CannotRun: the service did not do as it should.
    """
    for path in sorted(SEEDS.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        job = submit(url, article)
        result = _get(f"{url}{job['urls']['article']}")
        print("\n".join(report(result)))
        _next_step(url, path, job)


def submit(url: str, article: dict[str, Any]) -> dict[str, Any]:
    """Submit one article and poll until its job has ended.

    Raises:
        CannotRun: it was refused, failed, or took too long.
    """
    answer = requests.post(f"{url}/v1/articles", json=article, timeout=TIMEOUT)
    if answer.status_code not in (requests.codes.ok, requests.codes.accepted):
        raise CannotRun(f"The API refused the seed article: {answer.text}")
    job: dict[str, Any] = answer.json()
    until = time.monotonic() + PATIENCE
    while job["state"] in ("queued", "running"):
        if time.monotonic() > until:
            raise CannotRun(f"The seed article was not read within {PATIENCE:.0f} s.")
        time.sleep(0.1)
        job = _get(f"{url}{job['urls']['get']}")
    if job["state"] != "succeeded":
        raise CannotRun(f"The seed article could not be read: {job['error']}")
    return job


def report(result: dict[str, Any]) -> list[str]:
    """The result as lines: quotes by speaker, then facts."""
    sources = {source["id"]: source for source in result["sources"]}
    lines = [*_heading(result), ""]
    for source in result["sources"]:
        own = [quote for quote in result["quotes"] if (quote["speaker"] or {}).get("source_id") == source["id"]]
        if own:
            lines += [_who(source), *(line for quote in own for line in _quote(quote)), ""]
    nameless = [quote for quote in result["quotes"] if (quote["speaker"] or {}).get("source_id") not in sources]
    if nameless:
        lines += [_bold("Speaker not stated"), *(line for quote in nameless for line in _quote(quote)), ""]
    if result["facts"]:
        lines += [_bold("Facts"), *(line for fact in result["facts"] for line in _fact(fact, sources))]
    return lines


def _heading(result: dict[str, Any]) -> list[str]:
    article = result["article"]
    experts = sum(source["is_expert"] for source in result["sources"])
    quotes, sources, facts = (len(result[part]) for part in ("quotes", "sources", "facts"))
    counts = f"{quotes} quotes, {sources} sources ({experts} experts), {facts} facts"
    credit = article["metadata"].get("credit")
    return ["", *([_faint(credit)] if credit else []), _bold(f"{article['words']:,} words: {counts}")]


def _who(source: dict[str, Any]) -> str:
    about = [source[part]["text"] for part in ("role", "affiliation") if source[part]]
    mark = " " + _green("expert") if source["is_expert"] else ""
    return _bold(source["name"]) + (f", {', '.join(about)}" if about else "") + mark


def _quote(quote: dict[str, Any]) -> list[str]:
    text = f"“{quote['text']}”" if quote["kind"] == "direct" else quote["text"]
    said = f"{quote['kind']}, {quote['cue']['text']}" if quote["cue"] else quote["kind"]
    return _wrapped(f"{text} {_faint(f'({said})')}")


def _fact(fact: dict[str, Any], sources: dict[str, Any]) -> list[str]:
    said_by = sources.get((fact["source"] or {}).get("source_id", ""))
    known = [fact["certainty"]]
    if fact["time"]:
        known.append(fact["time"]["value"])
    if said_by:
        known.append(f"source: {said_by['name']}")
    about = ", ".join(known)
    return _wrapped(f"{fact['text']} {_faint(f'({about})')}")


def _wrapped(text: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.wrap(" ".join(text.split()), width, initial_indent="  - ", subsequent_indent="    ")


def _next_step(url: str, path: Path, job: dict[str, Any]) -> None:
    seed = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    print(_faint("\nAll of it, as JSON:"))
    print(f"  curl {url}{job['urls']['article']}")
    print(_faint("An article of your own:"))
    print(f"  curl {url}/v1/articles -H 'Content-Type: application/json' -d @{seed}", flush=True)


def _get(url: str) -> dict[str, Any]:
    answer = requests.get(url, timeout=TIMEOUT)
    if answer.status_code != requests.codes.ok:
        raise CannotRun(f"{url} answered {answer.status_code}: {answer.text}")
    parsed: dict[str, Any] = answer.json()
    return parsed


def _styled(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if sys.stdout.isatty() else text


def _bold(text: str) -> str:
    return _styled(text, "1")


def _faint(text: str) -> str:
    return _styled(text, "2")


def _green(text: str) -> str:
    return _styled(text, "32")
