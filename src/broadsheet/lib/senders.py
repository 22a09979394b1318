"""Whom a request comes from, as far as an internet address tells."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Return the internet address that a request came from, or None if it can't be known.

    A proxy of ours (``proxies`` in broadsheet.toml) wrote the last name in
    ``X-Forwarded-For``; what stands before that, and the whole header from anybody
    else, is the sender's own say.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    if peer is None or any(peer in each for each in settings.BROADSHEET.trusted_proxies):
        peer = _parsed(forwarded) or peer
    return str(peer) if peer else None


def neighbourhood(address: str | None) -> str:
    """Return what counts as one sender: an IPv4 address, or the /64 that a house gets of IPv6."""
    parsed = _parsed(address or "")
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed or "unknown")


def region(address: str | None) -> str:
    """Return as much of an address as may be kept: an IPv4's /24, an IPv6's /48; or nothing.

    It tells a house from a country, and no person from their neighbours.
    """
    parsed = _parsed(address or "")
    if parsed is None:
        return ""
    length = 24 if isinstance(parsed, ipaddress.IPv4Address) else 48
    return str(ipaddress.ip_network((parsed, length), strict=False))


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
