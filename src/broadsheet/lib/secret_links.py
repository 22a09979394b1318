"""Secrets in links: made of chance, and kept as digests that lead nobody back to them."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """Return 256 random bits, in characters that an address may hold."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. Its randomness makes salt and stretching needless."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
