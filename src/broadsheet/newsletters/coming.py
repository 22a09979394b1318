"""What happens to newsletters by itself: numbers that go out, lists that write themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from broadsheet.masthead.queries import publication
from broadsheet.newsletters.hours import next_at
from broadsheet.newsletters.models import Kind, List, Number, NumberState
from broadsheet.newsletters.rendering.settling import story_keys
from broadsheet.newsroom.coming.moments import Moment, asked
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published

VIEW = "broadsheet_newsletters.view_number"


def listen() -> None:
    """Tell what is to come of ours to whoever asks what goes out when."""
    asked.connect(_of_newsletters)


def _of_newsletters(user: Any, since: datetime, until: datetime, **_kwargs: Any) -> list[Moment]:
    if not user.has_perm(VIEW):
        return []
    return [*_numbers(since, until), *_lists(since, until)]


def _numbers(since: datetime, until: datetime) -> Iterator[Moment]:
    due = Number.objects.filter(state=NumberState.HELD, due__range=(since, until))
    for number in due.select_related("list").prefetch_related("letters"):
        if number.due:
            yield Moment(
                at=number.due,
                kind=_("A newsletter goes out"),
                title=number.subject,
                url=reverse("sending:number", args=[number.pk]),
                place=number.list.name,
                conflicts=tuple(_too_early(number, number.due)),
            )


def _too_early(number: Number, due: datetime) -> Iterator[str]:
    """Yield a sentence for each story that readers of the letter couldn't open yet."""
    keys = {key for letter in number.letters.all() for key in story_keys(letter)}
    missing = keys - set(published().filter(pk__in=keys).values_list("pk", flat=True))
    in_time = Revision.page_revisions.filter(
        object_id__in=[str(key) for key in missing], approved_go_live_at__lte=due
    )
    missing -= {int(key) for key in in_time.values_list("object_id", flat=True)}
    words = _("It tells of “%(story)s”, which isn’t public by then.")
    for story in Story.objects.filter(pk__in=missing).defer("body"):
        yield words % {"story": story.draft_title}


def _lists(since: datetime, until: datetime) -> Iterator[Moment]:
    for each in List.objects.filter(kind=Kind.DIGEST, at__isnull=False):
        hour = next_at(each.at, publication().zone, since=since) if each.at else None
        local = hour and hour.astimezone(publication().zone)
        if hour and local and hour <= until and each.weekday in {None, local.weekday()}:
            yield Moment(
                at=hour,
                kind=_("A newsletter writes itself"),
                title=each.name,
                place=_("if there is anything new"),
            )
