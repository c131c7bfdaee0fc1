"""Finds the numbers of a list that runs on in one line: "1. Go to bed early. 2. Keep the room cool."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token


def inline_numbers(tokens: Sequence[Token]) -> frozenset[int]:
    """The indices of tokens that number the items of a list, at least two of them, from 1 on."""
    found: list[int] = []
    run: list[int] = []
    for index, token in enumerate(tokens[:-2]):
        if token.kind != "digits" or len(token.text) > 2 or not _numbers_item(tokens, index):
            continue
        if token.text == str(len(run) + 1):
            run.append(index)
        elif token.text == "1":
            found += run if len(run) > 1 else []
            run = [index]
    found += run if len(run) > 1 else []
    return frozenset(found)


def _numbers_item(tokens: Sequence[Token], at: int) -> bool:
    mark, word = tokens[at + 1], tokens[at + 2]
    opens = at == 0 or tokens[at - 1].text in ".!?:;)" or tokens[at - 1].sentence != tokens[at].sentence
    return (
        opens and mark.text in ".)" and mark.glued and not word.glued and word.kind == "word" and word.text[0].isupper()
    )
