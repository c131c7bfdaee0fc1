"""Handing an article in, and watching it being read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import requests

from .page import Page

LETTER = (
    "“Rents rose by 12 percent in March,” said Ana Pérez, an economist at Lund University. "
    "The council said on Friday that it would act."
)
NORWEGIAN = (
    "Regjeringen la fredag frem en plan som skal gjøre det enklere å bygge boliger i de store byene. "
    "Kommunene får nå et år på seg til å svare, men flere ordførere sier at de ikke har folk nok til å gjøre jobben. "
    "Det blir ikke lett, sier ordføreren, som mener at staten må betale mer av det som planen kommer til å koste."
)
Stopped = Callable[[], AbstractContextManager[None]]


def test_the_sample_is_read_and_shown_whole(page: Page, seed: dict[str, Any]) -> None:
    page.open()
    page.click("[data-sample]")
    page.wait_for_article()
    assert page.body().split() == seed["text"].split()
    article_id = page.run("return location.pathname").removeprefix("/articles/")
    result = requests.get(f"{page.url}/v1/articles/{article_id}", timeout=10).json()
    shown = page.run("return [...document.querySelectorAll('#text-body .ref')].map((ref) => ref.dataset.quote)")
    assert sorted(shown) == sorted(quote["id"] for quote in result["quotes"])
    assert shown
    assert len(page.all(".card[data-source]")) == len(result["sources"]) > 0
    assert page.strangers() == []


def test_a_pasted_article_is_read(page: Page) -> None:
    page.open()
    page.paste("#text", LETTER)
    page.type("#title", "Rents")
    assert page.text("#text-count") == f"{len(LETTER)} of 200,000 characters"
    page.click("#submit [type=submit]")
    page.wait_for_article()
    assert page.text("#article-title") == "Rents"
    assert page.body() == LETTER
    assert page.run("return document.title") == "Rents – Quotewire"
    assert page.focused() == "article-title", "a screen reader goes on where the article begins"


def test_what_was_read_in_this_tab_is_listed(page: Page, rich_id: str, rich: dict[str, Any]) -> None:
    page.open_article(rich_id)
    page.click(".wordmark")
    page.wait("return !document.querySelector('#recent').hidden")
    page.click("#recent-list a")
    page.wait_for_article()
    assert page.text("#article-title") == rich["article"]["title"]
    page.driver.back()
    page.wait("return !document.querySelector('#view-home').hidden")


@pytest.mark.parametrize(
    ("name", "kind", "content", "text"),
    [
        ("letter.txt", "text/plain", "\ufeff" + LETTER, LETTER),
        ("letter.json", "application/json", '{"text": "One sentence.", "title": "Short"}', "One sentence."),
    ],
)
def test_a_dropped_file_fills_the_form(page: Page, name: str, kind: str, content: str, text: str) -> None:
    page.open()
    _drop(page, name, kind, content)
    page.wait("return document.querySelector('#text').value === arguments[0]", text)
    assert page.focused() == "text"


def test_of_a_web_page_the_article_is_read(page: Page) -> None:
    page.open()
    paragraphs = [f"{LETTER} It is paragraph {number} of the article, and long enough." for number in (1, 2, 3)]
    article = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    furniture = "<nav><a href='/'>Home</a></nav>"
    _drop(page, "page.html", "text/html", f"<html><body>{furniture}<article>{article}</article></body></html>")
    page.wait("return document.querySelector('#text-hint').textContent.includes('web page')")
    page.click("#submit [type=submit]")
    page.wait_for_article()
    assert page.body().split() == " ".join(paragraphs).split()


def test_a_json_file_that_is_no_article_is_explained(page: Page) -> None:
    page.open()
    _drop(page, "list.json", "application/json", "[1, 2]")
    page.wait("return !document.querySelector('#text-error').hidden")
    assert "not one article" in page.text("#text-error")


def test_stages_are_shown_while_it_waits_and_then_the_article(page: Page, worker_stopped: Stopped) -> None:
    page.open()
    with worker_stopped():
        page.paste("#text", LETTER + " It waits.")
        page.click("#submit [type=submit]")
        page.wait("return document.querySelector('#stages [aria-current=step]')?.dataset.stage === 'queued'")
        assert page.text("#draft p") == LETTER + " It waits."
        assert page.focused() == "progress-title"
        assert page.barriers("main") == []
        page.picture("progress")
    page.wait_for_article()


def test_a_link_shared_too_early_waits_for_the_result(page: Page, worker_stopped: Stopped) -> None:
    with worker_stopped():
        article = {"text": LETTER + " It is shared early."}
        job = requests.post(f"{page.url}/v1/articles", json=article, timeout=10).json()
        page.open(f"/articles/{job['article_id']}")
        page.wait("return !document.querySelector('#view-progress').hidden")
    page.wait_for_article()


def test_without_events_it_polls(page: Page, worker_stopped: Stopped) -> None:
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/events"]})
    page.open()
    with worker_stopped():
        page.paste("#text", LETTER + " It polls.")
        page.click("#submit [type=submit]")
        page.wait("return !document.querySelector('#view-progress').hidden")
    page.wait_for_article()
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def test_reading_can_be_stopped_and_the_text_is_kept(page: Page, worker_stopped: Stopped) -> None:
    page.open()
    with worker_stopped():
        page.paste("#text", LETTER + " It is stopped.")
        page.click("#submit [type=submit]")
        page.wait("return document.querySelector('#stages [aria-current=step]') !== null")
        page.click("#cancel")
        assert "Reading was stopped" in page.wait_for_problem()
        assert page.run("return document.querySelector('#text').value") == LETTER + " It is stopped."


def test_a_busy_service_is_explained_and_the_text_stays(page: Page, worker_stopped: Stopped) -> None:
    page.open()
    with worker_stopped():
        waiting = [
            requests.post(f"{page.url}/v1/articles", json={"text": f"{LETTER} Number {number}."}, timeout=10).json()
            for number in (1, 2)
        ]
        page.paste("#text", LETTER + " Number 3.")
        page.click("#submit [type=submit]")
        said = page.wait_for_problem()
        assert "The service is busy" in said
        assert "try again in about" in said
        assert page.run("return document.querySelector('#text').value") == LETTER + " Number 3."
        for job in waiting:
            requests.delete(f"{page.url}/v1/jobs/{job['id']}", timeout=10)


def test_too_long_a_text_is_refused_before_it_is_sent(page: Page) -> None:
    page.open()
    page.run("document.querySelector('#text').value = '😀'.repeat(1000) + 'word '.repeat(41800)")
    page.click("#submit [type=submit]")
    assert "210,000 characters, and at most 200,000" in page.text("#text-error")
    assert page.find("#text").get_attribute("aria-invalid") == "true"
    assert page.focused() == "text"
    assert page.run("return performance.getEntriesByType('resource').every((entry) => !entry.name.includes('/v1/'))")


def test_an_empty_form_says_what_to_do(page: Page) -> None:
    page.open()
    page.click("#submit [type=submit]")
    assert "Paste an article" in page.text("#text-error")


def test_another_language_is_said_on_top(page: Page, read: Callable[..., str]) -> None:
    page.open_article(read(NORWEGIAN))
    assert "English" in page.text("#warnings")


@pytest.mark.parametrize("path", ["/articles/art_01jbmz6k3v0a1b2c3d4e5f6g7h", "/articles/%3Cimg%20src=x%3E"])
def test_an_unknown_article_is_explained(page: Page, path: str) -> None:
    page.open(path)
    assert "There is no such article" in page.wait_for_problem()
    assert page.barriers("main") == []


def test_an_unreachable_service_is_explained(page: Page) -> None:
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/v1/*"]})
    page.open()
    page.paste("#text", LETTER)
    page.click("#submit [type=submit]")
    assert "does not answer" in page.wait_for_problem()
    assert page.run("return document.querySelector('#text').value") == LETTER
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def _drop(page: Page, name: str, kind: str, content: str) -> None:
    script = """
        const [name, type, content] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], name, {type}));
        const field = document.querySelector('#text');
        for (const event of ['dragenter', 'dragover', 'drop']) {
            field.dispatchEvent(new DragEvent(event, {bubbles: true, cancelable: true, dataTransfer}));
        }
    """
    page.run(script, name, kind, content)
