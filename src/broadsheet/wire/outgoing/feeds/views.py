"""The feeds of the paper, of each section, author and topic."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from broadsheet.fronts.views.address import find
from broadsheet.masthead.queries import home_page, publication
from broadsheet.newsroom import keys
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Section, Story
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer
from broadsheet.wire.outgoing.feeds import atom, json_feed, rss
from broadsheet.wire.outgoing.feeds.corrections import feed_of_corrections
from broadsheet.wire.outgoing.feeds.entries import Feed, feed_of

FORMATS = {"rss": rss, "atom": atom, "json": json_feed}


@require_safe
def of_paper(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the newest stories of the whole paper."""
    return _answer(request, form, newsroom.published(keys.LATEST), page="/", key="paper")


@require_safe
def of_section(request: HttpRequest, path: str, form: str) -> HttpResponseBase:
    """Answer with the newest stories of the section at ``/path/`` and its sub-sections."""
    section = find(f"/{path}/")
    if not isinstance(section, Section):
        raise Http404
    return _answer(
        request,
        form,
        newsroom.in_section(section),
        page=f"/{path}/",
        key=f"section {section.pk}",
        subject=section.title,
        description=section.description,
    )


@require_safe
def of_author(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """Answer with the newest stories that somebody signed or worked on."""
    author = newsroom.author_at(slug)
    if author is None:
        raise Http404
    return _answer(
        request,
        form,
        newsroom.by_author(author),
        page=author.url,
        key=f"author {author.pk}",
        subject=author.name,
        description=author.life,
    )


@require_safe
def of_topic(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """Answer with the newest stories about a topic."""
    topic = newsroom.topic_at(slug)
    if topic is None:
        raise Http404
    return _answer(
        request,
        form,
        newsroom.about(topic),
        page=topic.url,
        key=f"topic {topic.pk}",
        subject=topic.name,
        description=topic.description,
    )


@require_safe
def of_corrections(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the newest notes about what the paper got wrong."""
    paper = publication()
    with translation.override(paper.language):
        feed = feed_of_corrections(key=_permanent("corrections"), paper=paper)
    return _written(request, form, feed, page="/corrections/")


def _answer(
    request: HttpRequest,
    form: str,
    stories: QuerySet[Story],
    *,
    page: str,
    key: str,
    **about: Any,
) -> HttpResponseBase:
    paper = publication()
    with translation.override(paper.language):
        feed = feed_of(stories, key=_permanent(key), paper=paper, page=page, **about)
    return _written(request, form, feed, page=page)


def _permanent(key: str) -> uuid.UUID:
    """Return a feed's identifier, from a key that was drawn when the paper was founded.

    No backup or move to another domain changes the home page's.
    """
    return uuid.uuid5(home_page().translation_key, key)


def _written(request: HttpRequest, form: str, feed: Feed, *, page: str) -> HttpResponseBase:
    writer, address = FORMATS[form], whole(f"{page}feed.{form}")
    body = writer.write(feed, address)
    modified = feed.updated if feed.entries else None
    response = answer(request, body, writer.CONTENT_TYPE, modified=modified)
    if feed.hub:  # where subscribers look first (W3C WebSub, section 4)
        response["Link"] = f'<{iri_to_uri(feed.hub)}>; rel="hub", <{address}>; rel="self"'
    return response
