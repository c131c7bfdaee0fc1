"""The article marked up, and what stands beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from selenium.webdriver import ActionChains

from .page import ENTER, ESCAPE, Page

COPIED = """
    window.copied = {};
    addEventListener('copy', (event) => { // on the window: after the page's own listener
        for (const type of event.clipboardData.types) window.copied[type] = event.clipboardData.getData(type);
    });
    Object.defineProperty(window, 'isSecureContext', {value: false});
"""


def lit(page: Page, shape: str) -> str:
    """What is lit up in this shape, as one text."""
    script = "return [...document.querySelectorAll(`#text-body .${arguments[0]}`)].map((e) => e.textContent).join('')"
    return str(page.run(script, shape))


def test_every_quote_and_fact_is_marked_with_its_very_words(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    texts = page.run("""
        const marked = {};
        for (const mark of document.querySelectorAll('mark[data-quote], a[data-fact]')) {
            const id = mark.dataset.fact ?? mark.dataset.quote;
            const copy = mark.cloneNode(true);
            copy.querySelectorAll('#text-body .ref').forEach((ref) => ref.remove());
            marked[id] = (marked[id] ?? '') + copy.textContent;
        }
        return marked;
    """)
    assert texts == {thing["id"]: thing["text"] for thing in (*rich["quotes"], *rich["facts"])}
    assert len(page.all("#text-body .time")) >= len(rich["times"])
    assert "Choe" in page.run("return [...document.querySelectorAll('#text-body .ref')].map((ref) => ref.textContent)")


def test_the_kinds_of_quote_differ_in_shape(page: Page, rich_id: str) -> None:
    page.open_article(rich_id)
    shape = """
        const style = getComputedStyle(document.querySelector(`#text-body .quote.open.${arguments[0]}`));
        return [style.borderInlineStartStyle, style.borderBlockEndStyle];
    """
    assert page.run(shape, "direct") == ["solid", "none"]
    assert page.run(shape, "indirect") == ["none", "dashed"]
    assert page.run(shape, "mixed") == ["solid", "dashed"]
    label = "return getComputedStyle(document.querySelector('#text-body .quote.caption.open'), '::before').content"
    assert "caption" in page.run(label)


def test_pointing_at_a_quote_shows_who_says_it_and_the_cue(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    quote = rich["quotes"][0]
    mark = page.find(f"mark[data-quote={quote['id']}]")
    ActionChains(page.driver).move_to_element_with_offset(mark, -20, 0).perform()
    page.wait("return document.querySelector('.lit-cue') !== null")
    assert lit(page, "lit-cue") == quote["cue"]["text"]
    assert lit(page, "lit-speaker") == quote["speaker"]["text"]
    assert page.run("return document.querySelector(`#${arguments[0]}`).classList.contains('lit')", "s1")
    ActionChains(page.driver).move_to_element(page.find("#article-title")).perform()
    page.wait("return document.querySelector('.lit-cue') === null")


def test_the_keyboard_opens_a_quote_and_comes_back(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    quote = rich["quotes"][5]
    page.run("document.querySelector(`#at-${arguments[0]}`).focus()", quote["id"])
    assert lit(page, "lit-cue") == quote["cue"]["text"], "focus alone links quote, speaker and cue"
    page.press(ENTER)
    page.wait("return document.activeElement.id === 'inspector'")
    assert "Tormod Heier" in page.text("#inspector")
    assert quote["text"] in page.text("#inspector")
    assert page.run("return location.hash") == f"#{quote['id']}"
    page.press(ESCAPE)
    page.wait("return document.querySelector('#inspector').hidden")
    assert page.focused() == f"at-{quote['id']}"


def test_a_fact_is_linked_to_its_source_and_time(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    fact = next(fact for fact in rich["facts"] if fact["source"] and fact["time"])
    page.open_article(rich_id, f"#{fact['id']}")
    page.wait("return !document.querySelector('#inspector').hidden")
    assert lit(page, "lit-time") == fact["time"]["text"]
    assert lit(page, "lit-speaker") == fact["source"]["text"]
    assert "September 2024" in page.text("#inspector")
    assert "British intelligence" in page.text("#inspector")


def test_a_link_to_a_quote_opens_it(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    quote = rich["quotes"][-1]
    page.open_article(rich_id, f"#{quote['id']}")
    page.wait("return !document.querySelector('#inspector').hidden")
    assert quote["text"] in page.text("#inspector")
    page.wait("const at = document.activeElement.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight")


def test_a_source_card_says_who_why_and_how_much(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    card = page.text("#s2")
    for said in ("Tormod Heier", "Norwegian Defense Academy", "Expert", "academic or research role", "contributor"):
        assert said in card
    own = [quote for quote in rich["quotes"] if quote["speaker"]["source_id"] == "s2"]
    assert f"{len(own)} quotes, {rich['sources'][1]['words_quoted']} words" in card
    page.unfold("#s2")
    assert len(page.all("#s2 .quotes > li")) == len(own)
    page.click("#s2 .evidence button")
    assert lit(page, "lit") == rich["sources"][1]["expert_reason"]["text"]


def test_facts_are_sorted_by_worth_and_otherwise(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    page.click("#tab-facts")
    order = "return [...document.querySelectorAll('tr[data-fact]')].map((row) => row.dataset.fact)"
    by_worth = [fact["id"] for fact in sorted(rich["facts"], key=lambda fact: -fact["check_worthiness"])]
    assert page.run(order) == by_worth
    assert page.find("th:last-child").get_attribute("aria-sort") == "descending"
    page.click("th:last-child button")
    assert page.run(order) == by_worth[::-1]
    page.click("th:first-child button")
    assert page.run(order) == [fact["id"] for fact in rich["facts"]]


def test_filters(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    shown = "return [...document.querySelectorAll('#text-body .ref')].map((ref) => ref.dataset.quote)"
    experts = {source["id"] for source in rich["sources"] if source["is_expert"]}
    page.click("[name=experts]")
    wanted = [quote["id"] for quote in rich["quotes"] if quote["speaker"]["source_id"] in experts]
    page.wait("return document.querySelectorAll('#text-body .ref').length === arguments[0]", len(wanted))
    assert page.run(shown) == wanted
    page.click("[value=indirect]")
    wanted = [quote["id"] for quote in rich["quotes"] if quote["id"] in wanted and quote["kind"] != "indirect"]
    page.wait("return document.querySelectorAll('#text-body .ref').length === arguments[0]", len(wanted))
    assert f"Shown: {len(wanted)} of {len(rich['quotes'])} quotes" in page.text("#filter-state")
    page.run("document.querySelector('#filters').reset()")
    page.run("""
        const range = document.querySelector('[name=confidence]');
        range.value = '90';
        document.querySelector('[name=certainty]').value = 'disputed';
        range.dispatchEvent(new Event('input', {bubbles: true}));
    """)
    wanted = [quote["id"] for quote in rich["quotes"] if quote["confidence"] >= 0.9]
    page.wait("return document.querySelectorAll('#text-body .ref').length === arguments[0]", len(wanted))
    assert page.run("return document.querySelectorAll('a.fact').length") == 0, "the disputed fact is less sure than 0.9"
    assert page.text("#filters output") == "90 %"


def test_tabs_follow_the_arrow_keys(page: Page, rich_id: str) -> None:
    page.open_article(rich_id)
    page.run("document.querySelector('#tab-sources').focus()")
    page.press("\ue014")  # arrow right
    assert page.focused() == "tab-facts"
    assert not page.find("#panel-facts").get_attribute("hidden")
    assert page.find("#panel-sources").get_attribute("hidden")


def test_a_quote_is_copied_with_its_attribution(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id, "#q1")
    page.run(COPIED)
    page.wait("return !document.querySelector('#inspector').hidden")
    page.click("#inspector .quote-tools button")
    copied = page.wait("return window.copied['text/plain']")
    assert copied == (
        f"“{rich['quotes'][0]['text']}” — Palle Ydstebø, head teacher at the section for land power, "
        f"Norwegian Military Academy. From “{rich['article']['title']}”, 1 November 2024"
    )
    assert page.text("#inspector .quote-tools button") == "Copied"


def test_a_fact_box_is_copied_as_text_and_as_a_list(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    page.run(COPIED)
    page.click("#tab-facts")
    page.click(".panel-tools button")
    copied = page.wait("return window.copied['text/html'] && window.copied")
    assert copied["text/plain"].count("\n• ") == len(rich["facts"])
    assert "almost 40,000 Russian soldiers" in copied["text/plain"]
    assert "source: British intelligence" in copied["text/plain"]
    assert copied["text/html"].count("<li>") == len(rich["facts"])


def test_results_are_downloaded(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    page.click(".menu summary")
    for kind in ("json", "jsonld", "csv-quotes", "csv-facts"):
        page.click(f"[data-download={kind}]")
    assert json.loads(page.downloaded(f"{rich_id}.json"))["quotes"] == rich["quotes"]
    assert "@context" in json.loads(page.downloaded(f"{rich_id}.jsonld"))
    for part in ("quotes", "facts"):
        rows = list(csv.reader(io.StringIO(page.downloaded(f"{rich_id}.{part}.csv"))))
        assert len(rows) == 1 + len(rich[part])


def test_warnings_stand_on_top_and_lead_into_the_text(page: Page, rich_id: str) -> None:
    page.open_article(rich_id)
    assert "500 square kilometres" in page.text("#warnings")
    page.click("#warnings button")
    assert "almost 500 new square kilometers" in lit(page, "lit")


def test_search_finds_experts_and_quotes(page: Page, read: Callable[..., str], seed: dict[str, Any]) -> None:
    read(seed["text"], published_at=seed["published_at"])
    page.open("/search")
    page.type("#search-q", "war")
    page.press(ENTER)
    page.wait("return document.querySelectorAll('#quotes-list blockquote').length > 0")
    assert page.run("return location.search") == "?q=war&by=topic"
    assert "war" in page.text("#quotes-list blockquote").lower()
    assert page.barriers("main") == []
    page.click("#quotes-list a")
    page.wait_for_article()
    page.wait("return !document.querySelector('#inspector').hidden")


def test_a_search_that_finds_nothing_says_so(page: Page) -> None:
    page.open("/search?q=zyzzyva&by=name")
    page.wait("return document.querySelector('#search-state').textContent !== ''")
    assert "No quote found" in page.text("#quotes-list")
    assert page.find("[value=name]").is_selected()
