"""The secrets in the links that mails carry."""

from __future__ import annotations

import uuid

from django.core import signing

_LEAVE = signing.Signer(salt="broadsheet.newsletters.leave")


def leave_token(key: uuid.UUID) -> str:
    """Return the token that ends the subscription with this key. It works for ever."""
    return _LEAVE.sign(key.hex)


def read_leave_token(token: str) -> uuid.UUID | None:
    """Return the key of the subscription that a token ends; None for a token that isn't ours."""
    try:
        return uuid.UUID(_LEAVE.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
