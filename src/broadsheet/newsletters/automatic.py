"""Lists that write themselves: when a number is due, what is in it, and that it is made once.

A list's row is held while its number is made, so that two workers make one; the database
refuses a second for the same day or story besides.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from broadsheet.masthead.queries import publication
from broadsheet.newsletters.actions import write_number
from broadsheet.newsletters.correcting.acts import lead_with
from broadsheet.newsletters.correcting.queries import waiting
from broadsheet.newsletters.correcting.words import blocks_of, subject_of
from broadsheet.newsletters.hours import last_hour
from broadsheet.newsletters.models import Carried, Kind, List, Number
from broadsheet.newsletters.sending.acts import send
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Story

log = logging.getLogger(__name__)

STALE = timedelta(hours=24)
"""What is older than this goes to nobody unless a person sends it."""

OVERLAP = timedelta(hours=1)
"""A story can become public a moment after the hour that it bears: none falls between numbers."""

LONGEST = timedelta(days=8)
"""How far back a number looks, however long ago the last one was."""

MOST = 60
"""Stories of one number, the newest; of more, a letter would be cut off."""


def make_due(*, now: datetime) -> int:
    """Make the numbers that are due on every list that writes itself; return how many.

    A list that fails stops no other.
    """
    done = 0
    following = List.objects.exclude(kind=Kind.HAND).values_list("pk", "kind")
    for pk, kind in following.order_by("pk"):
        try:
            done += _make_digest(pk, now) if kind == Kind.DIGEST else _make_each(pk, now)
        except Exception:  # whatever it is: the others' readers wait
            log.exception("The number of list %s could not be made.", pk)
    return done


def _make_digest(pk: int, now: datetime) -> int:
    on = List.objects.get(pk=pk)
    hour = last_hour(on, now=now)
    if hour <= (on.looked_until or on.since or now):
        return 0
    with transaction.atomic():
        on = List.objects.select_for_update(of=("self",)).get(pk=pk)
        if on.kind != Kind.DIGEST or hour <= (on.looked_until or on.since or now):
            return 0  # another worker was first, or an editor
        found = _new(on, after=_last_made(on, hour) - OVERLAP)
        List.objects.filter(pk=pk).update(looked_until=hour)
        occasion = f"day {hour.astimezone(publication().zone).date().isoformat()}"
        if Number.objects.filter(list=on, occasion=occasion).exists():
            return 0  # the hour was changed after the day's number was made
        return _make(on, found, occasion, is_late=now - hour > STALE)


def _last_made(on: List, hour: datetime) -> datetime:
    """Return since when stories are new to the list: its last number, or a day or week ago."""
    days = timedelta(days=7 if on.weekday is not None else 1)
    last = Number.objects.filter(list=on, occasion__startswith="day ").order_by("-created").first()
    return max(last.created, hour - LONGEST) if last else hour - days


def _make_each(pk: int, now: datetime) -> int:
    on = List.objects.get(pk=pk)
    after = max(on.since or now, now - STALE)
    if not _new(on, after=after).exists():
        return 0
    with transaction.atomic():
        on = List.objects.select_for_update(of=("self",)).get(pk=pk)
        if on.kind != Kind.EACH:
            return 0
        found = _new(on, after=max(on.since or now, now - STALE))
        first = found.values_list("pk", flat=True).first()
        return _make(on, found, f"story {first}", is_late=False)


def _new(on: List, *, after: datetime) -> QuerySet[Story]:
    """Return the public stories of what a list follows that it hasn't carried, newest first."""
    had = Carried.objects.filter(number__list=on).values("story")
    found = _followed(on).filter(published_at__gt=after, retracted_at__isnull=True)
    return found.exclude(pk__in=had)


def _followed(on: List) -> QuerySet[Story]:
    if on.section:
        return newsroom.in_section(on.section)
    if on.author:
        return newsroom.by_author(on.author)
    return newsroom.about(on.topic) if on.topic else newsroom.published()


def _make(on: List, found: QuerySet[Story], occasion: str, *, is_late: bool) -> int:
    """Write a number that carries these stories, and have it go out; one that is late waits.

    It begins with the corrections that its readers are owed; a digest comes out for these alone.
    """
    stories = list(found[:MOST])
    owed = list(waiting(on)) if stories or on.kind == Kind.DIGEST else []
    if not stories and not owed:
        return 0
    headlines = [story.headline for story in stories]
    headlines = headlines or [subject_of(each.amendment) for each in owed]
    number = write_number(
        on=on,
        language=publication().language,
        subject=headlines[0],
        preheader=" · ".join(headlines[1:]),
        body=[
            *(block for each in owed for block in blocks_of(each.amendment)),
            *(_block(story, first=story is stories[0]) for story in stories),
        ],
        occasion=occasion,
    )
    lead_with(owed, number)
    if not is_late:
        _send(number)
    return 1


def _block(story: Story, *, first: bool) -> tuple[str, dict[str, Any]]:
    return ("story", {"story": story, "size": "lead" if first else "row"})


def _send(number: Number) -> None:
    try:
        send(number=number, by=None)
    except ValidationError:
        return  # it stays a draft, where its editors see what is in the way
