"""What happens to stories by itself: they come out, their embargo ends, they expire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from broadsheet.newsroom.coming.moments import Moment
from broadsheet.newsroom.holds import held_at
from broadsheet.newsroom.models import Hold, HoldKind, Story
from broadsheet.newsroom.readiness import lacks


def of_stories(user: Any, since: datetime, until: datetime, **_kwargs: Any) -> list[Moment]:
    """Return what happens to the stories that somebody may read."""
    return [
        *_coming_out(user, since, until),
        *_embargoes(user, since, until),
        *_expiring(user, since, until),
    ]


def _coming_out(user: Any, since: datetime, until: datetime) -> Iterator[Moment]:
    due = Revision.page_revisions.filter(approved_go_live_at__range=(since, until))
    stories = (
        Story.objects.select_related("section")
        .defer("body")
        .in_bulk([int(each) for each in due.values_list("object_id", flat=True)])
    )
    for revision in due.order_by("approved_go_live_at", "pk"):
        story = stories.get(int(revision.object_id))
        if story is None or not _may_know(user, story):
            continue
        yield Moment(
            at=revision.approved_go_live_at,
            kind=_("A new text comes out") if story.live else _("A story comes out"),
            title=revision.object_str,
            url=_editor(story),
            place=story.section.title,
            conflicts=tuple(_keeping_back(revision)),
            claims=frozenset() if story.live else frozenset({f"section:{story.section_id}"}),
        )


def _keeping_back(revision: Revision) -> Iterator[str]:
    text: Any = revision.as_object()
    yield from lacks(text)
    yield from held_at(text, revision.approved_go_live_at)


def _embargoes(user: Any, since: datetime, until: datetime) -> Iterator[Moment]:
    ending = Hold.objects.filter(
        kind=HoldKind.EMBARGO, lifted_at__isnull=True, until__range=(since, until)
    )
    for hold in ending.select_related("story__section").defer("story__body"):
        if hold.until and _may_know(user, hold.story):
            yield Moment(
                at=hold.until,
                kind=_("An embargo ends"),
                title=hold.story.draft_title,
                url=_editor(hold.story),
                place=hold.story.section.title,
            )


def _expiring(user: Any, since: datetime, until: datetime) -> Iterator[Moment]:
    ending = Story.objects.filter(live=True, expire_at__range=(since, until))
    for story in ending.select_related("section").defer("body"):
        if _may_know(user, story):
            yield Moment(
                at=story.expire_at,
                kind=_("A story is taken off"),
                title=story.title,
                url=_editor(story),
                place=story.section.title,
            )


def _may_know(user: Any, story: Story) -> bool:
    return story.permissions_for_user(user).can_read()


def _editor(story: Story) -> str:
    return reverse("wagtailadmin_pages:edit", args=[story.pk])
