"""The sizes and formats that readers get, made when a picture arrives or goes public.

Rendering a page writes nothing, so no page makes a rendition: it uses what is there.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.photos.models import Photo, Rendition

WIDTHS = (400, 800, 1600)
FORMATS = ("avif", "webp", "jpeg")
SHAPES = ("fill-1200x1200", "fill-1200x900", "fill-1200x675", "fill-1200x630")
"""Crops for search engines (1:1, 4:3, 16:9) and social cards (Google's Article guide)."""


def ladder() -> list[str]:
    """Return the filter specs of every size of a picture on a page."""
    return [f"width-{width}|format-{form}" for form in FORMATS for width in WIDTHS]


def crops() -> list[str]:
    """Return the filter specs of the crops for machines."""
    return [f"{shape}|format-jpeg" for shape in SHAPES]


def print_renditions(*, photo: Photo) -> int:
    """Make whatever renditions of ``photo`` are missing; return how many were made.

    A picture narrower than a step of the ladder gets its own width there.
    """
    before = photo.renditions.count()
    photo.get_renditions(*ladder(), *crops())
    return photo.renditions.count() - before


def renditions_of(photos: Iterable[Photo]) -> dict[int, list[Rendition]]:
    """Return the renditions there are of these pictures, by picture, in one query."""
    found: dict[int, list[Rendition]] = {}
    ids = {photo.pk for photo in photos}
    for rendition in Rendition.objects.filter(image_id__in=ids).order_by("width"):
        found.setdefault(rendition.image_id, []).append(rendition)
    return found
