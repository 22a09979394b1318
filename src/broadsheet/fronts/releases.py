"""What keeps a release from going out, and what is to be said of it. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from broadsheet.fronts.companions import companions_of
from broadsheet.fronts.models import Front, Release, ReleaseItem
from broadsheet.lib import clock
from broadsheet.newsroom.amending import unsaid
from broadsheet.newsroom.holds import held_at
from broadsheet.newsroom.queries import published
from broadsheet.newsroom.readiness import lacks


def problems(release: Release, *, at: datetime) -> list[str]:
    """Return whatever keeps a release from going out at an hour, a sentence each."""
    items = list(release.items.select_related("revision", "story", "front"))
    if not items:
        return [_("There is nothing in it.")]
    found = [f"“{item}”: {says}" for item in items for says in _of(item, at)]
    with_it = companions_of(release)
    return found + [f"“{each.label}”: {says}" for each in with_it for says in each.problems]


def _of(item: ReleaseItem, at: datetime) -> Iterator[str]:
    live = item.what.live_revision
    if live and live.created_at > item.revision.created_at:
        yield _("a newer one is public already. Take the newest, or leave it out.")
    text = item.revision.as_object()
    if text.go_live_at and text.go_live_at > at:
        yield _("it has an hour of its own, which is later. Take that off, save, and take it anew.")
    if item.story:
        yield from lacks(text)
        if found := unsaid(text, item.revision_id):
            words = _(
                "it changes what readers have read (%(facts)s). Say in its form what kind of "
                "change that is, save, and take it anew."
            )
            yield words % {"facts": found}
        yield from held_at(text, at)


def warnings(release: Release) -> list[str]:
    """Return what doesn't keep a release back, but should be known: a sentence each."""
    items = list(release.items.select_related("revision", "story", "front"))
    with_it = {item.story_id for item in items if item.story_id}
    found = [
        _("“%(what)s” was saved since it was put in: what was saved then goes out.")
        % {"what": item}
        for item in items
        if not item.is_newest
    ]
    for item in items:
        if item.front:
            found += _unseen(item.revision.as_object(), with_it)
    return found


def _unseen(front: Front, with_it: set[int]) -> list[str]:
    now = clock.now()
    picks = [pick for pick in front.picks.all() if not pick.ends_at or pick.ends_at > now]
    keys = {pick.story_id for pick in picks} - with_it
    public = set(published().filter(pk__in=keys).values_list("pk", flat=True))
    words = _("“%(front)s” picks “%(story)s”, which isn’t public and doesn’t go out with it.")
    return [
        words % {"front": front, "story": pick.story.draft_title}
        for pick in picks
        if pick.story_id in keys - public
    ]
