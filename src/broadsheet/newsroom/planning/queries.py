"""Named reads of plans: the board, the calendar, one person's work. Each in a few questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Permission
from django.db.models import Count, F, Q, QuerySet

from broadsheet.lib import clock
from broadsheet.newsroom.models import Section
from broadsheet.newsroom.planning.models import OPEN, SETTLED, Plan, State
from broadsheet.newsroom.planning.rights import PITCH, PlanRights
from broadsheet.staff.models import User

A_COLUMN, A_DAY = 30, 20
"""How many plans a column of the board, and a day of the calendar, shows at most."""

RECALLED, MOST_HOURS = timedelta(days=31), 1000
"""How far back, and how many plans, a calendar program gets."""

RECENT = timedelta(days=7)
"""For how long the board shows what is settled."""


@dataclass(frozen=True)
class Narrowed:
    """Which plans are asked for."""

    section: Section | None = None
    person: User | None = None
    day: date | None = None


@dataclass(frozen=True)
class Column:
    """The plans of one state: the first of them, and how many there are."""

    state: State
    plans: list[Plan]
    count: int


def plans_of(rights: PlanRights, asked: Narrowed, *, zone: ZoneInfo) -> QuerySet[Plan]:
    """Return the plans that somebody may know of, those due first in front."""
    found = Plan.objects.filter(rights.found())
    if asked.section:
        found = found.filter(section__path__startswith=asked.section.path)
    if asked.person:
        own = Q(assignee=asked.person) | Q(assignee__isnull=True, pitched_by=asked.person)
        found = found.filter(own)
    if asked.day:
        hours = hours_of(asked.day, zone=zone)
        found = found.filter(Q(due_at__range=hours) | Q(publish_at__range=hours))
    return for_cards(found).order_by(F("due_at").asc(nulls_last=True), "pk")


def for_cards(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Bring along what a card shows; what is private stays behind."""
    return plans.select_related("section", "assignee", "pitched_by").defer(
        *("notes", "sources", "section__description")
    )


def columns(plans: QuerySet[Plan]) -> list[Column]:
    """Return the board's columns; of what is settled, the last week's."""
    since = Q(state__in=OPEN) | Q(settled_at__gt=clock.now() - RECENT)
    shown = plans.filter(since)
    counts = Counter(dict(shown.order_by().values_list("state").annotate(Count("pk"))))
    return [Column(state, in_column(shown, state), counts[state]) for state in State]


def in_column(plans: QuerySet[Plan], state: State) -> list[Plan]:
    """Return the first plans of a column."""
    return list(ordered(plans, state)[:A_COLUMN])


def ordered(plans: QuerySet[Plan], state: State) -> QuerySet[Plan]:
    """Return the plans in a state: those settled last, or those due first, in front."""
    found = plans.filter(state=state)
    return found.order_by("-settled_at", "-pk") if state in SETTLED else found


def hours_of(day: date, *, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a day by the paper's clock, and its last."""
    first, last = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return first, last - timedelta(microseconds=1)


def work_of(person: Any) -> QuerySet[Plan]:
    """Return what is somebody's to do, and what they pitched that nobody has."""
    own = Q(assignee=person) | Q(assignee__isnull=True, pitched_by=person)
    found = for_cards(Plan.objects.filter(own, state__in=OPEN))
    return found.order_by(F("due_at").asc(nulls_last=True), "pk")


def hours_around(rights: PlanRights, *, now: datetime) -> QuerySet[Plan]:
    """Return the plans with hours, from a month ago on, of somebody's work and what they lead."""
    since = now - RECALLED
    hours = Q(due_at__gte=since) | Q(publish_at__gte=since)
    found = Plan.objects.filter(hours, rights.concerning()).exclude(state=State.SPIKED)
    return for_cards(found).order_by("due_at", "publish_at", "pk")[:MOST_HOURS]


def people() -> QuerySet[User]:
    """Return who can be given a plan, by name."""
    label, codename = PITCH.split(".")
    right = Permission.objects.filter(content_type__app_label=label, codename=codename)
    may = Q(is_superuser=True) | Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    found = User.objects.filter(may, is_active=True).values("pk")
    return User.objects.filter(pk__in=found).order_by("first_name", "last_name", "email")


def sections() -> Iterable[Section]:
    """Return the paper's sections, in its order."""
    return Section.objects.order_by("path")
