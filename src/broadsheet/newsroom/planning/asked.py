"""Which plans a page was asked for, by its address."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date

from broadsheet.lib import clock
from broadsheet.newsroom.models import Section
from broadsheet.newsroom.planning.queries import Narrowed
from broadsheet.staff.models import User

NAMES = ("section", "person", "day", "state", "p", "from")
"""What pages of plans are asked for, and what leads back to them."""

FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)


def narrowed(request: HttpRequest) -> Narrowed:
    """Return which plans are asked for; what makes no sense asks for nothing."""
    asked = request.GET
    return Narrowed(
        section=Section.objects.filter(pk=_number(asked.get("section", ""))).first(),
        person=User.objects.filter(pk=_number(asked.get("person", ""))).first(),
        day=day_asked(asked.get("day", "")),
    )


def day_asked(text: str) -> date | None:
    """Return the day that a text names, within what calendars are for."""
    try:
        day = parse_date(text)
    except ValueError:  # the 31st of June
        return None
    return day if day and FIRST < day < LAST else None


def week_of(day: date) -> list[date]:
    """Return the days of a day's week, from Monday (ISO 8601)."""
    first = day - timedelta(days=day.weekday())
    return [first + timedelta(days=number) for number in range(7)]


def today(zone: ZoneInfo) -> date:
    """Return what day it is for the paper."""
    return clock.today(zone)


def back(request: HttpRequest, **changes: str) -> str:
    """Return the question that leads back to the same page, with changes; none where empty."""
    kept = QueryDict(mutable=True)
    for name in NAMES:
        value = changes.get(name, request.GET.get(name, ""))
        if value and "\x00" not in value:
            kept[name] = value
    return kept.urlencode()


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
