"""Bodies under their short names: acronyms in brackets or made of initials, and the first word of a longer name."""

from __future__ import annotations

from . import lexicons
from .names import Run
from .register import Register
from .same_names import fold
from .tokens import Tokens


def join_acronyms(tokens: Tokens, register: Register, runs: tuple[Run, ...], owner: dict[int, int]) -> None:
    """ "World Health Organization (WHO)" and acronyms made of the initials of a body named in full."""
    initials: dict[str, int] = {}
    for number, entity in enumerate(register.entities):
        if entity.kind == "organization" and len(entity.words) > 1:
            initials.setdefault(
                "".join(word[0] for word in entity.words if word not in {"of", "for", "the", "and"}), number
            )
    merged: dict[int, int] = {}
    for number, run in enumerate(runs):
        if run.size != 1 or not tokens.words[run.first].replace(".", "").isupper():
            continue
        previous = runs[number - 1] if number else None
        in_brackets = tokens.word(run.first - 1) == "(" and tokens.word(run.last) == ")"
        full = None
        if in_brackets and previous is not None and run.first - previous.last <= 2:
            full = owner.get(number - 1)
        full = full if full is not None else initials.get(fold(tokens.words[run.first]).replace(".", ""))
        if (
            full is None
            or register.entities[full].kind != "organization"
            or register.entities[full].words == register.words_of(run)
        ):
            continue
        if (old := owner.get(number)) is not None and old != full:
            merged[old] = full
        register.index(full, register.words_of(run))
        owner[number] = full
    for number, joined in owner.items():
        owner[number] = merged.get(joined, joined)


def join_short_names(register: Register, owner: dict[int, int]) -> None:
    """ "Kalumba" for "Kalumba Mines Plc": one word that opens the name of one body alone, and is no common word."""
    common, places = lexicons.words("common_words.txt"), lexicons.words("names/places.txt")
    opens: dict[str, list[int]] = {}
    for number, entity in enumerate(register.entities):
        if entity.kind == "organization" and len(entity.words) > 1:
            opens.setdefault(entity.words[0], []).append(number)
    merged: dict[int, int] = {}
    for number, entity in enumerate(register.entities):
        word = entity.words[0] if entity.words else ""
        full = opens.get(word, ())
        plain = word in common or word in places or word in lexicons.organization_classes()
        alone = entity.kind == "organization" and len(entity.words) == 1 and not entity.name.isupper()
        if alone and len(full) == 1 and not plain:
            merged[number] = full[0]
            register.forget(number, word)
    for run, joined in owner.items():
        owner[run] = merged.get(joined, joined)
