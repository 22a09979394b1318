"""Files have no transactions: those written for what is undone in the database are removed here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.models.signals import pre_save

from broadsheet.photos.models import Photo, Rendition


@contextlib.contextmanager
def no_files_left_behind() -> Iterator[None]:
    """If the block fails, or is stopped, remove each picture's file that it wrote."""
    written: list[tuple[Any, str]] = []

    def remember(instance: Any, **_kwargs: Any) -> None:
        before = instance.file.name if instance.file._committed else ""
        written.append((instance, before))

    for model in (Photo, Rendition):
        pre_save.connect(remember, sender=model, weak=False, dispatch_uid=remember)
    try:
        yield
    except BaseException:
        for instance, before in written:
            if instance.file and instance.file._committed and instance.file.name != before:
                instance.file.storage.delete(instance.file.name)
        raise
    finally:
        for model in (Photo, Rendition):
            pre_save.disconnect(sender=model, dispatch_uid=remember)
