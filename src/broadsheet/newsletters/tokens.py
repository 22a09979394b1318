"""The secrets in the links that mails carry."""

from __future__ import annotations

import hashlib
import secrets
import uuid

from django.core import signing

_LEAVE = signing.Signer(salt="broadsheet.newsletters.leave")


def new_secret() -> str:
    """Return 256 random bits, in characters that an address may hold."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. Its randomness makes salt and stretching needless."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def leave_token(key: uuid.UUID) -> str:
    """Return the token that ends the subscription with this key. It works for ever."""
    return _LEAVE.sign(key.hex)


def read_leave_token(token: str) -> uuid.UUID | None:
    """Return the key of the subscription that a token ends; None for a token that isn't ours."""
    try:
        return uuid.UUID(_LEAVE.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
