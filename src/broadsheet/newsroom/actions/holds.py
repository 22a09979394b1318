"""The acts on holds: embargo, drawer, withdrawal. What each keeps from being public: ``holds``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom.holds import embargo_ends, is_in_drawer
from broadsheet.newsroom.models import Hold, HoldKind, Story

HELD, LIFTED = "broadsheet.hold", "broadsheet.lift_hold"
"""What the history says of holds."""

OVER = "Its hour had come."


@transaction.atomic
def embargo(*, story: Story, until: datetime, by: Any = None, reason: str = "") -> Hold:
    """Keep the story, or the next text of one that is public, from readers until an hour.

    A schedule before it is taken off. An embargo that there is already can be made longer;
    to make it shorter is to lift it: that takes a reason. Raises ValidationError.
    """
    now = clock.now()
    if until <= now:
        raise ValidationError(_("An embargo ends in the future."))
    before = _lock(story).filter(kind=HoldKind.EMBARGO).first()
    if before and before.until > max(until, now) and not reason.strip():
        raise ValidationError(_("To end an embargo earlier takes a reason, which is kept."))
    if before:
        longer = _("Replaced by a longer one.")
        _lift(before, by=by, reason=OVER if before.until <= now else reason or longer)
    _take_off_schedules(story, by=by, before=until)
    return _hold(story, HoldKind.EMBARGO, by=by, reason=reason, until=until)


@transaction.atomic
def lift_embargo(*, story: Story, reason: str, by: Any = None) -> None:
    """Let the story be public before its hour. Raises ValidationError without a reason."""
    found = _lock(story).filter(kind=HoldKind.EMBARGO).first()
    if found is None or embargo_ends(story) is None:
        raise ValidationError(_("There is no embargo on it."))
    _lift(found, by=by, reason=reason)


@transaction.atomic
def put_in_drawer(*, story: Story, by: Any = None, reason: str = "") -> Hold:
    """Keep a story that was prepared until somebody takes it out: until then nothing publishes it.

    Raises ValidationError for one that is public, or lies there.
    """
    if story.live:
        raise ValidationError(_("It is public: withdraw it first."))
    if _lock(story).filter(kind=HoldKind.DRAWER).exists():
        raise ValidationError(_("It lies in the drawer already."))
    _take_off_schedules(story, by=by)
    return _hold(story, HoldKind.DRAWER, by=by, reason=reason)


@transaction.atomic
def take_out_of_drawer(*, story: Story, reason: str, by: Any = None) -> None:
    """Let a prepared story be published. Raises ValidationError without a reason."""
    found = _lock(story).filter(kind=HoldKind.DRAWER).first()
    if found is None and not is_in_drawer(story.get_latest_revision_as_object()):
        raise ValidationError(_("It doesn’t lie in the drawer."))
    # An obituary lies there without anybody having put it there.
    found = found or _hold(story, HoldKind.DRAWER, by=None, reason=_("An obituary."))
    _lift(found, by=by, reason=reason)


@transaction.atomic
def withdraw_at_once(
    *, story: Story, reason: str, by: Any = None, words_for_readers: str = ""
) -> Hold:
    """Take a story off everything, now, and keep it off: no button, schedule or import undoes it.

    Its address answers 410, with ``words_for_readers`` if there are any; ``reason`` stays with
    the staff. Its previews for people outside end, its schedules are taken off.
    Raises ValidationError without a reason, or for a story that was never public.
    """
    if story.address is None:
        raise ValidationError(_("It was never public: put it in the drawer."))
    if _lock(story).filter(kind=HoldKind.WITHDRAWAL).exists():
        raise ValidationError(_("It is withdrawn already."))
    if not reason.strip():
        raise ValidationError(_("Say why: it is kept with the story, for the staff alone."))
    _take_off_schedules(story, by=by)
    story.preview_links.filter(revoked_at__isnull=True).update(revoked_at=clock.now())
    if story.live:
        story.unpublish(user=by)
    return _hold(
        story,
        HoldKind.WITHDRAWAL,
        by=by,
        reason=reason,
        words_for_readers=words_for_readers.strip(),
    )


@transaction.atomic
def lift_withdrawal(*, story: Story, reason: str, by: Any = None) -> None:
    """Let a withdrawn story be published again; it isn't yet. Raises ValidationError."""
    found = _lock(story).filter(kind=HoldKind.WITHDRAWAL).first()
    if found is None:
        raise ValidationError(_("It isn’t withdrawn."))
    _lift(found, by=by, reason=reason)


def _lock(story: Story) -> Any:
    """Return the open holds of a story; nobody else changes them or publishes it meanwhile."""
    Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    return story.holds.filter(lifted_at__isnull=True)


def _hold(story: Story, kind: HoldKind, *, by: Any, reason: str, **more: Any) -> Hold:
    hold = Hold(
        story=story, kind=kind, reason=reason.strip(), set_by=by, set_at=clock.now(), **more
    )
    hold.save()
    until = more.get("until")
    data = {"kind": kind.value, "reason": hold.reason, "until": until and until.isoformat()}
    log(instance=story, action=HELD, user=by, data=data)
    return hold


def _lift(hold: Hold, *, by: Any, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is kept with the story."))
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by, clock.now(), reason.strip()
    hold.save()
    data = {"kind": hold.kind, "reason": hold.lifted_because}
    log(instance=hold.story, action=LIFTED, user=by, data=data)


def _take_off_schedules(story: Story, *, by: Any, before: datetime | None = None) -> None:
    due = story.revisions.filter(approved_go_live_at__isnull=False)
    if before:
        due = due.filter(approved_go_live_at__lt=before)
    for revision in due:
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at"])
