"""Older stories: lists by months and years, whose pages stay as they are when others come.

Numbered pages would all change with each publication; a month that is over does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.fronts.page import locale_of, meta, render_page
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom


def date_of(year: str, month: str, day: str = "1") -> date:
    """Return the date. Raises Http404 for one that no calendar has."""
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        raise Http404 from None
    if when.year in {date.min.year, date.max.year}:  # the days around them must exist as well
        raise Http404
    return when


def first_of_month(year: str, month: str) -> date:
    """Return the first day of a month. Raises Http404 for one that no calendar has."""
    return date_of(year, month)


def month_name(first: date) -> str:
    """Return “March 2026” in the paper's language."""
    return str(format_date(first, format="LLLL y", locale=locale_of(publication().language)))


def months(above: str, stories: Any) -> list[dict[str, Any]]:
    """Return links to the months from the first to the last of these stories, by years."""
    grouped: dict[int, list[dict[str, str]]] = {}
    locale = locale_of(publication().language)
    for first in _months_between(*_ends(stories)):
        name = format_date(first, format="LLL", locale=locale)
        link = {"title": name, "url": f"{above}{first:%Y/%m}/"}
        grouped.setdefault(first.year, []).append(link)
    return [{"year": year, "links": links} for year, links in grouped.items()]


def years(above: str, stories: Any) -> list[dict[str, Any]]:
    """Return links to the years from the first to the last of these stories, newest first."""
    first, last = _ends(stories)
    if first is None or last is None:
        return []
    found = range(last.year, first.year - 1, -1)
    return [{"year": year, "url": f"{above}{year}/", "links": []} for year in found]


def _ends(stories: Any) -> tuple[datetime | None, datetime | None]:
    zone = publication().zone
    ends = stories.order_by().aggregate(first=Min("published_at"), last=Max("published_at"))
    first, last = ends["first"], ends["last"]
    return (first and first.astimezone(zone), last and last.astimezone(zone))


def _months_between(first: datetime | None, last: datetime | None) -> Iterator[date]:
    """Yield the first days of all months between two moments, the newest first."""
    if first is None or last is None:
        return
    number = last.year * 12 + last.month - 1
    while number >= first.year * 12 + first.month - 1:
        yield date(number // 12, number % 12 + 1, 1)
        number -= 1


def show(
    request: HttpRequest, stories: Any, *, kicker: str, title: str, above: str, path: str
) -> HttpResponse:
    """Show the stories of one stretch of time, as lines. Raises Http404 where there are none."""
    found = list(newsroom.for_lines(stories))
    if not found:
        raise Http404
    context = {
        "kicker": kicker,
        "title": title,
        "above": above,
        "stories": found,
        "meta": meta(title=f"{kicker}, {title}", path=path),
    }
    return render_page(request, "pages/archive.html", context)
