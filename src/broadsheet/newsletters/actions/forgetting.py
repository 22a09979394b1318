"""Forgetting a reader, because they want it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from broadsheet.lib import clock
from broadsheet.newsletters.models import Forgotten, OutgoingMail, Reader, Send, SendState


@transaction.atomic
def forget(*, reader: Reader) -> None:
    """Remove a reader with everything that bears their address.

    Two things stay, and neither leads to the address without the publication's secret: its
    keyed digest, so that no import brings it back; and, in the ledger, that a number went to
    that digest. What of a number hasn't gone to them yet isn't sent.
    """
    now = clock.now()
    Forgotten.objects.get_or_create(digest=reader.digest, defaults={"at": now})
    sends = Send.objects.filter(Q(reader=reader) | Q(digest=reader.digest))
    sends.filter(state=SendState.QUEUED).update(state=SendState.SKIPPED, settled_at=now)
    sends.update(email="", error="", reader=None)
    OutgoingMail.objects.filter(to=reader.email).delete()
    reader.delete()
