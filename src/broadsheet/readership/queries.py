"""What was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from broadsheet.readership.models import Visits


@dataclass(frozen=True)
class Read:
    """A story, and how often it was opened."""

    story: Story
    times: int


def between(first: date, last: date) -> QuerySet[Visits]:
    """Return the sums of some days, the first and the last of them too."""
    return Visits.objects.filter(day__range=(first, last))


def total(visits: QuerySet[Visits]) -> int:
    """Return how many visits these are."""
    return int(visits.aggregate(n=Sum("times"))["n"] or 0)


def most_read(visits: QuerySet[Visits], limit: int) -> list[Read]:
    """Return the stories that were opened most, of those that are public still."""
    sums = visits.filter(story__in=published()).values("story").annotate(n=Sum("times"))
    found = dict(sums.order_by("-n", "-story").values_list("story", "n")[:limit])
    stories = Story.objects.select_related("section").defer("body").in_bulk(found)
    return [Read(stories[pk], times) for pk, times in found.items() if pk in stories]


def by_day(visits: QuerySet[Visits], first: date, last: date) -> list[tuple[date, int]]:
    """Return each day with its visits, also those without any."""
    sums = dict(visits.order_by().values("day").annotate(n=Sum("times")).values_list("day", "n"))
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    return [(day, sums.get(day, 0)) for day in days]


def led_here(visits: QuerySet[Visits], limit: int) -> list[tuple[str, int]]:
    """Return the sites that led here most often."""
    sums = visits.exclude(host="").order_by().values("host").annotate(n=Sum("times"))
    return list(sums.order_by("-n", "host").values_list("host", "n")[:limit])
