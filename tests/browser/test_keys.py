"""Signing in with an API key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import keys
from core.apikeys import SCOPES, ApiKeys, NewKey, digest_of
from core.store import Store

from .page import ENTER, ESCAPE, Page

TEXT = "“It rained for 40 days,” said Noa Levi, a hydrologist at Delft University. She had warned of it in March."


@pytest.fixture
def secret(store: Store) -> Iterator[str]:
    """A key, for as long as a test lasts."""
    _, made = ApiKeys(store).create(NewKey("desk", "browser test", frozenset(SCOPES)))
    yield made
    store.client.delete(keys.api_keys(), keys.api_key(digest_of(made)))


def test_a_key_is_asked_for_and_kept_in_this_tab_only(page: Page, secret: str) -> None:
    page.open()
    page.paste("#text", TEXT)
    page.click("#submit [type=submit]")
    page.wait("return document.querySelector('#sign-in').open")
    assert "this tab only" in page.text("#sign-in-text")
    assert page.focused() == "key"
    assert page.barriers() == []
    page.picture("sign-in")
    page.type("#key", "qw_live_wrong" + ENTER)
    page.wait("return document.querySelector('#key-error').textContent.includes('did not accept')")
    page.type("#key", secret + ENTER)
    page.wait_for_article()
    assert page.run("return Object.values(sessionStorage).includes(arguments[0])", secret)
    assert page.run("return localStorage.length + document.cookie.length") == 0
    assert secret not in page.run("return document.documentElement.outerHTML + location.href")
    page.driver.refresh()
    page.wait_for_article()
    page.click("#sign-out")
    page.wait("return !document.querySelector('#view-home').hidden")
    assert not page.run("return Object.values(sessionStorage).includes(arguments[0])", secret)


def test_without_a_key_nothing_is_sent_and_the_text_stays(page: Page, secret: str) -> None:
    page.open()
    page.paste("#text", TEXT)
    page.click("#submit [type=submit]")
    page.wait("return document.querySelector('#sign-in').open")
    page.press(ESCAPE)
    assert "A key is needed" in page.wait_for_problem()
    assert page.run("return document.querySelector('#text').value") == TEXT
