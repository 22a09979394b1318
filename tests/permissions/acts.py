"""The acts of the matrix: which right each is, and how it is done through the editor's own view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from wagtail.models import Page
from wagtail.permissions import policy_registry

from broadsheet.newsroom.models import Story
from broadsheet.newsroom.rights.story import StoryRights
from broadsheet.staff.models import User
from tests.permissions.forms import edit
from tests.permissions.ground import SECRET, Ground

DESK = "/-/desk/pages"


@dataclass(frozen=True)
class Act:
    """``may`` asks the rights; ``do`` tries with a browser, and says whether it was done."""

    may: Callable[[User, Story], bool]
    do: Callable[[Client, Story, Ground], bool]


def _by_right(name: str) -> Callable[[User, Story], bool]:
    return lambda user, story: bool(getattr(StoryRights(user, story), name)())


def _found(user: User, story: Story) -> bool:
    found: Any = policy_registry.get_by_type(Page).explorable_instances(user)
    return bool(found.filter(pk=story.pk).exists())


def _find(desk: Client, story: Story, _ground: Ground) -> bool:
    pages = desk.get(f"{DESK}/{story.section_id}/").content.decode()
    searched = desk.get(f"{DESK}/search/?q={SECRET}").content.decode()
    told = desk.get(f"/-/desk/api/main/pages/?child_of={story.section_id}").content.decode()
    found = {story.title in answer for answer in (pages, searched, told)}
    assert len(found) == 1, "Lists, search and API agree."
    return found == {True}


def _read(desk: Client, story: Story, _ground: Ground) -> bool:
    places = ("view_draft/", "history/", "revisions/compare/earliest...latest/")
    key = story.latest_revision_id
    answers = [desk.get(f"{DESK}/{story.pk}/{place}") for place in places]
    answers.append(desk.get(f"{DESK}/{story.pk}/revisions/{key}/view/"))
    shown = {answer.status_code == 200 for answer in answers}
    assert len(shown) == 1, "What shows drafts agrees."
    return shown == {True}


def _change(desk: Client, story: Story, _ground: Ground) -> bool:
    edit(desk, story, title="Rewritten")
    return bool(_now(story).get_latest_revision_as_object().title == "Rewritten")


def _publish(desk: Client, story: Story, _ground: Ground) -> bool:
    edit(desk, story, title="Rewritten", **{"action-publish": "yes"})
    now = _now(story)
    return bool(now.live and now.title == "Rewritten")


def _withdraw(desk: Client, story: Story, _ground: Ground) -> bool:
    was = story.live
    desk.post(f"{DESK}/{story.pk}/unpublish/")
    return was and not _now(story).live


def _delete(desk: Client, story: Story, _ground: Ground) -> bool:
    desk.post(f"{DESK}/{story.pk}/delete/")
    return not Story.objects.filter(pk=story.pk).exists()


def _move(desk: Client, story: Story, ground: Ground) -> bool:
    target = ground.desks_other
    desk.post(f"{DESK}/{story.pk}/move/{target.pk}/confirm/")
    return bool(_now(story).section_id == target.pk)


def _copy(desk: Client, story: Story, _ground: Ground) -> bool:
    data = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": story.section_id}
    desk.post(f"{DESK}/{story.pk}/copy/", data)
    return Story.objects.filter(slug="a-copy").exists()


def _lock(desk: Client, story: Story, _ground: Ground) -> bool:
    desk.post(f"{DESK}/{story.pk}/lock/")
    return bool(_now(story).locked)


def _now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


ACTS = {
    "find in lists": Act(_found, _find),
    "read drafts": Act(_by_right("can_read"), _read),
    "change": Act(_by_right("can_edit"), _change),
    "publish": Act(_by_right("can_publish"), _publish),
    "withdraw": Act(_by_right("can_unpublish"), _withdraw),
    "delete": Act(_by_right("can_delete"), _delete),
    "move": Act(_by_right("can_move"), _move),
    "copy": Act(_by_right("can_copy"), _copy),
    "lock": Act(_by_right("can_lock"), _lock),
}
