"""The calendar: what is due, and what is to be published, day by day. Thin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.planning import queries
from broadsheet.newsroom.planning.asked import back, day_asked, narrowed, today, week_of
from broadsheet.newsroom.planning.models import Plan, State
from broadsheet.newsroom.planning.views.board import rights_of

A_WHOLE_DAY = 200


@dataclass(frozen=True)
class Entry:
    """A moment of a plan's: when, whether it is due then or to be published."""

    at: datetime
    plan: Plan
    is_due: bool


@dataclass(frozen=True)
class Day:
    """What a day brings, in its order; ``more`` when there is more than is shown."""

    day: date
    entries: list[Entry]
    more: bool


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a week, or a day, by the paper's clock."""
    rights, zone = rights_of(request), publication().zone
    asked = narrowed(request)
    week = day_asked(request.GET.get("week", "")) or today(zone)
    days = [asked.day] if asked.day else week_of(week)
    limit = A_WHOLE_DAY if asked.day else queries.A_DAY
    plans = queries.plans_of(rights, queries.Narrowed(asked.section, asked.person), zone=zone)
    step = timedelta(days=len(days))
    context = {
        "days": [_of(plans, each, zone=zone, limit=limit) for each in days],
        "is_day": asked.day is not None,
        "first": days[0],
        "last": days[-1],
        "before": days[0] - step,
        "after": days[0] + step,
        "today": today(zone),
        "asked": asked,
        "sections": queries.sections(),
        "people": queries.people(),
        "narrowed": back(request, day=""),
        "rights": rights,
        "zone": zone,
    }
    return TemplateResponse(request, "newsroom/planning/calendar.html", context)


def _of(plans: QuerySet[Plan], day: date, *, zone: ZoneInfo, limit: int) -> Day:
    entries = sorted(_entries(plans, day, zone, limit), key=lambda each: (each.at, each.plan.pk))
    return Day(day, entries[:limit], more=len(entries) > limit)


def _entries(plans: QuerySet[Plan], day: date, zone: ZoneInfo, limit: int) -> Iterator[Entry]:
    hours, shown = queries.hours_of(day, zone=zone), plans.exclude(state=State.SPIKED)
    for plan in shown.filter(due_at__range=hours).order_by("due_at", "pk")[: limit + 1]:
        if plan.due_at:
            yield Entry(plan.due_at, plan, is_due=True)
    for plan in shown.filter(publish_at__range=hours).order_by("publish_at", "pk")[: limit + 1]:
        if plan.publish_at:
            yield Entry(plan.publish_at, plan, is_due=False)
