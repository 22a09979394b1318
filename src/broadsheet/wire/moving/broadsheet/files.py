"""Pictures and documents, with all that was said of them: each under the name that it had."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File

from broadsheet.photos.models import Attachment, Photo
from broadsheet.wire.moving.broadsheet.folder import Folder
from broadsheet.wire.moving.ledger import Ledger, digest_of
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.outgoing.exports.records import Document, Picture

CHANGED = "it changed there; what is here was left as it is"


def settled(ledger: Ledger, kind: Kind, key: str, record: Any, model: Any) -> bool:
    """Say whether a thing is here since an earlier run, and take down what is to be said of it."""
    known = ledger.known(kind, key)
    if known is None or not known.became:
        return False
    if known.recall(model) is None:
        ledger.note(kind, key, Outcome.SET_ASIDE, why="it was deleted here since")
        return True
    why = known.why if known.digest == digest_of(record) else CHANGED
    ledger.note(kind, key, Outcome(known.outcome), why=why)
    return True


def take_in_picture(picture: Picture, folder: Folder, ledger: Ledger) -> Arrival | None:
    """Keep a picture. Raises ValidationError or ValueError for what can't be kept."""
    key = str(picture.key)
    if settled(ledger, Kind.PICTURE, key, picture, Photo):
        return None
    data = _there(folder, picture.name).read_bytes()
    photo = Photo(
        title=picture.title,
        file=ContentFile(data, name="picture"),
        description=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        source_uri=picture.source,
    )
    photo.was_named = picture.file
    if picture.focus:
        x, y, width, height = (max(each, 0) for each in picture.focus)
        photo.focal_point_x, photo.focal_point_y = x, y
        photo.focal_point_width, photo.focal_point_height = width or None, height or None
    photo.clean_fields(exclude=["file", "width", "height"])
    photo.save()
    return ledger.note(
        Kind.PICTURE,
        key,
        Outcome.IMPORTED,
        name=picture.title,
        became=f"photo:{photo.pk}",
        digest=digest_of(picture),
        data={"url": picture.url},
    )


def take_in_document(
    document: Document, key: str, folder: Folder, ledger: Ledger
) -> Arrival | None:
    """Keep a document, sound or film. Raises ValidationError or ValueError."""
    if settled(ledger, Kind.OTHER, key, document, Attachment):
        return None
    path = _there(folder, document.name, most=settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    with path.open("rb") as file:
        name = document.original_name.rpartition("/")[2] or document.name
        found = Attachment(title=document.title, credit=document.credit, file=File(file, name=name))
        found.was_named = document.file
        found.full_clean()
        found.save()
    return ledger.note(
        Kind.OTHER,
        key,
        Outcome.IMPORTED,
        name=f"document: {document.title}",
        became=f"attachment:{found.pk}",
        digest=digest_of(document),
    )


def _there(folder: Folder, name: str, most: int = 0) -> Path:
    path = folder.file(name)
    most = most or settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if path is None:
        raise ValueError("its file isn’t in the folder")
    if path.stat().st_size > most:
        raise ValueError(f"its file has more than {most // 2**20} MB")
    return path
