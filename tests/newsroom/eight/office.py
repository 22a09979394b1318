"""What is done within the publication before eight editors open one story, and after."""

from __future__ import annotations

import json
from pathlib import Path

from broadsheet.newsroom.models import SetAside, Story
from broadsheet.staff.actions import hire
from tests.factories import PASSWORD, a_draft, a_section, an_author

PEOPLE = [f"editor{number}@example.org" for number in range(8)]


def prepare() -> None:
    """Write the story, and hire those who will edit it."""
    an_author()
    story = a_draft("A ferry for the island", section=a_section(), standfirst="start")
    for email in PEOPLE:
        hire(email=email, password=PASSWORD, role="managing-editor")
    Path("story.json").write_text(json.dumps(story.pk))


def examine() -> None:
    """Write down the newest text, every text there ever was, and whose words wait."""
    story = Story.objects.get()
    texts = [revision.as_object().standfirst for revision in story.revisions.order_by("pk")]
    waiting = [text for each in SetAside.objects.all() for text in each.posted["standfirst"]]
    newest = story.get_latest_revision_as_object().standfirst
    found = {"newest": newest, "texts": texts, "waiting": waiting, "live": story.live}
    Path("examined.json").write_text(json.dumps(found))
