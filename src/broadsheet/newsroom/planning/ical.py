"""One person's hours as iCalendar (RFC 5545): what is due, and what is to be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from broadsheet.newsroom.planning.models import Plan
from broadsheet.staff.mails import absolute


def calendar_of(plans: Iterable[Plan], *, name: str, now: datetime) -> bytes:
    """Return the calendar: no notes, no sources, nothing of what a plan is about."""
    calendar = Calendar()
    calendar.add("prodid", "-//Broadsheet//Planning//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for plan in plans:
        for event in _events(plan, now):
            calendar.add_component(event)
    return calendar.to_ical()


def _events(plan: Plan, now: datetime) -> Iterator[Event]:
    # An event without an end is a moment (RFC 5545, 3.6.1).
    if plan.due_at:
        words = _("Due: %(title)s") % {"title": plan.working_title}
        yield _event(plan, "due", words, plan.due_at, now)
    if plan.publish_at:
        words = _("Out: %(title)s") % {"title": plan.working_title}
        yield _event(plan, "out", words, plan.publish_at, now)


def _event(plan: Plan, kind: str, words: str, at: datetime, now: datetime) -> Event:
    address = absolute(reverse("plan", args=[plan.pk]))
    section = plan.section.title if plan.section else ""
    about = filter(None, (section, str(plan.assignee or ""), str(plan.get_state_display())))
    event = Event()
    event.add("uid", f"{kind} {address}")
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("summary", words)
    event.add("description", " · ".join(about))
    event.add("url", address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
