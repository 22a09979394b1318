"""Somebody outside sees one version of a story, with a link, until the link ends."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import PageLogEntry

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import PreviewLink, Story
from broadsheet.photos.renditions import print_renditions
from tests.factories import a_draft, a_story, desk_of, max_reads, pru, rosa
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="http://[^/"]+(/-/preview/[^"]+/)"')


@pytest.fixture
def story() -> Story:
    photo = a_photo("The quay")
    print_renditions(photo=photo)
    return a_draft("A ferry for the island", hero=photo, owner=rosa())


def made(story: Story, desk: Client, *, reader: str = "Nia of the port", days: int = 3) -> str:
    """Have the editor make a link; return its address."""
    page = desk.post(f"/-/desk/stories/{story.pk}/previews/", {"reader": reader, "days": days})
    found = LINK.search(page.content.decode())
    assert found, page.content.decode()
    return found[1]


def test_somebody_outside_sees_the_page_that_readers_will_get(story: Story) -> None:
    answer = max_reads().get(made(story, desk_of(rosa())))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A ferry for the island" in page
    assert "A preview for <b>Nia of the port</b>" in page
    assert '<p class="watermark" aria-hidden="true">Nia of the port</p>' in page


def test_no_cache_no_index_and_no_next_page_learns_of_it(story: Story) -> None:
    answer = max_reads().get(made(story, desk_of(rosa())))
    assert answer["Cache-Control"] == "private, no-store"
    assert {"noindex", "noarchive"} <= set(answer["X-Robots-Tag"].split(", "))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_its_pictures_are_seen_with_the_link_alone(story: Story) -> None:
    address = made(story, desk_of(rosa()))
    page = max_reads().get(address).content.decode()
    pictures = set(re.findall(r"/-/preview/[^\s\",]+\.jpg", page))
    assert pictures
    assert "/media/renditions/" not in page
    for picture in pictures:
        answer = max_reads().get(picture)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Cache-Control"] == "private, no-store"
        assert (
            max_reads().get("/media/renditions/" + picture.partition("/renditions/")[2]).status_code
            == 404
        )
    other = a_photo("Not of this story")
    print_renditions(photo=other)
    name = other.renditions.first().file.name.rpartition("/")[2]
    assert max_reads().get(f"{address}renditions/{name}").status_code == 404


def test_what_is_written_later_is_not_shown(story: Story) -> None:
    address = made(story, desk_of(rosa()))
    story.title = "A ferry that leaks"
    actions.save_draft(story=story)
    page = max_reads().get(address).content.decode()
    assert "A ferry for the island" in page
    assert "leaks" not in page


@pytest.mark.parametrize("end", ["time", "hand"])
def test_a_link_that_has_ended_shows_nothing_of_the_story(story: Story, end: str) -> None:
    desk = desk_of(rosa())
    address = made(story, desk, days=1)
    page = max_reads().get(address).content.decode()
    picture = re.findall(r"/-/preview/[^\s\",]+\.jpg", page)[0]
    now = clock.now()
    if end == "hand":
        link = story.preview_links.get()
        told = desk.post(f"/-/desk/stories/{story.pk}/previews/", {"revoke": link.pk}, follow=True)
        assert "The preview for Nia of the port has ended." in told.content.decode()
    else:
        now += timedelta(days=1, seconds=1)
    with time_machine.travel(now):
        answer = max_reads().get(address)
        assert answer.status_code == 410
        assert answer["Cache-Control"] == "private, no-store"
        assert "This preview has ended" in answer.content.decode()
        assert "ferry" not in answer.content.decode()
        assert max_reads().get(picture).status_code == 404


def test_a_made_up_link_is_answered_as_any_address_where_nothing_is(story: Story) -> None:
    address = made(story, desk_of(rosa()))
    nothing = max_reads().get("/-/there/is/nothing/").content
    for token in ("x", "x:y", address.split("/")[3][:-1], address.split("/")[3].upper()):
        answer = max_reads().get(f"/-/preview/{token}/")
        assert (answer.status_code, answer.content) == (404, nothing), token


def test_the_secret_is_in_the_link_alone(story: Story) -> None:
    desk = desk_of(rosa())
    token = made(story, desk).split("/")[3]
    kept = str(PreviewLink.objects.values().get()) + str(PageLogEntry.objects.values())
    assert token not in kept
    assert token.split(":")[0] not in kept
    again = desk.get(f"/-/desk/stories/{story.pk}/previews/")
    assert token not in again.content.decode()
    assert "no-store" in again["Cache-Control"]


def test_only_who_may_edit_a_story_shows_it_to_others() -> None:
    story = a_draft("Of Pru", owner=pru())
    link, _token = actions.share_preview(
        story=story, reader="Nia", lasts=timedelta(days=1), by=pru()
    )
    desk = desk_of(rosa())
    for data in ({"reader": "Max", "days": 1}, {"revoke": link.pk}):
        answer = desk.post(f"/-/desk/stories/{story.pk}/previews/", data, follow=True)
        assert "Of Pru" not in answer.content.decode()
    assert PreviewLink.objects.get().is_open


def test_another_storys_link_is_not_ended_from_here(story: Story) -> None:
    other = a_story("Another")
    link, _token = actions.share_preview(
        story=other, reader="Nia", lasts=timedelta(days=1), by=pru()
    )
    answer = desk_of(rosa()).post(f"/-/desk/stories/{story.pk}/previews/", {"revoke": link.pk})
    assert answer.status_code == 404
    assert PreviewLink.objects.get().is_open


def test_the_storys_history_says_who_was_shown_it(story: Story) -> None:
    desk = desk_of(pru())
    made(story, desk)
    desk.post(f"/-/desk/stories/{story.pk}/previews/", {"revoke": story.preview_links.get().pk})
    history = desk.get(f"/-/desk/pages/{story.pk}/history/").content.decode()
    assert "Preview for Nia of the port made" in history
    assert "Preview for Nia of the port ended" in history


@pytest.mark.parametrize("data", [{"reader": "", "days": 3}, {"reader": "Nia", "days": 15}, {}])
def test_a_link_needs_a_name_and_an_end(story: Story, data: dict[str, Any]) -> None:
    answer = desk_of(rosa()).post(f"/-/desk/stories/{story.pk}/previews/", data)
    assert answer.status_code == 200
    assert not PreviewLink.objects.exists()
    for lasts in (timedelta(), timedelta(days=15)):
        with pytest.raises(ValidationError):
            actions.share_preview(story=story, reader="Nia", lasts=lasts, by=rosa())


def test_the_database_refuses_a_link_that_ends_before_it_begins(story: Story) -> None:
    link, _token = actions.share_preview(
        story=story, reader="Nia", lasts=timedelta(days=1), by=rosa()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(expires_at=link.made_at)


def test_a_deleted_storys_links_are_nobodys(story: Story) -> None:
    address = made(story, desk_of(rosa()))
    story.delete()
    assert max_reads().get(address).status_code == 404
