"""Named reads of what we have written. Whatever readers may see comes through here."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from wagtail.models import Page

from broadsheet.lib.once import once_a_page
from broadsheet.masthead.models import InformationPage
from broadsheet.masthead.queries import anything_is_private
from broadsheet.newsroom.models import Author, Byline, FormerAddress, Section, Story
from broadsheet.topics.models import Topic

RECENT = 300
"""How many of the newest stories are looked through for every section at once."""


def published() -> QuerySet[Story]:
    """Return every story that readers may see, newest first."""
    stories = Story.objects.filter(
        live=True, expired=False, address__isnull=False, section__live=True
    )
    if anything_is_private():
        stories = stories.public()
    return stories.order_by("-published_at", "-pk")


def for_cards(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a card shows: section, picture, bylines. The body stays behind."""
    bylines = Byline.objects.select_related("author").order_by("sort_order")
    return (
        stories.select_related("section", "hero")
        .defer("body")
        .prefetch_related(Prefetch("bylines", queryset=bylines), "hero__renditions")
    )


def for_rail(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a line in the rail shows: section and picture, whose sizes come apart."""
    return stories.select_related("section", "hero").defer("body")


def latest(limit: int) -> list[Story]:
    """Return the newest public stories, ready for cards."""
    return list(for_cards(published())[:limit])


def public_at(address: str) -> Story | None:
    """Return the public story at this address, with all that its page shows."""
    bylines = Byline.objects.select_related("author__portrait").order_by("sort_order")
    return (
        published()
        .filter(address=address)
        .select_related("section", "hero", "social_image")
        .prefetch_related(Prefetch("bylines", queryset=bylines), "topics")
        .first()
    )


def in_section(section: Section) -> QuerySet[Story]:
    """Return the public stories of a section and of its sub-sections, newest first."""
    inside = Section.objects.descendant_of(section, inclusive=True).values("pk")
    return published().filter(section__in=inside)


def newest_by_section(
    tops: list[Section], *, limit: int, besides: set[int]
) -> dict[Section, list[Story]]:
    """Return the newest public stories of each section, in two queries or a few more.

    The newest of the whole paper are looked through first: a section that hasn't
    enough among them is asked for on its own.
    """
    recent = list(published().exclude(pk__in=besides).values_list("pk", "section__path")[:RECENT])
    wanted: dict[Section, list[int]] = {}
    for top in tops:
        keys = [pk for pk, path in recent if path.startswith(top.path)][:limit]
        if len(keys) < limit and len(recent) == RECENT:
            own = in_section(top).exclude(pk__in=besides)
            keys = list(own.values_list("pk", flat=True)[:limit])
        wanted[top] = keys
    every = [pk for keys in wanted.values() for pk in keys]
    stories = {story.pk: story for story in for_cards(published().filter(pk__in=every))}
    return {top: [stories[pk] for pk in keys] for top, keys in wanted.items()}


def by_author(author: Author) -> QuerySet[Story]:
    """Return the public stories that somebody signed or worked on, newest first."""
    signed = Byline.objects.filter(story=OuterRef("pk"), author=author)
    return published().filter(Exists(signed))


def about(topic: Topic) -> QuerySet[Story]:
    """Return the public stories about a topic, newest first."""
    return published().filter(topics=topic)


def between(start: date, end: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of the days from ``start`` up to but not on ``end``."""
    return published().filter(
        published_at__gte=_midnight(start, zone), published_at__lt=_midnight(end, zone)
    )


def on_day(day: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of one day of the paper's calendar, newest first."""
    return between(day, day + timedelta(days=1), zone)


def corrected() -> QuerySet[Story]:
    """Return the public stories that carry a correction, the last corrected first."""
    return published().filter(corrected_on__isnull=False).order_by("-corrected_on", "-published_at")


@once_a_page
def _standing() -> list[Page]:
    """Return all sections and standing pages, in the tree's order: one read for both."""
    kinds = ContentType.objects.get_for_models(Section, InformationPage).values()
    live = Page.objects.live().filter(content_type__in=kinds).order_by("path")
    live = live.public() if anything_is_private() else live
    return list(live.select_related("as_section", "informationpage"))


@once_a_page
def sections() -> list[Section]:
    """Return the public sections in their order, each with its ``children`` listed."""
    found = [page.as_section for page in _standing() if hasattr(page, "as_section")]
    tops = [section for section in found if section.depth == min(s.depth for s in found)]
    for top in tops:
        top.children = [
            s for s in found if s.depth == top.depth + 1 and s.path.startswith(top.path)
        ]
    return tops


def pages_that_stand() -> list[InformationPage]:
    """Return the public standing pages, in the tree's order: what every page's foot lists."""
    return [page.informationpage for page in _standing() if hasattr(page, "informationpage")]


def authors() -> QuerySet[Author]:
    """Return the authors of at least one public story, by name."""
    signed = Byline.objects.filter(author=OuterRef("pk"), story__in=published())
    return Author.objects.filter(Exists(signed)).select_related("portrait").order_by("name")


def topics() -> QuerySet[Topic]:
    """Return the topics of at least one public story, by name."""
    return Topic.objects.filter(stories__in=published()).distinct().order_by("name")


def fate_of(address: str) -> tuple[int, str] | None:
    """Return what an address that is nobody's now answers: (301, target), (410, "") or None."""
    story = Story.objects.filter(address=address).first()
    if story is not None:
        return (410, "")
    former = FormerAddress.objects.filter(address=address).select_related("story").first()
    if former is None:
        return None
    target = former.story and published().filter(pk=former.story_id).first()
    return (301, target.address or "") if target else (410, "")


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
