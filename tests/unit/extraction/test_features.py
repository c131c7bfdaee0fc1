"""What the model sees of a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.extraction.artefact import load_model
from workers.extraction.features import Pieces, cut_windows, shape_of, to_pieces
from workers.extraction.segment import segment


def pieces_of(text: str) -> Pieces:
    layout = segment(text)
    return to_pieces(text, layout.blocks, layout.sentences, load_model().tokenizer)


def states_of(text: str) -> dict[str, int]:
    pieces = pieces_of(text)
    return {text[s:e]: int(state) for s, e, state in zip(pieces.start, pieces.end, pieces.state, strict=True)}


@pytest.mark.parametrize(
    ("word", "shape"),
    [("bridge", 0), ("Bridge", 1), ("NATO", 2), ("iPhone", 3), ("A", 4), ("2024", 5), ("3G", 2), ("—", 6), ("今日", 7)],
)
def test_shapes(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_quote_states() -> None:
    assert states_of("“Stay,” said Bo.") == {"“": 1, "Stay": 2, ",": 2, "”": 3, "said": 0, "Bo": 0, ".": 0}
    dashed = states_of("– Stay, says Bo.")
    assert dashed["–"] == 8
    assert dashed["Stay"] == dashed["Bo"] == 9


def test_starts_of_blocks_and_sentences() -> None:
    text = "One came. Two left.\n\nThree stayed."
    pieces = pieces_of(text)
    begins = {text[s:e]: int(b) for s, e, b in zip(pieces.start, pieces.end, pieces.begin, strict=True)}
    assert (begins["One"], begins["Two"], begins["Three"], begins["came"]) == (2, 1, 2, 0)


@given(st.text(alphabet="ab. \n“”’é", max_size=400), st.integers(4, 40), st.integers(0, 3))
def test_windows_cover_every_piece_once_beyond_their_context(text: str, size: int, context: int) -> None:
    pieces = pieces_of(text)
    done = 0
    for window in cut_windows(pieces, size, context):
        assert done - context <= window.start <= done < window.end <= window.start + size
        done = window.end
    assert done == len(pieces)


def test_a_text_without_words_has_no_pieces() -> None:
    assert len(pieces_of("  \n ")) == 0


def test_offsets_slice_the_text() -> None:
    text = "Zoë’s café — naïve?"
    pieces = pieces_of(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.start, pieces.end, strict=True))
    assert np.all(np.diff(pieces.start) >= 0)
