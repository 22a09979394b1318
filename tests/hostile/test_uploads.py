"""U: whatever somebody sends as a picture or a document, by whichever door."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from broadsheet.newsroom.models import Story
from broadsheet.photos.intake import FORMATS
from broadsheet.photos.models import Attachment, Photo
from tests.factories import desk_of, ed, max_reads
from tests.hostile import uploading
from tests.hostile.inert import dangers
from tests.hostile.pictures import (
    COLLECTED,
    HTML,
    IN_ITS_PIXELS,
    KEPT,
    LEFT_IN_THEM,
    REFUSED,
    SVG,
    made,
    suffix_of,
)
from tests.pictures import a_picture
from tests.wire.incoming.samples import a_file, a_picture_of, an_item, bring_in

pytestmark = pytest.mark.django_db

PICTURE_DOORS = [uploading.a_picture_alone, uploading.one_of_many]
WAITING = "wagtail_uploads"
"""Where Wagtail keeps what was dropped on the page for many until its title is a title."""

DOCUMENT_DOORS = [uploading.a_document, uploading.one_document_of_many]
NAMES = [
    *("../../../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a\x00b", ".htaccess", "con"),
    *("\u202egnp.exe", "a" * 300, "😀", "x\r\nSet-Cookie: x=y", " ", ".", "..", "CON", "nul.jpg"),
    *("x.php", "x.html", "x.svg", "x;.php", "x%00.php", "<img src=x onerror=alert(1)>"),
    *("'\"-alert(1)-", "${alert(1)}", "é́́́́", "-rf"),
]
"""What is put before the suffix of a file's name."""


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def desk() -> Client:
    return desk_of(ed())


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def said(answer: Any) -> list[str]:
    """What the form says is wrong, as somebody reads it."""
    if answer["Content-Type"].startswith("application/json"):
        told = json.loads(answer.content).get("error_message", "")
        return [told] if told else []
    found = re.findall(r'class="error-message">\s*(.*?)\s*</', answer.content.decode(), re.S)
    return [html.unescape(each) for each in found]


def assert_kept_clean(photo: Photo, media: Path, *, in_its_pixels: bool = False) -> None:
    """A picture in the archive is a picture, under a name of ours, and nothing else."""
    assert re.fullmatch(r"originals/[0-9a-f]{32}\.(jpg|png|webp|gif|avif)", photo.file.name)
    original = media / photo.file.name
    for path in files_in(original.parent) + files_in(media / "renditions"):
        if path != original or not in_its_pixels:
            assert not [mark for mark in LEFT_IN_THEM if mark in path.read_bytes()], path
    with Image.open(original, formats=list(FORMATS)) as picture:
        assert not picture.getexif()
        assert not {"comment", "xmp", "exif", "Raw profile type iptc"} & set(picture.info)


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("door", PICTURE_DOORS)
def test_what_is_no_picture_is_refused_in_words(
    desk: Client, media: Path, door: Callable[..., Any], name: str
) -> None:
    for suffix in dict.fromkeys([suffix_of(name), "jpg"]):
        answer = door(desk, f"x.{suffix}", made(name))
        assert answer.status_code == 200
        assert said(answer), "somebody is told what is wrong"
        assert "Traceback" not in answer.content.decode()
        assert not Photo.objects.exists()
        assert files_in(media) == [], "nothing of it is left"


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("door", PICTURE_DOORS)
def test_of_a_picture_only_the_picture_is_kept(
    desk: Client, media: Path, door: Callable[..., Any], name: str
) -> None:
    answer = door(desk, f"x.{suffix_of(name)}", made(name))
    assert answer.status_code in {200, 302}
    assert said(answer) == []
    assert_kept_clean(Photo.objects.get(), media)


@pytest.mark.parametrize("name", COLLECTED)
@pytest.mark.parametrize("door", PICTURE_DOORS)
def test_pictures_that_broke_into_other_programs_are_refused_or_kept_clean(
    desk: Client, media: Path, door: Callable[..., Any], name: str
) -> None:
    answer = door(desk, name, made(name))
    assert answer.status_code in {200, 302}
    photo = Photo.objects.first()
    assert bool(said(answer)) == (photo is None)
    assert_harmless(answer)
    if photo is not None:
        assert_kept_clean(photo, media, in_its_pixels=name.startswith(IN_ITS_PIXELS))
        assert_harmless(desk.get(f"/-/desk/images/{photo.pk}/"))


