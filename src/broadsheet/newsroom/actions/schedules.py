"""What falls due: publishing at an hour, and being withdrawn at one."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from broadsheet.lib import clock
from broadsheet.newsroom.models import Story

LATE = timedelta(minutes=1)
"""A scheduled story that comes out later than this is said to be late."""

PUBLISHED_LATE, NOT_PUBLISHED = "broadsheet.published_late", "broadsheet.not_published"
"""What the history says of schedules."""


@transaction.atomic
def publish_scheduled(*, revision: int) -> bool:
    """Publish the revision with this key, if its hour has come; say whether it was done here.

    Of several who try at once one does it. Who comes late says so in the history. Raises
    whatever publishing raises: then nothing has happened.
    """
    now = clock.now()
    due = Revision.objects.select_for_update(skip_locked=True).filter(
        pk=revision, approved_go_live_at__lte=now
    )
    found = due.first()
    if found is None:
        return False
    hour = found.approved_go_live_at
    found.publish(skip_permission_checks=True, log_action=True)
    if now - hour > LATE:
        data = {"due": hour.isoformat(), "minutes": round((now - hour).total_seconds() / 60)}
        log(instance=found.content_object, action=PUBLISHED_LATE, revision=found, data=data)
    return True


def note_that_it_failed(*, revision: int, reason: str) -> None:
    """Write into the history, once, that a scheduled revision could not be published, and why."""
    found = Revision.objects.filter(pk=revision).first()
    told = {"revision": revision, "action": NOT_PUBLISHED}
    histories = (PageLogEntry.objects, ModelLogEntry.objects)
    if found and not any(history.filter(**told).exists() for history in histories):
        data = {"reason": reason[:500]}
        log(instance=found.content_object, action=NOT_PUBLISHED, revision=found, data=data)


@transaction.atomic
def withdraw_if_over(*, story: int) -> bool:
    """Withdraw the story with this key, if its time to be public is over; say whether."""
    over = Story.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=story, live=True, expire_at__lte=clock.now()
    )
    found = over.first()
    if found is None:
        return False
    found.unpublish(set_expired=True)
    return True
