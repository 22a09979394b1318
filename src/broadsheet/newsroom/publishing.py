"""What happens, beyond Wagtail's own, when a story goes live: it gets its address.

Every way to publish (the editor's button, a schedule falling due, an import, a
workflow's last task) ends in ``Story.save`` and so in ``make_ready``. Not every one
ends in ``Story.publish``: Wagtail's form of a page that exists goes past it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from broadsheet.lib import clock
from broadsheet.newsroom.amending import last_correction
from broadsheet.newsroom.holds import check_holds
from broadsheet.newsroom.readiness import pictures
from broadsheet.photos.renditions import print_all


def make_ready(story: Any) -> None:
    """Do to a story whatever must be done before its row says that readers may see it.

    The first time, it gets its address and its date; always, its pictures are printed,
    and the day of its last correction is noted. Raises Held when it may not be public.
    """
    if _is_being_published(story):
        check_holds(story)
    if story.address is None:
        story.published_at = story.published_at or clock.now()
        story.address = free_address(story)
    story.corrected_on = last_correction(story)
    print_all(photos=every_picture(story))


def _is_being_published(story: Any) -> bool:
    """Say whether readers would get another text than now; locking a story, say, is no news."""
    public = type(story)._default_manager.filter(pk=story.pk, live=True)
    return not public.filter(live_revision=story.live_revision_id).exists()


def every_picture(story: Any) -> Iterator[Any]:
    """Yield each picture that the story's page or its card elsewhere shows."""
    yield from (photo for photo, _words in pictures(story))
    yield from filter(None, [story.social_image])
    authors = (byline.author for byline in story.bylines.all())
    yield from (author.portrait for author in authors if author and author.portrait)


def free_address(story: Any) -> str:
    """Return ``/yyyy/mm/dd/slug/``, by the paper's calendar, that no story has or had.

    A second story of that name on that day gets ``-2`` after its slug.
    """
    zone, number = ZoneInfo(story.publication_zone()), 1
    while story.address_is_taken(address := day_address(story, zone, number)):
        number += 1
    return address


def day_address(story: Any, zone: ZoneInfo, number: int = 1) -> str:
    """Return the address of a story's day in ``zone``; ``number`` is 2 for the second so named."""
    day = (story.published_at or clock.now()).astimezone(zone)
    suffix = f"-{number}" if number > 1 else ""
    return f"/{day:%Y/%m/%d}/{story.slug}{suffix}/"
