"""Named reads: lists, the links in mails, and who may be written to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of
from broadsheet.masthead.queries import publication
from broadsheet.newsletters import tokens
from broadsheet.newsletters.models import (
    AddressChange,
    Confirmation,
    Frequency,
    List,
    Reader,
    Send,
    SendState,
    State,
    Subscription,
)

NOT_HAD = (SendState.BOUNCED, SendState.REFUSED, SendState.SKIPPED)
"""What became of messages that their readers didn't get."""


def open_lists() -> QuerySet[List]:
    """Return the lists that readers can sign up to, in their order."""
    return List.objects.filter(is_open=True)


def chosen(slugs: Sequence[str]) -> list[List]:
    """Return the open lists with these slugs; where there is but one, it needs no naming."""
    everything = list(open_lists())
    if not slugs and len(everything) == 1:
        return everything
    return [each for each in everything if each.slug in set(slugs)]


def confirmation(token: str) -> Confirmation | None:
    """Return the letter that this token came with, if it can still be answered."""
    return (
        Confirmation.objects.filter(
            digest=digest_of(token), used_at__isnull=True, expires__gt=clock.now()
        )
        .select_related("reader")
        .first()
    )


def place(token: str) -> Subscription | None:
    """Return the subscription that this token ends."""
    key = tokens.read_leave_token(token)
    return Subscription.objects.filter(key=key).select_related("list", "reader").first()


def address_change(token: str) -> AddressChange | None:
    """Return the open wish for another address whose letter, to either box, had this token."""
    digest = digest_of(token)
    wishes = AddressChange.objects.filter(done_at__isnull=True, expires__gt=clock.now())
    mine = wishes.filter(Q(old_digest=digest) | Q(new_digest=digest))
    return mine.select_related("reader").first()


def reader_of(token: str) -> tuple[Reader | None, bool]:
    """Return the reader whose page this token opens, and whether it opens their data too."""
    key, fresh = tokens.read_preferences_token(token)
    return Reader.objects.filter(key=key).first() if key else None, fresh


def choices(reader: Reader) -> list[tuple[List, Subscription | None]]:
    """Return the lists that a reader can choose among, each with their place on it, if any.

    The open ones, and those that they are on although no one else can join any more.
    """
    mine = {place.list_id: place for place in reader.subscriptions.select_related("list")}
    on = [key for key, place in mine.items() if place.state == State.CONFIRMED]
    return [
        (each, mine.get(each.pk)) for each in List.objects.filter(Q(is_open=True) | Q(pk__in=on))
    ]


def goes_by_clock(reader: Reader) -> bool:
    """Say whether a list that a reader has, or could choose, comes by each reader's clock."""
    return any(each.readers_clock for each, _place in choices(reader))


def willing(on: List) -> QuerySet[Subscription]:
    """Return the places on a list whose readers may be written to at this moment.

    They said yes and didn't leave, haven't paused, their address takes mail, and they complained
    of none. To be asked again before each message is handed over: people leave meanwhile.
    """
    awake = Q(reader__paused_until__isnull=True) | Q(reader__paused_until__lte=clock.now())
    return Subscription.objects.filter(
        awake,
        list=on,
        state=State.CONFIRMED,
        reader__bouncing_since__isnull=True,
        reader__complained_at__isnull=True,
    ).select_related("reader")


def recipients(on: List) -> QuerySet[Subscription]:
    """Return the places on a list whose readers a new number goes to, with their readers.

    Those who are ``willing``, without those who want one number a week and had this week's:
    weeks begin on Monday, where the publication is.
    """
    had = (
        Send.objects.filter(
            reader=OuterRef("reader"), number__list=on, number__started_at__gte=_monday()
        )
        .exclude(state__in=NOT_HAD)
        .order_by()
    )
    return willing(on).exclude(Q(frequency=Frequency.WEEKLY) & Exists(had)).order_by("pk")


def _monday() -> datetime:
    """Return when this week began."""
    zone = publication().zone
    today = clock.today(zone)
    return datetime.combine(today - timedelta(days=today.weekday()), time.min, tzinfo=zone)
