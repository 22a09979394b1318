"""What became of the batches whose workers are gone: as much of it as can be proved.

The rule: a message is queued again only when it is certain that its server didn't get all of
it. Its worker's journal says so, or its state: before ``handing`` nothing is sent.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from broadsheet.newsletters.models import Send, SendState
from broadsheet.newsletters.models.sends import IN_HAND
from broadsheet.newsletters.sending import journal

KILLED = "The program ended while this was being handed over."


def recover(*, now: datetime) -> int:
    """Settle or queue what dead workers had in hand; return how many messages that were."""
    done = 0
    in_hand = Send.objects.filter(claim__isnull=False, state__in=IN_HAND)
    claims = {each for each in in_hand.values_list("claim", flat=True).order_by() if each}
    for claim in claims | set(journal.left_behind()):
        try:
            account = journal.read(claim)
        except journal.StillHeldError:
            continue
        done += _take_back(claim, account, now)
        if account is not None:
            account.path.unlink(missing_ok=True)
    return done


@transaction.atomic
def _take_back(claim: uuid.UUID, account: journal.Account | None, now: datetime) -> int:
    """Settle one batch: by its journal at once, and without one when its lease is over."""
    held = Send.objects.filter(claim=claim)
    if account is None:
        held = held.filter(leased_until__lte=now)
    done = _queue(held.filter(state=SendState.CLAIMED))
    handing = held.filter(state=SendState.HANDING)
    if account is None:
        return done + _doubt(handing)
    done += handing.filter(key__in=account.accepted).update(
        state=SendState.HANDED_OVER,
        claim=None,
        leased_until=None,
        handed_over_at=now,
        settled_at=now,
        error="",
    )
    if not account.whole:
        return done + _doubt(handing)
    return done + _doubt(handing.filter(key__in=account.begun)) + _queue(handing)


def _queue(held: QuerySet[Send]) -> int:
    return held.update(state=SendState.QUEUED, claim=None, leased_until=None)


def _doubt(held: QuerySet[Send]) -> int:
    return held.update(state=SendState.DOUBT, leased_until=None, error=KILLED)
