"""What stands in the sitemaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Coalesce

from broadsheet.masthead.queries import standing_pages
from broadsheet.newsroom import keys
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Kind, Story
from broadsheet.photos.keys import photo
from broadsheet.photos.models import Rendition
from broadsheet.press.memory import remembered
from broadsheet.press.recorder import read, until
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.sitemaps import writing
from broadsheet.wire.outgoing.sitemaps.writing import Address, News

PICTURE = "fill-1200x675|format-jpeg"
FRESH = timedelta(hours=48)
MOST_NEWS = 1000
"""Google's limits for a news sitemap: two days, a thousand addresses."""

CHANGED = Coalesce("changed_at", "published_at")


@dataclass(frozen=True)
class Month:
    """A month of the paper's calendar, how many stories it has, and when one changed last."""

    first: date
    stories: int
    changed: datetime

    @property
    def files(self) -> int:
        """Return how many sitemaps hold the month."""
        return -(-self.stories // writing.MOST)


def own() -> QuerySet[Story]:
    """Return the public stories whose home is here: a sitemap lists canonical addresses only."""
    return newsroom.published(keys.LATEST).filter(canonical_url="")


def months(zone: ZoneInfo) -> list[Month]:
    """Return the months that have public stories, the newest first."""
    found = []
    for first in newsroom.months_between(own(), zone):
        month = remembered(keys.month(first), "sitemap", partial(_month, first, zone))
        if month.stories:
            found.append(month)
    return found


def _month(first: date, zone: ZoneInfo) -> Month:
    stories = newsroom.in_month(first, zone).filter(canonical_url="")
    about = stories.order_by().aggregate(stories=Count("pk"), changed=Max(CHANGED))
    return Month(first, about["stories"], about["changed"])


def stories_of(first: date, *, number: int, zone: ZoneInfo) -> list[Address]:
    """Return the ``number``-th file's worth of the month that begins on ``first``.

    The oldest stand first, so that a full file stays as it is.
    """
    start = (number - 1) * writing.MOST
    stories = newsroom.in_month(first, zone).filter(canonical_url="")
    rows = stories.order_by("published_at", "pk").values_list("address", CHANGED, "hero_id")
    chosen = list(rows[start : start + writing.MOST])
    heroes = {hero for _address, _changed, hero in chosen if hero}
    read(*map(photo, heroes))  # a picture whose sizes aren't made yet leaves no key by itself
    pictures = _pictures(stories) if heroes else {}
    return [
        Address(whole(address or "/"), changed.astimezone(zone), pictures.get(hero or 0, ""))
        for address, changed, hero in chosen
    ]


def _pictures(stories: QuerySet[Story]) -> dict[int, str]:
    heroes = stories.order_by().values("hero_id")
    crops = Rendition.objects.filter(filter_spec=PICTURE, image_id__in=heroes)
    return {crop.image_id: whole(crop.url) for crop in crops}


def pages() -> list[Address]:
    """Return every public address that is no story's and no day's.

    A page that shows others has no date of its own: none is claimed.
    """
    read(keys.SECTIONS)
    lists = [author.url for author in newsroom.authors()]
    lists += [topic.url for topic in newsroom.topics()]
    paths = [
        "/",
        *(section.url or "" for section in newsroom.every_section()),
        "/authors/",
        "/topics/",
        "/corrections/",
    ]
    standing = [Address(whole(p.url or "/"), p.last_published_at) for p in standing_pages()]
    return [*(Address(whole(path)) for path in [*paths, *lists]), *standing]


def fresh(now: datetime) -> list[News]:
    """Return the journalism of the last 48 hours, newest first.

    What is paid for isn't news, nor what was retracted.
    """
    stories = own().filter(published_at__gte=now - FRESH, published_at__lte=now)
    stories = stories.exclude(kind=Kind.SPONSORED).filter(retracted_at=None)
    rows = list(stories.values_list("address", "title", "published_at")[:MOST_NEWS])
    if rows:
        until(rows[-1][2] + FRESH + timedelta(microseconds=1))
    return [
        News(whole(address or "/"), title, published or now) for address, title, published in rows
    ]
