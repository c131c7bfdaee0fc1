"""Accessibility (axe-core, WCAG 2.2 AA) and the looks: sizes, light and dark, on paper. The pictures are for people."""

from __future__ import annotations

from typing import Any

import pytest

from .page import TAB, Page

PHONE = (390, 844)
DESKTOP = (1280, 900)
NARROWEST = (320, 640)  # WCAG 1.4.10: a window of 1280 pixels at 400 %


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_has_no_barriers_and_fits(page: Page, rich_id: str, scheme: str) -> None:
    page.emulate(scheme=scheme)
    page.open_article(rich_id)
    page.run("return document.fonts.ready.then(() => true)")
    for size in (PHONE, DESKTOP):
        page.emulate(*size, scheme)
        page.picture(f"article-{size[0]}-{scheme}")
        page.click("#at-q6")
        page.wait("return !document.querySelector('#inspector').hidden")
        page.picture(f"quote-{size[0]}-{scheme}")
        page.click(".close-button")
        page.click("#tab-facts")
        page.picture(f"facts-{size[0]}-{scheme}")
        assert page.barriers("#panel-facts") == []
        page.click("#tab-sources")
        assert fits(page)
    page.click("#at-q6")
    page.unfold("#s2")
    assert page.barriers() == []


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
@pytest.mark.parametrize("path", ["/", "/search"])
def test_forms_have_no_barriers_and_fit(page: Page, path: str, size: tuple[int, int], scheme: str) -> None:
    page.emulate(*size, scheme)
    page.open(path)
    page.wait("return document.querySelector('main > section:not([hidden])') !== null")
    assert page.barriers() == []
    assert fits(page)
    page.picture(f"{path.strip('/') or 'home'}-{size[0]}-{scheme}")


def test_nothing_is_cut_off_in_the_narrowest_window(page: Page, rich_id: str) -> None:
    page.emulate(*NARROWEST)
    page.open_article(rich_id)
    assert fits(page)
    page.click("#filters-toggle")
    assert page.find("#filters").is_displayed()
    page.click("#tab-facts")
    assert fits(page)


def test_the_first_stop_of_the_keyboard_skips_the_head(page: Page) -> None:
    page.open()
    page.find("body").send_keys(TAB)
    assert page.run("return document.activeElement.className") == "skip"
    assert page.run("return document.activeElement.getBoundingClientRect().top") >= 0


def test_on_paper_everything_is_unfolded(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.emulate(media="print")
    shown = "return [...document.querySelectorAll(arguments[0])].every((e) => e.checkVisibility())"
    assert page.run(shown, "[role=tabpanel], .card, .card blockquote, tr[data-fact], .times li")
    assert page.run(shown, "#text-body :is(mark, .ref, .fact)")
    hidden = "return [...document.querySelectorAll(arguments[0])].every((e) => !e.checkVisibility())"
    assert page.run(hidden, ".toolbar, nav, .tabs, .quote-tools, .colophon")
    assert len(page.all(".card blockquote")) == len(rich["quotes"])
    page.picture("paper")
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.all(".card details[open]") == []


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.run("return document.documentElement.scrollWidth <= innerWidth"))
