"""What is done within the publication before and after the kills."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wagtail.models import PageLogEntry

from broadsheet.newsroom.models import Byline, Story
from broadsheet.press.work import Press
from tests.factories import a_draft, a_section, a_story, a_topic, an_author, pru
from tests.pictures import a_photo
from tests.press.printing import audit, presses

TITLE = "Ferry number"


def prepare(drafts: int) -> None:
    """Print a small paper; write ``drafts`` stories that wait to be published."""
    photo, author, topic = a_photo(size=(600, 400)), an_author("Nia Brandt"), a_topic("Shipping")
    for number in range(4):
        a_story(f"Before, {number}", section=a_section("World"), hero=photo)
    for number in range(drafts):
        a_draft(
            f"{TITLE} {number:05}",
            section=a_section(["World", "Business"][number % 2]),
            hero=None if number % 3 else photo,
            topics=[topic] if number % 4 == 0 else [],
            bylines=[Byline(author=author)] if number % 5 == 0 else [],
        )
    pru()
    press = Press()
    press.print_all()
    press.close()
    waiting = Story.objects.filter(title__startswith=TITLE).order_by("title")
    Path("drafts.json").write_text(json.dumps(list(waiting.values_list("pk", flat=True))))


def examine() -> None:
    """Write down what is wrong with the press, and how often each story was published."""
    press = Press()
    press.print_all()
    found: dict[str, Any] = {"wrong": audit.everything(press), "stories": {}}
    maps = [presses.html_of(press, name) for name in press.store.named("/sitemaps/stories-")]
    for story in Story.objects.filter(title__startswith=TITLE, live=True):
        times = PageLogEntry.objects.filter(page=story, action="wagtail.publish").count()
        listed = sum(each.count(f"{story.address}</loc>") for each in maps)
        found["stories"][story.pk] = [times, listed]
    press.close()
    Path("examined.json").write_text(json.dumps(found))
