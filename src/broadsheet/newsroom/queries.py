"""Named reads of what we have written. Whatever readers may see comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from wagtail.models import Page, PageViewRestriction

from broadsheet.lib import clock
from broadsheet.lib.once import once_a_page
from broadsheet.masthead.keys import STANDING, page
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Author, Byline, FormerAddress, Hold, HoldKind, Section, Story
from broadsheet.press.memory import remembered
from broadsheet.press.recorder import printing, read
from broadsheet.topics.keys import TOPICS
from broadsheet.topics.models import Topic

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A bound that bounds nothing: with one, SQLite goes by the index of the order."""

RECENT = 300
"""How many of the newest stories are looked through for every section at once."""


def published(*lists: str) -> QuerySet[Story]:
    """Return every story that readers may see, newest first.

    ``lists`` are the keys of what is read: whatever changes them makes the page stale that
    asks. Raises TypeError for a page being printed that names none.
    """
    if printing() and not lists:
        raise TypeError("A printed page must name the lists that it reads (newsroom/keys.py).")
    read(*lists)
    stories = Story.objects.filter(
        live=True, expired=False, address__isnull=False, section__live=True
    )
    # The hour counts, not when the worker gets round to it.
    stories = stories.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=clock.now()))
    private, shut = doors()
    if shut:
        stories = stories.exclude(section__in=shut)
    if private:
        stories = stories.exclude(path__in=private)
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


