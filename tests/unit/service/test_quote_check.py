"""service.views.quote_check: exact, altered, absent."""

from __future__ import annotations

import random

import pytest

from service.views.quote_check import Check, check

TEXT = (
    "“Sales rose by 12\u00a0percent in March,” said Ana Pérez, an economist. “We don’t know why,” she added, “but it’s "
    "a start.”\n\nThe bank's figures, published on Monday, are provisional. Critics called the report “thin”."
)
QUOTES = [
    {
        "spans": [
            {"start": TEXT.index("We don"), "end": TEXT.index(",” she")},
            {"start": TEXT.index("but it"), "end": TEXT.index("\n") - 1},
        ]
    }
]


def _check(quotation: str, draft: str | None = None) -> Check:
    found = check(TEXT, QUOTES, quotation, draft)
    for piece in found.spans:
        assert TEXT[piece.start : piece.end] == piece.text
    for change in found.changes:
        assert change.article is None or TEXT[change.article.start : change.article.end] == change.article.text
        assert change.draft is None or (draft or quotation)[change.draft.start : change.draft.end] == change.draft.text
        assert (change.op == "insert") == (change.article is None)
        assert (change.op == "delete") == (change.draft is None)
    return found


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [
        ("Sales rose by 12 percent in March", ["Sales rose by 12\u00a0percent in March"]),
        ('"Sales rose by 12 percent in March"', ["Sales rose by 12\u00a0percent in March"]),
        ("«Sales  rose\nby 12 percent»", ["Sales rose by 12\u00a0percent"]),
        ("We don't know why", ["We don’t know why"]),
        ("We don't know why … but it's a start.", ["We don’t know why", "but it’s a start."]),
        ("know why but it’s a", ["know why", "but it’s a"]),
        ("Critics called the report thin.", ["Critics called the report “thin”."]),
        ("thin", ["thin"]),
    ],
)
def test_exact(quotation: str, passage: list[str]) -> None:
    found = _check(quotation)
    assert found.verdict == "exact"
    assert [piece.text for piece in found.spans] == passage
    assert (found.similarity, found.changes) == (1.0, ())


@pytest.mark.parametrize(
    ("quotation", "changes"),
    [
        ("Sales rose by 21 percent in March", [("replace", "12", "21")]),
        ("Sales rose 12 percent in March", [("delete", "by", None)]),
        ("Sales rose by almost 12 percent in March", [("insert", None, "almost")]),
        ("sales rose by 12 percent in March", [("replace", "Sales", "sales")]),
        ("Sales rose by 12 percent in March!", [("insert", None, "!")]),
        ("We do know why", [("replace", "don’t", "do")]),
        ("The banks figures, published on Monday, are provisional.", [("replace", "bank's", "banks")]),
    ],
)
def test_altered(quotation: str, changes: list[tuple[str, str | None, str | None]]) -> None:
    found = _check(quotation)
    assert found.verdict == "altered"
    assert 0 < found.similarity < 1
    assert "".join(change.draft.text for change in found.changes if change.draft).replace(" ", "") == quotation.replace(
        " ", ""
    )
    seen = [change for change in found.changes if change.op != "equal"]
    if len(changes) == len(seen) and "n’t" not in str(changes) and "'s" not in str(changes):
        assert [(c.op, c.article and c.article.text, c.draft and c.draft.text) for c in seen] == changes
    else:
        ours = "".join(c.article.text for c in seen if c.article)
        assert ours in str(changes[0][1])


@pytest.mark.parametrize(
    "quotation",
    ["Profits fell in April", "ale", "rose Sales", "thi", "nothing of this stands there at all", "economics"],
)
def test_absent(quotation: str) -> None:
    assert _check(quotation).verdict == "absent"


def test_a_draft_is_judged_against_the_quotation() -> None:
    found = _check("Sales rose by 12 percent in March", "Spring sales went up 12 percent")
    assert found.verdict == "altered"
    assert [piece.text for piece in found.spans] == ["Sales rose by 12\u00a0percent in March"]
    assert _check("Sales rose by 12 percent", "“Sales rose by 12 percent”").verdict == "exact"
    assert _check("Sales rose by 21 percent", "Sales rose by 12 percent").verdict == "exact", "the draft has it right"
    assert _check("Cats are nice", "Sales rose by 12 percent").verdict == "absent", "the quotation decides where"


def test_words_in_the_middle_of_words_do_not_count() -> None:
    assert check("The taxi waits.", [], "tax").verdict == "absent"
    assert check("The taxi waits. A tax waits.", [], "tax").spans[0].start == 18


@pytest.mark.parametrize("word", ["a", "a b ", ". ", "…"])
def test_hostile_texts_come_to_an_end(word: str) -> None:
    check(word * (200_000 // len(word)), [], (word * 2_000)[:2_000])
    check(word * (200_000 // len(word)), [], "x" + (word * 2_000)[:1_990])


def test_any_passage_of_a_long_text_is_found() -> None:
    chance = random.Random(7)
    words = [f"{chance.choice('bcdfg')}{chance.choice('aeiou')}{number % 97}" for number in range(20_000)]
    text = " ".join(words)
    for start in (0, 9_000, 18_000):
        right = " ".join(words[start : start + 12])
        assert check(text, [], right).verdict == "exact"
        wrong = " ".join([*words[start : start + 5], "changed", *words[start + 6 : start + 12]])
        found = check(text, [], wrong)
        assert found.verdict == "altered"
        assert found.spans[0].text == right
