"""Older stories: lists by months and years, whose pages stay as they are when others come.

Numbered pages would all change with each publication; a month that is over does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_date
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


def months(above: str, found: Iterable[date]) -> list[dict[str, Any]]:
    """Return links to these months, by years."""
    grouped: dict[int, list[dict[str, str]]] = {}
    paper = publication()
    locale = locale_of(paper.language)
    for first in found:
        name = format_date(first, format="LLL", locale=locale)
        link = {"title": name, "url": f"{above}{first:%Y/%m}/"}
        grouped.setdefault(first.year, []).append(link)
    return [{"year": year, "links": links} for year, links in grouped.items()]


def years(above: str, found: Iterable[int]) -> list[dict[str, Any]]:
    """Return links to these years."""
    return [{"year": year, "url": f"{above}{year}/", "links": []} for year in found]


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
