"""Quote marks and leading dashes, in every style the press uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.extraction.document import Block
from workers.extraction.marks import find_dashes, find_marked


def blocks_of(text: str) -> list[Block]:
    """One block a line."""
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("“Stay,” she said. “Please.”", ["Stay,", "Please."]),
        ('"Stay," she said. "Please."', ["Stay,", "Please."]),
        ("‘It’s the miners’ fault,’ said Bo.", ["It’s the miners’ fault,"]),
        ("'The miners' rights matter,' he said. 'Don't go.'", ["The miners' rights matter,", "Don't go."]),
        ("„Ja“, sagte er.", ["Ja"]),
        ("»So« und »nicht so«.", ["So", "nicht so"]),
        ("«Oui», dit-il, «bien».", ["Oui", "bien"]),
        ("« Oui », dit-il.", [" Oui "]),
        ("”Hei”, hän sanoi. ”Moi.”", ["Hei", "Moi."]),
        ("「はい」 he said.", ["はい"]),
        ("It is the '90s, rock 'n' roll, and 'tis fine.", []),
        ("The miners' union and the bosses' club met.", []),
        ("He is 6' tall and it weighs 5\" more.", []),
    ],
)
def test_outermost_stretches(text: str, stretches: list[str]) -> None:
    found = find_marked(text, blocks_of(text))
    assert [m.inner.of(text) for m in found if not m.depth] == stretches
    assert all(m.closed for m in found)


def test_a_quotation_within_a_quotation_lies_deeper() -> None:
    text = "“They said ‘never’ to us,” she said."
    outer, inner = find_marked(text, blocks_of(text))
    assert (outer.depth, inner.depth) == (0, 1)
    assert inner.inner.of(text) == "never"


def test_a_quotation_over_paragraphs_is_carried_until_it_closes() -> None:
    text = "He said: “One.\n“Two.\n“Three.”\nThen he left."
    assert [(m.inner.of(text), m.closed, m.carried) for m in find_marked(text, blocks_of(text))] == [
        ("One.", False, True),
        ("Two.", False, True),
        ("Three.", True, False),
    ]


def test_a_mark_that_never_closes_ends_with_its_block() -> None:
    text = "He said: “One.\nThen he left."
    (found,) = find_marked(text, blocks_of(text))
    assert (found.inner.of(text), found.closed, found.carried) == ("One.", False, False)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("– It holds, says Bo, to news.", ["– It holds, says Bo, to news."]),
        ("It rained. – It holds, says Bo. – For now.", ["– It holds, says Bo. ", "– For now."]),
        ("He fears one thing: – Rain.", ["– Rain."]),
        ("- It holds, says Bo.", ["- It holds, says Bo."]),
        ("—It holds, says Bo.", ["—It holds, says Bo."]),
        ("The bridge – an old one – holds.", []),
        ("A well-known bridge. It is a 3-2 win - not more.", []),
    ],
)
def test_leading_dashes(text: str, stretches: list[str]) -> None:
    assert [s.of(text) for s in find_dashes(text, blocks_of(text))] == stretches


@given(st.text(alphabet="“”‘’'\"«»„–- ab.,\n", max_size=200))
def test_stretches_lie_inside_their_blocks(text: str) -> None:
    blocks = blocks_of(text)
    for marked in find_marked(text, blocks):
        assert any(b.start <= marked.outer.start and marked.outer.end <= b.end for b in blocks)
        assert marked.outer.covers(marked.inner)
    for dash in find_dashes(text, blocks):
        assert any(b.start <= dash.start and dash.end <= b.end for b in blocks)
