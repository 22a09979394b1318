"""Drawing the edition's pictures and putting them in the archive, in every size.

Pillow lets go of Python's lock while it encodes, so the next pictures are drawn
while Wagtail makes the sizes of this one: two cores are busy from end to end.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile
from rich.progress import track

from broadsheet.demo.artwork import draw
from broadsheet.demo.reading import Picture
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import print_renditions

QUALITY = 82
LICENCE = "CC0-1.0: drawn by Broadsheet for its demo"


def print_pictures(pictures: Iterable[Picture]) -> dict[str, Photo]:
    """Draw and print the pictures that the archive lacks; return every one, by slug."""
    wanted = {picture.slug: picture for picture in pictures}
    found = {
        photo.source_uri: photo
        for photo in Photo.objects.filter(source_uri__in=map(source_of, wanted)).order_by("-pk")
    }
    missing = [each for slug, each in wanted.items() if source_of(slug) not in found]
    for picture, data in _drawn(missing):
        found[source_of(picture.slug)] = _keep(picture, data)
    for photo in found.values():
        if photo.printed_as != photo.print_key():
            print_renditions(photo=photo)
    return {slug: found[source_of(slug)] for slug in wanted}


def source_of(slug: str) -> str:
    """Return where a thing of the demo's says that it comes from."""
    return f"broadsheet-demo:{slug}"


def _drawn(pictures: list[Picture]) -> Iterator[tuple[Picture, bytes]]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        drawn = pool.map(_jpeg, pictures)
        pairs = zip(pictures, drawn, strict=True)
        quiet = not sys.stdout.isatty()
        yield from track(pairs, "Pictures", len(pictures), transient=True, disable=quiet)


def _jpeg(picture: Picture) -> bytes:
    out = io.BytesIO()
    draw(picture.scene, picture.seed, picture.size).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _keep(picture: Picture, data: bytes) -> Photo:
    photo = Photo.objects.create(
        title=picture.title,
        file=ContentFile(data, name=f"{picture.slug}.jpg"),
        description=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=LICENCE,
        source_uri=source_of(picture.slug),
    )
    print_renditions(photo=photo)
    return photo
