"""What the page does to a text: lost line breaks, captions and credits, headings, datelines, teasers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from ..marked import Attribution, Marked
from .editor import Edit, Editor, Put, cut, puts
from .lexicon import entries, rows
from .people import Person, cast, invent

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BREAK = re.compile(r"[ \t]*\n\s*")


def flatten(article: Marked, rng: random.Random) -> Marked:
    """Turns line breaks into spaces: all of them, or (one article in five) most. Blocks stay known in ``breaks``."""
    share = 1.0 if rng.random() < 0.8 else 0.7
    white = rng.choice((" ", " ", " ", " ", "  "))
    editor = Editor(article)
    for match in BREAK.finditer(article.text):
        if match.end() < len(article.text) and (share == 1.0 or rng.random() < share):
            editor.edit(cut(match.start(), match.end(), white))
    return editor.apply()


def tighten(article: Marked) -> Marked:
    """One line break between paragraphs where there were two."""
    editor = Editor(article)
    for match in BREAK.finditer(article.text):
        if match.end() < len(article.text):
            editor.edit(cut(match.start(), match.end(), "\n"))
    return editor.apply()


def furnish(article: Marked, rng: random.Random) -> Marked:
    """Puts captions, credits, headings, teasers, a dateline and publishing lines between the blocks."""
    editor = Editor(article)
    people = cast(article) or [invent(rng)]
    spots = list(article.breaks[2:])
    rng.shuffle(spots)
    kinds = rng.choices((_caption, _heading, _teaser, _list), (12, 8, 4, 1), k=rng.choice((1, 2, 2, 3, 4, 5, 6)))
    for spot, kind in zip(spots, kinds, strict=False):
        parts = kind(editor, people, rng)
        editor.edit(Edit(spot, spot, (*parts, Put("\n\n", foreign=True))))
    if rng.random() < 0.25 and len(article.breaks) > 1:
        _dateline(editor, rng)
    if rng.random() < 0.3:
        end = len(article.text.rstrip())
        editor.edit(Edit(end, len(article.text), tuple(_closing_lines(rng))))
    return editor.apply()


def _block(text: str) -> tuple[Put, ...]:
    """Foreign text that is a block of its own."""
    return puts(text, block=True)


def _caption(editor: Editor, people: list[Person], rng: random.Random) -> tuple[Put, ...]:
    """A caption with its credit; every third one reports what its person says."""
    person = rng.choice(people) if rng.random() < 0.8 else invent(rng)
    name, joint = person.full, rng.choice((" ", " ", "\n"))
    credit = puts(joint + _credit(rng))
    if rng.random() < 0.4:
        return (*_says(editor, name, rng), *credit)
    text = _fill(rng.choice(entries("captions")), name, invent(rng).full, rng)
    return (*_block(text), *credit) if rng.random() < 0.9 else _block(_credit(rng))


def _says(editor: Editor, name: str, rng: random.Random) -> tuple[Put, ...]:
    """``Name says that …`` as an indirect quote."""
    index = editor.add(Attribution((), (), ()))
    cue = rng.choice(("says", "says", "says", "believes", "thinks", "points out", "fears"))
    that = "that " if rng.random() < 0.7 or cue == "points out" else ""
    claim = rng.choice(entries("caption_claims")).replace("{they}", rng.choice(("he", "she")))
    role = (
        Put(f"{rng.choice(entries('caption_roles'))} ", ((index, "source"),), block=True)
        if rng.random() < 0.3
        else None
    )
    first = Put(name, ((index, "source"),), block=role is None, name="person")
    return (
        *((role,) if role else ()), first, Put(" ", foreign=True), Put(cue, ((index, "cue"),)), Put(" ", foreign=True),
        Put(that + claim, ((index, "content"),)), Put(".", foreign=True),
    )  # fmt: skip


def _credit(rng: random.Random) -> str:
    """``Photo: Somebody / Agency`` in one of its shapes."""
    word = rng.choice(
        ("Photo: ", "Photo: ", "Photo: ", "Photograph: ", "PHOTO: ", "Foto: ", "Illustration: ", "Image: ", "Credit: ")
    )
    agency = rng.choice(entries("agencies"))
    who = f"<p>{invent(rng).full}</p>"
    credit = rng.choice(
        (
            f"{who} / {agency}",
            f"{who} / {agency}",
            f"{who} / {agency}",
            who,
            agency,
            f"{who}/{agency}",
            f"{who}, {agency}",
        )
    )
    if word == "PHOTO: ":
        return word + re.sub(r"(?<=>)[^<>]+(?=</)|(?<![<\w/])\b\w+\b(?![>\w])", lambda match: match[0].upper(), credit)
    return f"({word}{credit})" if rng.random() < 0.1 else word + credit


def _heading(editor: Editor, people: list[Person], rng: random.Random) -> tuple[Put, ...]:
    """A short heading without a stop."""
    if rng.random() < 0.5:
        return _block(rng.choice(entries("subheads")))
    words = rows("subhead_words")
    noun = rng.choice(words)[1]
    text = f"{rng.choice(words)[0]} {noun}"
    return _block(f"“{text}”" if rng.random() < 0.12 else text)


def _teaser(editor: Editor, people: list[Person], rng: random.Random) -> tuple[Put, ...]:
    """A line of the page."""
    return _block(rng.choice(entries("teasers")).replace("{n}", str(rng.randint(2, 480))))


def _list(editor: Editor, people: list[Person], rng: random.Random) -> tuple[Put, ...]:
    """A fact list with dashes or bullets."""
    bullet = rng.choice(("• ", "• ", "- ", "– ", "* "))
    items = rng.sample(rows("list_items"), rng.randint(2, 5))
    lines = [rng.choice(entries("list_heads")), *(f"{bullet}{label}: {value}" for label, value in items)]
    parts: list[Put] = []
    for line in lines:
        parts += [*_block(line), Put("\n", foreign=True)]
    return tuple(parts[:-1])


def _fill(template: str, name: str, other: str, rng: random.Random) -> str:
    """A caption with its names, places and dates."""
    return template.format(
        name=name, other=other, place=rng.choice(entries("places")), day=rng.choice(DAYS), month=rng.choice(MONTHS),
        year=rng.randint(1998, 2026),
    )  # fmt: skip


def _dateline(editor: Editor, rng: random.Random) -> None:
    """``PLACE, Month d (Agency) - `` before the first paragraph of the body."""
    spot = editor.article.breaks[1]
    if any(start <= spot < end for a in editor.article.attributions for start, end in a.source):
        return
    place, day = rng.choice(entries("places")), f"{rng.choice(MONTHS)[:3]} {rng.randint(1, 28)}"
    shape = rng.choice(
        ("{P}. ", "{P} — ", "{P} – ", "{P}: ", "{P}, {d} ({a}) - ", "{P}, {d} - ", "{P} ({a}) -- ", "{P} ")
    )
    text = shape.format(P=f"<l>{place.upper()}</l>", d=day, a=rng.choice(entries("agencies")))
    editor.edit(Edit(spot, spot, _block(text)))


def _closing_lines(rng: random.Random) -> Iterator[Put]:
    """``Published … Updated …`` or a line about who wrote."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2012, 2026)
    clock = f"{rng.randint(0, 23):02}.{rng.randint(0, 59):02}"
    date = rng.choice(
        (
            f"{day:02}.{month:02}.{year}, at {clock}",
            f"{MONTHS[month - 1][:3]}. {day}, {year} at {clock.replace('.', ':')}",
        )
    )
    yield Put("\n\n", foreign=True)
    if rng.random() < 0.7:
        yield from _block(f"Published {date}")
        if rng.random() < 0.6:
            yield Put(rng.choice((" ", "\n")), foreign=True)
            yield Put(f"Updated {date[:-2]}{rng.randint(10, 59)}", foreign=True)
    else:
        first, second = (f"<p>{invent(rng).full}</p>" for _ in range(2))
        capitals = f"TEXT: <p>{invent(rng).full.upper()}</p>"
        lines = (f"(Reporting by {first}; editing by {second})", capitals, "Enditem", f"By {first}")
        yield from _block(rng.choice(lines))


def one_line_headline(article: Marked, rng: random.Random) -> Marked:
    """The headline in capitals, in title case, or in sentence case without its full stop."""
    if len(article.breaks) < 2:
        return article
    start = article.breaks[0]
    end = start + len(article.text[start : article.breaks[1]].rstrip())
    line = article.text[start:end]
    if len(line) > 160 or "\n" in line:
        return article
    editor = Editor(article)
    choice = rng.random()
    if choice < 0.3:
        _letters(editor, start, line, line.upper())
    elif choice < 0.5:
        _letters(editor, start, line, re.sub(r"(?<![\w’'])[a-z]", lambda m: m[0].upper(), line))
    if line.endswith(".") and not line.endswith(".."):
        editor.edit(cut(end - 1, end))
    return editor.apply()


def _letters(editor: Editor, start: int, line: str, new: str) -> None:
    """Exchanges the words of a line one by one, so that ranges keep to them."""
    if len(new) != len(line):
        return
    for match in re.finditer(r"\w+", line):
        if new[match.start() : match.end()] != match[0]:
            editor.edit(cut(start + match.start(), start + match.end(), new[match.start() : match.end()]))
