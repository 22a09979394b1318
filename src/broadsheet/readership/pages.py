"""In the editor: what readers read, of all stories and of one. Thin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import date as written
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Story
from broadsheet.readership import queries
from broadsheet.readership.models import Visits

SPANS = (1, 7, 28)
"""Days, the last of them today."""

MOST = 20


@require_safe
def what_readers_read(request: HttpRequest) -> HttpResponse:
    """Show what was opened in one of the spans."""
    span = _span(request)
    first, last = _days(span)
    visits = queries.between(first, last)
    context = {**_figures(visits, span), "most_read": queries.most_read(visits, MOST)}
    return TemplateResponse(request, "readership/read.html", context)


@require_safe
def readers_of_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how often one story was opened, and from where."""
    story = get_object_or_404(Story, pk=pk)
    if not story.live and not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    span = _span(request)
    visits = queries.between(*_days(span)).filter(story=story)
    context = {**_figures(visits, span), "story": story}
    return TemplateResponse(request, "readership/read.html", context)


def _span(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in map(str, SPANS) else SPANS[1]


def _days(span: int) -> tuple[date, date]:
    today = clock.today(publication().zone)
    return today - timedelta(span - 1), today


def _figures(visits: QuerySet[Visits], span: int) -> dict[str, Any]:
    days = queries.by_day(visits, *_days(span))
    return {
        "span": span,
        "spans": SPANS,
        "days": days,
        "total": sum(times for _day, times in days),
        "plot": _plot(days),
        "led_here": queries.led_here(visits, MOST),
        "is_counted": settings.BROADSHEET.count_visits,
    }


def _plot(days: list[tuple[date, int]]) -> dict[str, Any] | None:
    """Return the plot of the days; of one there is none, nor of none that was read."""
    if len(days) < 2 or not any(times for _day, times in days):
        return None
    most, times = max(days, key=lambda each: each[1])
    words = _("Most on %(day)s: %(times)s.") % {
        "day": written(most, "j F"),
        "times": intcomma(times),
    }
    points = [{"label": written(day, "j"), "value": times} for day, times in days]
    title = _("Pages opened, day by day")
    return {"kind": "column", "title": title, "description": words, "points": points}
