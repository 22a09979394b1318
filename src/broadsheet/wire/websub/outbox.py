"""Which feeds a change shows in, and that the hub is to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.wire.outgoing import pages
from broadsheet.wire.webhooks import outbox
from broadsheet.wire.webhooks.models import DeliveryState
from broadsheet.wire.websub.models import Ping

BURST = timedelta(seconds=5)
"""How long a ping waits for more changes; the feed is printed anew meanwhile."""


def write(pk: int, lists: Iterable[str]) -> None:
    """Write a ping for each feed among these lists that a story stands, or stood, in."""
    if not publication().websub_hub or is_hidden(
        Story.objects.select_related("section").get(pk=pk)
    ):
        return
    feeds, untried = feeds_of(lists), Ping.objects.filter(state=DeliveryState.WAITING, tries=0)
    # Writing to those that wait keeps the worker off them until this change is in the database.
    untried.filter(feed__in=feeds).update(next_try=F("next_try"))
    due = clock.now() + BURST
    new = [Ping(feed=feed, next_try=due) for feed in sorted(feeds)]
    Ping.objects.bulk_create(new, ignore_conflicts=True)


def feeds_of(lists: Iterable[str]) -> set[str]:
    """Return the paths of the feeds that show these lists; the paper's is always one."""
    names = list(lists)
    found = {each for each in pages.born(names) if "/feed." in each} | set(pages.feeds("/"))
    return found | set(pages.feeds("/corrections/") if keys.CORRECTIONS in names else ())


def claim() -> Ping | None:
    """Take the ping that has been due longest."""
    pk = outbox.take(Ping.objects.all())
    return Ping.objects.get(pk=pk) if pk else None
