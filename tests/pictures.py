"""Pictures to test with: small ones, made when asked for."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from broadsheet.photos.models import Photo


def a_picture(form: str = "JPEG", *, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a file with a gradient in it, so that no two sizes of it look alike."""
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, form, **options)
    return out.getvalue()


def with_metadata(form: str) -> bytes:
    """Return a picture that says who took it, with what, and where they stood."""
    exif = Image.Exif()
    exif[0x010E] = "Canary caption"
    exif[0x013B] = "Canary artist"
    exif[0x8298] = "Canary copyright"
    exif[0x0110] = "Canary camera"
    exif.get_ifd(0x8825)[2] = (40.0, 42.0, 46.0)
    exif.get_ifd(0x8825)[1] = "N"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Canary place</x:xmpmeta>"
    return a_picture(form, exif=exif, xmp=xmp)


def a_photo(title: str = "A quay at dawn", **fields: Any) -> Photo:
    """Return a picture in the archive, with alternative text unless a test says otherwise."""
    values = {"description": "Boats at a quay", "credit": "Leo Sandoval", **fields}
    size = values.pop("size", (60, 40))
    file = ContentFile(a_picture(size=size), name="quay.jpg")
    return Photo.objects.create(title=title, file=file, **values)
