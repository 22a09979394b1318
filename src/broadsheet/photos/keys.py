"""What goes stale when a picture or a document changes."""

from __future__ import annotations

from broadsheet.photos.models import Attachment, Photo, Rendition
from broadsheet.press.watching import watch


def photo(pk: int | None) -> str:
    """Return the key of a picture and of all its sizes."""
    return f"photo:{pk}"


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    watch(Photo, lambda each: {photo(each.pk)})
    watch(Rendition, lambda each: {photo(each.image_id)})
    watch(Attachment, lambda each: {f"document:{each.pk}"})
