"""Files have no transactions: those written for what is undone in the database are removed here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db.models.signals import pre_save

from broadsheet.photos.files import rendition_name
from broadsheet.photos.models import Attachment, Photo

RENDITIONS = str(PurePosixPath(rendition_name("x")).parent)
TELLING = 12
"""So many digits of a picture's random name tell its renditions' files from all others."""


@contextlib.contextmanager
def no_files_left_behind() -> Iterator[None]:
    """If the block fails, or is stopped, remove the files of all pictures, documents it made."""
    made: list[Any] = []

    def remember(instance: Any, **_kwargs: Any) -> None:
        if not instance.file._committed:
            made.append(instance)

    for kind in (Photo, Attachment):
        pre_save.connect(remember, sender=kind, weak=False)
    try:
        yield
    except BaseException:
        for each in made:
            if each.file._committed:
                _remove(each.file.name)
        raise
    finally:
        for kind in (Photo, Attachment):
            pre_save.disconnect(remember, sender=kind)


def _remove(name: str) -> None:
    """Remove a picture and its renditions.

    What rows there were of them is gone with the transaction: their names tell.
    """
    default_storage.delete(name)
    telling = PurePosixPath(name).stem[:TELLING]
    with contextlib.suppress(FileNotFoundError):
        for rendition in default_storage.listdir(RENDITIONS)[1]:
            if rendition.startswith(telling):
                default_storage.delete(f"{RENDITIONS}/{rendition}")
