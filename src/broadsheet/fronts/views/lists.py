"""Authors, topics, corrections: the paper by who, about what, and what was wrong."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import meta, render_page, said
from broadsheet.fronts.views import archive
from broadsheet.fronts.views.front import NEWEST
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom import versions
from broadsheet.newsroom.models import Author
from broadsheet.topics.models import Topic

CORRECTIONS = 50
"""Corrected stories that the page of corrections shows before it leads on to its years."""

Found = TypeVar("Found")


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody and what they wrote. Nobody without a public story has a page."""
    person = _there(newsroom.author_at(slug))
    return _listed(request, "author", person, newsroom.by_author(person), person.life)


def author_year(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    """Show what somebody wrote in one year."""
    person = _there(newsroom.author_named(slug))
    when = archive.date_of(year, "1").year
    found = newsroom.by_author_in(person, when, publication().zone)
    return _year(request, person, found, when)


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def authors(request: HttpRequest) -> HttpResponse:
    """Show everybody who has written something public."""
    context: dict[str, Any] = {
        "authors": newsroom.authors().prefetch_related("portrait__renditions"),
        "meta": meta(title=said(_("People")), path="/authors/"),
    }
    return render_page(request, "pages/authors.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic and the newest stories about it."""
    subject = _there(newsroom.topic_at(slug))
    return _listed(request, "topic", subject, newsroom.about(subject), subject.description)


def topic_year(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    """Show one year's stories about a topic."""
    subject = _there(newsroom.topic_named(slug))
    when = archive.date_of(year, "1").year
    found = newsroom.about_in(subject, when, publication().zone)
    return _year(request, subject, found, when)


def topics(request: HttpRequest) -> HttpResponse:
    """Show every topic that something public is about."""
    context = {"topics": newsroom.topics(), "meta": meta(title=said(_("Topics")), path="/topics/")}
    return render_page(request, "pages/topics.html", context)


def corrections(request: HttpRequest, year: str | None = None) -> HttpResponse:
    """Show what the paper got wrong, the newest correction first: the last, or a year's."""
    when = archive.date_of(year, "1").year if year else None
    stories = list(newsroom.corrected(when)[: None if when else CORRECTIONS])
    if when and not stories:
        raise Http404
    told = versions.notes_of_all(stories)
    notes = [{"story": story, "note": note} for story in stories for note in told[story.pk]]
    path = f"/corrections/{when}/" if when else "/corrections/"
    title = " ".join(filter(None, [said(_("Corrections")), str(when or "")]))
    context = {
        "corrections": notes,
        "year": when,
        "archive": [] if when else archive.years("/corrections/", newsroom.years_of_corrections()),
        "meta": meta(title=title, path=path, feeds_at="/corrections/"),
    }
    return render_page(request, "pages/corrections.html", context)


def _listed(
    request: HttpRequest, kind: str, subject: Author | Topic, stories: Any, description: str
) -> HttpResponse:
    context = {
        kind: subject,
        "stories": list(newsroom.for_cards(stories)[:NEWEST]),
        "archive": archive.years(subject.url, newsroom.years_of(stories, publication().zone)),
        "meta": meta(
            title=subject.name, description=description, path=subject.url, feeds_at=subject.url
        ),
    }
    return render_page(request, f"pages/{kind}.html", context)


def _year(request: HttpRequest, subject: Author | Topic, stories: Any, year: int) -> HttpResponse:
    return archive.show(
        request,
        stories,
        kicker=subject.name,
        title=str(year),
        above=subject.url,
        path=f"{subject.url}{year}/",
    )
