"""core.netguard: what may be called, decided at the socket."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from core import netguard
from core.netguard import AddressRefused


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1", "239.1.1.1", "192.0.2.1", "198.18.0.1", "240.0.0.1",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "::7f00:1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
        "2002:7f00:1::", "2002:a00:1::", "::ffff:0:7f00:1", "::ffff:0:a00:1",
    ],
)  # fmt: skip
def test_inside(address: str) -> None:
    assert not netguard.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]
)
def test_outside(address: str) -> None:
    assert netguard.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("[::1]", "::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("cms.example", None),
        ("", None),
        ("bücher.example", None),
    ],
)
def test_addresses_in_every_spelling(host: str, address: str | None) -> None:
    found = netguard.literal(host)
    assert (None if found is None else str(found)) == address


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    asked: list[str] = []

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_nothing_inside_is_reached(listener: int) -> None:
    for host in ("127.0.0.1", "localhost", "127.1"):
        with pytest.raises(AddressRefused):
            netguard.connect(host, listener, 1, allow_private=False)


def test_unless_allowed(listener: int) -> None:
    netguard.connect("127.0.0.1", listener, 1, allow_private=True).close()


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch, listener: int) -> None:
    _resolves_to(monkeypatch, "1.1.1.1", "127.0.0.1")
    with pytest.raises(AddressRefused):
        netguard.connect("mixed.example", listener, 1, allow_private=False)


def test_the_address_that_was_checked_is_the_one_called(monkeypatch: pytest.MonkeyPatch, listener: int) -> None:
    asked = _resolves_to(monkeypatch, "127.0.0.1")
    connection = netguard.connect("rebinding.example", listener, 1, allow_private=True)
    assert connection.getpeername() == ("127.0.0.1", listener)
    connection.close()
    assert asked == ["rebinding.example"], "resolved once, not again for the connection"


def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch, listener: int) -> None:
    _resolves_to(monkeypatch, "127.0.0.2", "127.0.0.1")
    netguard.connect("two.example", listener, 1, allow_private=True).close()


def test_a_host_without_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolves_to(monkeypatch)
    with pytest.raises(OSError, match="no address"):
        netguard.connect("none.example", 80, 1, allow_private=True)
