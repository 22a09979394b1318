"""The acts on releases: several go live at one moment, together or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.fronts.companions import going_out
from broadsheet.fronts.models import Front, Release, ReleaseItem
from broadsheet.fronts.releases import problems
from broadsheet.lib import clock
from broadsheet.newsroom.models import Story

RELEASED = "broadsheet.release"
"""What the history of a story says of its release."""


def plan_release(*, name: str, by: Any = None) -> Release:
    """Make an empty release. Raises ValidationError without a name."""
    release = Release(name=name.strip(), made_by=by)
    release.full_clean()
    release.save()
    return release


@transaction.atomic
def put_in(*, release: Release, what: Story | Front, by: Any = None) -> ReleaseItem:
    """Put the newest draft of a story or a front in, in the place of an older one.

    Raises ValidationError for a release that is out.
    """
    _open(release)
    revision = what.latest_revision or what.save_revision(user=by)
    kind = "front" if isinstance(what, Front) else "story"
    item, _made = ReleaseItem.objects.update_or_create(
        release=release, **{kind: what}, defaults={"revision": revision}
    )
    return item


@transaction.atomic
def take_out(*, release: Release, item: int) -> None:
    """Leave an item of a release to itself. Raises ValidationError for a release that is out."""
    _open(release).items.filter(pk=item).delete()


@transaction.atomic
def set_hour(*, release: Release, at: datetime | None) -> None:
    """Have a release go out at an hour; None: by hand.

    Raises ValidationError for one that is out, an hour that is over, or what keeps it
    from going out then.
    """
    opened = _open(release)
    if at and at <= clock.now():
        raise ValidationError(_("That hour is over: release it now."))
    if at and (found := problems(opened, at=at)):
        raise ValidationError(found)
    Release.objects.filter(pk=release.pk).update(at=at, problem="")


@transaction.atomic
def release_now(*, release: Release, by: Any = None) -> None:
    """Publish everything in a release in one transaction, and so in one edition.

    Raises ValidationError, which lists everything that stands in the way: then nothing
    has happened.
    """
    _publish(_open(release), by=by)


@transaction.atomic
def release_scheduled(*, release: int) -> bool:
    """Release what this key means, if its hour has come; say whether it was done here.

    Raises whatever releasing raises: then nothing has happened.
    """
    due = Release.objects.select_for_update(skip_locked=True).filter(
        pk=release, released_at__isnull=True, at__lte=clock.now()
    )
    found = due.first()
    if found is None:
        return False
    _publish(found, by=None)
    return True


def note_that_it_stayed(*, release: int, reason: Exception) -> None:
    """Keep why a release could not go out at its hour: it stands on its page and the dashboard."""
    told = " ".join(reason.messages) if isinstance(reason, ValidationError) else str(reason)
    Release.objects.filter(pk=release).update(problem=told[:2000])


def _open(release: Release) -> Release:
    found = Release.objects.select_for_update().get(pk=release.pk)
    if found.released_at:
        raise ValidationError(_("It is out: make another release."))
    return found


def _publish(release: Release, *, by: Any) -> None:
    if found := problems(release, at=clock.now()):
        raise ValidationError(found)
    for item in release.items.select_related("revision"):
        item.revision.publish(user=by, skip_permission_checks=True)
        log(instance=item.what, action=RELEASED, user=by, data={"release": release.name})
    release.released_at, release.released_by, release.problem = clock.now(), by, ""
    release.save(update_fields=["released_at", "released_by", "problem"])
    going_out.send(sender=Release, release=release, by=by)