@pytest.mark.parametrize("name", [*REFUSED, *KEPT, *COLLECTED])
def test_copy_comes_with_a_clean_picture_or_not_at_all(
    tmp_path: Path, media: Path, name: str
) -> None:
    """The fourth door: an agency's ninjs file and the pictures beside it."""
    file = tmp_path / "copy" / f"x.{suffix_of(name)}"
    file.parent.mkdir()
    file.write_bytes(made(name))
    picture = a_picture_of(file.name)
    told = bring_in(a_file(file.parent, an_item(associations=[picture])), publish=True)
    if told.set_aside:
        assert "it can't be kept" not in told[0], "a sentence of ours, not an error"
        assert not Story.objects.exists()
        assert not Photo.objects.exists()
        assert files_in(media) == []
    else:
        assert name not in REFUSED
        in_its_pixels = name.startswith(IN_ITS_PIXELS)
        assert_kept_clean(Photo.objects.get(), media, in_its_pixels=in_its_pixels)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_is_a_path_or_a_program(desk: Client, media: Path, name: str) -> None:
    for door in PICTURE_DOORS:
        answer = door(desk, f"{name}.jpg", a_picture())
        assert answer.status_code in {200, 302}
        if not said(answer):
            assert_kept_clean(Photo.objects.latest("pk"), media)
        assert_harmless(answer)
    for door in DOCUMENT_DOORS:
        answer = door(desk, f"{name}.pdf", b"%PDF-1.7", kind="application/pdf")
        assert answer.status_code in {200, 302}
        assert_harmless(answer)
    for path in files_in(media):
        assert path.parent.parent == media
        assert path.parent.name == WAITING or re.fullmatch(r"[0-9a-f]{20,32}\.[\w.-]+", path.name)
        assert path.parent.name in {WAITING, "documents", "originals", "renditions"}
        assert max_reads().get(f"/media/{path.relative_to(media)}").status_code == 404
    for page in ("/-/desk/images/", "/-/desk/documents/"):
        assert_harmless(desk.get(page))


def assert_harmless(answer: Any) -> None:
    """Nothing of a name has become markup, in a page or in what a page's script puts into it."""
    body = answer.content.decode()
    pieces = [body]
    if "json" in answer.get("Content-Type", ""):
        told = json.loads(body)
        pieces = [told.get("form", ""), told.get("error_message", "")]
    for piece in filter(str.strip, pieces):
        runs = [what for what in dangers(f"<div>{piece}</div>") if "alert(" in what]
        assert not runs
        assert "<img src=x" not in piece
    assert "Set-Cookie: x=y" not in str(answer.headers)


NO_DOCUMENTS = [
    "html",
    "htm",
    "svg",
    "xml",
    "js",
    "php",
    "exe",
    "xhtml",
    "htaccess",
    "swf",
    "zip",
    "",
]


@pytest.mark.parametrize("suffix", NO_DOCUMENTS)
@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_only_documents_sounds_and_films_are_kept_as_documents(
    desk: Client, media: Path, door: Callable[..., Any], suffix: str
) -> None:
    answer = door(desk, f"x.{suffix}".rstrip("."), HTML, kind="application/pdf")
    assert said(answer)
    assert not Attachment.objects.exists()
    assert files_in(media) == []


@pytest.mark.parametrize("suffix", ["pdf", "txt", "csv", "vtt", "mp3", "mp4"])
@pytest.mark.parametrize("data", [HTML, SVG], ids=["html", "svg"])
def test_no_browser_runs_what_is_in_a_document(desk: Client, suffix: str, data: bytes) -> None:
    answer = uploading.a_document(desk, f"x.{suffix}", data, kind="text/html")
    assert answer.status_code == 302, said(answer)
    served = desk.get(Attachment.objects.get().url)
    assert served.status_code == 200
    kind = served["Content-Type"]
    assert not re.search(r"html|svg|xml|javascript", kind), kind
    assert served["X-Content-Type-Options"] == "nosniff"
    policy = served["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert max_reads().get(Attachment.objects.get().url).status_code == 404, "no story offers it"


def test_a_page_that_takes_many_files_says_of_each_what_is_wrong(desk: Client) -> None:
    for name, data in (("x.jpg", HTML), ("x.svg", SVG), ("x.jpg", b"")):
        told = json.loads(uploading.one_of_many(desk, name, data).content)
        assert told["success"] is False
        assert "<script" not in told["error_message"]
