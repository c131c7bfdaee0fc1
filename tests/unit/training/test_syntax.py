"""Silver trees become labels of words, and stay on the words they were on when a text is rewritten."""

from __future__ import annotations

import numpy as np

from training.augment.editor import Editor, cut
from training.marked import Marked
from training.syntax import PARTS, RELATIONS, UNKNOWN, syntax_labels, tree_of

TEXT = "Farah repaired old pumps."
SENTENCE = {
    "tokens": [
        [0, 5, "NNP", "PERSON"], [6, 14, "VBD", "O"], [15, 18, "JJ", "O"], [19, 24, "NNS", "O"], [24, 25, ".", "O"],
    ],
    "heads": [2, 0, 4, 2, 2],
    "deprels": ["nsubj", "root", "amod", "dobj:of", "punct"],
}  # fmt: skip
STARTS = np.array([0, 6, 15, 19, 24])


TOKENS = tree_of({"id": "one", "sentences": [SENTENCE]})


def test_a_tree_becomes_heads_relations_and_parts() -> None:
    heads, relations, parts = syntax_labels(TOKENS, STARTS)
    assert heads.tolist() == [1, -1, 3, 1, 1]
    assert [RELATIONS[n] for n in relations] == ["nsubj", "root", "amod", "dobj", "punct"]
    assert [PARTS[n] for n in parts] == ["NNP", "VBD", "JJ", "NNS", "."]


def test_a_word_without_a_token_and_a_token_without_a_word_are_unknown() -> None:
    heads, _, parts = syntax_labels(TOKENS, np.array([0, 6, 17, 19, 24]))
    assert heads.tolist() == [1, -1, UNKNOWN, 1, 1]
    assert parts[2] == UNKNOWN
    assert syntax_labels((), STARTS).tolist() == [[UNKNOWN] * 5] * 3


def test_tokens_move_with_their_words_and_heads_that_went_are_unknown() -> None:
    editor = Editor(Marked(TEXT, (), (), (0,), TOKENS))
    editor.edit(cut(0, 0, "Yesterday "))
    editor.edit(cut(6, 14, "mended"))
    moved = editor.apply()
    assert moved.text == "Yesterday Farah mended old pumps."
    assert [moved.text[t.start : t.end] for t in moved.tokens] == ["Farah", "old", "pumps", "."]
    by_word = {moved.text[t.start : t.end]: t for t in moved.tokens}
    assert by_word["Farah"].head == UNKNOWN
    assert by_word["old"].head == by_word["pumps"].start
