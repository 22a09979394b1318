"""The moment a number begins to go out: its words and its recipients are frozen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import said
from broadsheet.newsletters import keys
from broadsheet.newsletters.models import (
    Letter,
    Number,
    NumberState,
    Send,
    SendState,
)
from broadsheet.newsletters.models.sends import IN_HAND
from broadsheet.newsletters.rendering import Unready, freeze
from broadsheet.newsletters.sending import rows

TOO_LATE = timedelta(hours=24)
"""What should have gone out so long ago waits for a person: it may be wrong, or out, by now."""

LATE = _(
    "This should have gone out on %(due)s, more than a day ago, when the program wasn’t running. "
    "Nothing was sent. Look whether it still holds, and send it again."
)
ASLEEP = _(
    "The program didn’t run for more than a day while this was going out. Those who have it get "
    "nothing more; the rest waits. Look whether it still holds, and let it go on."
)
UNREADY = _("This can’t go out as it is; nothing was sent. %(reasons)s")
INSTEAD = _("gets the corrected number instead")


def start_due(*, now: datetime) -> int:
    """Start the numbers that are due; return how many began."""
    due = Number.objects.filter(state=NumberState.HELD, due__lte=now, hitch="")
    due = due.exclude(list__needs_second=True, approved_at__isnull=True)
    return sum(start(number, now=now) for number in due.select_related("list").order_by("due"))


def start(number: Number, *, now: datetime) -> bool:
    """Freeze a number's recipients and begin; say whether it began.

    One that is more than a day late is told so instead. One that corrects another waits until
    no worker has a message of that one in hand.
    """
    if number.due is not None and number.due < now - TOO_LATE:
        late = said(LATE) % {"due": f"{number.due:%Y-%m-%d %H:%M} UTC"}
        Number.objects.filter(pk=number.pk, state=NumberState.HELD).update(hitch=late)
        return False
    if number.corrects_id and _in_hand(number.corrects_id):
        return False
    try:
        return _freeze(number, now)
    except Unready as error:
        unready = said(UNREADY) % {"reasons": " ".join(error.messages)}
        Number.objects.filter(pk=number.pk, state=NumberState.HELD).update(hitch=unready)
        return False


def sleepers(*, now: datetime) -> int:
    """Stop the numbers that no worker has looked after for a day; return how many."""
    asleep = Number.objects.filter(state=NumberState.SENDING, seen_at__lt=now - TOO_LATE)
    return asleep.update(state=NumberState.STOPPED, hitch=said(ASLEEP))


def finish(*, now: datetime) -> int:
    """Note the numbers of which nothing is left to send; return how many."""
    going = Number.objects.filter(state=NumberState.SENDING)
    done = [pk for pk in going.values_list("pk", flat=True) if not _is_open(pk)]
    return going.filter(pk__in=done).update(state=NumberState.SENT, finished_at=now, hitch="")


@transaction.atomic
def _freeze(number: Number, now: datetime) -> bool:
    last = Number.objects.filter(list=number.list_id).aggregate(last=Max("ordinal"))["last"]
    began = Number.objects.filter(pk=number.pk, state=NumberState.HELD, due=number.due).update(
        state=NumberState.SENDING, started_at=now, seen_at=now, ordinal=(last or 0) + 1
    )
    if not began:
        return False  # called back, or another worker was first
    number.refresh_from_db()
    keys.note_number(number)
    for letter in Letter.objects.filter(number=number).select_related("number__list"):
        freeze(letter)
    rows.make(number)
    if number.corrects_id:
        Send.objects.filter(number=number.corrects_id, state=SendState.QUEUED).update(
            state=SendState.SKIPPED, settled_at=now, error=said(INSTEAD)
        )
    return True


def _is_open(number: int) -> bool:
    queued = Send.objects.filter(number=number, state=SendState.QUEUED)
    return _in_hand(number) or queued.exists()


def _in_hand(number: int) -> bool:
    """Say whether workers have messages of a number. Few rows have a claim: they are indexed."""
    claimed = Send.objects.filter(claim__isnull=False, state__in=IN_HAND)
    return claimed.filter(number=number).exists()
