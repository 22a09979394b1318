"""A list's figures in the editor: its readers by months, its numbers one by one. Thin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import date as written
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from broadsheet.newsletters.figures.counting import Figures, of_number
from broadsheet.newsletters.models import WENT_OUT, List, Number, Tally
from broadsheet.newsletters.sending.desk import RIGHT

MONTHS = NUMBERS = 12


@require_safe
def of_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a list grows, and what became of its last numbers."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    on = get_object_or_404(List, pk=pk)
    months = list(Tally.objects.filter(list=on).order_by("-month")[:MONTHS])[::-1]
    numbers = Number.objects.filter(list=on, state__in=WENT_OUT).select_related("list")
    figures = [of_number(each) for each in numbers.order_by("-ordinal")[:NUMBERS]]
    context = {
        "list": on,
        "months": months,
        "figures": figures,
        "growth": _growth(on, months),
        "leaving": _leaving(on, figures[::-1]),
    }
    return render(request, "newsletters/figures/list.html", context)


def _growth(on: List, months: Sequence[Tally]) -> dict[str, Any] | None:
    """Return the plot of a list's readers; of one month there is none."""
    if len(months) < 2:
        return None
    first, last = months[0], months[-1]
    words = _("From %(before)s in %(first)s to %(after)s in %(last)s.") % {
        "before": first.readers,
        "after": last.readers,
        "first": written(first.month, "F Y"),
        "last": written(last.month, "F Y"),
    }
    points = [{"label": written(each.month, "M"), "value": each.readers} for each in months]
    title = _("Readers of %(list)s, month by month") % {"list": on}
    return {"kind": "line", "title": title, "description": words, "points": points}


def _leaving(on: List, figures: Sequence[Figures]) -> dict[str, Any] | None:
    """Return the plot of who left after each number."""
    if len(figures) < 2:
        return None
    points = [{"label": str(each.number.ordinal), "value": each.left} for each in figures]
    most = max(figures, key=lambda each: each.left)
    words = _("Most left after number %(ordinal)s: %(left)s.") % {
        "ordinal": most.number.ordinal,
        "left": most.left,
    }
    title = _("Readers who left after each number")
    return {"kind": "column", "title": title, "description": words, "points": points}
