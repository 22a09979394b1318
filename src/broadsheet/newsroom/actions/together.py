"""Publishing many new stories at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.publishing import every_picture
from broadsheet.newsroom.together import places, plain, rows, telling
from broadsheet.newsroom.together.plain import OneByOne
from broadsheet.photos.renditions import print_all


@transaction.atomic
def publish_together(*, stories: Sequence[Story], by: Any = None) -> None:
    """Publish stories that are in no database yet, in the state in which ``place_story`` and
    ``publish`` would leave each; they came out somewhere else, at their ``published_at``.

    Each has a section, a slug that is free there, bylines and topics. Raises OneByOne, or
    ValidationError, or what the database says, when any of them isn't plain: nothing has
    happened then, and each by itself may be published or tells what is wrong with it.
    """
    plain.check(stories)
    sections = places.lock(stories)
    plain.check_sections(sections.values())
    names = [(story.section_id, story.slug) for story in stories]
    if len(set(names)) < len(names) or places.taken_slugs(stories):
        raise OneByOne("is called like another")
    print_all(photos=(photo for story in stories for photo in every_picture(story)))
    now, zone = clock.now(), ZoneInfo(Publication.load().timezone)
    places.place(stories, sections)
    rows.complete(stories)
    places.give_addresses(stories, zone)
    rows.insert(stories, now)
    rows.keep_revisions(stories, now)
    telling.log(stories, now, by)
    telling.refer(stories)
    telling.find(stories)
    telling.tell(stories, sections.values(), zone)
