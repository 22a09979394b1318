"""The secret that signs what one address is told (Standard Webhooks, “Signature scheme”)."""

from __future__ import annotations

import base64
import secrets

from broadsheet.lib import sealed

SALT = "broadsheet.wire.webhook"
PREFIX = "whsec_"
BYTES = 32
"""Of chance; the scheme wants 24 to 64."""


def new_secret() -> str:
    """Return a secret as its owner keeps it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    """Return a secret as it may lie in the database."""
    return sealed.seal(secret, salt=SALT)


def key_of(stored: str) -> bytes:
    """Return what signs. Raises SealedWithAnotherKey."""
    return base64.b64decode(sealed.unseal(stored, salt=SALT).removeprefix(PREFIX))
