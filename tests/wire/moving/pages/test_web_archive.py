"""A newspaper that was saved by a crawler moves in: its stories, with the pictures it saw."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Photo
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.systems import move_pages
from tests.factories import a_section, max_reads
from tests.pictures import a_picture
from tests.wire.extraction.samples import a_page

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PAPER = "https://harbour.example"


def a_warc(path: Path, *answers: tuple[str, str, bytes]) -> bytes:
    """What a crawler writes: (path, type, content); ``type+br`` and ``+gzip`` are so packed."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for address, kind, content in answers:
            major, _slash, packing = kind.partition("+")
            fields = [("Content-Type", major)]
            fields += [("Content-Encoding", packing)] if packing else []
            writer.write_record(
                writer.create_warc_record(
                    f"{PAPER}{address}",
                    "response",
                    payload=BytesIO(content),
                    http_headers=StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1"),
                )
            )
    return path.read_bytes()


@pytest.fixture(autouse=True)
def paper(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    a_section("World")


@pytest.mark.parametrize("name", ["paper.warc", "paper.WARC.gz"])
def test_a_web_archive_gives_its_stories_and_their_pictures(name: str, tmp_path: Path) -> None:
    picture = a_picture(size=(90, 60))
    page = a_page()
    unmarked = page.replace(b'<link rel="canonical" href="https://harbour.example/city/pier">', b"")
    path = tmp_path / name
    a_warc(
        path,
        ("/pier.jpg", "image/jpeg", picture),
        ("/style.css", "text/css", b"p {}"),
        ("/city/pier?from=front", "text/html; charset=utf-8+gzip", gzip.compress(page)),
        ("/city/other", "text/html+br", brotli.compress(unmarked)),
        ("/city/damaged", "text/html+br", b"no brotli"),
    )
    written = move_pages(path, how=How(), publish=True)
    assert written.is_whole
    assert Story.objects.filter(live=True).count() == 2
    for address in ("/city/pier", "/city/other"):
        assert max_reads().get(address).status_code == 301
    assert [story.hero for story in Story.objects.all()] == [Photo.objects.get()] * 2
    whys = dict(Arrival.objects.filter(kind="other").values_list("name", "why"))
    assert whys[f"{PAPER}/city/damaged"] == "it is damaged in the archive"
    assert whys["captures: 1 that are neither page nor picture"].startswith("styles")


def test_what_stands_before_the_damage_is_kept_and_a_bomb_fills_no_memory(tmp_path: Path) -> None:
    bomb = brotli.compress(b"<p>" * 9_000_000)
    path = tmp_path / "paper.warc.gz"
    whole = a_warc(path, ("/city/pier", "text/html", a_page()), ("/bomb", "text/html+br", bomb))
    path.write_bytes(whole + b"\x1f\x8b\x08\x00 and then the disk was full")
    assert move_pages(path, how=How(), publish=True).is_whole
    assert Story.objects.filter(live=True).count() == 1
    whys = dict(Arrival.objects.filter(kind="other").values_list("name", "why"))
    assert whys[f"{PAPER}/bomb"] == "it is longer than 10,000,000 bytes"
    [damage] = [why for name, why in whys.items() if name.startswith("paper.warc.gz, before byte")]
    assert damage.startswith("it can’t be read from here on")
