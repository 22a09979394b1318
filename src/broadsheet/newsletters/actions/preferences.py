"""What readers choose on their own page, and asking for the link to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.newsletters import mails
from broadsheet.newsletters.actions.leaving import take_off
from broadsheet.newsletters.actions.record import Hand, count_asking, may_be_mailed, note
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import (
    Act,
    Forgotten,
    Frequency,
    List,
    OutgoingMail,
    Reader,
    State,
    Subscription,
)


@dataclass(frozen=True)
class Wishes:
    """What a reader wants: how often each list, or not at all; a pause; mail that had stopped.

    Lists that aren't named stay as they are, and so does a ``zone`` of None.
    """

    lists: Mapping[List, Frequency | None]
    paused_until: datetime | None = None
    again: bool = False
    zone: str | None = None


@transaction.atomic
def ask_for_link(*, email: str, by: Hand) -> None:
    """Mail a reader the link to their page; whoever asks doesn't learn whether we know them.

    Raises ValidationError for what isn't an address, TooManyError for an origin that has asked
    too often. An address that has had its mails of the day gets none, silently.
    """
    address = normalise(email)
    count_asking(by.origin)
    if not may_be_mailed(address):
        return
    reader = Reader.objects.filter(email=address).first()
    if reader:
        OutgoingMail.objects.create(to=address, **mails.your_link(reader=reader))


@transaction.atomic
def send_fresh_link(*, reader: Reader) -> None:
    """Mail a reader the link that opens their data, unless they had their mails of the day."""
    if may_be_mailed(reader.email):
        OutgoingMail.objects.create(to=reader.email, **mails.your_link(reader=reader))


@transaction.atomic
def set_preferences(*, reader: Reader, wishes: Wishes, by: Hand) -> None:
    """Do as a reader wishes, on the word of their page alone: its link came to their letter box.

    Nothing is sent for it. ``by.wording`` is what the page said; the record gets it with the
    names of the lists.
    """
    mine = Reader.objects.select_for_update().filter(pk=reader.pk)
    known = mine.get()
    zone = known.zone if wishes.zone is None else wishes.zone
    mine.update(paused_until=wishes.paused_until, zone=zone)
    places = Subscription.objects.filter(reader=known)
    unwanted = [each for each, how in wishes.lists.items() if how is None]
    take_off(places.filter(list__in=unwanted, state=State.CONFIRMED), Act.LEFT, by=by)
    for each, how in wishes.lists.items():
        if how is not None:
            _join(known, each, how, by=by)
    if wishes.again:
        _write_again(known, by=by)
    Forgotten.objects.filter(digest=known.digest).delete()


@transaction.atomic
def leave_everything(*, reader: Reader, by: Hand) -> None:
    """Take a reader off every list."""
    take_off(Subscription.objects.filter(reader=reader), Act.LEFT, by=by)


def _join(reader: Reader, on: List, how: Frequency, *, by: Hand) -> None:
    now = clock.now()
    values = {"state": State.CONFIRMED, "asked_at": now, "confirmed_at": now, "frequency": how}
    place, new = Subscription.objects.get_or_create(reader=reader, list=on, defaults=values)
    if not new and place.state == State.CONFIRMED:
        Subscription.objects.filter(pk=place.pk).update(frequency=how)
        return
    Subscription.objects.filter(pk=place.pk).update(
        state=State.CONFIRMED, confirmed_at=now, frequency=how
    )
    note([place], Act.CONFIRMED, by=replace(by, wording=f"{on.name}: {by.wording}"))


def _write_again(reader: Reader, *, by: Hand) -> None:
    """Take back that mail bounces or is unwanted; the record says that they said so."""
    if not (reader.bouncing_since or reader.complained_at):
        return
    Reader.objects.filter(pk=reader.pk).update(
        bouncing_since=None, soft_bounces=0, soft_bounced_at=None, complained_at=None
    )
    note(Subscription.objects.filter(reader=reader, state=State.CONFIRMED), Act.CONFIRMED, by=by)
