"""Before the button is pressed, the editor says what is missing, when and where it will appear."""

from __future__ import annotations

import html
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from tests.factories import a_draft, a_section, a_topic, desk_of, pru
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 3, 3, 1, tzinfo=UTC)
"""The second of March, in New York."""


def panel(story: Story) -> str:
    """Return what stands beside the story's form."""
    page = desk_of(pru()).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    text = page.content.decode()
    start = text.index('data-side-panel="outlook"')
    return html.unescape(text[start : text.index("search.", start)])


def test_it_says_at_what_address_and_on_which_pages() -> None:
    with time_machine.travel(EVENING, tick=False):
        world = a_section("World")
        story = a_draft(
            "Ferries", slug="ferries", section=a_section("Ports", under=world), topics=[a_topic()]
        )
        said = panel(story)
    assert "/2026/03/02/ferries/" in said
    assert "At once." in said
    for place in ("Latest Posts", "World", "Ports", "Shipping", "Mara Ellison"):
        assert f"<li>{place} " in said
    assert "Still missing" not in said


def test_it_says_the_hour_and_the_address_of_that_day() -> None:
    with time_machine.travel(EVENING, tick=False):
        story = a_draft(slug="ferries")
        actions.publish(story=story, at=datetime(2026, 3, 4, 12, tzinfo=UTC))
        said = panel(story)
    assert "March 4, 2026, 7 a.m." in said
    assert "/2026/03/04/ferries/" in said


def test_it_says_what_is_missing_and_what_holds_it() -> None:
    unsigned = a_photo("The quay", credit="", licence="")
    story = a_draft(body=[], hero=unsigned)
    actions.put_in_drawer(story=story)
    said = panel(story)
    assert "The story has no text." in said
    assert "“The quay” has neither a credit nor a licence" in said
    assert "lies in the drawer" in said
    with pytest.raises(ValidationError, match="neither a credit nor a licence"):
        actions.publish(story=story)


def test_it_warns_of_a_section_where_no_reader_gets() -> None:
    section = a_section("Coming soon")
    section.unpublish()
    assert "nobody would see it" in panel(a_draft(section=section))
