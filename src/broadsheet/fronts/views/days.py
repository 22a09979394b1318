"""The archive by days and months of the paper's own calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.fronts.page import locale_of, meta, render_page
from broadsheet.fronts.views import archive
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom

OF_A_DAY = 12
"""Stories that a month shows of each day."""


def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Show what was published on one day."""
    when = archive.date_of(year, month, day)
    stories = list(newsroom.for_cards(newsroom.on_day(when, publication().zone)))
    if not stories:
        raise Http404
    title = format_date(when, format="full", locale=locale_of(publication().language))
    context = {
        "day": when,
        "stories": stories,
        "previous": _day_link(when - timedelta(days=1)),
        "next": _day_link(when + timedelta(days=1)),
        "meta": meta(title=title, path=f"/{when:%Y/%m/%d}/"),
    }
    return render_page(request, "pages/day.html", context)


def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show the days of one month, and what was published on each."""
    first = archive.first_of_month(year, month)
    zone = publication().zone
    stories = list(newsroom.for_lines(newsroom.in_month(first, zone)))
    if not stories:
        raise Http404
    grouped = groupby(stories, key=lambda story: _day_of(story, zone))
    days = [_day_of_month(when, list(found)) for when, found in grouped]
    title = archive.month_name(first)
    context = {
        "title": title,
        "days": days,
        "previous": _month_link((first - timedelta(days=1)).replace(day=1)),
        "next": _month_link(newsroom.next_month(first)),
        "meta": meta(title=title, path=f"/{first:%Y/%m}/"),
    }
    return render_page(request, "pages/month.html", context)


def _day_of(story: Any, zone: ZoneInfo) -> date:
    day: date = story.published_at.astimezone(zone).date()
    return day


def _day_of_month(when: date, stories: list[Any]) -> dict[str, Any]:
    """Return a day with its newest stories; how many more there are, its own page shows."""
    return {
        "day": when,
        "url": f"/{when:%Y/%m/%d}/",
        "stories": stories[:OF_A_DAY],
        "more": max(len(stories) - OF_A_DAY, 0),
    }


def _day_link(when: date) -> dict[str, Any] | None:
    if not newsroom.on_day(when, publication().zone).exists():
        return None
    return {"day": when, "url": f"/{when:%Y/%m/%d}/"}


def _month_link(first: date) -> dict[str, str] | None:
    if not newsroom.in_month(first, publication().zone).exists():
        return None
    return {"title": archive.month_name(first), "url": f"/{first:%Y/%m}/"}
