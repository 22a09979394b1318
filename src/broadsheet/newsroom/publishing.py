"""What happens, beyond Wagtail's own, when a story goes live: it gets its address.

Every way to publish (the editor's button, a schedule falling due, an import, a
workflow's last task) ends in ``Story.save`` and so in ``make_ready``. Not every one
ends in ``Story.publish``: Wagtail's form of a page that exists goes past it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from broadsheet.lib import clock
from broadsheet.newsroom.readiness import pictures
from broadsheet.photos.renditions import print_all


class Embargoed(Exception):  # noqa: N818  what it is, not a type
    """The story may not be public yet. The text says until when."""


def make_ready(story: Any) -> None:
    """Do to a story whatever must be done before its row says that readers may see it.

    The first time, it gets its address and its date; always, its pictures are printed,
    and the day of its last correction is noted. Raises Embargoed before its time.
    """
    if story.address is None:
        check_embargo(story)
        story.published_at = story.published_at or clock.now()
        story.address = free_address(story)
    story.corrected_on = last_correction(story)
    print_all(photos=every_picture(story))


def last_correction(story: Any) -> date | None:
    """Return the day of the newest correction that the text carries."""
    notes = [block.value["date"] for block in story.body if block.block_type == "correction"]
    return max(notes, default=None)


def every_picture(story: Any) -> Iterator[Any]:
    """Yield each picture that the story's page or its card elsewhere shows."""
    yield from (photo for photo, _alt in pictures(story))
    yield from filter(None, [story.social_image])
    authors = (byline.author for byline in story.bylines.all())
    yield from (author.portrait for author in authors if author and author.portrait)


def check_embargo(story: Any) -> None:
    """Raise Embargoed if the story would be public before it may be."""
    now, until = clock.now(), story.embargoed_until
    if until and until > max(now, story.go_live_at or now):
        raise Embargoed(f"“{story.title}” is embargoed until {until:%Y-%m-%d %H:%M} UTC.")


def free_address(story: Any) -> str:
    """Return ``/yyyy/mm/dd/slug/``, by the paper's calendar, that no story has or had.

    A second story of that name on that day gets ``-2`` after its slug.
    """
    zone = ZoneInfo(story.publication_zone())
    day = (story.published_at or clock.now()).astimezone(zone)
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        address = f"/{day:%Y/%m/%d}/{story.slug}{suffix}/"
        if not story.address_is_taken(address):
            return address
        number += 1
