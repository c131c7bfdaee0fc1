"""Texts that are hard to show: markup, right to left, beyond the basic plane, very long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .page import Page

Put = Callable[[str, dict[str, Any]], str]


def a_result(rich: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A result with nothing in it but these parts."""
    empty: dict[str, Any] = {"quotes": [], "sources": [], "facts": [], "times": [], "warnings": []}
    return {**rich, **empty, "article": {**rich["article"], "title": None}, **parts}


def shifted(thing: Any, by: int, suffix: str) -> Any:
    """A part of a result, moved further down the text, with ids of its own."""
    if isinstance(thing, list):
        return [shifted(part, by, suffix) for part in thing]
    if not isinstance(thing, dict):
        return thing
    moved = {name: shifted(value, by, suffix) for name, value in thing.items()}
    for name in ("start", "end"):
        if isinstance(thing.get(name), int):
            moved[name] = thing[name] + by
    for name in ("id", "quote_id"):
        if thing.get(name) is not None:
            moved[name] = f"{thing[name]}{suffix}"
    return moved


def test_markup_in_an_article_is_shown_as_text(page: Page, put: Put, rich: dict[str, Any]) -> None:
    hostile = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>'
    text = f"“{hostile}” said {hostile}. <b>Bold</b> &amp; {{{{7*7}}}} ${{1}} javascript:alert(1)"
    quote = {**rich["quotes"][0], "text": hostile, "spans": [{"start": 1, "end": 1 + len(hostile)}], "cue": None}
    start = text.index(hostile, 10)
    quote["speaker"] = {**rich["quotes"][0]["speaker"], "text": hostile, "start": start, "end": start + len(hostile)}
    bold = {"text": "<b>Bold</b>", "start": text.index("<b>"), "end": text.index("</b>") + 4}
    source = {**rich["sources"][0], "name": hostile, "aliases": [hostile], "mentions": [], "affiliation": None}
    source |= {"role": {**bold, "confidence": 0.9}, "expert_reason": {"rule": "<i>rule</i>", **bold}}
    warnings = [{"kind": "x", "text": hostile, "spans": []}]
    result = a_result(rich, quotes=[quote], sources=[source], warnings=warnings)
    result["article"]["title"] = hostile
    article_id = put(text, result)
    page.open_article(article_id, "#q1")
    page.wait("return !document.querySelector('#inspector').hidden")
    page.unfold(".card")
    assert page.body() == text
    assert page.text("#article-title") == hostile
    assert page.run("return document.querySelectorAll('main img, main script, main b, main i').length") == 0
    assert page.run("return window.broken") is None
    assert page.strangers() == []


def test_offsets_count_characters_that_take_two_units(page: Page, put: Put, rich: dict[str, Any]) -> None:
    text = "😀👩‍🚀 “𝔉ine 🧊 day,” said 𝒜na. 😀 Over 𝟏𝟐 storms in March 2022."
    words = "𝔉ine 🧊 day,"
    start = text.index(words)
    name = text.index("𝒜na")
    speaker = {**rich["quotes"][0]["speaker"], "text": "𝒜na", "start": name, "end": name + 3}
    quote = {**rich["quotes"][0], "text": words, "spans": [{"start": start, "end": start + len(words)}], "cue": None}
    quote["speaker"] = speaker
    source = {**rich["sources"][0], "mentions": [], "role": None, "affiliation": None, "expert_reason": None}
    times = [{"text": "March 2022", "start": len(text) - 11, "end": len(text) - 1, "type": "DATE", "value": "2022-03"}]
    page.open_article(put(text, a_result(rich, quotes=[quote], sources=[source], times=times)), "#q1")
    page.wait("return document.querySelector('.lit-speaker') !== null")
    assert page.text("#text-body mark.quote") == words
    assert page.text("#text-body .lit-speaker") == "𝒜na"
    assert page.text("#text-body .time") == "March 2022"


def test_right_to_left_text_runs_right_to_left(page: Page, put: Put, rich: dict[str, Any]) -> None:
    words = "الجليد يذوب أسرع مما توقعنا"
    text = f"قالت ليلى حداد، أستاذة علم المناخ: «{words}».\n\nThe ministry did not answer."
    start = text.index(words)
    quote = {**rich["quotes"][0], "text": words, "spans": [{"start": start, "end": start + len(words)}], "cue": None}
    quote["speaker"] = {**rich["quotes"][0]["speaker"], "text": "ليلى حداد", "start": 5, "end": 14}
    source = {**rich["sources"][0], "name": "ليلى حداد", "mentions": [], "role": None, "affiliation": None}
    source |= {"expert_reason": None, "aliases": []}
    page.open_article(put(text, a_result(rich, quotes=[quote], sources=[source])))
    directions = "return [...document.querySelectorAll('#text-body p')].map((p) => getComputedStyle(p).direction)"
    assert page.run(directions) == ["rtl", "ltr"]
    bars = page.run("""
        const style = getComputedStyle(document.querySelector('#text-body mark.quote'));
        return [style.borderRightStyle, style.borderInlineStartStyle];
    """)
    assert bars == ["solid", "solid"], "the bar stands where the quote begins: at its right"
    assert page.barriers("#view-article") == []


def test_paragraphs_of_wrapped_lines_and_subheads(page: Page, put: Put, rich: dict[str, Any]) -> None:
    text = "A first line that is\nwrapped by hand.\r\n\r\nA subhead\n\nThe last one."
    page.open_article(put(text, a_result(rich)))
    classes = page.run("return [...document.querySelectorAll('#text-body p')].map((p) => p.className)")
    assert classes == ["", "subhead", ""]
    assert page.body().split() == text.split()


def test_a_very_long_article_stays_usable(page: Page, put: Put, rich: dict[str, Any], seed: dict[str, Any]) -> None:
    copies = 200_000 // (len(seed["text"]) + 2)
    text = "\n\n".join([seed["text"]] * copies)
    parts: dict[str, list[Any]] = {"quotes": [], "facts": [], "times": []}
    for copy in range(copies):
        for name, gathered in parts.items():
            gathered += shifted(rich[name], copy * (len(seed["text"]) + 2), f"{copy:02}")
    page.open_article(put(text, a_result(rich, sources=rich["sources"], **parts)))
    assert page.body().split() == text.split()
    assert page.run("return document.querySelectorAll('#text-body .ref').length") == copies * len(rich["quotes"])
    page.click("#tab-facts")
    assert len(page.all("tr[data-fact]")) == 150, "rows are made as they are asked for"
    page.click(".more")
    assert len(page.all("tr[data-fact]")) > 150
    last = parts["quotes"][-1]["id"]
    page.run("location.hash = arguments[0]", last)
    page.wait("return !document.querySelector('#inspector').hidden")
    page.wait("const at = document.activeElement.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight")
    assert page.focused() == f"at-{last}"
