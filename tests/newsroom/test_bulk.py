"""Publishing many at once publishes nothing by accident."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from broadsheet.lib import clock
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from tests.factories import a_draft, a_section, desk_of, pru

pytestmark = pytest.mark.django_db

PUBLISH = "/-/desk/bulk/wagtailcore/page/publish/"


@pytest.fixture
def desk() -> Client:
    return desk_of(pru())


def publish(desk: Client, *pages: int, **data: str) -> str:
    """Publish these pages; return what the editor says."""
    chosen = "&".join(f"id={pk}" for pk in pages)
    answer = desk.post(f"{PUBLISH}?next=/-/desk/&{chosen}", data, follow=True)
    return answer.content.decode()


def test_stories_that_are_ready_are_published(desk: Client) -> None:
    stories = [a_draft(f"Story {number}") for number in range(3)]
    assert "3 pages have been published" in publish(desk, *(story.pk for story in stories))
    assert published("latest").count() == 3


def test_one_that_lacks_something_keeps_all_back_and_is_named(desk: Client) -> None:
    ready, empty = a_draft("Ready"), a_draft("Empty", body=[])
    page = publish(desk, ready.pk, empty.pk)
    assert "Nothing was published. “Empty”: The story has no text." in page
    assert not Story.objects.live().exists()


def test_an_embargo_is_said_not_stumbled_over(desk: Client) -> None:
    secret = a_draft("Secret", embargoed_until=clock.now() + timedelta(days=1))
    assert "is embargoed until" in publish(desk, secret.pk)
    assert not Story.objects.live().exists()


def test_a_section_takes_no_draft_out_with_it(desk: Client) -> None:
    section = a_section("World")
    a_draft("Not looked at", section=section)
    page = publish(desk, section.pk, include_descendants="on")
    assert "Choose the stories themselves" in page
    assert not Story.objects.live().exists()
