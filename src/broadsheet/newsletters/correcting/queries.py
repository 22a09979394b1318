"""Which corrections are still to be told, on which lists, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from broadsheet.lib import clock
from broadsheet.newsletters import queries
from broadsheet.newsletters.models import (
    WENT_OUT,
    Carried,
    List,
    Number,
    Send,
    Subscription,
    Told,
    Way,
)
from broadsheet.newsroom.models import PUTS_RIGHT, Amendment

ASKED = timedelta(days=30)
"""How long the dashboard asks about a correction."""


@dataclass(frozen=True)
class Audience:
    """Those of one list who were sent a story before it was corrected."""

    on: List
    numbers: list[Number]
    """That carried it, the newest first."""
    sent: int
    """Readers who have one of these."""
    reached: int
    """Those of them who would get a mail of its own now."""
    told: Told | None


def had_it(amendment: Amendment) -> QuerySet[Send]:
    """Return the messages with which readers were sent the story before it was corrected.

    One in doubt counts: better told of a mistake that one hasn't seen.
    """
    return Send.objects.filter(
        number__carried__story=amendment.story_id, number__started_at__lt=amendment.made_at
    ).exclude(state__in=queries.NOT_HAD)


def to_be_told(amendment: Amendment, on: List) -> QuerySet[Subscription]:
    """Return the places on a list whose readers get a mail about a correction.

    They were sent the story on this list and are ``willing`` now, and no mail of another list
    tells them of the same correction. A week's number doesn't count: this is about that one.
    """
    had = had_it(amendment).filter(number__list=on, reader=OuterRef("reader"))
    others = Told.objects.filter(amendment=amendment, way=Way.OWN).exclude(list=on)
    again = Send.objects.filter(number__in=others.values("number"), reader=OuterRef("reader"))
    again = again.exclude(state__in=queries.NOT_HAD)
    places = queries.willing(on).filter(Exists(had.order_by()))
    return places.exclude(Exists(again.order_by())).order_by("pk")


def audiences(amendment: Amendment) -> list[Audience]:
    """Return, list by list, who was sent the story before it was corrected."""
    told = {each.list_id: each for each in Told.objects.filter(amendment=amendment)}
    counted = had_it(amendment).order_by().values("number__list")
    counted = counted.annotate(n=Count("digest", distinct=True))
    readers = dict(counted.values_list("number__list", "n"))
    carrying = Number.objects.filter(
        carried__story=amendment.story_id,
        started_at__lt=amendment.made_at,
        list__in=readers,
    )
    return [
        Audience(
            on=on,
            numbers=list(carrying.filter(list=on).order_by("-started_at")),
            sent=readers[on.pk],
            reached=to_be_told(amendment, on).count(),
            told=told.get(on.pk),
        )
        for on in List.objects.filter(pk__in=readers)
    ]


def corrections() -> QuerySet[Amendment]:
    """Return the corrections of stories that numbers carried before, the newest first."""
    return _of_carried(_carrying())


def undecided() -> QuerySet[Amendment]:
    """Return the corrections of the last month that nobody has decided about for every list."""
    told = Told.objects.filter(amendment=OuterRef(OuterRef("pk"))).values("list")
    found = _of_carried(_carrying().exclude(number__list__in=told))
    return found.filter(made_at__gt=clock.now() - ASKED)


def _of_carried(carried: QuerySet[Carried]) -> QuerySet[Amendment]:
    found = Amendment.objects.filter(Exists(carried.order_by()), kind__in=PUTS_RIGHT)
    return found.select_related("story").order_by("-made_at", "-pk")


def _carrying() -> QuerySet[Carried]:
    return Carried.objects.filter(
        story=OuterRef("story"),
        number__state__in=WENT_OUT,
        number__started_at__lt=OuterRef("made_at"),
    )


def waiting(on: List) -> QuerySet[Told]:
    """Return the corrections that the list's next number has to begin with, the oldest first."""
    found = Told.objects.filter(list=on, way=Way.NEXT, number__isnull=True)
    return found.select_related("amendment__story").order_by("at", "pk")
