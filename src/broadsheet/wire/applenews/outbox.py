"""Which stories go to Apple News, and what became of each."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet

from broadsheet.lib import clock
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Byline, Story
from broadsheet.wire.applenews.client import Placed, Refused
from broadsheet.wire.applenews.models import AppleStory
from broadsheet.wire.outgoing.reach import is_reachable
from broadsheet.wire.webhooks import outbox
from broadsheet.wire.webhooks.models import DeliveryState

BURST = timedelta(seconds=15)
"""How long a story waits for more changes; its page and pictures are printed meanwhile."""

FRESH = timedelta(days=30)
"""How old a story may be that goes there for the first time: no archive that moves in."""


def is_on() -> bool:
    """Say whether stories go to Apple News: a channel is named, and Apple can fetch pictures."""
    config = settings.BROADSHEET
    return bool(config.apple_news_channel) and is_reachable(config.url)


def fit() -> QuerySet[Story]:
    """Return the public stories that are the paper's own to give away.

    Not what came with somebody's terms or credit, or was first published elsewhere; nor what was
    retracted: a notice of it stands here.
    """
    ours = {"canonical_url": "", "usage_terms": "", "credit_line": "", "retracted_at": None}
    return newsroom.published().filter(**ours)


def story_for(row: AppleStory) -> Story | None:
    """Return what Apple is to have, with bylines and topics; None when it is to have nothing."""
    bylines = Byline.objects.select_related("author").order_by("sort_order")
    whole = (
        fit()
        .select_related("section", "hero")
        .prefetch_related(Prefetch("bylines", queryset=bylines), "topics")
    )
    return whole.filter(guid=row.guid).first()


def write(pk: int) -> None:
    """Write down that a story changed. One that is new to Apple must be fit, and fresh."""
    if is_on():
        _write(pk)


@transaction.atomic
def _write(pk: int) -> None:
    guid, title = Story.objects.values_list("guid", "title").get(pk=pk)
    row = AppleStory.objects.select_for_update().filter(guid=guid).first()
    if row:
        _once_more(row, title)
    elif fit().filter(pk=pk, published_at__gt=clock.now() - FRESH).exists():
        _begin(guid, title)


def _begin(guid: uuid.UUID, title: str) -> None:
    new = AppleStory(guid=guid, name=title[:255], next_try=clock.now() + BURST)
    AppleStory.objects.bulk_create([new], ignore_conflicts=True)


def _once_more(row: AppleStory, title: str) -> None:
    row.changes, row.name = row.changes + 1, title[:255]
    if row.state != DeliveryState.WAITING:  # else it is under way, or waits for Apple
        row.state, row.tries, row.done_at = DeliveryState.WAITING, 0, None
        row.next_try = clock.now() + BURST
    row.save(update_fields=["changes", "name", "state", "tries", "done_at", "next_try"])


def claim() -> AppleStory | None:
    """Take the story that has been due longest."""
    pk = outbox.take(AppleStory.objects.all())
    return AppleStory.objects.get(pk=pk) if pk else None


def note_asked(row: AppleStory, title: str) -> None:
    """Note, before it is asked, that Apple is asked for a new article."""
    row.asked_at, row.asked_title = clock.now(), title[:300]
    row.save(update_fields=["asked_at", "asked_title"])


def note_answered(row: AppleStory, placed: Placed | None) -> None:
    """Note which article a story is at Apple; None: none."""
    row.apple_id = placed.id if placed else ""
    row.revision = placed.revision if placed else ""
    row.asked_at, row.asked_title = None, ""
    row.save(update_fields=["apple_id", "revision", "asked_at", "asked_title"])


def note_done(row: AppleStory, *, gone: bool = False) -> None:
    """Note that Apple has what it was to have; or sends it once more, if that has changed since.

    A row of what is ``gone`` goes too.
    """
    same = AppleStory.objects.filter(pk=row.pk, changes=row.changes)
    if gone and same.delete()[0]:
        return
    done = {"state": DeliveryState.DELIVERED, "done_at": clock.now(), "status": None, "answer": ""}
    if not same.update(**done):
        _from_the_start(row)


def note_refused(row: AppleStory, refused: Refused) -> None:
    """Note that Apple won't have this story as it is: only a change of it is another chance."""
    same = AppleStory.objects.filter(pk=row.pk, changes=row.changes)
    values = {"status": refused.status, "answer": str(refused)[:300], "done_at": clock.now()}
    if not same.update(state=DeliveryState.GIVEN_UP, **values):
        _from_the_start(row)


def _from_the_start(row: AppleStory) -> None:
    AppleStory.objects.filter(pk=row.pk).update(tries=0, next_try=clock.now() + BURST)
