"""How Apple knows that a request is the channel's (“Signing the HTTP Request”, “Publishing an
Article”, developer.apple.com/documentation/applenews).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime


def authorization(
    method: str,
    url: str,
    *,
    key: str,
    secret: str,
    now: datetime,
    content_type: str = "",
    body: bytes = b"",
) -> str:
    """Return the header. ``secret`` is base64, as Apple hands it out; raises ValueError for none.

    What is signed is the method, the whole address and the date, and of a request with a body
    its type and its bytes.
    """
    date = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    canonical = f"{method}{url}{date}{content_type}".encode() + body
    signed = hmac.new(base64.b64decode(secret, validate=True), canonical, hashlib.sha256)
    signature = base64.b64encode(signed.digest()).decode()
    return f'HHMAC; key="{key}"; signature="{signature}"; date="{date}"'
