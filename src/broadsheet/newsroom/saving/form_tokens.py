"""What a story's form carries to say who it was given to, and which of their open forms it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.core import signing

from broadsheet.lib.secret_links import digest_of, new_secret

FIELD = "form_token"
SALT = "broadsheet.newsroom.form"
LASTS = timedelta(days=30)
"""A form that has stood open for longer is nobody's any more."""


class Writer(NamedTuple):
    """Whose form it is, and what tells it from their others."""

    user: int
    form: str


def new_token(user: Any) -> str:
    """Return the token of a form that is given to somebody now."""
    return signing.dumps([user.pk, new_secret()], salt=SALT)


def writer_of(token: str) -> Writer | None:
    """Return whose form has this token; None for one that isn't ours, or is too old."""
    try:
        user, secret = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Writer(user, digest_of(secret))
