"""Which stories may be published together: those of which nothing is to be asked or decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Page, PageViewRestriction

from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.readiness import lacks


class OneByOne(Exception):  # noqa: N818  what is to be done, not a type
    """These can't be published together. By itself each may be, or says what is wrong with it."""


def check(stories: Sequence[Story]) -> None:
    """Raise OneByOne unless each story is new, complete, and out somewhere else before."""
    for story in stories:
        if story.pk or story.published_at is None:
            raise OneByOne("is here already, or was never public")
        if story.go_live_at or story.answer or story.skipped_because or lacks(story):
            raise OneByOne("waits for something")
        if any(block.block_type == "correction" for block in story.body):
            raise OneByOne("was corrected")


def check_sections(sections: Iterable[Section]) -> None:
    """Raise OneByOne unless readers get everywhere here, and no text goes through steps first."""
    found = list(sections)
    for section in found:
        if section.get_workflow() is not None:
            raise OneByOne("goes through steps")
    above = Page.objects.filter(path__in={path for each in found for path in _chain(each)})
    if above.filter(live=False).exclude(depth=1).exists() or _is_shut(above):
        raise OneByOne("lies where no reader gets")


def _is_shut(pages: Any) -> bool:
    return bool(PageViewRestriction.objects.filter(page__in=pages).exists())


def _chain(section: Section) -> list[str]:
    """Return the paths of a section and of all that it lies in."""
    step = Section.steplen
    return [section.path[:length] for length in range(step, len(section.path) + 1, step)]
