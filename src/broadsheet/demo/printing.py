"""Drawing the edition's pictures and putting them in the archive, in every size.

AVIF is slow: at Wagtail's setting it takes two seconds a picture, at a quicker one
a tenth of that for as many bytes. So the sizes for pages are made here, from the
drawing; ``print_renditions`` finds them there, and adds the crops for machines.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image
from rich.progress import track

from broadsheet.demo.artwork import draw
from broadsheet.demo.reading import Picture
from broadsheet.photos.models import Photo, Rendition
from broadsheet.photos.renditions import ladder, print_renditions

QUALITY = 82
FORMATS: dict[str, dict[str, int]] = {
    "avif": {"quality": 61, "speed": 9},
    "webp": {"quality": 80, "method": 2},
    "jpeg": {"quality": QUALITY},
}
"""How each format is encoded: Wagtail's qualities, quickly (Pillow, image file formats)."""

LICENCE = "CC0-1.0: drawn by Broadsheet for its demo"


@dataclass(frozen=True)
class Size:
    """A picture in one size and format, in pixels across and down."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Drawn:
    """A picture as files: the original (JPEG), and its sizes for pages by filter spec."""

    picture: Picture
    original: bytes
    sizes: dict[str, Size]


def print_pictures(pictures: Iterable[Picture]) -> dict[str, Photo]:
    """Draw and print the pictures that the archive lacks; return every one, by slug."""
    wanted = {picture.slug: picture for picture in pictures}
    found = {
        photo.source_uri: photo
        for photo in Photo.objects.filter(source_uri__in=map(source_of, wanted)).order_by("-pk")
    }
    missing = [each for slug, each in wanted.items() if source_of(slug) not in found]
    for drawn in _drawn(missing):
        found[source_of(drawn.picture.slug)] = _keep(drawn)
    for photo in found.values():
        if photo.printed_as != photo.print_key():
            print_renditions(photo=photo)
    return {slug: found[source_of(slug)] for slug in wanted}


def source_of(slug: str) -> str:
    """Return where a thing of the demo's says that it comes from."""
    return f"broadsheet-demo:{slug}"


def _drawn(pictures: list[Picture]) -> Iterator[Drawn]:
    """Draw in threads: Pillow lets go of Python's lock while it encodes."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        quiet = not sys.stdout.isatty()
        drawn = pool.map(_draw, pictures)
        yield from track(drawn, "Pictures", len(pictures), transient=True, disable=quiet)


def _draw(picture: Picture) -> Drawn:
    image = draw(picture.scene, picture.seed, picture.size)
    sizes = {}
    for spec in ladder(image.width):
        width, form = spec.removeprefix("width-").split("|format-")
        wide = min(image.width, int(width))
        small = image.resize((wide, image.height * wide // image.width))
        sizes[spec] = Size(_file(small, form, **FORMATS[form]), *small.size)
    return Drawn(picture, _file(image, "JPEG", quality=QUALITY), sizes)


def _file(image: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@transaction.atomic
def _keep(drawn: Drawn) -> Photo:
    picture = drawn.picture
    photo = Photo.objects.create(
        title=picture.title,
        file=ContentFile(drawn.original, name=f"{picture.slug}.jpg"),
        description=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=LICENCE,
        source_uri=source_of(picture.slug),
    )
    stem = photo.file.name.rpartition("/")[2].rpartition(".")[0]
    Rendition.objects.bulk_create(
        _rendition(photo, spec, size, stem) for spec, size in drawn.sizes.items()
    )
    print_renditions(photo=photo)
    return photo


def _rendition(photo: Photo, spec: str, size: Size, stem: str) -> Rendition:
    """Put a size in the archive, and return its row, not saved yet.

    Given a file that isn't saved, such a row would read it again for its width and once
    more for its height: a third of the time that a first demo took.
    """
    name = f"{stem}.{spec.replace('|', '.')}.{spec.rpartition('-')[2]}"
    field = Rendition._meta.get_field("file")
    path = field.generate_filename(Rendition(), name)
    return Rendition(
        image=photo,
        filter_spec=spec,
        width=size.width,
        height=size.height,
        file=field.storage.save(path, ContentFile(size.data)),
    )
