"""What people decide about a number that is to go out: each act one transaction.

Raises ValidationError, in words for whoever pressed the button, when it can't be done.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.fronts.models import Release
from broadsheet.lib import clock
from broadsheet.newsletters.models import Letter, Number, NumberState
from broadsheet.newsletters.rendering import draw
from broadsheet.staff.audit import record


@transaction.atomic
def send(*, number: Number, by: Any, at: datetime | None = None) -> Number:
    """Have a number go out when its held minute is over, or at a later time.

    Until then it can be called back. Where its list asks for two people, it waits for the
    second one. Raises ValidationError (Unready) for a letter that can't go out as it is.
    """
    found = _locked(number)
    found.release = None
    return _send(found, by=by, at=at)


@transaction.atomic
def go_with(*, number: Number, release: Release | None, by: Any) -> Number:
    """Have a number go out with a release, once all of that is public; None: no more.

    Who asks for it is who sent it. Raises ValidationError where either is on its way.
    """
    if release and Release.objects.select_for_update().get(pk=release.pk).released_at:
        raise ValidationError(_("This release is out. Send the number by itself."))
    found = _locked(number)
    if found.state != NumberState.DRAFT:
        raise ValidationError(_("This number was sent already: it goes out once."))
    found.release, found.sent_by = release, by if release else None
    found.save()
    record("broadsheet.send_with", on=found, by=by, release=str(release or ""))
    return found


@transaction.atomic
def send_with(*, release: Release, by: Any) -> list[Number]:
    """Send the numbers that go with a release, in the transaction that makes it public.

    ``by`` is who released it; None: its hour. Raises ValidationError as ``send`` does.
    """
    drafts = Number.objects.filter(release=release, state=NumberState.DRAFT).order_by("pk")
    return [_send(_locked(each), by=each.sent_by or by, at=None) for each in drafts]


def _send(found: Number, *, by: Any, at: datetime | None) -> Number:
    is_late = found.state == NumberState.HELD and bool(found.hitch)
    if found.state != NumberState.DRAFT and not is_late:
        raise ValidationError(_("This number was sent already: it goes out once."))
    letters = list(Letter.objects.filter(number=found))
    if not letters:
        raise ValidationError(_("This number has nothing to say yet. Write it first."))
    for letter in letters:
        draw(letter)
    soonest = clock.now() + timedelta(minutes=found.list.held_minutes)
    if at is not None and at < clock.now():
        raise ValidationError(_("This time is over. Choose one that is still to come."))
    found.state, found.due, found.hitch = NumberState.HELD, max(at or soonest, soonest), ""
    found.sent_by, found.approved_by, found.approved_at = by, None, None
    found.save()
    record("broadsheet.send", on=found, by=by, due=found.due.isoformat())
    return found


@transaction.atomic
def call_back(*, number: Number, by: Any) -> Number:
    """Make a number that is held a draft again: it goes to nobody."""
    found = _locked(number)
    if found.state != NumberState.HELD:
        raise ValidationError(
            _("This number can’t be called back: it is going out. It can be stopped.")
        )
    found.state, found.due, found.hitch = NumberState.DRAFT, None, ""
    found.approved_by, found.approved_at, found.release = None, None, None
    found.save()
    record("broadsheet.call_back", on=found, by=by)
    return found


@transaction.atomic
def approve(*, number: Number, by: Any) -> Number:
    """Agree, as the second person, that a number goes out."""
    found = _locked(number)
    if found.state != NumberState.HELD:
        raise ValidationError(_("This number doesn’t wait for anybody to agree."))
    if by.pk in {found.created_by_id, found.sent_by_id}:
        raise ValidationError(
            _("Somebody else has to agree: you wrote this number, or you sent it.")
        )
    soonest = clock.now() + timedelta(minutes=found.list.held_minutes)
    found.approved_by, found.approved_at = by, clock.now()
    found.due = max(found.due or soonest, soonest)
    found.save()
    record("broadsheet.approve_number", on=found, by=by)
    return found


@transaction.atomic
def stop(*, number: Number, by: Any) -> Number:
    """Stop a number that is going out: who has it, has it; the rest waits."""
    found = _locked(number)
    if found.state != NumberState.SENDING:
        raise ValidationError(_("This number isn’t going out now."))
    found.state = NumberState.STOPPED
    found.save(update_fields=["state"])
    record("broadsheet.stop_number", on=found, by=by)
    return found


@transaction.atomic
def resume(*, number: Number, by: Any) -> Number:
    """Let a stopped number go on to those who haven't got it."""
    found = _locked(number)
    if found.state != NumberState.STOPPED:
        raise ValidationError(_("This number isn’t stopped."))
    corrected = Number.objects.filter(corrects=found).exclude(state=NumberState.DRAFT)
    if corrected.exists():
        raise ValidationError(_("The rest gets a corrected number instead of this one."))
    found.state, found.hitch, found.seen_at = NumberState.SENDING, "", clock.now()
    found.tried = found.failed = found.failed_in_a_row = 0
    found.save()
    record("broadsheet.resume_number", on=found, by=by)
    return found


@transaction.atomic
def send_corrected(
    *, number: Number, corrects: Number, by: Any, at: datetime | None = None
) -> Number:
    """Send ``number`` to the rest of a stopped one: who has that one doesn't get this one."""
    old, new = _locked(corrects), _locked(number)
    if old.state != NumberState.STOPPED:
        raise ValidationError(_("Stop the number first; then the rest can get another one."))
    if old.list_id != new.list_id or old.pk == new.pk:
        raise ValidationError(_("The corrected number has to be another one of the same list."))
    if Number.objects.filter(corrects=old).exclude(pk=new.pk).exists():
        raise ValidationError(_("The rest gets another corrected number already."))
    new.corrects = old
    new.save(update_fields=["corrects"])
    return send(number=new, by=by, at=at)


def _locked(number: Number) -> Number:
    return Number.objects.select_for_update(of=("self",)).select_related("list").get(pk=number.pk)
