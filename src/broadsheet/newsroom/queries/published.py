"""The gate to what is public, and what is brought along from it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from broadsheet.lib import clock
from broadsheet.masthead.keys import page
from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Byline, Story
from broadsheet.newsroom.queries.doors import doors
from broadsheet.press.recorder import printing, read


def published(*lists: str) -> QuerySet[Story]:
    """Return every story that readers may see, newest first.

    ``lists`` are the keys of what is read: whatever changes them makes the page stale that
    asks. Raises TypeError for a page being printed that names none.
    """
    if printing() and not lists:
        raise TypeError("A printed page must name the lists that it reads (newsroom/keys.py).")
    read(*lists)
    stories = Story.objects.filter(
        live=True, expired=False, address__isnull=False, section__live=True
    )
    # The hour counts, not when the worker gets round to it.
    stories = stories.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=clock.now()))
    private, shut = doors()
    if shut:
        stories = stories.exclude(section__in=shut)
    if private:
        stories = stories.exclude(path__in=private)
    return stories.order_by("-published_at", "-pk")


def for_cards(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a card shows: section, picture, bylines. The body stays behind."""
    bylines = Byline.objects.select_related("author").order_by("sort_order")
    return (
        stories.select_related("section", "hero")
        .defer("body")
        .prefetch_related(Prefetch("bylines", queryset=bylines), "hero__renditions")
    )


def for_rail(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a line in the rail shows: section and picture, whose sizes come apart."""
    return stories.select_related("section", "hero").defer("body")


def for_lines(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Bring along what a line of an archive shows: the headline, the section, the hour."""
    return stories.select_related("section").only(
        *("title", "kicker", "kind", "address", "published_at", "retracted_at"),
        *("path", "url_path", "section__title"),
    )


def latest(limit: int) -> list[Story]:
    """Return the newest public stories, ready for cards."""
    return list(for_cards(published(keys.LATEST))[:limit])


def public_at(address: str) -> Story | None:
    """Return the public story at this address, with all that its page shows."""
    return _whole(published(keys.OWN).filter(address=address)).first()


def public_by_key(pk: int) -> Story | None:
    """Return the public story of a row, with all that its page shows."""
    return _whole(by_keys([pk])).first()


def _whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    bylines = Byline.objects.select_related("author__portrait").order_by("sort_order")
    return stories.select_related("section", "hero", "social_image", "coverage").prefetch_related(
        Prefetch("bylines", queryset=bylines), "topics"
    )


def by_keys(pks: Iterable[int]) -> QuerySet[Story]:
    """Return those of these stories that readers may see: what isn't public now may be later."""
    chosen = [pk for pk in pks if pk]
    return published(keys.OWN, *map(page, chosen)).filter(pk__in=chosen)
