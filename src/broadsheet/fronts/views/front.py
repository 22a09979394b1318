"""The home page and the sections' fronts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.fronts import queries
from broadsheet.fronts.page import meta, render_page
from broadsheet.fronts.standing import Moment
from broadsheet.fronts.views import archive
from broadsheet.fronts.views.address import find
from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Section

NEWEST = 20
"""Stories that a list shows before it leads on to its archive."""


def show_home(
    request: HttpRequest,
    _page: Any,
    *,
    preview: bool,
    front: Any = None,
    moment: Moment | None = None,
) -> HttpResponse:
    """Show the home page; ``front`` is an arrangement that isn't published yet.

    ``moment`` is when it is looked at, if that isn't now.
    """
    paper = publication()
    arrangement = queries.home(now=clock.now(), sections=newsroom.sections(), front=front)
    context = {
        "front": arrangement,
        "preview": preview,
        "moment": moment,
        "meta": meta(title=paper.name, description=paper.tagline, path="/"),
    }
    return render_page(request, "pages/home.html", context)


def show_section(
    request: HttpRequest,
    section: Any,
    *,
    preview: bool,
    front: Any = None,
    moment: Moment | None = None,
) -> HttpResponse:
    """Show a section: its front, its newest stories, and the way to its older ones."""
    arrangement = queries.section_front(section=section, now=clock.now(), front=front)
    stories = newsroom.in_section(section)
    months = newsroom.months_of_section(section, publication().zone)
    newest = stories.exclude(pk__in=arrangement.shown())
    context = {
        "section": section,
        "front": arrangement,
        "stories": list(newsroom.for_cards(newest)[:NEWEST]),
        "archive": archive.months(section.url, months),
        "preview": preview,
        "moment": moment,
        "meta": meta(
            title=section.title,
            description=section.description,
            path=section.url,
            feeds_at=section.url,
        ),
    }
    return render_page(request, "pages/section.html", context)


def section_month(request: HttpRequest, path: str, year: str, month: str) -> HttpResponse:
    """Show a section's stories of one month."""
    section = find(f"/{path}/")
    if not isinstance(section, Section):
        raise Http404
    first = archive.first_of_month(year, month)
    found = newsroom.in_section_during(section, first, publication().zone)
    return archive.show(
        request,
        found,
        kicker=section.title,
        title=archive.month_name(first),
        above=section.url,
        path=f"{section.url}{first:%Y/%m}/",
    )
