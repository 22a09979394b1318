"""Which IP addresses are somebody's public server.

Own tables beside ``ipaddress.is_global``, because that property's answer changed
within Python 3.11 and 3.12 (gh-113171). Source: IANA's special-purpose registries.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from broadsheet.lib.connector.errors import ConnectionFailed

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""A host name and a port → its addresses as text. Raises OSError when there are none."""

_NOT_PUBLIC_4 = [
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments; a cloud's metadata at .192
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn by RFC 7526
    IPv4Network("168.63.129.16/32"),  # a cloud's own services, on a public address
]
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [
    IPv6Network("2001::/23"),  # protocol assignments, among them Teredo: IPv4 in disguise
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: IPv4 in disguise
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
]
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; the local 64:ff9b:1::/48 is not public


def is_public(address: Address) -> bool:
    """Say whether this address belongs to the public Internet, and to one host of it."""
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is None:
            return (
                address in _GLOBAL_UNICAST_6
                and address.is_global
                and not any(address in network for network in _NOT_PUBLIC_6)
            )
        address = inner
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _NOT_PUBLIC_4)
    )


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a packet to this one would really go to, if any.

    Teredo and 6to4 hold one too, and are refused as they are: nothing public is
    served there any more.
    """
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def read_addresses(found: Sequence[str]) -> list[Address]:
    """Return a resolver's answer as addresses, each once, in its order.

    Raises ConnectionFailed when there is none, or one that isn't an address.
    """
    try:
        addresses = list(dict.fromkeys(ip_address(each) for each in found))
    except ValueError:
        addresses = []
    if not addresses:
        raise ConnectionFailed("The server's name leads to no address.")
    return addresses
