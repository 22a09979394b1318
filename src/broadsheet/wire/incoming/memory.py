"""What an import keeps in mind about a story: which version came last, and what we made of it.

It stands in the page's own history, which editors read and backups keep.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from broadsheet.lib.html import clean_inline
from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming.names import signed

OURS = (
    *("title", "standfirst", "dateline", "kind", "credit_line", "usage_terms"),
    *("hero_id", "hero_caption"),
)
"""Fields that an import writes, besides the body, topics and bylines."""

NAMES = ("wire", "ninjs")
"""What it is called in the history, and was when there was one format: nobody edits the log."""


@dataclass(frozen=True)
class LastTime:
    """What the last import of a story brought."""

    version: datetime | None = None
    result: str = ""
    pictures: dict[str, Any] = field(default_factory=dict)
    """SHA-256 of a picture's bytes → the number of the Photo that was made of them."""


def remember(
    story: Story, *, made: bool, version: datetime | None, pictures: dict[str, int]
) -> None:
    """Write this import into the story's history."""
    data = {
        "version": version.isoformat() if version else "",
        "result": digest_of_text(story),
        "pictures": pictures,
    }
    log(story, "wagtail.create" if made else "wagtail.edit", data={"wire": data})


def last_time(story: Story) -> LastTime:
    """Return what the last import of this story brought."""
    entries = PageLogEntry.objects.filter(page_id=story.pk, data__has_any_keys=NAMES)
    entry = entries.order_by("-timestamp", "-pk").first()
    if entry is None:
        return LastTime()
    data = next(entry.data[name] for name in NAMES if name in entry.data)
    version = datetime.fromisoformat(data["version"]) if data["version"] else None
    return LastTime(version, data["result"], data["pictures"])


def digest_of_text(story: Story) -> str:
    """Return the SHA-256 of what an import writes of a story.

    Opening and saving a story in the editor changes nothing of it, though it
    writes the same paragraphs in other ways.
    """
    values = [
        *(str(getattr(story, name) or "") for name in OURS),
        signed(story),
        sorted(topic.pk for topic in story.topics.all()),
        [_plain(block) for block in story.body.get_prep_value()],
    ]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a block's value without ids, and its rich text with the tags that matter."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in sorted(value.items()) if name != "id"}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        html = re.sub(r"<(/?)strong>", r"<\1b>", clean_inline(value))
        return re.sub(r"<(/?)em>", r"<\1i>", html)
    return value
