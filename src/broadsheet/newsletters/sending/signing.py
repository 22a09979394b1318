"""Signing with the paper's own key (DKIM, RFC 6376), where nothing else on the way does."""

from __future__ import annotations

import dkim
from django.conf import settings

SIGNED = [
    b"from",
    b"to",
    b"subject",
    b"date",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"list-id",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
    b"auto-submitted",
    b"feedback-id",
    b"from",
]
"""RFC 8058, 4: both List-Unsubscribe headers are signed. ``from`` twice: none can be added."""


def signed(message: bytes, *, domain: str) -> bytes:
    """Return a message with its signature before it; as it was, where there is no key."""
    key, selector = settings.BROADSHEET.mail_dkim_key, settings.BROADSHEET.mail_dkim_selector
    if not key or not selector:
        return message
    signature: bytes = dkim.sign(
        message,
        selector.encode("ascii"),
        domain.encode("ascii"),
        key.encode("ascii"),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=SIGNED,
    )
    return signature + message
