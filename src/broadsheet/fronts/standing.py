"""Fronts as they stood, and as they will stand, by the code that readers' fronts are made by.

The acts themselves are done, or undone, in a transaction that is rolled back: nobody else ever
sees it, and nothing that waits for a commit happens. Sections, menus and the paper's settings
are as they are now; the weather is left out of what isn't now.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from broadsheet.fronts.actions import release_scheduled
from broadsheet.fronts.models import Front, Reading, Release
from broadsheet.lib import clock
from broadsheet.lib.once import one_page
from broadsheet.newsroom.actions import publish_scheduled, withdraw_if_over
from broadsheet.newsroom.face import CARD
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Story

SHOWN = ("live", "expired", *(name.removesuffix("_id") for name in CARD if "address" not in name))
"""What a front shows of a story. Where it stands is a fact, which no older text changes."""


@dataclass(frozen=True)
class Moment:
    """When a front is looked at."""

    at: datetime
    is_coming: bool
    missing: list[str] = field(default_factory=list)
    """What is set for an hour until then and would not come out, and why: a sentence each."""


@contextmanager
def as_of(at: datetime) -> Iterator[Moment]:
    """Have the paper be as it was, or will be, at a moment, while this is open."""
    now = clock.now()
    with transaction.atomic(), clock.as_at(at), one_page():
        Reading.objects.all().delete()
        try:
            if at > now:
                yield Moment(at, is_coming=True, missing=list(_rehearse(now, at)))
            else:
                _take_back(at)
                yield Moment(at, is_coming=False)
        finally:
            transaction.set_rollback(True)


def _rehearse(now: datetime, moment: datetime) -> Iterator[str]:
    """Do what falls due until then, each thing at its hour; yield what fails."""
    due: list[tuple[datetime, Any, Any, str]] = [
        (each.approved_go_live_at, publish_scheduled, {"revision": each.pk}, each.object_str)
        for each in Revision.objects.filter(approved_go_live_at__lte=moment)
    ]
    due += [
        (each.at, release_scheduled, {"release": each.pk}, each.name)
        for each in Release.objects.filter(released_at__isnull=True, at__lte=moment)
    ]
    due += [
        (each.expire_at, withdraw_if_over, {"story": each.pk}, each.title)
        for each in Story.objects.filter(live=True, expire_at__lte=moment)
    ]
    _drop_hours(moment)
    for hour, act, what, name in sorted(due, key=lambda each: each[0]):
        try:
            with transaction.atomic(), clock.as_at(max(hour, now)):
                act(**what)
        except (Held, ValidationError) as reason:
            yield f"{name}: {reason}"


def _drop_hours(moment: datetime) -> None:
    """Take the hour off each text whose hour comes until then: Wagtail reads its own clock."""
    releases = Release.objects.filter(released_at__isnull=True, at__lte=moment)
    released = Q(pk__in=releases.values("items__revision"))
    for revision in Revision.objects.filter(Q(approved_go_live_at__lte=moment) | released):
        content = {**revision.content, "go_live_at": None}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _take_back(moment: datetime) -> None:
    """Undo what was published, changed and withdrawn since."""
    younger = Story.objects.filter(published_at__gt=moment).values("pk")
    Page.objects.filter(pk__in=younger).update(live=False)
    since = PageLogEntry.objects.filter(
        timestamp__gt=moment, action__in=("wagtail.publish", "wagtail.unpublish")
    )
    older = Story.objects.filter(published_at__lte=moment, pk__in=since.values("page"))
    for story in older:
        _put_back(story, moment)
    for front in Front.objects.all():
        _put_front_back(front, moment)


def _put_back(story: Story, moment: datetime) -> None:
    """Give a story back the card that readers saw at that moment, if they saw it."""
    log = PageLogEntry.objects.filter(page=story, timestamp__lte=moment)
    last = log.filter(action__in=("wagtail.publish", "wagtail.unpublish")).first()
    text = last.revision.as_object() if last and last.revision else story
    text.live = not (last and last.action == "wagtail.unpublish")
    text.expired = False
    if text.retracted_at and text.retracted_at > moment:
        text.retracted_at = None
    text.save(update_fields=[*SHOWN, "bylines"], clean=False)


def _put_front_back(front: Front, moment: datetime) -> None:
    kind = ContentType.objects.get_for_model(Front)
    log = ModelLogEntry.objects.filter(
        content_type=kind, object_id=str(front.pk), action="wagtail.publish"
    )
    if not log.filter(timestamp__gt=moment).exists():
        return
    last = log.filter(timestamp__lte=moment).first()
    then = last.revision.as_object() if last and last.revision else front
    if last is None:
        then.picks = []
    then.live = last is not None
    then.save()
