"""The secrets in preview links: random, and signed so that made-up ones cost no query."""

from __future__ import annotations

from django.core import signing

from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.newsroom.models import PreviewLink

SALT = "broadsheet.newsroom.preview"


def new_token() -> tuple[str, str]:
    """Return a new token (256 random bits, signed), and what is kept of it."""
    secret = new_secret()
    return _signer().sign(secret), digest_of(secret)


def link_of(token: str) -> PreviewLink | None:
    """Return the link of a token, open or ended; None for a token that isn't ours."""
    try:
        digest = digest_of(_signer().unsign(token))
    except signing.BadSignature:
        return None
    links = PreviewLink.objects.select_related("story", "revision")
    return links.filter(digest=digest).first()


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)
