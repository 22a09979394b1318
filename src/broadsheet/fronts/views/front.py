"""The home page and the sections' fronts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.fronts import queries
from broadsheet.fronts.page import meta, render_page
from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom

PER_PAGE = 20


def show_home(
    request: HttpRequest, _page: Any, *, preview: bool, front: Any = None
) -> HttpResponse:
    """Show the home page; ``front`` is an arrangement that isn't published yet."""
    paper = publication()
    arrangement = queries.home(now=clock.now(), sections=newsroom.sections(), front=front)
    context = {
        "front": arrangement,
        "preview": preview,
        "meta": meta(title=paper.name, description=paper.tagline, path="/"),
    }
    return render_page(request, "pages/home.html", context)


def show_section(
    request: HttpRequest, section: Any, *, preview: bool, front: Any = None
) -> HttpResponse:
    """Show a section: its front, then all its stories by pages."""
    arrangement = queries.section_front(section=section, now=clock.now(), front=front)
    stories = newsroom.in_section(section).exclude(pk__in=arrangement.shown())
    page_obj = page_of(newsroom.for_cards(stories), request)
    context = {
        "section": section,
        "front": arrangement if page_obj.number == 1 else queries.Arrangement(),
        "page_obj": page_obj,
        "stories": page_obj.object_list,
        "preview": preview,
        "meta": meta(
            title=section.title,
            description=section.description,
            path=section.url,
            feeds_at=section.url,
        ),
    }
    return render_page(request, "pages/section.html", context)


def page_of(stories: Any, request: HttpRequest) -> Any:
    """Return the page of stories that ``?page=`` asks for. Raises Http404 beyond the last."""
    number = request.GET.get("page", "1")
    paginator = Paginator(stories, PER_PAGE)
    if not number.isascii() or not number.isdigit() or int(number) not in paginator.page_range:
        raise Http404
    return paginator.page(int(number))
