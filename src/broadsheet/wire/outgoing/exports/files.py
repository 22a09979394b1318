"""The pictures and documents of a newspaper, as records."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.utils.text import slugify

from broadsheet.photos.models import Attachment, Photo, Rendition
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.exports.records import Document, Picture
from broadsheet.wire.outgoing.feeds.writer import widest

LONGEST_STEM = 60


def picture_of(photo: Photo, renditions: Iterable[Rendition] = ()) -> Picture:
    """Return a picture; of its sizes, readers' widest is its ``url``."""
    size = widest(renditions)
    has_focus = photo.focal_point_x is not None and photo.focal_point_y is not None
    return Picture(
        key=photo.pk,
        name=_name(photo.pk, photo.title, str(photo.file.name)),
        file=str(photo.file.name),
        hash=photo.file_hash,
        url=whole(size.url) if size else "",
        title=photo.title,
        alt=photo.description,
        caption=photo.caption,
        credit=photo.credit,
        licence=photo.licence,
        source=photo.source_uri,
        width=photo.width,
        height=photo.height,
        focus=(
            photo.focal_point_x or 0,
            photo.focal_point_y or 0,
            photo.focal_point_width or 0,
            photo.focal_point_height or 0,
        )
        if has_focus
        else None,
    )


def document_of(file: Attachment) -> Document:
    """Return a document, sound or film."""
    return Document(
        key=file.pk,
        name=_name(file.pk, file.title, str(file.file.name), letter="d"),
        file=str(file.file.name),
        url=whole(file.url),
        title=file.title,
        original_name=file.original_name,
        credit=file.credit,
    )


def _name(key: int, title: str, file: str, letter: str = "") -> str:
    """Return a name in small ASCII letters: any file system takes it, and no two have the same."""
    stem = slugify(title)[:LONGEST_STEM].strip("-")
    suffix = "".join(c for c in PurePosixPath(file).suffix.lower() if c.isalnum() or c == ".")
    return f"{letter}{key}{'-' if stem else ''}{stem}{suffix}"
