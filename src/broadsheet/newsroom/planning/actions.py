"""The acts on plans; nothing else writes them. Whether who asks may is asked before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom.actions.writing import write_story
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.newsroom.planning.models import OPEN, Plan, State
from broadsheet.newsroom.planning.notices.acts import tell
from broadsheet.newsroom.planning.notices.models import NoticeKind

ACT = "broadsheet.plan"
"""What the log says of plans; ``done`` in its data says what was done."""


@transaction.atomic
def pitch(
    *, working_title: str, by: Any, section: Section | None, to: Any = None, **fields: Any
) -> Plan:
    """Put a plan on the board, somebody's at once if ``to`` names them. Raises ValidationError."""
    plan = Plan(
        working_title=working_title,
        section=section,
        pitched_by=by,
        pitched_at=clock.now(),
        **fields,
    )
    _keep(plan, by=by, done="pitched")
    return assign(plan=plan, to=to, by=by) if to else plan


@transaction.atomic
def change_plan(*, plan: Plan, by: Any, **fields: Any) -> Plan:
    """Change what an open plan says. Raises ValidationError, or TypeError for its state."""
    if FIXED.intersection(fields):
        raise TypeError(f"These change by acts: {', '.join(FIXED.intersection(fields))}")
    found = _at(plan, *OPEN)
    hours = (found.due_at, found.publish_at)
    for name, value in fields.items():
        setattr(found, name, value)
    _keep(found, by=by, done="changed")
    if (found.due_at, found.publish_at) != hours:
        tell(plan=found, kind=NoticeKind.HOURS, to=[found.assignee_id], by=by)
    return found


FIXED = {"state", "assignee", "story", "settled_at", "spiked_because"}
"""What of a plan only acts of their own change."""


@transaction.atomic
def assign(*, plan: Plan, to: Any, by: Any) -> Plan:
    """Give a plan that has no story yet to somebody, whoever had it. Raises ValidationError."""
    found = _at(plan, State.PITCHED, State.ASSIGNED)
    before = found.assignee_id
    found.assignee, found.state = to, State.ASSIGNED
    _keep(found, by=by, done="assigned", to=str(to))
    if before != to.pk:
        tell(plan=found, kind=NoticeKind.TAKEN_BACK, to=[before], by=by)
        tell(plan=found, kind=NoticeKind.ASSIGNED, to=[to.pk], by=by)
    return found


@transaction.atomic
def take_back(*, plan: Plan, by: Any) -> Plan:
    """Make an assigned plan nobody's: a pitch again. Raises ValidationError."""
    found = _at(plan, State.ASSIGNED)
    tell(plan=found, kind=NoticeKind.TAKEN_BACK, to=[found.assignee_id], by=by)
    found.assignee, found.state = None, State.PITCHED
    return _keep(found, by=by, done="taken back")


@transaction.atomic
def start(*, plan: Plan, by: Any) -> Story:
    """Make the draft of an assigned plan, which is its assignee's, with their byline.

    Raises ValidationError for a plan in another state, or without a section.
    """
    found = _at(plan, State.ASSIGNED)
    if found.section is None:
        raise ValidationError(_("Choose a section first: the story will lie in it."))
    author = Author.objects.filter(user=found.assignee).first()
    found.story = write_story(
        section=found.section,
        title=found.working_title,
        slug="",
        bylines=[Byline(author=author)] if author else [],
        owner=found.assignee,
    )
    found.state = State.IN_PROGRESS
    _keep(found, by=by, done="begun")
    return found.story


@transaction.atomic
def spike(*, plan: Plan, reason: str, by: Any) -> Plan:
    """Give an open plan up; a story that it has stays. Raises ValidationError without a reason."""
    found = _at(plan, *OPEN)
    if not reason.strip():
        raise ValidationError(_("Say why: it is kept with the plan."))
    _settle(found, State.SPIKED, reason.strip())
    _keep(found, by=by, done="spiked", reason=found.spiked_because)
    tell(plan=found, kind=NoticeKind.SPIKED, to=_concerned(found), by=by)
    return found


@transaction.atomic
def reopen(*, plan: Plan, by: Any) -> Plan:
    """Take a spiked plan up again, where it stood. Raises ValidationError."""
    found = _at(plan, State.SPIKED)
    _stand(found)
    _keep(found, by=by, done="taken up again")
    tell(plan=found, kind=NoticeKind.REOPENED, to=_concerned(found), by=by)
    return found


@transaction.atomic
def note_publication(*, story: Story) -> None:
    """Have the plan of a story that went live be done."""
    for plan in Plan.objects.select_for_update().filter(story=story).exclude(state=State.DONE):
        _settle(plan, State.DONE)
        _keep(plan, by=None, done="done")
        tell(plan=plan, kind=NoticeKind.DONE, to=_concerned(plan), by=None)


@transaction.atomic
def let_go_of_story(*, story: Story) -> None:
    """Have the open plan of a story that is deleted be where it was before it."""
    for plan in Plan.objects.select_for_update().filter(story=story):
        plan.story = None
        if plan.state in OPEN:
            _stand(plan)
        _keep(plan, by=None, done="its story was deleted")


@transaction.atomic
def let_go_of_person(*, person: Any) -> None:
    """Have what was assigned to somebody who leaves for good be pitches again."""
    for plan in Plan.objects.select_for_update().filter(assignee=person, state=State.ASSIGNED):
        take_back(plan=plan, by=None)


def _at(plan: Plan, *states: str) -> Plan:
    """Return the plan as it is now, locked. Raises ValidationError if it has moved on."""
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    if found.state not in states:
        words = _("“%(title)s” is by now: %(state)s. Nothing was done.")
        told = {"title": found.working_title, "state": found.get_state_display()}
        raise ValidationError(words % told)
    return found


def _concerned(plan: Plan) -> set[int | None]:
    return {plan.assignee_id, plan.pitched_by_id}


def _settle(plan: Plan, state: State, because: str = "") -> None:
    plan.state, plan.spiked_because, plan.settled_at = state, because, clock.now()


def _stand(plan: Plan) -> None:
    """Have a plan be open, as far as what it has says."""
    plan.spiked_because, plan.settled_at = "", None
    if plan.story_id:
        plan.state = State.IN_PROGRESS
    else:
        plan.state = State.ASSIGNED if plan.assignee_id else State.PITCHED


def _keep(plan: Plan, *, by: Any, done: str, **told: Any) -> Plan:
    plan.full_clean(exclude=["pitched_by", "assignee", "story", "section"])
    plan.save()
    log(instance=plan, action=ACT, user=by, data={"done": done, **told})
    return plan
