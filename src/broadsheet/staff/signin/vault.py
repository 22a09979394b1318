"""Secrets of second factors are kept sealed with the publication's own secret key.

Whoever reads a copy of the database has nobody's second factor by it.
"""

from __future__ import annotations

import base64
import logging
import secrets

from broadsheet.lib import sealed

log = logging.getLogger(__name__)

SALT = "broadsheet.staff.second-factor"


def seal(secret: str) -> str:
    """Return a secret as it may lie in the database."""
    return sealed.seal(secret, salt=SALT)


def unseal(stored: str) -> str:
    """Return what was sealed. What another key sealed comes back as chance, which no code fits."""
    try:
        return sealed.unseal(stored, salt=SALT)
    except sealed.SealedWithAnotherKey:
        log.warning("A second factor was sealed with another secret key; it opens nothing now.")
        return base64.b32encode(secrets.token_bytes(40)).decode()
