"""What happens to fronts by itself: releases, new arrangements, the end of a pick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from broadsheet.fronts.models import Front, Pick, Release
from broadsheet.fronts.releases import problems
from broadsheet.newsroom.coming.moments import Moment, asked

CHANGE, PUBLISH = "broadsheet_fronts.change_front", "broadsheet_fronts.publish_front"


def listen() -> None:
    """Tell what is to come of ours to whoever asks what goes out when."""
    asked.connect(_of_fronts)


def _of_fronts(user: Any, since: datetime, until: datetime, **_kwargs: Any) -> list[Moment]:
    found: list[Moment] = []
    if user.has_perm(PUBLISH):
        found += _releases(since, until)
    if user.has_perm(CHANGE) or user.has_perm(PUBLISH):
        found += [*_arrangements(since, until), *_picks(since, until)]
    return found


def _releases(since: datetime, until: datetime) -> Iterator[Moment]:
    due = Release.objects.filter(released_at__isnull=True, at__range=(since, until))
    for release in due.prefetch_related("items__story"):
        if release.at is None:
            continue
        new = {
            item.story.section_id
            for item in release.items.all()
            if item.story and not item.story.live
        }
        fronts = {item.front_id for item in release.items.all() if item.front_id}
        yield Moment(
            at=release.at,
            kind=_("A release goes out"),
            title=release.name,
            url=reverse("release", args=[release.pk]),
            conflicts=tuple(problems(release, at=release.at)),
            claims=frozenset({*(f"section:{pk}" for pk in new), *(f"front:{pk}" for pk in fronts)}),
        )


def _arrangements(since: datetime, until: datetime) -> Iterator[Moment]:
    kind = ContentType.objects.get_for_model(Front)
    due = Revision.objects.filter(content_type=kind, approved_go_live_at__range=(since, until))
    for revision in due:
        yield Moment(
            at=revision.approved_go_live_at,
            kind=_("A front is arranged anew"),
            title=revision.object_str,
            url=_editor(int(revision.object_id)),
            claims=frozenset({f"front:{revision.object_id}"}),
        )


def _picks(since: datetime, until: datetime) -> Iterator[Moment]:
    ending = Pick.objects.filter(front__live=True, ends_at__range=(since, until))
    for pick in ending.select_related("story", "front__section"):
        if pick.ends_at:
            yield Moment(
                at=pick.ends_at,
                kind=_("A pick ends"),
                title=pick.story.title,
                url=_editor(pick.front_id),
                place=f"{pick.front} ({pick.get_place_display()})",
            )


def _editor(front: int) -> str:
    return reverse(Front.snippet_viewset.get_url_name("edit"), args=[front])
