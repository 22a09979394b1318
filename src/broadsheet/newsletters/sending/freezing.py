"""The moment a number begins to go out: its words and its recipients are frozen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import said
from broadsheet.lib import clock
from broadsheet.newsletters import keys, queries
from broadsheet.newsletters.models import (
    Letter,
    Number,
    NumberState,
    Send,
    SendState,
)
from broadsheet.newsletters.models.sends import IN_HAND, OPEN
from broadsheet.newsletters.rendering import Unready, freeze

TOO_LATE = timedelta(hours=24)
"""What should have gone out so long ago waits for a person: it may be wrong, or out, by now."""

ROWS_AT_ONCE = 2000

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
    done = Number.objects.filter(state=NumberState.SENDING).exclude(
        pk__in=Send.objects.filter(state__in=OPEN).values("number")
    )
    return done.update(state=NumberState.SENT, finished_at=now, hitch="")


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
    rows = _rest_of(number) if number.corrects_id else _readers_of(number)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        Send.objects.bulk_create(batch, batch_size=ROWS_AT_ONCE)
    if number.corrects_id:
        Send.objects.filter(number=number.corrects_id, state=SendState.QUEUED).update(
            state=SendState.SKIPPED, settled_at=now, error=said(INSTEAD)
        )
    return True


def _readers_of(number: Number) -> Iterator[Send]:
    places = queries.recipients(number.list)
    found = places.values_list(
        "reader_id", "reader__email", "reader__digest", "reader__language", "pk"
    )
    return _rows(number, found.iterator(chunk_size=ROWS_AT_ONCE))


def _rest_of(number: Number) -> Iterator[Send]:
    rest = Send.objects.filter(number=number.corrects_id, state=SendState.QUEUED)
    found = rest.values_list("reader_id", "email", "digest", "reader__language", "pk")
    return _rows(number, found.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE))


def _rows(number: Number, found: Iterator[tuple[Any, ...]]) -> Iterator[Send]:
    letters = list(Letter.objects.filter(number=number).order_by("pk"))
    by_language = {letter.language: letter for letter in letters}
    now = clock.now()
    for reader, email, digest, language, _pk in found:
        yield Send(
            number=number,
            letter=by_language.get(language, letters[0]),
            reader_id=reader,
            email=email,
            digest=digest,
            key=uuid.uuid4(),
            next_try=now,
        )


def _in_hand(number: int) -> bool:
    return Send.objects.filter(number=number, state__in=IN_HAND).exists()
