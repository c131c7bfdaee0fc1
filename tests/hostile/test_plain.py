"""service.plain reads a request as gunicorn's parser does, or not at all."""

from __future__ import annotations

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser
from hypothesis import given, settings
from hypothesis import strategies as st

from service import plain
from service.gathering import Inbox, Limits
from service.plain import Plain

CONFIG = Config()
CONFIG.set("limit_request_fields", plain.MOST_FIELDS)
KEY = "Bearer qw_live_abc"
NAMES = (
    "Accept", "Authorization", "authorization", "Connection", "Content-Length", "Content-Type", "Expect", "Host",
    "Idempotency-Key", "If-None-Match", "Prefer", "TE", "Transfer-Encoding", "X-Request-Id", "X_Request_Id", "X-Empty",
    " Folded", "Bad Name", "",
)  # fmt: skip
VALUES = (
    "", "a", " a ", "\ta\t", "a, b", "0", "3", "+3", "3, 3", "0x3", "keep-alive", "close", "chunked", "identity", "ä",
    KEY, "a\x00b", "a\x0bb", "\r", "100-continue", "application/json",
)  # fmt: skip
FIRST = (
    "GET /v1/articles HTTP/1.1", "POST /v1/articles HTTP/1.1", "POST /v1/articles?a=b%20c&d=%C3 HTTP/1.1",
    "GET /v1/articles?a#b HTTP/1.1", "GET http://a/v1/articles HTTP/1.1", "GET //v1/articles HTTP/1.1",
    "GET /v1/articles/%41 HTTP/1.1", "GET /v1/./articles/../a HTTP/1.1", "get /v1/articles HTTP/1.1",
    "GET /v1/articles HTTP/1.0", "GET /v1/articles  HTTP/1.1", "GET /v1/articles", "HEAD / HTTP/1.1", "",
)  # fmt: skip


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """One request, more or less."""
    lines = [draw(st.sampled_from(FIRST)), "Host: localhost"]
    body = draw(st.sampled_from((b"", b"abc")))
    if body and draw(st.booleans()):
        lines.append(f"Content-Length: {len(body)}")
    for name, value in draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=4)):
        lines.append(f"{name}{draw(st.sampled_from((':', ': ', ' : ')))}{value}")
    if draw(st.booleans()):
        lines.remove("Host: localhost")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _read(request: bytes) -> Plain | None:
    inbox = Inbox(Limits(), 0)
    parts = inbox.parts() if inbox.add(request) else None
    return None if parts is None else plain.read(*parts)


@settings(max_examples=500)
@given(requests())
def test_gunicorn_reads_the_same(request: bytes) -> None:
    found = _read(request)
    if found is None:
        return
    try:
        parsed = next(RequestParser(CONFIG, iter([request]), ("127.0.0.1", 1)))
    except ParseException as error:
        raise AssertionError(f"gunicorn refuses what we have read: {request!r}") from error
    assert (found.method, found.path, found.query) == (parsed.method, parsed.path, parsed.query)
    theirs = {name.lower(): value for name, value in parsed.headers}
    theirs.pop("connection", None)
    assert found.fields == theirs
    assert len(parsed.headers) == len({name for name, _ in parsed.headers})
    assert found.body == parsed.body.read()
    assert not parsed.should_close()


def test_a_plain_request_is_read() -> None:
    body = b'{"text": "a"}'
    request = (
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nAuthorization: " + KEY.encode() + b"\r\nConnection: keep-alive\r\n"
        b"X-Request-Id:  mine \r\nContent-Length: 13\r\n\r\n" + body
    )
    found = _read(request)
    assert found is not None
    assert (found.method, found.path, found.query, found.body, found.secret) == (
        "POST",
        "/v1/articles",
        "",
        body,
        "qw_live_abc",
    )
    assert found.fields["x-request-id"] == "mine"
    assert "connection" not in found.fields
    assert _read(request + b"GET / HTTP/1.1\r\n\r\n") is None, "what comes behind it must not be lost"


@pytest.mark.parametrize(
    "line",
    [
        "Connection: close", "Content-Length: 0", "Content-Length: x", "Transfer-Encoding: chunked", "Expect: x",
        "Content-Encoding: gzip", "Prefer: wait=1", "Idempotency-Key: a", "Upgrade: h2c", "Host: b", "X: \x80",
        "X: a\tb", " folded", "X_Y: a", "A" * plain.MOST_HEAD + ": a",
    ],
)  # fmt: skip
def test_what_wants_more_thought_is_not(line: str) -> None:
    begin = "GET /v1/articles HTTP/1.1\r\nHost: a"
    assert plain.read(begin.encode(), b"") is not None
    assert plain.read(f"{begin}\r\nX: a".encode("latin-1"), b"") is not None
    body = b"abc" if line.startswith("Content-Length") else b""
    assert plain.read(f"{begin}\r\n{line}".encode("latin-1"), body) is None
