"""Where a request came from: the internet address, and whether our own page sent it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

READING = {"GET", "HEAD"}

NEAR = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)
"""This machine and private networks (RFC 1918, 4193): where a proxy of ours can stand."""


def address_of(request: HttpRequest) -> str | None:
    """Return the internet address that a request came from, or None if it can't be known.

    Where the peer is on this machine or a private network it is our own proxy, which
    wrote the last name in ``X-Forwarded-For``; what stands before that, and the whole
    header from anybody else, is the sender's own say.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    if peer is None or any(peer in block for block in NEAR):
        peer = _parsed(forwarded) or peer
    return str(peer) if peer else None


def neighbourhood(address: str | None) -> str:
    """Return what counts as one sender: an IPv4 address, or the /64 that a house gets of IPv6."""
    parsed = _parsed(address or "")
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed or "unknown")


def from_our_pages(view: View[P]) -> View[P]:
    """Refuse what another site's page sends: for forms that can't carry a token.

    A stored page is the same for every reader, so its form holds nothing of a session.
    Browsers say in ``Sec-Fetch-Site`` or ``Origin`` where a form stood, and no page can make
    them say otherwise. What says neither comes from no browser, and bears no cookie of ours.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in READING or _is_ours(request):
            return view(request, *args, **kwargs)
        return HttpResponseForbidden("This form belongs on another page.\n", "text/plain")

    return guarded


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    own = urlsplit(settings.BROADSHEET.url)
    return origin in {
        f"{own.scheme}://{own.netloc}",
        *(f"{scheme}://{request.get_host()}" for scheme in ("http", "https")),
    }


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
