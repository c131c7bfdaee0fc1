"""Webhooks to addresses that mean to lead inside: no connection is made to any address that is not public."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from marshmallow import ValidationError

from core import clock
from core.webhooks import Delivery
from service.schemas.requests import article_schema
from workers import deliveries

SECRETS = ["whsec_" + "A" * 43 + "="]
PUBLIC = "93.184.216.34"
# What a resolver says of names that are not addresses. One that is not here has no address.
NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "inside.example": ["10.0.0.5"],
    "mixed.example": [PUBLIC, "192.168.1.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "nat64.example": ["64:ff9b::a9fe:a9fe"],
    "metadata.example": ["169.254.169.254"],
    "carrier.example": ["100.64.0.1"],
    "zoned.example": ["fe80::1%lo"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}
FORMS = [
    # IPv4 in the spellings that a resolver takes
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001",
    "127.0.0.1.", "127.000.000.001", "0", "0.0.0.0", "00000000.0.0.0", "10.0.0.1", "0xa000001", "012.1", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "3232235521", "169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    # IPv6, and IPv4 dressed as IPv6
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::80ff:fffe]", "[fc00::1]", "[fd00::1]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[fec0::1]",
    "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[::ffff:169.254.169.254]", "[0000::1]",
    # names, and what looks like one
    "localhost", "LOCALHOST", "localhost.", "a.localhost", "inside.example", "mixed.example", "mapped.example",
    "nat64.example", "metadata.example", "carrier.example", "zoned.example", "127.0.0.1.nip.example",
    # digits and dots of other alphabets, which IDNA turns into plain ones
    "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "⑯⑨.254.①⑥⑨.254", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loc\u00adalhost",
    # who stands before the @, and what stands behind it
    "public.example@127.0.0.1", "public.example:80@127.0.0.1", "127.0.0.1#@public.example", "127.0.0.1?@public.example",
    "127.0.0.1\\@public.example",
    "public.example\\@127.0.0.1", "127.0.0.1%00.public.example", "127.0.0.1%2epublic.example",
]  # fmt: skip
SEEN_LATER = (".example", "⓪", "０", "。", "．", "ⓛ", "\u00ad", "⑯")
VISIBLE = [form for form in FORMS if not any(mark in form for mark in SEEN_LATER)]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that connections were made to. None is really made."""
    made: list[str] = []
    plain, plain_connect = socket.getaddrinfo, socket.socket.connect

    def resolve(host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        found = NAMES.get(name.rstrip(".").lower())
        if found is None:
            return plain(host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found
        ]

    def connect(connection: socket.socket, place: Any) -> None:
        if isinstance(place, str):  # another test's thread asks Redis
            plain_connect(connection, place)
            return
        made.append(str(place[0]))
        raise ConnectionRefusedError("a test calls nobody")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    return made


def _send(url: str) -> Any:
    delivery = Delivery("msg_1", "n", url, "job.succeeded", "{}", "pending", 1, clock.now(), None, None, None, None)
    return deliveries.send(delivery, SECRETS, allow_private=False)


def test_there_are_enough_of_them() -> None:
    assert len(set(FORMS)) == len(FORMS) >= 60


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("form", FORMS)
def test_no_connection_leads_inside(called: list[str], scheme: str, form: str) -> None:
    outcome = _send(f"{scheme}://{form}/hook")
    assert called == []
    assert outcome.state != "delivered"
    assert outcome.status is None


@pytest.mark.parametrize("form", VISIBLE)
def test_what_can_be_seen_is_refused_when_it_is_submitted(form: str) -> None:
    """Not needed for safety, but whoever made a slip is told at once. What only a resolver knows is refused later."""
    with pytest.raises(ValidationError):
        article_schema(1_000, False).load({"text": "a", "callback_url": f"http://{form}/hook"})


def test_a_public_address_is_called(called: list[str]) -> None:
    assert _send(f"http://{PUBLIC}/hook").error == "ConnectionError"
    assert called == [PUBLIC]


def test_a_name_that_changes_its_mind_is_asked_once(called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is looked at, inside when it is called."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert _send("http://rebinding.example/").status is None
    assert called == [PUBLIC]
    assert _send("http://rebinding.example/").refused, "the next try looks again"
    assert called == [PUBLIC]


def test_a_proxy_of_the_environment_is_not_used(called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:3128")
    _send(f"http://{PUBLIC}/hook")
    assert called == [PUBLIC]
