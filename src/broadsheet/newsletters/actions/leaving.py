"""Leaving: by a link, and because mail comes back or is complained of."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from broadsheet.lib import clock
from broadsheet.newsletters import queries
from broadsheet.newsletters.actions.record import A_DAY, NOBODYS, Hand, LinkOverError, note
from broadsheet.newsletters.models import Act, Confirmation, Reader, Send, State, Subscription

SOFT_BOUNCES, FORGIVEN_AFTER = 5, timedelta(days=30)
"""On so many days must mail come back, each within so long of the one before."""


@transaction.atomic
def leave(*, token: str, by: Hand) -> Subscription:
    """Take a reader off the list that this token is about; once is as good as many times.

    Letters that are still on their way can't put the reader back. Raises LinkOverError for
    a token that isn't ours.
    """
    place = queries.place(token)
    if place is None:
        raise LinkOverError
    take_off(Subscription.objects.filter(pk=place.pk), Act.LEFT, by=by)
    return place


@transaction.atomic
def leave_by_mail(*, send: Send, how: str) -> bool:
    """Take whoever got this message off its list; say whether they were on it.

    ``how`` tells the record of consents by which way they said so.
    """
    places = Subscription.objects.filter(reader=send.reader_id, list=send.number.list_id)
    on = places.exclude(state=State.LEFT)
    if send.reader_id is None or not on.exists():
        return False
    take_off(on, Act.LEFT, by=Hand(wording=how))
    return True


@transaction.atomic
def note_bounce(*, reader: Reader, hard: bool) -> None:
    """Note that a mail came back: ``hard`` for good, else for now.

    A hard bounce ends mail to this address until the reader says on a page that it arrives
    again; so does a soft one on the fifth day of them, none thirty days after the one before.
    Further bounces of an address that is given up change nothing.
    """
    now = clock.now()
    mine = Reader.objects.select_for_update().filter(pk=reader.pk, bouncing_since__isnull=True)
    known = mine.first()
    if known is None:
        return
    last = known.soft_bounced_at
    if not hard:
        if last and now - last < A_DAY:
            return
        times = known.soft_bounces + 1 if last and now - last < FORGIVEN_AFTER else 1
        mine.update(soft_bounces=times, soft_bounced_at=now)
        if times < SOFT_BOUNCES:
            return
    mine.update(bouncing_since=now)
    on = Subscription.objects.filter(reader=known, state=State.CONFIRMED)
    note(on, Act.BOUNCED, by=NOBODYS)


@transaction.atomic
def note_complaint(*, reader: Reader) -> None:
    """Note that a reader called our mail unwanted: they are off every list, and stay off.

    Nothing that anybody types into a form writes to them again; they themselves can come back
    by their own page.
    """
    mine = Reader.objects.select_for_update().filter(pk=reader.pk)
    if mine.filter(complained_at__isnull=True).update(complained_at=clock.now()):
        take_off(Subscription.objects.filter(reader=reader), Act.COMPLAINED, by=NOBODYS)


def take_off(places: QuerySet[Subscription], act: Act, *, by: Hand) -> None:
    """End these subscriptions, and every letter that could begin one of them again."""
    now = clock.now()
    for place in places.select_related("list"):
        letters = Confirmation.objects.filter(reader=place.reader_id, used_at__isnull=True)
        letters.filter(lists=place.list_id).update(used_at=now)
        still_on = Subscription.objects.filter(pk=place.pk).exclude(state=State.LEFT)
        if still_on.update(state=State.LEFT, left_at=now):
            note([place], act, by=by)
