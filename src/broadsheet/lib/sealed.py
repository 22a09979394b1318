"""Secrets that we must know again, as they may lie in the database: sealed with the secret key."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class SealedWithAnotherKey(Exception):  # noqa: N818  what happened, not a type
    """The publication's secret key is another one than when this was sealed."""


def seal(secret: str, *, salt: str) -> str:
    """Return a secret sealed. ``salt`` says what for: what is sealed for one opens nothing else."""
    return _vault(salt).encrypt(secret.encode()).decode()


def unseal(stored: str, *, salt: str) -> str:
    """Return what was sealed. Raises SealedWithAnotherKey."""
    try:
        return _vault(salt).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise SealedWithAnotherKey from None


def _vault(salt: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(salt, "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
