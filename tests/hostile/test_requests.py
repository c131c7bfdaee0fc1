"""Requests that lie about themselves, as bytes on a socket: each is refused, none is a 500, none leaves a trace."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest
import requests

from .serving import PATIENCE, Server, head, received, serving, status

POST = "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
BODY = '{"text": "“Good,” said Ana Pérez."}'.encode()
LENGTH = f"Content-Length: {len(BODY)}\r\n"
SECRET = "qw_live_" + "S" * 43  # a key in the wrong place
CHUNKED = "Transfer-Encoding: chunked\r\n\r\n"


def _post(fields: str, body: bytes = b"") -> bytes:
    return (POST + fields).encode("latin-1") + body


REFUSED = {
    "no length and no body": (400, _post("\r\n")),
    "an empty body": (400, _post("Content-Length: 0\r\n\r\n")),
    "a length that is no number": (400, _post("Content-Length: ten\r\n\r\n", BODY)),
    "a negative length": (400, _post("Content-Length: -1\r\n\r\n", BODY)),
    "a length with a sign": (400, _post(f"Content-Length: +{len(BODY)}\r\n\r\n", BODY)),
    "a hexadecimal length": (400, _post("Content-Length: 0x20\r\n\r\n", BODY)),
    "a list of lengths": (400, _post(f"Content-Length: {len(BODY)}, {len(BODY)}\r\n\r\n", BODY)),
    "two lengths": (400, _post(f"{LENGTH}Content-Length: 2\r\n\r\n", BODY)),
    "an endless length": (413, _post(f"Content-Length: {'9' * 17}\r\n\r\n", BODY)),
    "more than is taken": (413, _post("Content-Length: 33554433\r\n\r\n", BODY)),
    "a length and chunks": (400, _post(f"{LENGTH}{CHUNKED}", b"0\r\n\r\n")),
    "chunks twice": (400, _post(f"Transfer-Encoding: chunked\r\n{CHUNKED}", b"0\r\n\r\n")),
    "chunks, then something else": (400, _post("Transfer-Encoding: chunked, gzip\r\n\r\n", b"0\r\n\r\n")),
    "an unknown coding": (501, _post("Transfer-Encoding: xchunked\r\n\r\n", b"0\r\n\r\n")),
    "a coding that is not the last": (400, _post("Transfer-Encoding: identity\r\n\r\n", BODY)),
    "a chunk without a size": (400, _post(CHUNKED, b"\r\n" + BODY)),
    "a chunk whose size is no number": (400, _post(CHUNKED, b"zz\r\n" + BODY)),
    "a chunk of negative size": (400, _post(CHUNKED, b"-1\r\n" + BODY)),
    "a chunk longer than it says": (400, _post(CHUNKED, b"2\r\n" + BODY + b"\r\n0\r\n\r\n")),
    "a chunk line without end": (400, _post(CHUNKED, b"1" * 9_000)),
    "chunks that hold nothing": (400, _post(CHUNKED, b"0\r\n\r\n")),
    "trailers without end": (431, _post(CHUNKED, b"0\r\n" + b"a: b\r\n" * 200_000)),
    "a compressed body": (415, _post(f"Content-Encoding: gzip\r\n{LENGTH}\r\n", BODY)),
    "a compressed coding": (400, _post("Transfer-Encoding: gzip\r\n\r\n", gzip.compress(BODY))),
    "a line that never ends": (414, b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n"),
    "a head that never ends": (431, b"GET / HTTP/1.1\r\n" + b"A: " + b"b" * 70_000),
    "a field of nine kilobytes": (431, _post("A: " + "b" * 9_000 + "\r\n\r\n")),
    "too many fields": (431, _post("A: b\r\n" * 100 + "\r\n")),
    "a field without a name": (400, _post(": b\r\n\r\n")),
    "a field with a space in its name": (400, _post("A b: c\r\n\r\n")),
    "a field over two lines": (400, _post("A: b\r\n c\r\n\r\n")),
    "a field with a null": (400, _post("A: b\0c\r\n\r\n")),
    "a key without its field": (400, _post(f"Bearer {SECRET}\r\n\r\n")),
    "a key beside a field": (400, _post(f"Authorization Bearer: {SECRET}\r\n\r\n")),
    "a key in the request's line": (400, f"{SECRET} / HTTP/1.1\r\n\r\n".encode()),
    "a key in the method": (400, f"GET{SECRET} /#{SECRET}\x01 HTTP/1.1\r\n\r\n".encode()),
    "two hosts": (400, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    "another expectation": (417, _post("Expect: the-best\r\n\r\n")),
    "an old version": (400, b"GET / HTTP/0.9\r\n\r\n"),
    "HTTP/2 without asking": (400, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "TLS to a plain port": (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n"),
    "a null in the path": (404, b"GET /v1/jobs/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
    "a path out of the folder": (404, b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
    "a path that is not UTF-8": (404, b"GET /v1/jobs/%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
    "a method that is none": (405, b"BREW /v1/articles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
}


@pytest.mark.parametrize(("expected", "request_bytes"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused(server: Server, expected: int, request_bytes: bytes) -> None:
    before = server.log.stat().st_size
    answer = server.answered(request_bytes)
    assert status(answer) == expected
    assert b"application/problem+json" in answer
    assert SECRET.encode() not in answer
    written = server.log.read_bytes()[before:]
    assert SECRET.encode() not in written
    assert b"Traceback" not in written
    assert b"unhandled" not in written


def test_a_body_that_is_shorter_than_it_says(server: Server) -> None:
    for framing, sent in ((f"{LENGTH}\r\n", BODY[:-1]), (CHUNKED, b"20\r\n" + BODY[:-4])):
        with server.connect() as client:
            client.sendall(_post(framing, sent))
            client.shutdown(socket.SHUT_WR)
            assert status(received(client)) == 400


def test_a_long_body_that_is_shorter_than_it_says(server: Server) -> None:
    """So long that a thread reads it."""
    for framing, sent in (
        ("Content-Length: 9000000\r\n\r\n", b"x" * 5_000_000),
        (CHUNKED, b"9fffff\r\n" + b"[" * 5_000_000),
    ):
        with server.connect() as client:
            client.sendall(_post(framing, sent).replace(b"/v1/articles", b"/v1/batches"))
            client.shutdown(socket.SHUT_WR)
            assert status(received(client)) in (400, 413)


def test_what_is_longer_than_it_says_is_another_request(server: Server) -> None:
    lines = POST.replace("Connection: close\r\n", "")
    answer = server.answered((lines + LENGTH + "\r\n").encode() + BODY + b'{"text": "smuggled"}\r\n\r\n')
    assert answer.count(b"HTTP/1.1 ") == 2
    assert answer.startswith(b"HTTP/1.1 202 ")
    assert status(answer) == 400


def test_requests_in_one_go_are_answered_in_turn(server: Server) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert server.answered(one * 20 + last).count(b"HTTP/1.1 200 ") == 21


def test_a_gzip_bomb_stays_shut(server: Server) -> None:
    bomb = gzip.compress(b'{"text": "' + bytes(50_000_000) + b'"}')
    assert len(bomb) < 100_000
    answer = server.exchange("POST", "/v1/articles", bomb, Content_Type="application/json", Content_Encoding="gzip")
    assert status(answer) == 415
    answer = server.exchange("POST", "/v1/articles", bomb, Content_Type="application/json")
    assert status(answer) == 400, "as it is, it is no JSON"


def test_it_says_go_on_to_who_asks_and_not_to_who_is_refused(server: Server) -> None:
    fields = "Expect: 100-continue\r\n"
    with server.connect() as client:
        client.sendall(_post(f"{fields}{LENGTH}\r\n"))
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(BODY)
        answer = received(client)
    assert status(answer) == 202
    assert b"100 Continue" not in answer
    answer = server.answered(_post(f"{fields}Content-Length: 99999999\r\n\r\n"))
    assert status(answer) == 413


def test_a_large_batch_comes_in_whole(server: Server) -> None:
    """Larger than is gathered before a thread reads on."""
    lines = b'{"text": "' + b"a" * 60_000 + b'", "priority": "none"}\n'
    answer = server.exchange("POST", "/v1/batches", lines * 120, Content_Type="application/x-ndjson")
    assert status(answer) == 202
    assert answer.count(b'{"index": ') == 120


def test_all_long_bodies_together_are_bounded(redis_url: str, tmp_path: Path) -> None:
    """Each connection may hold 4 MB of a body, all together 64 MB; then more are refused, and short ones are not."""
    with serving(redis_url, tmp_path, QUOTEWIRE_API_PROCESSES="1") as server:
        clients = []
        try:
            for _ in range(24):
                client = server.connect()
                clients.append(client)
                client.sendall(head("POST", "/v1/articles", 33_000_000, Content_Type="text/plain") + b"a" * 3_900_000)
            answer = requests.post(
                f"{server.url}/v1/articles", data=BODY, timeout=PATIENCE, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code == 202
            refused = 0
            for client in clients:
                client.settimeout(0.1)
                try:
                    refused += status(client.recv(100)) == 503
                except TimeoutError:
                    continue
            assert 24 - 17 <= refused < 24
        finally:
            for client in clients:
                client.close()
