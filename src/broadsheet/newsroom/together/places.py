"""Where each of many new stories lies, what it is called there, and its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from django.db.models import F
from wagtail.models import Page

from broadsheet.newsroom.models import FormerAddress, Section, Story
from broadsheet.newsroom.publishing import day_address
from broadsheet.newsroom.together.plain import OneByOne


def lock(stories: Sequence[Story]) -> dict[int, Section]:
    """Return their sections as they are now: nobody else puts anything into them meanwhile."""
    keys = {story.section_id for story in stories}
    locked = Section.objects.select_for_update(of=("self",)).order_by("pk").filter(pk__in=keys)
    found = {section.pk: section for section in locked}
    for story in stories:
        if story.section_id not in found:
            raise OneByOne("its section is gone")
        story.section = found[story.section_id]
    return found


def place(stories: Sequence[Story], sections: dict[int, Section]) -> None:
    """Give each story its place in the tree, behind all that its section has."""
    last = {pk: _last_step(section) for pk, section in sections.items()}
    for story in stories:
        section = sections[story.section_id]
        last[section.pk] += 1
        story.depth, story.numchild = section.depth + 1, 0
        story.path = Story._get_path(section.path, story.depth, last[section.pk])
        story.url_path = f"{section.url_path}{story.slug}/"
        story._cached_parent_obj = section
        section.numchild += 1
    for pk in sections:
        more = sum(story.section_id == pk for story in stories)
        Page.objects.filter(pk=pk).update(numchild=F("numchild") + more)


def _last_step(section: Section) -> int:
    """Return which step below its section the last child has; 0 without any."""
    last = section.get_last_child()
    return Page._str2int(last.path[-Page.steplen :]) if last else 0


def taken_slugs(stories: Iterable[Story]) -> set[tuple[int, str]]:
    """Return which (section, slug)s of these the tree has already."""
    found = list(stories)
    sections = {story.section_id: story.section.path for story in found}
    below = {path: pk for pk, path in sections.items()}
    rows = Page.objects.filter(slug__in={story.slug for story in found}).values_list("path", "slug")
    asked = ((below.get(path[: -Page.steplen]), slug) for path, slug in rows)
    return {(pk, slug) for pk, slug in asked if pk is not None}


def give_addresses(stories: Sequence[Story], zone: ZoneInfo) -> None:
    """Give each story the address of its day that no other has or had, as ``free_address`` does."""
    wished = {day_address(story, zone) for story in stories}
    taken = set(Story.objects.filter(address__in=wished).values_list("address", flat=True))
    taken |= set(FormerAddress.objects.filter(address__in=wished).values_list("address", flat=True))
    for story in stories:
        number, address = 1, day_address(story, zone)
        while address in taken or (number > 1 and story.address_is_taken(address)):
            number += 1
            address = day_address(story, zone, number)
        taken.add(address)
        story.address = address
