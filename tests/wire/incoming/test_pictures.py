"""Pictures come with their story, with what was said of them, or neither comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from broadsheet.lib.connector import Connector
from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Photo
from tests.lib.local_server import answer, serve
from tests.pictures import a_picture, with_metadata
from tests.wire.incoming.samples import (
    a_body,
    a_file,
    a_picture_of,
    an_item,
    body_of,
    bring_in,
    newest,
    the_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def _files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def _with(tmp_path: Path, *associations: dict, **fields: Any) -> Path:
    return a_file(tmp_path / "copy", an_item(associations=list(associations), **fields))


def _beside(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "copy" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_a_picture_beside_the_file_comes_with_its_words(tmp_path: Path) -> None:
    _beside(tmp_path, "pictures/the ferry.jpg", a_picture())
    told = bring_in(_with(tmp_path, a_picture_of("pictures/the%20ferry.jpg")), publish=True)
    assert told.set_aside == 0, told
    hero = the_story().hero
    assert hero is not None
    assert (hero.description, hero.caption) == ("A ferry leaves the quay",) * 2
    assert (hero.credit, hero.licence) == ("Leo Sandoval / Coast Agency", "Print and web")
    assert hero.source_uri == "urn:example:picture-1"
    assert the_story().live


def test_a_picture_by_url_comes_through_the_connector(tmp_path: Path) -> None:
    with serve(answer(body=a_picture("PNG"), content_type="image/png")) as server:
        file = _with(tmp_path, a_picture_of(f"{server.url}/ferry.png"))
        told = bring_in(file, connector=Connector(allow_private=True))
        assert bring_in(file).sums.startswith("0 made, 0 changed, 1 skipped")
        assert len(server.asked) == 1, "what is known already isn't fetched again"
    assert told.set_aside == 0, told
    assert newest().hero is not None


def test_a_url_into_our_own_network_is_refused(tmp_path: Path) -> None:
    with serve(answer(body=a_picture())) as server:
        told = bring_in(_with(tmp_path, a_picture_of(f"{server.url}/x.jpg")))
        assert server.asked == []
    assert told.set_aside == 1
    assert "can't be fetched" in told[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>no picture</html>", "no whole picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "no whole picture"),
        (a_picture()[:200], "no whole picture"),
        (b"", "no whole picture"),
        (b"\0" * (20 * 2**20 + 1), "more than 20 MB"),
    ],
)
def test_what_is_no_picture_keeps_its_story_out(
    tmp_path: Path, media: Path, data: bytes, said: str
) -> None:
    _beside(tmp_path, "good.png", a_picture("PNG"))
    _beside(tmp_path, "bad.jpg", data)
    bad = a_picture_of("bad.jpg", name="second")
    told = bring_in(_with(tmp_path, a_picture_of("good.png"), bad), publish=True)
    assert told.set_aside == 1
    assert said in told[0]
    assert "bad.jpg" in told[0]
    assert not Story.objects.exists()
    assert not Photo.objects.exists()
    assert _files(media) == []


@pytest.mark.parametrize(
    "href",
    [
        "../secret.jpg",
        "pictures/../../secret.jpg",
        "%2e%2e/secret.jpg",
        "link.jpg",
        "file:///etc/passwd",
        "..\\secret.jpg",
        "ftp://example.org/secret.jpg",
        "gone.jpg",
        "",
    ],
)
def test_nothing_outside_of_the_files_folder_is_read(tmp_path: Path, href: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(a_picture())
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    for name in (href, str(tmp_path / "secret.jpg")):
        assert bring_in(_with(tmp_path, a_picture_of(name))).set_aside == 1
    assert not Photo.objects.exists()


def test_the_largest_rendition_that_we_would_take_is_taken(tmp_path: Path) -> None:
    for name, size in (("small.png", (20, 10)), ("large.png", (60, 30))):
        _beside(tmp_path, name, a_picture("PNG", size=size))
    renditions = [
        {"href": "small.png", "width": 20, "height": 10},
        {"href": "large.png", "width": 60, "height": 30, "contentType": "image/png"},
        {"href": "huge.png", "width": 90_000, "height": 60_000},
        {"href": "film.mp4", "width": 1920, "contentType": "video/mp4"},
    ]
    bring_in(_with(tmp_path, a_picture_of("", renditions=renditions)))
    assert newest().hero.width == 60


def test_pictures_stand_where_the_text_has_them_and_the_others_after_it(tmp_path: Path) -> None:
    for number in range(5):
        _beside(tmp_path, f"{number}.png", a_picture("PNG", size=(20 + number, 20)))
    pictures = [
        a_picture_of(
            f"{n}.png", name=f"p{n}", uri=f"urn:p:{n}", descriptions=[{"value": f"No {n}"}]
        )
        for n in range(5)
    ]
    html = (
        "<p>One</p><figure><img src='1.png' alt='Quay'><figcaption>Here</figcaption></figure>"
        "<p>Two <img data-assoc-ref=p2> three</p><img src='https://evil.example/x.png'>"
        "<figure><img data-uri='urn:p:0'></figure>"
    )
    told = bring_in(_with(tmp_path, *pictures, bodies=a_body(html)))
    story = newest()
    numbers = {photo.caption: photo.pk for photo in Photo.objects.all()}
    assert story.hero_id == numbers["No 0"]
    assert body_of(story) == [
        ("paragraph", "<p>One</p>"),
        ("picture", {"photo": numbers["No 1"], "caption": "Here", "alt": "Quay"}),
        ("paragraph", "<p>Two</p>"),
        ("picture", {"photo": numbers["No 2"], "caption": "", "alt": ""}),
        ("paragraph", "<p>three</p>"),
        (
            "gallery",
            {
                "title": "",
                "pictures": [
                    {"photo": numbers["No 3"], "caption": ""},
                    {"photo": numbers["No 4"], "caption": ""},
                ],
            },
        ),
    ]
    assert "1 images in the text" in told[0]


def test_a_new_version_keeps_the_pictures_it_had(tmp_path: Path) -> None:
    _beside(tmp_path, "ferry.jpg", a_picture())
    bring_in(_with(tmp_path, a_picture_of("ferry.jpg")))
    photo = Photo.objects.get()
    bring_in(_with(tmp_path, a_picture_of("ferry.jpg"), versionCreated="2026-03-02T00:00:00Z"))
    assert Photo.objects.get() == photo
    _beside(tmp_path, "ferry.jpg", a_picture(size=(80, 40)))
    bring_in(_with(tmp_path, a_picture_of("ferry.jpg"), versionCreated="2026-03-03T00:00:00Z"))
    assert newest().hero.width == 80


def test_where_a_camera_stood_is_not_kept(tmp_path: Path) -> None:
    _beside(tmp_path, "gps.jpg", with_metadata("JPEG"))
    bring_in(_with(tmp_path, a_picture_of("gps.jpg")))
    with default_storage.open(Photo.objects.get().file.name) as file:
        assert b"Canary" not in file.read()


def test_a_dry_run_leaves_no_file(tmp_path: Path, media: Path) -> None:
    _beside(tmp_path, "ferry.jpg", a_picture())
    told = bring_in(_with(tmp_path, a_picture_of("ferry.jpg")), publish=True, dry_run=True)
    assert told.sums.startswith("1 made")
    assert _files(media) == []
    assert not Photo.objects.exists()


def test_other_associations_are_told_of(tmp_path: Path) -> None:
    told = bring_in(_with(tmp_path, {"name": "v", "type": "video"}, {"uri": "urn:x"}))
    assert "associations left out: video, one without a type" in told[0]
