"""Saved pages of a newspaper move in: its stories as they were, all else told of with a reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadsheet.lib import clock
from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Photo
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.pages.moments import instant
from broadsheet.wire.moving.report.writing import Written
from broadsheet.wire.moving.systems import move_pages
from tests.factories import a_section, max_reads
from tests.pictures import a_picture
from tests.wire.extraction.samples import PARAGRAPHS, a_page

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    a_section("World")
    place = tmp_path / "saved"
    place.mkdir()
    return place


def save(folder: Path, name: str, page: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page)
    return path


def a_page_at(address: str, **values: Any) -> bytes:
    """The page of another story; ``values`` are what it says of itself, None for nothing."""
    story = {
        "@type": "NewsArticle",
        "headline": "Another story",
        "datePublished": "2023-03-10T08:00:00-05:00",
        **values,
    }
    data = json.dumps({name: value for name, value in story.items() if value is not None})
    return a_page(data).replace(b"https://harbour.example/city/pier", address.encode())


def move(folder: Path, *, publish: bool = True, **how: Any) -> Written:
    return move_pages(folder, how=How(**how), publish=publish)


def told(name: str) -> Arrival:
    return Arrival.objects.get(name__contains=name)


def test_a_saved_story_is_public_at_its_day_and_its_old_address_leads_to_it(folder: Path) -> None:
    page = a_page().replace(b'src="/pier.jpg"', b'src="pier_files/a%20pier.jpg"')
    save(folder, "city/pier.html", page)
    save(folder, "city/pier_files/a pier.jpg", a_picture(size=(90, 60)))
    written = move(folder)
    assert written.is_whole
    story = Story.objects.get()
    assert story.live
    assert story.published_at == datetime.fromisoformat("2023-03-08T09:30:00-05:00")
    assert [each.author.name for each in story.bylines.all()] == ["Mara Ellison", "Jo Li"]
    assert (story.section.title, story.standfirst) == ("City", "Eleven of forty piles are gone.")
    assert {topic.name for topic in story.topics.all()} == {"harbour", "piers"}
    photo = Photo.objects.get()
    kept = (photo.description, photo.caption, photo.credit)
    assert kept == ("A pier in fog", "The pier on Tuesday.", "Lu Chen")
    assert photo == story.hero
    answer = max_reads().get("/city/pier")
    assert (answer.status_code, answer.headers["Location"]) == (301, story.address)
    shown = max_reads().get(str(story.address)).content.decode()
    assert [words for words in (*PARAGRAPHS, "piles") if words not in shown] == []
    for words in ("Also Read", "Ferry strike", "alert(1)", "Stay in touch"):
        assert words not in str(story.body)
    assert "lost_words" not in told("Northern pier").data


def test_what_is_no_story_is_told_of_and_the_same_story_comes_once(
    folder: Path, tmp_path: Path
) -> None:
    links = "".join(
        f'<p><a href="/{n}">Something long that happened in the city, number {n}</a></p>'
        for n in range(9)
    )
    many = f"<html><body><main><h1>Latest</h1>{links}</main></body></html>"
    front = a_page_at("https://harbour.example/", datePublished=None)
    save(folder, "a.html", a_page())
    save(folder, "b.html", a_page())
    save(folder, "a_files/advert.html", a_page_at("https://adverts.example/1"))
    save(folder, "empty.html", b"<html><body><h1>Nothing</h1></body></html>")
    save(folder, "index.html", front.replace(b"/pier.jpg", b"../../secret.jpg"))
    save(folder, "list.html", many.encode())
    save(folder, "picture.html", b"\x89PNG\0\0")
    save(folder, "notes.txt", b"not a page")
    outside = save(tmp_path, "outside.html", a_page_at("https://harbour.example/outside"))
    (folder / "link.html").symlink_to(outside)
    written = move(folder)
    assert written.is_whole
    assert Story.objects.count() == 1
    assert told("b.html").why == "it is the same story as saved/a.html"
    assert told("advert.html").why == "it is only what another saved page shows in a frame"
    assert told("empty.html").why == "there is no story on it"
    assert told("index.html").why == "it is a front page"
    assert told("list.html").why == "it is a list of links"
    assert told("picture.html").why == "it is no text but binary data"
    assert not Arrival.objects.filter(name__contains="link.html").exists()


def test_no_file_outside_of_the_folder_is_taken_for_a_picture(folder: Path, tmp_path: Path) -> None:
    save(tmp_path, "secret.jpg", a_picture(size=(90, 60)))
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    for name, source in (("a", b"../secret.jpg"), ("b", b"link.jpg")):
        page = a_page_at(f"https://harbour.example/{name}")
        save(folder, f"{name}.html", page.replace(b"/pier.jpg", source))
    assert move(folder).is_whole
    assert Story.objects.count() == 2
    assert not Photo.objects.exists()
    assert Arrival.objects.filter(kind="picture", outcome="set aside").count() == 2


def test_pages_come_as_drafts_until_somebody_says_that_they_were_public(folder: Path) -> None:
    save(folder, "a.html", a_page())
    move(folder, publish=False)
    assert not Story.objects.get().live
    assert max_reads().get("/city/pier").status_code == 404
    move(folder, publish=True)
    story = Story.objects.get()
    assert story.live
    assert max_reads().get("/city/pier").headers["Location"] == story.address


def test_a_page_whose_day_isnt_known_or_is_yet_to_come_stays_a_draft_and_says_so(
    folder: Path,
) -> None:
    soon = (clock.now() + timedelta(days=3)).isoformat()
    for name, day in (("none", None), ("soon", soon), ("day", "2019-05-02")):
        at = f"https://harbour.example/{name}"
        save(folder, f"{name}.html", a_page_at(at, headline=name, datePublished=day))
    written = move(folder)
    assert not Story.objects.get(title="none").live
    assert told("none").why == "a draft: the page doesn’t say when it came out"
    assert told("soon").why.startswith("a draft: the page says that it came out on a day")
    assert str(Story.objects.get(title="day").address).startswith("/2019/05/02/")
    assert "the page doesn’t say when it came out" in written.page.read_text()


def test_a_day_is_the_papers_own() -> None:
    assert instant(date(2019, 5, 2), NEW_YORK) == datetime(2019, 5, 2, 4, tzinfo=UTC)
    noon = datetime(2019, 12, 2, 12)
    assert instant(noon, NEW_YORK) == datetime(2019, 12, 2, 17, tzinfo=UTC)
    assert instant(noon.replace(tzinfo=UTC), NEW_YORK) == noon.replace(tzinfo=UTC)
    for nonsense in (None, date(1, 1, 1), datetime.max, datetime.min):
        assert instant(nonsense, NEW_YORK) is None
