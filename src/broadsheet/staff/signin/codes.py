"""One-time codes are for one time (RFC 6238, 5.2), in whatever process they are typed."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of

KNOWN = timedelta(minutes=2)
"""Longer than the 90 seconds that a code is good for with a step of tolerance either way."""


@transaction.atomic
def spend(app: Authenticator, code: str) -> bool:
    """Note that a code of this app was used; say False if it had been already."""
    locked = Authenticator.objects.select_for_update().get(pk=app.pk)
    now = clock.now().timestamp()
    known = {
        digest: at
        for digest, at in locked.data.get("spent", {}).items()
        if now - at < KNOWN.total_seconds()
    }
    mine = digest_of("".join(filter(str.isdigit, code)))
    if mine in known:
        return False
    locked.data["spent"] = {**known, mine: now}
    locked.save(update_fields=["data"])
    return True
