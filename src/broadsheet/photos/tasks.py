"""What the worker does about pictures. Thin."""

from __future__ import annotations

import logging

from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import print_renditions

log = logging.getLogger(__name__)

AT_ONCE = 5
"""Pictures a round: the worker has other things to do as well."""


def print_new_pictures() -> int:
    """Make the renditions of pictures that have none yet; return how many pictures."""
    done = 0
    for photo in Photo.objects.filter(printed_as="").order_by("-pk")[:AT_ONCE]:
        try:
            print_renditions(photo=photo)
        except Exception:
            log.exception("The picture %s (%s) can't be printed.", photo.pk, photo.title)
            Photo.objects.filter(pk=photo.pk).update(printed_as="unprintable")
            continue
        done += 1
    return done
