"""Whether others on the Internet can come to the paper."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

NOWHERE = frozenset(
    {"localhost", "local", "test", "example", "invalid", "internal", "lan", "onion"}
)
"""Last labels of names that are on no Internet that others know (RFC 6761, 6762, 7686)."""


def is_reachable(url: str) -> bool:
    """Say whether anybody can come to a paper at this address: by https, under a name."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    first, _dot, last = host.strip(".").rpartition(".")
    return url.startswith("https://") and bool(first) and last not in NOWHERE and not _is_ip(host)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
