"""Asks as the loop does that has read a request (service.lane): the quick way first, and then Flask."""

from __future__ import annotations

from collections.abc import Mapping
from email.parser import BytesParser
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

from service import quick
from service.entered import entered
from service.gathering import Inbox, Limits

OF_THE_CONNECTION = ("Server", "Date", "Connection")


class Quickly:
    """A client whose requests go the quick way where they can. ``flask`` are the paths that Flask was asked for."""

    def __init__(self, app: Flask) -> None:
        found = quick.of(app)
        assert found is not None
        self.quick = found
        self.client = app.test_client()
        self.flask: list[str] = []

    def get(self, path: str, headers: Mapping[str, str]) -> Response:
        """GET."""
        return self.ask("GET", path, headers)

    def post(self, path: str, data: bytes, headers: Mapping[str, str]) -> Response:
        """POST."""
        return self.ask("POST", path, headers, data)

    def ask(self, method: str, path: str, headers: Mapping[str, str], data: bytes = b"") -> Response:
        """The answer, whoever gives it."""
        known = None
        found = self.quick.question(*parts(method, path, headers, data))
        if found is not None:
            asked, question = found
            reply = self.quick.again(question)
            if reply is not None:
                return read_answer(self.quick.answer(asked, reply, 0.001))
            known = question.entered
        self.flask.append(path)
        token = entered.set(known)
        try:
            return self.client.open(path, method=method, headers=dict(headers), data=data)
        finally:
            entered.reset(token)


def parts(method: str, path: str, headers: Mapping[str, str], data: bytes = b"") -> tuple[bytes, bytes]:
    """Head and body of a request, as the loop has gathered them."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
    lines += [f"Content-Length: {len(data)}"] if data or method == "POST" else []
    inbox = Inbox(Limits(), 0)
    assert inbox.add("\r\n".join([*lines, "", ""]).encode("latin-1") + data)
    found = inbox.parts()
    assert found is not None
    return found


def read_answer(said: bytes) -> Response:
    """What goes over the wire, as a response."""
    head, _, body = said.partition(b"\r\n\r\n")
    first, _, fields = head.partition(b"\r\n")
    version, _, status = first.decode().partition(" ")
    assert version == "HTTP/1.1"
    given: list[tuple[str, Any]] = list(BytesParser().parsebytes(fields).items())
    assert {name for name, _ in given} >= set(OF_THE_CONNECTION)
    answer = Response(body, status=status)
    answer.headers.clear()
    answer.headers.extend([(name, value) for name, value in given if name not in OF_THE_CONNECTION])
    return answer
