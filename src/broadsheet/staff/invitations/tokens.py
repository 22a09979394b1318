"""The secrets in invitations: random, and signed so that made-up ones cost no query."""

from __future__ import annotations

from django.core import signing

from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.staff.models import Invitation

SALT = "broadsheet.staff.invitation"


def new_token() -> tuple[str, str]:
    """Return a new token (256 random bits, signed), and what is kept of it."""
    secret = new_secret()
    return _signer().sign(secret), digest_of(secret)


def invitation_of(token: str) -> Invitation | None:
    """Return the open invitation of a token; None for one that has ended or isn't ours."""
    try:
        digest = digest_of(_signer().unsign(token))
    except signing.BadSignature:
        return None
    found = Invitation.objects.filter(digest=digest).first()
    return found if found is not None and found.is_open else None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)
