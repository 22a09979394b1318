"""Writes a live story within a publication: run by its own command, one line an act."""

from __future__ import annotations

import time

from broadsheet.masthead.models import HomePage
from broadsheet.newsroom.actions import open_section, publish, write_story
from broadsheet.newsroom.live.actions import add_entry, open_coverage
from broadsheet.newsroom.models import Author, Byline, Story

TEXT = "The clerk calls the roll by wards, and nobody has ever worked out how to do it quickly. "


def begin() -> None:
    """Publish a story that is covered live, and print where it is."""
    author = Author.objects.create(name="Rosa Lind", slug="rosa-lind")
    section = open_section(parent=HomePage.objects.get(), title="City", slug="city")
    story = write_story(
        section=section,
        title="Bond night",
        slug="bond-night",
        kind="live",
        bylines=[Byline(author=author)],
        body=[("paragraph", "<p>We are in the chamber.</p>")],
    )
    story = publish(story=story)
    open_coverage(story=story, by=None)
    print(story.address, flush=True)


def write(count: int, every: float) -> None:
    """Add entries, one each so many seconds; print each one's number and when its act began."""
    story = Story.objects.get(slug="bond-night")
    author = Author.objects.get()
    print("ready", flush=True)
    time.sleep(every)
    for _each in range(count):
        began = time.time()
        body = [("paragraph", f"<p>{TEXT * 4}</p>")]
        entry = add_entry(story=story, by=None, body=body, authors=[author], publish_it=True)
        print("entry", entry.number, began, flush=True)
        time.sleep(max(0.0, began + every - time.time()))