def for_lines(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a line of an archive shows: the headline, the section, the hour."""
    return stories.select_related("section").only(
        *("title", "kicker", "kind", "address", "published_at", "retracted_at"),
        *("path", "url_path", "section__title"),
    )


def latest(limit: int) -> list[Story]:
    """Return the newest public stories, ready for cards."""
    return list(for_cards(published(keys.LATEST))[:limit])


def public_at(address: str) -> Story | None:
    """Return the public story at this address, with all that its page shows."""
    bylines = Byline.objects.select_related("author__portrait").order_by("sort_order")
    return (
        published(keys.OWN)
        .filter(address=address)
        .select_related("section", "hero", "social_image")
        .prefetch_related(Prefetch("bylines", queryset=bylines), "topics")
        .first()
    )


def in_section(section: Section) -> QuerySet[Story]:
    """Return the public stories of a section and of its sub-sections, newest first."""
    return _inside(section, published(keys.stories("section", section.pk)))


def in_section_during(section: Section, first: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of a section in the month that begins on ``first``."""
    key = keys.stories("section", section.pk, f"{first:%Y-%m}")
    return _inside(section, _between(published(key), first, next_month(first), zone))


def _inside(section: Section, stories: QuerySet[Story]) -> QuerySet[Story]:
    inside = _with_what_lies_in(section)
    # Of one section the index knows the order; of several, all are read and sorted.
    return stories.filter(section__in=inside) if inside[1:] else stories.filter(section=section)


def _with_what_lies_in(section: Section) -> list[int]:
    inside = Section.objects.descendant_of(section, inclusive=True)
    return list(inside.order_by("path").values_list("pk", flat=True))


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


def by_author(author: Author) -> QuerySet[Story]:
    """Return the public stories that somebody signed or worked on, newest first."""
    return _signed(author, published(keys.stories("author", author.pk)))


def by_author_in(author: Author, year: int, zone: ZoneInfo) -> QuerySet[Story]:
    """Return what somebody signed or worked on in one year, newest first."""
    stories = published(keys.stories("author", author.pk, str(year)))
    return _signed(author, _in_year(stories, year, zone))


def _signed(author: Author, stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.filter(pk__in=Byline.objects.filter(author=author).values("story"))


def about(topic: Topic) -> QuerySet[Story]:
    """Return the public stories about a topic, newest first."""
    return published(keys.stories("topic", topic.pk)).filter(topics=topic)


def about_in(topic: Topic, year: int, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of one year about a topic, newest first."""
    stories = published(keys.stories("topic", topic.pk, str(year)))
    return _in_year(stories, year, zone).filter(topics=topic)


def months_between(stories: QuerySet[Story], zone: ZoneInfo) -> Iterator[date]:
    """Yield the first day of each month from the newest of these stories back to the oldest."""
    moments = stories.filter(published_at__lt=FOR_EVER).values_list("published_at", flat=True)
    newest = moments.order_by("-published_at").first()
    oldest = moments.order_by("published_at").first()
    if newest and oldest:
        first = newest.astimezone(zone).date().replace(day=1)
        while next_month(first) > oldest.astimezone(zone).date():
            yield first
            first = (first - timedelta(days=1)).replace(day=1)


def years_of(stories: QuerySet[Story], zone: ZoneInfo) -> list[int]:
    """Return the years that have any of these stories, the newest first. All of them are read."""
    moments = stories.order_by().values_list("published_at", flat=True)
    return sorted({each.astimezone(zone).year for each in moments if each}, reverse=True)


def next_month(first: date) -> date:
    """Return the first day of the month after the one that begins on ``first``."""
    return (first + timedelta(days=32)).replace(day=1)


def in_month(first: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of the month that begins on ``first``, newest first."""
    return _between(published(keys.month(first)), first, next_month(first), zone)


def on_day(day: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of one day of the paper's calendar, newest first."""
    return _between(published(keys.day(day)), day, day + timedelta(days=1), zone)


def _in_year(stories: QuerySet[Story], year: int, zone: ZoneInfo) -> QuerySet[Story]:
    return _between(stories, date(year, 1, 1), date(year + 1, 1, 1), zone)


def _between(stories: QuerySet[Story], start: date, end: date, zone: ZoneInfo) -> QuerySet[Story]:
    return stories.filter(
        published_at__gte=_midnight(start, zone), published_at__lt=_midnight(end, zone)
    )


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


class Doors(NamedTuple):
    """Where readers don't get, though it may be published."""

    private: tuple[str, ...] = ()
    """Places in the tree that are kept from some readers, with all below them."""
    shut: tuple[int, ...] = ()
    """Published sections that lie in one that isn't, or in a private place."""


@once_a_page
def doors() -> Doors:
    """Return what is kept from readers as a whole, in one read.

    No key is read: whatever opens or shuts a section makes every page stale.
    """
    sections = Section.objects.order_by().values_list("path", "live", "pk", Value(False))
    restricted = PageViewRestriction.objects.order_by().values_list(
        "page__path", Value(False), "page_id", Value(True)
    )
    private: list[str] = []
    shut: list[int] = []
    within: tuple[str, ...] = ()
    # What lies above comes first, and a restriction before the section that it is on. Sorted
    # here: SQLite would go through all pages in their order.
    for path, live, pk, is_private in sorted(sections.union(restricted)):
        if is_private:
            private.append(path)
        if live and path.startswith(within):
            shut.append(pk)
        elif not live:
            within = (*within, path)
    return Doors(tuple(private), tuple(shut))


def is_open(page: Page) -> bool:
    """Say whether readers may see a section, a standing page or any page but a story."""
    private, shut = doors()
    return page.live and page.pk not in shut and not page.path.startswith(private)


@once_a_page
def _standing() -> list[Page]:
    """Return all public sections and standing pages, in the tree's order: one read for both."""
    read(keys.SECTIONS, STANDING)
    kinds = ContentType.objects.get_for_models(Section, InformationPage).values()
    live = Page.objects.live().filter(content_type__in=kinds).order_by("path")
    return list(filter(is_open, live.select_related("as_section", "informationpage")))


def standing_at(url_path: str) -> Page | None:
    """Return the public section or standing page of this place in the tree, if there is one."""
    return next((page for page in _standing() if page.url_path == url_path), None)


def every_section() -> list[Section]:
    """Return all public sections, however deep, in the tree's order."""
    return [page.as_section for page in _standing() if hasattr(page, "as_section")]


@once_a_page
def sections() -> list[Section]:
    """Return the public sections in their order, each with its ``children`` listed."""
    found = every_section()
    tops = [section for section in found if section.depth == min(s.depth for s in found)]
    for top in tops:
        top.children = [
            s for s in found if s.depth == top.depth + 1 and s.path.startswith(top.path)
        ]
    return tops


def pages_that_stand() -> list[InformationPage]:
    """Return the public standing pages, in the tree's order: what every page's foot lists."""
    return [page.informationpage for page in _standing() if hasattr(page, "informationpage")]


def chain(section: Section) -> list[Section]:
    """Return a section and, before it, the section that it lies in, if it does."""
    parent = Section.objects.filter(path=section.path[: -section.steplen]).first()
    return [parent, section] if parent else [section]


def authors() -> QuerySet[Author]:
    """Return the authors of at least one public story, by name."""
    read(keys.AUTHORS)
    signed = published(keys.AUTHORS).filter(bylines__author=OuterRef("pk"))
    return Author.objects.filter(Exists(signed)).select_related("portrait").order_by("name")


def author_at(slug: str) -> Author | None:
    """Return the author of this slug, if readers may see anything by them."""
    found = author_named(slug)
    return found if found and by_author(found).exists() else None


def author_named(slug: str) -> Author | None:
    """Return the author of this slug, whether readers may see anything by them or not."""
    return Author.objects.filter(slug=slug).select_related("portrait").first()


def topics() -> QuerySet[Topic]:
    """Return the topics of at least one public story, by name."""
    read(TOPICS)
    told = published(TOPICS).filter(topics=OuterRef("pk"))
    return Topic.objects.filter(Exists(told)).order_by("name")


def topic_at(slug: str) -> Topic | None:
    """Return the topic of this slug, if readers may see anything about it."""
    found = topic_named(slug)
    return found if found and about(found).exists() else None


def topic_named(slug: str) -> Topic | None:
    """Return the topic of this slug, whether readers may see anything about it or not."""
    return Topic.objects.filter(slug=slug).first()


def public_pages(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return address and title of those of these pages that readers may see, by key."""
    stories = by_keys(keys).only("address", "title", "retracted_at")
    found = {story.pk: (story.address or "", story.headline) for story in stories}
    if rest := set(keys) - set(found):
        others = Page.objects.filter(pk__in=rest).not_exact_type(Story)
        found |= {page.pk: (page.url or "/", page.title) for page in others if is_open(page)}
    return found


def is_hidden(story: Story) -> bool:
    """Say whether a story, live or not, lies where no reader gets: there is nothing, to readers."""
    return not is_open(story.section) or story.path in doors().private


def fate_of(address: str) -> tuple[int, str] | None:
    """Return what an address that is nobody's now answers: (301, target), (410, "") or None."""
    former = FormerAddress.objects.filter(address=address).select_related("story").first()
    story = Story.objects.filter(address=address).first() or getattr(former, "story", None)
    if story is None:
        return (410, "") if former else None
    if is_hidden(story):
        return None
    target = by_keys([story.pk]).exclude(address=address).first()
    return (301, target.address or "") if target else (410, "")


def words_on_withdrawal(address: str) -> str:
    """Return what readers are told at the address of a story that was taken off; often nothing."""
    at_it = Q(story__address=address) | Q(story__former_addresses__address=address)
    told = Hold.objects.filter(at_it, kind=HoldKind.WITHDRAWAL, lifted_at__isnull=True)
    return told.values_list("words_for_readers", flat=True).first() or ""


def by_keys(pks: Iterable[int]) -> QuerySet[Story]:
    """Return those of these stories that readers may see: what isn't public now may be later."""
    chosen = [pk for pk in pks if pk]
    return published(keys.OWN, *map(page, chosen)).filter(pk__in=chosen)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
