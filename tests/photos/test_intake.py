"""What is let in as a picture, and what is left outside."""

from __future__ import annotations

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageChops

from broadsheet.photos.intake import take_in
from broadsheet.photos.models import Photo
from tests.pictures import a_picture, with_metadata

GPS_IFD, LATITUDE = 0x8825, 2


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_place_and_no_camera_is_kept_with_a_picture(form: str) -> None:
    taken = take_in(io.BytesIO(with_metadata(form)))
    assert b"Canary" not in taken.data
    kept = Image.open(io.BytesIO(taken.data))
    assert not kept.getexif()
    assert not kept.getexif().get_ifd(GPS_IFD)
    assert kept.size == (60, 40)


def test_a_caption_and_a_credit_that_came_with_the_picture_are_not_lost() -> None:
    taken = take_in(io.BytesIO(with_metadata("JPEG")))
    assert taken.caption == "Canary caption"
    assert taken.credit == "Canary artist"
    assert taken.licence == "Canary copyright"


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = take_in(io.BytesIO(a_picture("JPEG", exif=exif)))
    assert Image.open(io.BytesIO(taken.data)).size == (40, 60)


def test_a_jpeg_keeps_its_quality() -> None:
    before = Image.open(io.BytesIO(a_picture("JPEG", quality=70)))
    after = Image.open(io.BytesIO(take_in(before.fp).data))
    assert after.quantization == before.quantization
    assert max(high for _low, high in ImageChops.difference(after, before).getextrema()) <= 2


NO_PICTURES = {
    "empty": b"",
    "text": b"This is not a picture.",
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "half a jpeg": a_picture("JPEG")[:200],
    "half a png": a_picture("PNG")[:60],
    "gif and javascript": b"GIF89a/*" + b"x" * 40 + b"*/=alert(1)",
    "tiff": a_picture("TIFF"),
    "bmp": a_picture("BMP"),
    "ico": a_picture("ICO"),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValidationError, match="no whole picture"):
        take_in(io.BytesIO(NO_PICTURES[name]))


def test_a_picture_with_more_pixels_than_allowed_is_refused_before_it_is_unpacked() -> None:
    chunk = b"IHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    header = len(chunk[4:]).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(ValidationError, match="million pixels"):
        take_in(io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + a_picture("PNG")[33:]))


def test_a_film_of_too_many_frames_is_refused() -> None:
    frames = [Image.new("L", (2, 2), n % 2 * 255) for n in range(502)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert getattr(Image.open(io.BytesIO(out.getvalue())), "n_frames", 1) > 500
    with pytest.raises(ValidationError, match="million pixels"):
        take_in(io.BytesIO(out.getvalue()))


@pytest.mark.django_db
def test_no_way_into_the_archive_leads_around_the_check() -> None:
    photo = Photo(title="A quay", file=ContentFile(with_metadata("JPEG"), name="DSC_0001.JPG"))
    photo.save()
    assert b"Canary" not in photo.file.open().read()
    assert "DSC" not in photo.file.name
    with pytest.raises(ValidationError):
        Photo(title="None", file=ContentFile(b"<svg/>", name="x.jpg")).save()
    assert Photo.objects.count() == 1
