"""The editor's forms, as a browser sends them: whole."""

from __future__ import annotations

from typing import Any

from django.test import Client

from broadsheet.newsroom.models import Story
from broadsheet.staff.models import User
from tests.forms import fields_of, loaded


def form_of(story: Story, **changes: Any) -> dict[str, Any]:
    """Return the editor's form of a story, filled in."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    bylines = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {
        **loaded(story),
        "title": story.title,
        "slug": story.slug,
        "kind": story.kind,
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "divider",
        "body-0-id": "",
        "body-0-value": "",
        **{f"comments-{name}": value for name, value in empty.items()},
        **{f"bylines-{name}": value for name, value in bylines.items()},
        "bylines-0-name": "Somebody",
        "bylines-0-role": "by",
        "bylines-0-ORDER": 1,
        **changes,
    }


def owned(story: Story, user: User) -> Story:
    story.owner = user
    story.save()
    story.save_revision(user=user)
    return story


def edit(browser: Client, story: Story, **changes: Any) -> Any:
    return browser.post(f"/-/desk/pages/{story.pk}/edit/", form_of(story, **changes))


def filled_in(browser: Client, address: str) -> dict[str, Any]:
    """Return a page's form as it stands there."""
    return fields_of(browser.get(address).content)
