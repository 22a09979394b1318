"""The archive by days and months of the paper's own calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.fronts.page import locale_of, meta, render_page
from broadsheet.fronts.views.front import page_of
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom


def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Show what was published on one day."""
    when = _date(year, month, day)
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
    """Show what was published in one month, by pages."""
    first = _date(year, month, "1")
    following = (first + timedelta(days=31)).replace(day=1)
    found = newsroom.between(first, following, publication().zone)
    if not found.exists():
        raise Http404
    page_obj = page_of(newsroom.for_cards(found), request)
    locale = locale_of(publication().language)
    title = format_date(first, format="LLLL y", locale=locale)
    context = {
        "title": title,
        "stories": page_obj.object_list,
        "page_obj": page_obj,
        "previous": _month_link((first - timedelta(days=1)).replace(day=1)),
        "next": _month_link(following),
        "meta": meta(title=title, path=f"/{first:%Y/%m}/"),
    }
    return render_page(request, "pages/month.html", context)


def _date(year: str, month: str, day: str) -> date:
    """Return the date. Raises Http404 for one that no calendar has."""
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        raise Http404 from None
    if when.year in {date.min.year, date.max.year}:  # the days around them must exist as well
        raise Http404
    return when


def _day_link(when: date) -> dict[str, Any] | None:
    if not newsroom.on_day(when, publication().zone).exists():
        return None
    return {"day": when, "url": f"/{when:%Y/%m/%d}/"}


def _month_link(first: date) -> dict[str, str] | None:
    following = (first + timedelta(days=31)).replace(day=1)
    if not newsroom.between(first, following, publication().zone).exists():
        return None
    title = format_date(first, format="LLLL y", locale=locale_of(publication().language))
    return {"title": title, "url": f"/{first:%Y/%m}/"}
