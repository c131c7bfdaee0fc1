"""People's names, exchanged for names of other lands, so that no election's people are learnt by heart."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from ..marked import Marked, Range
from .editor import Edit, Editor, cut
from .lexicon import entries

TITLES = frozenset(
    {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Rep",
        "Gov",
        "President",
        "Senator",
        "Governor",
        "Judge",
        "Justice",
        "Jr",
        "Sr",
        "II",
        "III",
    }
)
WORD = re.compile(r"[A-Z][\w’'-]*[\w]|[A-Z]\.?")
FULL = re.compile(r"(?:[A-Z][\w’-]+|[A-Z]\.)(?: (?:[A-Z][\w’-]+|[A-Z]\.|von|van|der|de|la|bin|al)){1,3}")


@dataclass(frozen=True, slots=True)
class Person:
    """A name in parts."""

    given: str
    surname: str

    @property
    def full(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}" if self.given else self.surname


def invent(rng: random.Random) -> Person:
    """A person who does not exist."""
    given, surname = rng.choice(entries("given_names")), rng.choice(entries("surnames"))
    if rng.random() < 0.06:
        given = f"{given} {rng.choice('ABDEHJKLMPRST')}."
    return Person(given, surname)


def cast(article: Marked) -> list[Person]:
    """The people of an article who are named in full, each once."""
    found: dict[str, Person] = {}
    for start, end in _mentions(article):
        words = article.text[start:end].split()
        if len(words) > 1 and "\n" not in article.text[start:end]:
            found.setdefault(" ".join(words), Person(" ".join(words[:-1]), words[-1]))
    return list(found.values())


def _mentions(article: Marked) -> list[Range]:
    """Where people are named: by the names given or, where there are none, by full names in the sources."""
    if article.names:
        return [(start, end) for start, end, kind in article.names if kind == "person"]
    spans: set[Range] = set()
    for attribution in article.attributions:
        for start, end in attribution.source:
            for match in FULL.finditer(article.text, start, end):
                words = match[0].split()
                while words and words[0].rstrip(".") in TITLES:
                    words = words[1:]
                # A surname also stands alone somewhere; the last word of a body or a place hardly ever does.
                alone = rf"(?<!{re.escape(words[-2])} ){re.escape(words[-1])}\b" if len(words) > 1 else r"\Z."
                if re.search(alone, article.text):
                    spans.add((match.end() - len(" ".join(words)), match.end()))
    return sorted(spans)


def exchange_people(article: Marked, rng: random.Random) -> Marked:
    """Gives every person of the article another name, the same one throughout."""
    text = article.text
    new: dict[str, str] = {}
    mentions = _mentions(article)
    for start, end in sorted(mentions, key=lambda span: span[0] - span[1]):
        words = [match[0] for match in WORD.finditer(text, start, end) if match[0].rstrip(".") not in TITLES]
        for at, word in enumerate(words):
            if word.endswith(".") or len(word) == 1:
                continue
            kind = "surnames" if at == len(words) - 1 else "given_names"
            new.setdefault(_base(word), rng.choice(entries(kind)))
    if not new:
        return article
    inside = {at for start, end in mentions for at in range(start, end)}
    outside = {at for start, end, kind in article.names if kind != "person" for at in range(start, end)}
    small = set(re.findall(r"\b[^\W\d_]+", text))  # to tell "Rice" from "rice"
    editor = Editor(article)
    for match in re.finditer(r"[^\W\d_](?:[\w-]|[’'](?=\w))*", text):
        base = _base(match[0])
        name = new.get(base) or new.get(base.capitalize() if base.isupper() and len(base) > 3 else "")
        loose = match.start() not in inside
        if name is None or (loose and (match.start() in outside or base.lower() in small)):
            continue
        editor.edit(_exchange(text, match.start(), base, name))
    return editor.apply()


def _exchange(text: str, start: int, old: str, name: str) -> Edit:
    """One name for another, in capitals where the old one is; "Sanders' plan" becomes "Wilk's plan"."""
    name = name.upper() if old.isupper() and len(old) > 1 else name
    end = start + len(old)
    bare_apostrophe = text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] != "s"
    if bare_apostrophe and old.endswith("s") and not name.endswith("s"):
        return cut(start, end + 1, f"{name}{text[end]}s")
    return cut(start, end, name)


def _base(word: str) -> str:
    """A word without its possessive ending."""
    return re.sub(r"[’']s?$", "", word)


def exchange_places(article: Marked, rng: random.Random) -> Marked:
    """Gives some places and organisations another name, the same one throughout."""
    pools = {"place": entries("place_swaps"), "organization": entries("organisation_swaps")}
    chosen: dict[tuple[str, str], str] = {}
    editor = Editor(article)
    for start, end, kind in article.names:
        old = article.text[start:end]
        if kind in pools:
            if (kind, old) not in chosen:
                chosen[kind, old] = rng.choice(pools[kind]) if rng.random() < 0.6 else old
            name = chosen[kind, old]
            if name.startswith("the ") and article.text[max(0, start - 4) : start].lower() == "the ":
                name = name[4:]
            if name != old:
                editor.edit(cut(start, end, name))
    return editor.apply()
