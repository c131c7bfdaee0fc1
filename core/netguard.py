"""Which addresses outgoing calls may reach, decided at the socket.

A name is resolved once; unless private addresses are allowed, *every* address it resolves to must be globally
reachable, and the connection goes to one of the addresses that were looked at. So neither a redirect, nor an address
that changes between look and call (DNS rebinding), nor an IPv4 address dressed as IPv6 leads inside.
"""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215
TRANSLATED = IPv6Network("::ffff:0:0:0/96")  # RFC 2765: another way to write an IPv4 address
NOWHERE = (IPv6Network("fec0::/10"), IPv6Network("2001:db8::/32"), IPv6Network("3fff::/20"), IPv6Network("5f00::/16"))


class AddressRefused(OSError):
    """The host is, or resolves to, an address that may not be called."""


def is_public(address: Address) -> bool:
    """Whether an address is reachable for everybody, so that nothing inside is reached through it."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in NAT64 or address in TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_public(inner)
        if address in LOCAL_NAT64 or int(address) >> 32 == 0 or any(address in network for network in NOWHERE):
            return False
    return address.is_global and not address.is_multicast


def literal(host: str) -> Address | None:
    """The address that a host name is, if it is one in any spelling a resolver takes (``127.1``, ``0x7f000001``)."""
    bare = host.removeprefix("[").removesuffix("]").partition("%")[0].removesuffix(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(bare))
    except (OSError, UnicodeEncodeError):
        return None


def connect(host: str, port: int, timeout: float | None, *, allow_private: bool) -> socket.socket:
    """A connection to a host, if it may be called.

    Raises:
        AddressRefused: it may not.
        OSError: it cannot be resolved or reached.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not allow_private:
        for *_, place in found:
            if not is_public(ipaddress.ip_address(str(place[0]).partition("%")[0])):
                raise AddressRefused(f"{host} resolves to an address that is not public.")
    failure: OSError = OSError(f"{host} has no address.")
    for family, kind, protocol, _, place in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(place)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure
