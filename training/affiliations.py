"""The weights by which a person's body is chosen among those around: multinomial logistic regression.

    python -m training.affiliations --data DIR --gold tests/fixtures/opened.jsonl

learns from ``DIR/style_train.jsonl``, from other files of that form, and from the articles of ``training/articles/``
with the bodies in ``training/affiliations.txt``. The engine itself reads each article; of every speaker whose body no
description states it asks :mod:`workers.extraction.sources.body_scores` for the candidates and their traits. The answer
is the candidate that shares at least half of its words with the body in the gold, else "none".
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.articles import parse
from workers.extraction.artefact import load_model
from workers.extraction.normalise import normalise
from workers.extraction.quotes import find_quotes
from workers.extraction.reader import read
from workers.extraction.segment import segment
from workers.extraction.sources.affiliations import body_of
from workers.extraction.sources.body_candidates import Surroundings
from workers.extraction.sources.body_scores import candidates, described, question
from workers.extraction.sources.employers import Employers
from workers.extraction.sources.entities import build_cast
from workers.extraction.sources.name_agreement import agree
from workers.extraction.sources.names import find_runs
from workers.extraction.sources.profiles import OPEN_RULES, ranked
from workers.extraction.sources.resolve import resolve
from workers.extraction.sources.roles import collect_roles
from workers.extraction.sources.tokens import tokenise

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "workers/extraction/lexicons/affiliation_weights.txt"
PENALTY = 4.0  # on half the sum of the squares of the weights
SELDOM = 4  # a trait of fewer candidates than this is left out
SMALL = 0.05  # so is a weight below this
STEPS = 3000
HEADER = """\
# What each trait of a body around a person tells for it, or each trait of the person for "none". Fitted by
# training/affiliations.py; read by sources/body_scores.py, where the traits are named.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """The traits of a speaker's candidates, "none" last, and which of them are right."""

    traits: list[set[str]]
    right: list[bool]


def choices(text: str, bodies: dict[str, str | None]) -> Iterator[Choice]:
    """One choice for each quoted person with an answer in ``bodies`` (by name) that no description states."""
    text = normalise(text).text
    layout = segment(text)
    reading = read(text, layout, load_model())
    quotes = find_quotes(text, layout, reading)
    tokens = tokenise(text, layout)
    cast = build_cast(tokens, agree(tokens, find_runs(tokens, reading.names)))
    roles = collect_roles(tokens, cast)
    resolution = resolve(tokens, cast, roles, quotes)
    around = Surroundings(Employers(tokens, cast), roles)
    for draft in resolution.drafts:
        name = next((n for n in bodies if same_name(n, draft.name)), None)
        if name is None or draft.kind != "person" or draft.entity is None or not draft.quotes:
            continue
        evidence, best = ranked(roles, draft.entity)
        found, rule = body_of(around.employers, best, evidence)
        if rule not in OPEN_RULES:
            continue
        asked = question(around, draft.entity, best, found, rule)
        offered = candidates(around, asked)
        right = [c is not None and same_body(tokens.slice(*c.span), bodies[name]) for c in offered]
        if not any(right):
            right[-1] = True
        yield Choice(described(around, asked, offered), right)


def words(text: str | None) -> set[str]:
    """The words of a name that tell it from others."""
    return set(re.findall(r"\w+", (text or "").lower())) - {"the", "a", "an", "of", "and"}


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other."""
    a, b = words(one), words(other)
    return bool(a and b) and (a <= b or b <= a)


def same_body(one: str, other: str | None) -> bool:
    """Whether half of all words are common to both."""
    a, b = words(one), words(other)
    return bool(a and b) and len(a & b) / len(a | b) >= 0.5


def of_gold(path: Path) -> Iterator[Choice]:
    """The choices of articles with their whole reading."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from choices(row["text"], {s["name"]: s["affiliation"] for s in row["sources"] if s["kind"] == "person"})


def of_articles(folder: Path, answers: Path) -> Iterator[Choice]:
    """The choices of the articles written for training."""
    bodies: dict[str, dict[str, str | None]] = {}
    for line in answers.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            article = bodies.setdefault(line[3:], {})
        elif not line.startswith("#"):
            name, _, body = line.partition(" = ")
            article[name] = None if body == "-" else body
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"^===(.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for heading, tagged in zip(parts[1::2], parts[2::2], strict=True):
            if heading.strip() in bodies:
                yield from choices(parse(tagged.strip("\n")).text, bodies[heading.strip()])


def fit(given: list[Choice]) -> dict[str, float]:
    """The weights that make the right answers likeliest, by accelerated gradient descent from nothing: the same choices
    give the same weights.
    """
    counts = Counter(trait for choice in given for traits in choice.traits for trait in traits)
    names = sorted(trait for trait, count in counts.items() if count >= SELDOM)
    index = {trait: i for i, trait in enumerate(names)}
    rows = [traits for choice in given for traits in choice.traits]
    told = np.zeros((len(rows), len(names)))
    for i, traits in enumerate(rows):
        told[i, [index[trait] for trait in traits if trait in index]] = 1.0
    group = np.repeat(np.arange(len(given)), [len(choice.traits) for choice in given])
    right = np.concatenate([choice.right for choice in given]).astype(float)
    step = 1.0 / (PENALTY + 0.5 * np.linalg.norm(told, 2) ** 2)
    weights = ahead = np.zeros(len(names))
    for number in range(STEPS):
        exps = np.exp(told @ ahead)
        likely = exps / np.bincount(group, exps)[group]
        among = exps * right
        wanted = among / np.bincount(group, among)[group]
        following = ahead - step * (told.T @ (likely - wanted) + PENALTY * ahead)
        ahead = following + number / (number + 3) * (following - weights)
        weights = following
    return {trait: round(float(w), 2) for trait, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


def main() -> None:
    """Fits the weights and writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with style_train.jsonl")
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="further articles with their whole reading")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    given = [choice for path in (args.data / "style_train.jsonl", *args.gold) for choice in of_gold(path)]
    given += of_articles(HERE / "articles", HERE / "affiliations.txt")
    weights = fit(given)
    lines = [f"{trait} = {weight:g}" for trait, weight in sorted(weights.items())]
    args.out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    some = sum(not choice.right[-1] for choice in given)
    print(f"{len(given)} speakers, {some} of them with a body around; {len(weights)} weights in {args.out}")


if __name__ == "__main__":
    main()
