"""Authors, topics, corrections: the paper by who, about what, and what was wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import meta, render_page
from broadsheet.fronts.views.front import page_of
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author, Story
from broadsheet.topics.models import Topic


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody and everything they wrote. Nobody without a public story has a page."""
    person = get_object_or_404(newsroom.authors(), slug=slug)
    return _listed(request, "author", person, newsroom.by_author(person), person.life)


def authors(request: HttpRequest) -> HttpResponse:
    """Show everybody who has written something public."""
    context: dict[str, Any] = {
        "authors": newsroom.authors().prefetch_related("portrait__renditions"),
        "meta": meta(title=str(_("People")), path="/authors/"),
    }
    return render_page(request, "pages/authors.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic and every story about it."""
    subject = get_object_or_404(newsroom.topics(), slug=slug)
    return _listed(request, "topic", subject, newsroom.about(subject), subject.description)


def topics(request: HttpRequest) -> HttpResponse:
    """Show every topic that something public is about."""
    context = {"topics": newsroom.topics(), "meta": meta(title=str(_("Topics")), path="/topics/")}
    return render_page(request, "pages/topics.html", context)


def corrections(request: HttpRequest) -> HttpResponse:
    """Show what the paper got wrong, the newest correction first."""
    page_obj = page_of(newsroom.corrected(), request)
    notes = [
        {"story": story, "value": block.value}
        for story in page_obj.object_list
        for block in sorted(_corrections_of(story), key=lambda b: b.value["date"], reverse=True)
    ]
    context = {
        "corrections": notes,
        "page_obj": page_obj,
        "meta": meta(title=str(_("Corrections")), path="/corrections/"),
    }
    return render_page(request, "pages/corrections.html", context)


def _corrections_of(story: Story) -> list[Any]:
    return [block for block in story.body if block.block_type == "correction"]


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
