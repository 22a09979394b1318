"""What goes stale when a topic changes."""

from __future__ import annotations

from broadsheet.press.watching import watch
from broadsheet.topics.models import Topic

TOPICS = "topics"


def topic(pk: int | None) -> str:
    """Return the key of a topic's own row."""
    return f"topic:{pk}"


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    watch(Topic, lambda each: {topic(each.pk)}, noted=lambda each: {topic(each.pk), TOPICS})
