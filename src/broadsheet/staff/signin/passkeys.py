"""Whom passkeys are for, and where there can be any."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def relying_party(request: HttpRequest) -> str:
    """Return the host that passkeys are for (WebAuthn, 5.4.2): the configured one.

    A paper that is only tried out has no certificate, and may be called localhost.
    """
    own = urlsplit(settings.BROADSHEET.url)
    asked = request.get_host().partition(":")[0]
    return (own.hostname or "") if own.scheme == "https" else asked


def are_possible(request: HttpRequest) -> bool:
    """Say whether browsers make passkeys here: for a host with a name, reached by https.

    Of localhost they say the same without it.
    """
    host = relying_party(request)
    secure = settings.BROADSHEET.url.startswith("https://") or host == "localhost"
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return secure
    return False
