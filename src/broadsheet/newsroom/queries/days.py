"""Stories by the paper's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries.published import published

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A bound that bounds nothing: with one, SQLite goes by the index of the order."""


def in_month(first: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of the month that begins on ``first``, newest first."""
    return between(published(keys.month(first)), first, next_month(first), zone)


def on_day(day: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return the public stories of one day of the paper's calendar, newest first."""
    return between(published(keys.day(day)), day, day + timedelta(days=1), zone)


def in_year(stories: QuerySet[Story], year: int, zone: ZoneInfo) -> QuerySet[Story]:
    """Return those of these stories that came out in a year of the paper's."""
    return between(stories, date(year, 1, 1), date(year + 1, 1, 1), zone)


def between(stories: QuerySet[Story], start: date, end: date, zone: ZoneInfo) -> QuerySet[Story]:
    """Return those of these stories that came out from ``start`` to the day before ``end``."""
    return stories.filter(
        published_at__gte=_midnight(start, zone), published_at__lt=_midnight(end, zone)
    )


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


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
