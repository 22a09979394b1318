"""Secrets of second factors are kept sealed with the publication's own secret key.

Whoever reads a copy of the database has nobody's second factor by it.
"""

from __future__ import annotations

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

SALT = "broadsheet.staff.second-factor"


def seal(secret: str) -> str:
    """Return a secret as it may lie in the database."""
    return _vault().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed. What another key sealed comes back as chance, which no code fits."""
    try:
        return _vault().decrypt(sealed.encode()).decode()
    except InvalidToken:
        log.warning("A second factor was sealed with another secret key; it opens nothing now.")
        return base64.b32encode(secrets.token_bytes(40)).decode()


def _vault() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
