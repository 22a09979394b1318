"""What keeps a story from being public; whoever publishes asks here."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.newsroom.steps.clearing import why_not_ready


class Held(Exception):  # noqa: N818  what it is, not a type
    """The story may not be public, or not yet. The text says why, and what lifts it."""


class NotReady(Held):
    """The text has yet to pass the steps that its section asks for."""


def check_holds(story: Any) -> None:
    """Raise Held if an embargo, the drawer or a withdrawal keeps the story from being public.

    An embargo lets through what is to be public after its hour; the others, nothing. Raises
    NotReady if nothing else keeps it than that its text hasn’t passed its section’s steps.
    """
    values = {"title": story.title}
    holds = {each.kind: each for each in _open(story)}
    if "withdrawal" in holds:
        words = _("“%(title)s” is withdrawn. It can come back when somebody has lifted that.")
        raise Held(words % values)
    if "drawer" in holds or _waits_for_its_day(story):
        words = _("“%(title)s” lies in the drawer. It can be published when it was taken out.")
        raise Held(words % values)
    until = _end_of(holds.get("embargo"))
    if until and until > max(clock.now(), story.go_live_at or clock.now()):
        zone = ZoneInfo(story.publication_zone())
        values["until"] = f"{until.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"
        raise Held(_("“%(title)s” is embargoed until %(until)s.") % values)
    if why := why_not_ready(story):
        raise NotReady(why)


def held_at(text: Any, at: datetime) -> list[str]:
    """Return why a text, which is to come out at an hour, won't; nothing when nothing holds it.

    ``text`` is what a revision holds; it is given the hour.
    """
    text.go_live_at = at
    try:
        check_holds(text)
    except Held as reason:
        return [str(reason)]
    return []


def embargo_ends(story: Any) -> datetime | None:
    """Return when the story's embargo ends; None when there is none, or it is over."""
    return _end_of(_open(story).filter(kind="embargo").first())


def _end_of(embargo: Any) -> datetime | None:
    return embargo.until if embargo and embargo.until > clock.now() else None


def is_withdrawn(story: Any) -> bool:
    """Say whether the story was taken off, to stay off until somebody lifts that."""
    return bool(_open(story).filter(kind="withdrawal").exists())


def is_in_drawer(story: Any) -> bool:
    """Say whether the story is prepared for a day that nobody knows yet.

    An obituary is, from the start: who writes one doesn't expect it to go out. One that
    was published somewhere else before it came here has had its day.
    """
    return _waits_for_its_day(story) or bool(_open(story).filter(kind="drawer").exists())


def _waits_for_its_day(story: Any) -> bool:
    waits = story.kind == "obituary" and story.published_at is None
    return waits and not (story.pk and story.holds.filter(kind="drawer").exists())


def in_drawer() -> QuerySet[Any]:
    """Return every story of which ``is_in_drawer`` holds, as it is in its newest revision."""
    put = Q(holds__kind="drawer", holds__lifted_at__isnull=True)
    waits = Q(latest_revision__content__kind="obituary", published_at__isnull=True)
    never = waits & ~Q(holds__kind="drawer")
    stories = apps.get_model("broadsheet_newsroom", "Story").objects
    return stories.filter(put | never).distinct()


def _open(story: Any) -> Any:
    """Return what holds a story; the database keeps no two of a kind open."""
    holds = apps.get_model("broadsheet_newsroom", "Hold").objects
    return holds.filter(story=story.pk, lifted_at__isnull=True)
