"""Authors, topics, days: the paper by who, about what, and when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from broadsheet.fronts.page import meta, render_page
from broadsheet.fronts.views.front import page_of
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author
from broadsheet.topics.models import Topic


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody and everything they wrote. Nobody without a public story has a page."""
    person = get_object_or_404(newsroom.authors(), slug=slug)
    return _listed(request, "author", person, newsroom.by_author(person), person.life)


def authors(request: HttpRequest) -> HttpResponse:
    """Show everybody who has written something public."""
    context: dict[str, Any] = {
        "authors": newsroom.authors().prefetch_related("portrait__renditions"),
        "meta": meta(title="People", path="/authors/"),
    }
    return render_page(request, "pages/authors.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic and every story about it."""
    subject = get_object_or_404(newsroom.topics(), slug=slug)
    return _listed(request, "topic", subject, newsroom.about(subject), subject.description)


def topics(request: HttpRequest) -> HttpResponse:
    """Show every topic that something public is about."""
    context = {"topics": newsroom.topics(), "meta": meta(title="Topics", path="/topics/")}
    return render_page(request, "pages/topics.html", context)


def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Show what was published on one day of the paper's calendar."""
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        raise Http404 from None
    stories = list(newsroom.for_cards(newsroom.on_day(when, publication().zone)))
    if not stories:
        raise Http404
    context = {
        "day": when,
        "stories": stories,
        "previous": _link(when - timedelta(days=1)),
        "next": _link(when + timedelta(days=1)),
        "meta": meta(
            title=format_date(when, format="full", locale="en"), path=f"/{when:%Y/%m/%d}/"
        ),
    }
    return render_page(request, "pages/day.html", context)


def _link(when: date) -> dict[str, Any] | None:
    if not newsroom.on_day(when, publication().zone).exists():
        return None
    return {"day": when, "url": f"/{when:%Y/%m/%d}/"}


def _listed(
    request: HttpRequest, kind: str, subject: Author | Topic, stories: Any, description: str
) -> HttpResponse:
    page_obj = page_of(newsroom.for_cards(stories), request)
    context = {
        kind: subject,
        "page_obj": page_obj,
        "stories": page_obj.object_list,
        "meta": meta(
            title=subject.name, description=description, path=subject.url, feeds_at=subject.url
        ),
    }
    return render_page(request, f"pages/{kind}.html", context)
