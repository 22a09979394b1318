"""The secrets in the links that mails carry: keys, signed. No address stands in any of them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core import signing

FRESH_FOR = timedelta(days=1)

_LEAVE = "broadsheet.newsletters.leave"
_PREFERENCES = "broadsheet.newsletters.preferences"
_FRESH = "broadsheet.newsletters.preferences.fresh"


def leave_token(key: uuid.UUID) -> str:
    """Return the token that ends the subscription with this key. It works for ever."""
    return signing.Signer(salt=_LEAVE).sign(key.hex)


def read_leave_token(token: str) -> uuid.UUID | None:
    """Return the key of the subscription that a token ends; None for a token that isn't ours."""
    return _key(signing.Signer(salt=_LEAVE), token)


def preferences_token(key: uuid.UUID) -> str:
    """Return the token of this reader's page, for every mail. It works for ever.

    Mails are passed on: whoever has the token can choose the lists, and do and see no more.
    """
    return signing.Signer(salt=_PREFERENCES).sign(key.hex)


def fresh_token(key: uuid.UUID) -> str:
    """Return the token that also opens a reader's data. It goes into a mail that was asked for."""
    return signing.TimestampSigner(salt=_FRESH).sign(key.hex)


def read_preferences_token(token: str) -> tuple[uuid.UUID | None, bool]:
    """Return the key of the reader whose page a token opens, and whether it opens their data.

    The key is None for a token that isn't ours, or opened data and is older than a day.
    """
    known = _key(signing.Signer(salt=_PREFERENCES), token)
    if known is not None:
        return known, False
    return _key(signing.TimestampSigner(salt=_FRESH), token, max_age=FRESH_FOR), True


def _key(signer: signing.Signer, token: str, **limits: timedelta) -> uuid.UUID | None:
    try:
        return uuid.UUID(signer.unsign(token, **limits))
    except (signing.BadSignature, ValueError):
        return None
