"""Tagged articles: spans, several numbers on one mention, nesting, and errors that name what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.articles import parse, read_articles

TAGGED = (
    "=== one\n"
    "“<q1>The pump failed,</q1>” <c1>said</c1> <s1,2><p>Ada Brusk</p>, <o>Fenwater</o>'s engineer</s1,2>, "
    "<c2>adding</c2> that <q2>nobody in <g>Holm</g> was hurt</q2>.\n"
    "<s3>She</s3> <a3>wants</a3> <q3>a new pump</q3>.\n"
)


def test_tags_become_spans_without_leaving_a_trace() -> None:
    article = parse(TAGGED.split("\n", 1)[1].strip())
    text = article.text
    assert text.startswith("“The pump failed,” said Ada Brusk, Fenwater's engineer, adding that nobody in Holm")
    assert "<" not in text
    contents = [[text[slice(*span)] for span in one.content] for one in article.attributions]
    assert contents == [["“The pump failed,”"], ["that nobody in Holm was hurt"], ["a new pump"]]
    assert [text[slice(*one.source[0])] for one in article.attributions] == [
        "Ada Brusk, Fenwater's engineer",
        "Ada Brusk, Fenwater's engineer",
        "She",
    ]
    assert [one.mode for one in article.attributions] == ["speech", "speech", "attitude"]
    assert [(text[start:end], kind) for start, end, kind in article.names] == [
        ("Ada Brusk", "person"),
        ("Fenwater", "organization"),
        ("Holm", "place"),
    ]
    assert article.breaks == (0, text.index("She"))


def test_an_interrupted_quote_keeps_its_spans_together() -> None:
    article = parse("– <q1>No</q1>, <c1>says</c1> <s1>the clerk</s1>, <q1>not this year</q1>.")
    assert len(article.attributions) == 1
    assert len(article.attributions[0].content) == 2


def test_arguable_content_weighs_nothing() -> None:
    article = parse("<x>It was a quiet year.</x> So ended the report.")
    assert [one.weight for one in article.attributions] == [0.0]


@pytest.mark.parametrize(
    ("tagged", "complaint"),
    [
        ("<q1>It rains", "never closed"),
        ("It rains</q1>", "closes what is not open"),
        ("<q1>It <c1>rains</q1></c1>", "closes what is not open"),
        ("<q>It rains</q>", "has no number"),
        ("<c1>said</c1> nothing", "no content"),
    ],
)
def test_a_wrong_tag_is_named(tagged: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(tagged)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("=== x\n<q1>B</q1>\n=== y\n<q1>C</q1>\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("=== x\n<q1>A</q1>\n", encoding="utf-8")
    assert [article.text for article in read_articles(tmp_path)] == ["A", "B", "C"]
    (tmp_path / "c.txt").write_text("=== x\n<q1>A\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"c\.txt, article 1"):
        read_articles(tmp_path)


@pytest.mark.parametrize(
    "tagged",
    [
        "“<q1>It failed, as <s2>she</s2> <c2>said</c2> <q2>it would</q2>,</q1>” <c1>said</c1> <s1>Bo</s1>.",
        "<s1>Bo, who <c2>said</c2> <q2>it failed</q2>,</s1> <c1>denied</c1> <q1>it</q1>.",
    ],
)
def test_attributions_do_not_nest(tagged: str) -> None:
    with pytest.raises(ValueError, match="overlap"):
        parse(tagged)
