"""Stories by where they lie, who signed them, what they are about, what was put right."""

from __future__ import annotations

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from wagtail.models import Page

from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.newsroom.queries.days import between, in_year, months_between, next_month
from broadsheet.newsroom.queries.published import for_cards, published
from broadsheet.press.memory import remembered
from broadsheet.topics.models import Topic

RECENT = 300
"""How many of the newest stories are looked through for every section at once."""


def in_section(section: Section) -> QuerySet[Story]:
    """Return the public stories of a section and of its sub-sections, newest first."""
    return _inside(section, published(keys.stories("section", section.pk)))


def in_section_during(section: Section, first: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of a section in the month that begins on ``first``."""
    key = keys.stories("section", section.pk, f"{first:%Y-%m}")
    return _inside(section, between(published(key), first, next_month(first), zone))


def months_of_section(section: Section, zone: ZoneInfo) -> list[date]:
    """Return the first day of each month in which a section has a public story, newest first.

    Month by month: each is asked by the index, and by the press once until it changes.
    """
    stories = in_section(section)
    return [
        first
        for first in months_between(stories, zone)
        if remembered(
            keys.stories("section", section.pk, f"{first:%Y-%m}"),
            "has stories",
            partial(_has_stories, section, first, zone),
        )
    ]


def _has_stories(section: Section, first: date, zone: ZoneInfo) -> bool:
    return in_section_during(section, first, zone).exists()


def newest_by_section(
    tops: list[Section], *, limit: int, besides: set[int]
) -> dict[Section, list[Story]]:
    """Return the newest public stories of each section, in two queries or a few more.

    The newest of the whole paper are looked through first: a section that hasn't
    enough among them is asked for on its own.
    """
    newest = published(keys.LATEST).exclude(pk__in=besides)
    recent = list(newest.values_list("pk", "section__path")[:RECENT])
    wanted: dict[Section, list[int]] = {}
    for top in tops:
        chosen = [pk for pk, path in recent if path.startswith(top.path)][:limit]
        if len(chosen) < limit and len(recent) == RECENT:
            own = in_section(top).exclude(pk__in=besides)
            chosen = list(own.values_list("pk", flat=True)[:limit])
        wanted[top] = chosen
    every = [pk for chosen in wanted.values() for pk in chosen]
    stories = {story.pk: story for story in for_cards(published(keys.LATEST).filter(pk__in=every))}
    return {top: [stories[pk] for pk in chosen] for top, chosen in wanted.items()}


def _inside(section: Section, stories: QuerySet[Story]) -> QuerySet[Story]:
    inside = _with_what_lies_in(section)
    # Of one section the index knows the order; of several, all are read and sorted.
    return stories.filter(section__in=inside) if inside[1:] else stories.filter(section=section)


def _with_what_lies_in(section: Section) -> list[int]:
    # By the sections' keys, which are few: asked by their places in the tree, SQLite would go
    # through all pages.
    sections = Section.objects.order_by().values("page_ptr_id")
    inside = Page.objects.descendant_of(section, inclusive=True).filter(pk__in=sections)
    return list(inside.order_by().values_list("pk", flat=True))


def by_author(author: Author) -> QuerySet[Story]:
    """Return the public stories that somebody signed or worked on, newest first."""
    return _signed(author, published(keys.stories("author", author.pk)))


def by_author_in(author: Author, year: int, zone: ZoneInfo) -> QuerySet[Story]:
    """Return what somebody signed or worked on in one year, newest first."""
    stories = published(keys.stories("author", author.pk, str(year)))
    return _signed(author, in_year(stories, year, zone))


def _signed(author: Author, stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.filter(pk__in=Byline.objects.filter(author=author).values("story"))


def about(topic: Topic) -> QuerySet[Story]:
    """Return the public stories about a topic, newest first."""
    return published(keys.stories("topic", topic.pk)).filter(topics=topic)


def about_in(topic: Topic, year: int, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of one year about a topic, newest first."""
    stories = published(keys.stories("topic", topic.pk, str(year)))
    return in_year(stories, year, zone).filter(topics=topic)


def corrected(year: int | None = None) -> QuerySet[Story]:
    """Return the public stories that carry a correction, of one year or of all, newest first."""
    key = f"{keys.CORRECTIONS}:{year}" if year else keys.CORRECTIONS
    stories = published(key).filter(corrected_on__isnull=False)
    if year:
        stories = stories.filter(corrected_on__year=year)
    return stories.order_by("-corrected_on", "-published_at", "-pk")


def years_of_corrections() -> list[int]:
    """Return the years in which something was put right, the newest first."""
    years = corrected().order_by().values_list("corrected_on__year", flat=True)
    return sorted(set(years), reverse=True)
