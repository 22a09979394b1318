"""The sizes and formats that readers get, made when a picture arrives or goes public.

Rendering a page writes nothing, so no page makes a rendition: it uses what is there.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from broadsheet.photos import keys
from broadsheet.photos.models import Photo, Rendition
from broadsheet.press.notes import note
from broadsheet.press.recorder import read

WIDTHS = (400, 800, 1600)
FORMATS = ("avif", "webp", "jpeg")
SHAPES = ("fill-1200x1200", "fill-1200x900", "fill-1200x675", "fill-1200x630")
"""Crops for search engines (1:1, 4:3, 16:9) and social cards (Google's Article guide)."""

MAIL = "fill-480x320|format-jpeg"
"""The crop beside a story in a mail, whose programs can't crop."""


def ladder(width: int) -> list[str]:
    """Return the filter specs of every size of a picture that is ``width`` pixels wide.

    No step is wider than the picture but the one that holds it whole.
    """
    steps = [step for step in WIDTHS if step < width]
    steps += [step for step in WIDTHS if step >= width][:1]
    return [f"width-{step}|format-{form}" for form in FORMATS for step in steps]


def crops() -> list[str]:
    """Return the filter specs of the crops for machines."""
    return [*(f"{shape}|format-jpeg" for shape in SHAPES), MAIL]


def print_renditions(*, photo: Photo) -> int:
    """Make whatever renditions of ``photo`` are missing; return how many were made.

    Crops around an earlier focal point go. Pages are told at the end: a kill before leaves the
    picture to be printed again.
    """
    before = photo.renditions.count()
    made = photo.get_renditions(*ladder(photo.width), *crops())
    photo.renditions.filter(filter_spec__in=crops()).exclude(
        focal_point_key__in={rendition.focal_point_key for rendition in made.values()} - {""}
    ).delete()
    photo.printed_as = photo.print_key()
    with transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(printed_as=photo.printed_as)
        note({keys.photo(photo.pk)}, cause=f"the sizes of a picture: {photo}")
    return photo.renditions.count() - before


def print_all(*, photos: Iterable[Photo]) -> None:
    """Make what is missing of each of these pictures."""
    for photo in {photo.pk: photo for photo in photos}.values():
        if photo.printed_as != photo.print_key():
            print_renditions(photo=photo)


def renditions_of(photos: Iterable[Photo]) -> dict[int, list[Rendition]]:
    """Return the renditions there are of these pictures, by picture, in one query."""
    found: dict[int, list[Rendition]] = {}
    ids = {photo.pk for photo in photos}
    for rendition in Rendition.objects.filter(image_id__in=ids).order_by("width"):
        found.setdefault(rendition.image_id, []).append(rendition)
    return found


def rendition_of(photo_pk: int | None, spec: str) -> Rendition | None:
    """Return one size of a picture, if it has been made; a page is stale when it is."""
    read(keys.photo(photo_pk))
    return Rendition.objects.filter(image_id=photo_pk, filter_spec=spec).first()


def attach_renditions(photos: Iterable[Photo]) -> None:
    """Bring the renditions there are of these pictures, as if prefetched, in one query."""
    photos = list(photos)
    found = renditions_of(photos)
    for photo in photos:
        photo._prefetched_objects_cache = {"renditions": found.get(photo.pk, [])}
