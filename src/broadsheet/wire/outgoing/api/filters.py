"""What a list of stories can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from wagtail.api.v2.utils import BadRequestError

from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Byline, Story
from broadsheet.newsroom.models.story import Kind
from broadsheet.wire.outgoing.api.pagination import key

Stories = QuerySet[Story]


def in_section(stories: Stories, text: str) -> Stories:
    """Keep what is in a section or below it. Raises Http404 where readers see no such section."""
    wanted = key(text, "section")
    public = newsroom.every_section()
    section = next((each for each in public if each.pk == wanted), None)
    if section is None:
        raise Http404
    return stories.filter(section__in=[s.pk for s in public if s.path.startswith(section.path)])


def by_author(stories: Stories, text: str) -> Stories:
    """Keep what somebody signed or worked on."""
    signed = Byline.objects.filter(author=key(text, "author"))
    return stories.filter(pk__in=signed.values("story"))


def about(stories: Stories, text: str) -> Stories:
    """Keep what is about a topic."""
    return stories.filter(topics=key(text, "topic"))


def of_kind(stories: Stories, text: str) -> Stories:
    """Keep one kind of journalism."""
    if text not in Kind.values:
        raise BadRequestError(_("“kind” is one of: %(known)s.") % {"known": ", ".join(Kind.values)})
    return stories.filter(kind=text)


def published_from(stories: Stories, text: str) -> Stories:
    """Keep what was first published at that moment, or on that day, or later."""
    return stories.filter(published_at__gte=_moment(text, "from"))


def published_before(stories: Stories, text: str) -> Stories:
    """Keep what was first published before that moment or that day."""
    return stories.filter(published_at__lt=_moment(text, "before"))


def changed_since(stories: Stories, text: str) -> Stories:
    """Keep those whose text was published, anew or first, at that moment or later."""
    return stories.filter(last_published_at__gte=_moment(text, "changed_since"))


STORY_FILTERS: dict[str, Callable[[QuerySet[Any], str], QuerySet[Any]]] = {
    "section": in_section,
    "author": by_author,
    "topic": about,
    "kind": of_kind,
    "from": published_from,
    "before": published_before,
    "changed_since": changed_since,
}


def _moment(text: str, name: str) -> datetime:
    """Return a moment; without an offset it is by the paper's clock."""
    zone = publication().zone
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)):
            moment = datetime.combine(day, time.min)
        if moment is not None and 1 < moment.year < 9999:  # its offset can't carry it out of time
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except ValueError:
        pass
    example = "2026-11-20T07:00:00Z"
    message = _("“%(name)s” is a day or a moment (ISO 8601), such as %(example)s.")
    raise BadRequestError(message % {"name": name, "example": example})
