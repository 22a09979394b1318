"""As what the press reads the newsroom's rows, and what their changes touch."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.masthead.keys import page
from broadsheet.newsroom import keys
from broadsheet.newsroom.live import keys as live
from broadsheet.newsroom.models import (
    Amendment,
    Author,
    Byline,
    FormerAddress,
    Hold,
    Section,
    Story,
    Version,
)
from broadsheet.press.recorder import declare
from broadsheet.press.watching import watch


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as.

    Stories are not watched: what their changes touch is told by ``face.noting_changes``.
    """
    live.declare_all()
    declare(Story, _of_story)
    declare(Byline, lambda each: {page(each.story_id)})
    watch(
        FormerAddress,
        lambda each: {page(each.story_id)},
        noted=lambda each: {keys.address(each.address)},
    )
    watch(Hold, lambda each: {page(each.story_id)})
    watch(Version, lambda each: {keys.version(each.story_id, each.number)})
    watch(
        Amendment,
        lambda each: {keys.told(each.after_id)},
        noted=lambda each: {keys.told(each.after_id), keys.text(each.story_id), keys.CORRECTIONS},
    )
    watch(Section, lambda each: {page(each.pk)}, noted=lambda each: {page(each.pk), keys.SECTIONS})
    watch(
        Author,
        lambda each: {keys.author(each.pk)},
        noted=lambda each: {keys.author(each.pk), keys.AUTHORS},
    )


def _of_story(story: Story) -> Iterable[str]:
    yield page(story.pk)
    if "body" in story.__dict__:  # not where a card left it behind
        yield keys.text(story.pk)
