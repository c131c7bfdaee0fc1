"""Cursors and idempotency keys: what we hand out and what clients hand in, whatever it is."""

from __future__ import annotations

import base64

import pytest
from flask import Flask, g
from hypothesis import given
from hypothesis import strategies as st

from core.idempotency import Request
from service import cursors
from service.auth import Caller
from service.cursors import BadCursor
from service.idempotency import HEADER, keyed
from service.problems import Problem
from service.views.parts import paginate

QUESTIONS = st.text(max_size=40)
PLACES = st.text(alphabet="0123456789abcdef|_:.", max_size=40)


@given(PLACES, QUESTIONS)
def test_a_cursor_leads_back(place: str, question: str) -> None:
    cursor = cursors.encode(place, question)
    assert cursors.decode(cursor, question) == place
    assert cursor.isascii()
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(PLACES, QUESTIONS, QUESTIONS)
def test_but_not_for_another_question(place: str, question: str, other: str) -> None:
    if question != other:
        with pytest.raises(BadCursor):
            cursors.decode(cursors.encode(place, question), other)


@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_other_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        paginate(range(100), 10, cursor, "a question")


@given(st.integers(0, 200), st.integers(1, 50))
def test_pages_hold_everything_once(count: int, limit: int) -> None:
    items, seen = list(range(count)), list[int]()
    cursor, turns = None, 0
    while turns == 0 or cursor is not None:
        page = paginate(items, limit, cursor, "q")
        seen += page.items
        cursor, turns = page.next_cursor, turns + 1
    assert seen == items
    assert turns <= count // limit + 1


@pytest.fixture(scope="module")
def bare() -> Flask:
    """An application without anything: only its requests are wanted."""
    return Flask("bare")


def _named(app: Flask, key: str, path: str, body: bytes, kind: str = "text/plain") -> Request | None:
    with app.test_request_context(path, method="POST", data=body, content_type=kind, headers={HEADER: key}) as made:
        g.caller = Caller("sport", "key_1", frozenset())
        return keyed(made.request)


BODIES = st.binary(max_size=30)
KEYS = st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=3, max_size=40).filter(
    lambda key: not key.startswith('"')
)


@given(KEYS, BODIES)
def test_the_same_request_has_the_same_name(bare: Flask, key: str, body: bytes) -> None:
    assert _named(bare, key, "/a?b=1", body) == _named(bare, f'"{key}"', "/a?b=1", body)


@given(KEYS, BODIES, BODIES)
def test_another_body_has_another_fingerprint(bare: Flask, key: str, body: bytes, other: bytes) -> None:
    one, two = _named(bare, key, "/a", body), _named(bare, key, "/a", other)
    assert one is not None
    assert two is not None
    assert (one.fingerprint == two.fingerprint) == (body == other)


@given(
    BODIES, st.sampled_from(["/a?b=1", "/a?b=2", "/b?b=1", "/a?b=1&c"]), st.sampled_from(["text/plain", "text/html"])
)
def test_so_has_another_address_or_form(bare: Flask, body: bytes, path: str, kind: str) -> None:
    one, two = _named(bare, "key", "/a?b=1", body), _named(bare, "key", path, body, kind)
    assert one is not None
    assert two is not None
    assert (one.fingerprint == two.fingerprint) == (path == "/a?b=1" and kind == "text/plain")


@given(st.text(alphabet=st.characters(max_codepoint=0xFF, exclude_characters="\r\n\0"), max_size=300))
def test_a_key_is_taken_or_refused_and_never_an_error(bare: Flask, key: str) -> None:
    try:
        named = _named(bare, key, "/a", b"")
    except Problem as problem:
        named = None
        refused = problem.type.slug
    else:
        refused = ""
    assert (named is None) == (refused == "invalid-header")
