"""The style reader finds the cue and the speaker's mention that its gold names but does not place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from training.marked import Marked
from training.style import count_located, mark, read_style

GOLD = Path(os.environ.get("QUOTEWIRE_GOLD", Path(__file__).parents[4] / "shared"))

SOURCES = [
    {"id": "s1", "name": "Ada Holm", "kind": "person", "role": "harbour pilot", "affiliation": "Sund Port"},
    {"id": "s2", "name": "the port authority", "kind": "organization", "role": None, "affiliation": None},
]


def row(text: str, *quotes: tuple[str | None, str | None, str]) -> dict[str, Any]:
    """A row of the style set with quotes given as source, cue and content (parts parted by " | ")."""
    spans = [
        [[text.index(part), text.index(part) + len(part)] for part in content.split(" | ")] for _, _, content in quotes
    ]
    return {
        "text": text,
        "sources": SOURCES,
        "quotes": [
            {"kind": "direct", "source": source, "cue": cue, "spans": where, "optional": False}
            for (source, cue, _), where in zip(quotes, spans, strict=True)
        ],
    }


def words(article: Marked, index: int) -> tuple[str, str, str]:
    """Source, cue and content of one attribution as text."""
    one = article.attributions[index]
    source, cue, content = (
        " | ".join(article.text[start:end] for start, end in spans) for spans in (one.source, one.cue, one.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "– It was dark, says Ada Holm, harbour pilot at Sund Port, to news. She left.",
            ("s1", "says", "It was dark"),
            ("Ada Holm, harbour pilot at Sund Port", "says", "It was dark"),
        ),
        (
            "The harbour pilot Ada Holm says that it was dark.",
            ("s1", "says", "it was dark"),
            ("The harbour pilot Ada Holm", "says", "that it was dark"),
        ),
        ("‘It was dark,’ she said. Holm left.", ("s1", "said", "It was dark,"), ("she", "said", "‘It was dark,’")),
        ("“It was dark,” the pilot said.", ("s1", "said", "It was dark,"), ("the pilot", "said", "“It was dark,”")),
        ("HOLM: It was dark.\nPAULL: Was it?", ("s1", None, "It was dark."), ("HOLM", "", "It was dark.")),
        (
            "It was dark, according to the port authority.",
            ("s2", "according to", "It was dark"),
            ("the port authority", "according to", "It was dark"),
        ),
        (
            "« It was dark, sighs Ada Holm. We waited. »",
            ("s1", "sighs", "It was dark | We waited."),
            ("Ada Holm", "sighs", "It was dark | We waited."),
        ),
        (
            "It was dark, it has been reported.",
            (None, "has been reported", "It was dark"),
            ("", "has been reported", "It was dark"),
        ),
    ],
)
def test_cue_and_speaker_are_located(
    text: str, quote: tuple[str | None, str | None, str], expected: tuple[str, str, str]
) -> None:
    article = mark(row(text, quote))
    assert words(article, 0) == expected
    assert article.attributions[0].source_known
    assert article.attributions[0].cue_known


def test_a_quote_without_a_clause_takes_the_mention_its_speaker_had_last() -> None:
    text = "– It was dark, says Ada Holm.\n\n– We waited."
    article = mark(row(text, ("s1", "says", "It was dark"), ("s1", None, "We waited.")))
    assert words(article, 1) == ("Ada Holm", "", "We waited.")


def test_says_and_continues_shares_its_subject() -> None:
    text = "– It was dark, says the pilot, and continues: – We waited."
    article = mark(row(text, ("s1", "says", "It was dark"), ("s1", "continues", "We waited.")))
    assert words(article, 1) == ("the pilot", "continues", "We waited.")


def test_a_speaker_who_cannot_be_placed_is_not_known() -> None:
    article = mark(row("A: It was dark.", ("s1", None, "It was dark.")))
    assert article.attributions[0].source == ()
    assert not article.attributions[0].source_known


def test_optional_quotes_have_no_weight() -> None:
    one = row("“It was dark,” said Ada Holm.", ("s1", "said", "It was dark,"))
    one["quotes"][0]["optional"] = True
    assert mark(one).attributions[0].weight == 0.0


@pytest.mark.skipif(not (GOLD / "data/style_train.jsonl").exists(), reason="needs the style set (QUOTEWIRE_GOLD)")
@pytest.mark.parametrize("part", ["train", "dev"])
def test_nearly_all_cues_and_speakers_of_the_style_set_are_located(part: str) -> None:
    found = count_located(read_style(GOLD / f"data/style_{part}.jsonl"))
    assert found.cues_located == found.cues
    assert found.sources_located >= 0.97 * found.sources
