"""Which addresses changed, and when search engines are told: many together, and soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Min

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.wire.indexnow.models import Announcement, ChangedAddress
from broadsheet.wire.outgoing.reach import is_reachable
from broadsheet.wire.webhooks import outbox

MOST = 10_000
"""Addresses in a message (https://www.indexnow.org/documentation)."""

QUIET = timedelta(seconds=10)
"""How long nothing must have changed before what did is told; pages are printed anew meanwhile."""

LONGEST = timedelta(minutes=10)
"""How long an address waits for that."""


def is_told() -> bool:
    """Say whether search engines are told anything."""
    return is_reachable(settings.BROADSHEET.url) and publication().tell_search_engines


def write(pk: int, addresses: Iterable[str]) -> None:
    """Write down the addresses at which a story was or is. Of what is hidden none is told.

    Nor of what names another place as its first: search engines go there.
    """
    if not is_told():
        return
    story = Story.objects.select_related("section").get(pk=pk)
    if story.canonical_url or is_hidden(story):
        return
    ChangedAddress.objects.bulk_create(ChangedAddress(path=each) for each in sorted(addresses))


def gather() -> Announcement | None:
    """Put what changed into one message, if it has waited long enough."""
    about = ChangedAddress.objects.aggregate(first=Min("at"), last=Max("at"), many=Count("pk"))
    now = clock.now()
    if about["first"] is None or not (
        about["last"] <= now - QUIET or about["first"] <= now - LONGEST or about["many"] >= MOST
    ):
        return None
    with transaction.atomic():
        waiting = ChangedAddress.objects.select_for_update(skip_locked=True).order_by("pk")
        rows = list(waiting[:MOST])
        if not rows:  # another worker has them
            return None
        ChangedAddress.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return Announcement.objects.create(paths=sorted({row.path for row in rows}))


def claim() -> Announcement | None:
    """Take the message that has been due longest."""
    pk = outbox.take(Announcement.objects.all())
    return Announcement.objects.get(pk=pk) if pk else None


def drop() -> None:
    """Forget what was to be told: the paper tells nothing any more."""
    ChangedAddress.objects.all().delete()
    Announcement.objects.all().delete()
