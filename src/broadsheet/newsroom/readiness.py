"""What a story lacks before it can be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _


def lacks(story: Any) -> list[str]:
    """Return what is missing, a sentence each; nothing is missing from a story that is ready.

    ``story`` need not be saved: the editor asks before it publishes.
    """
    found = []
    if not story.title.strip():
        found.append(_("A headline is missing."))
    if not any(byline.role == "by" for byline in story.bylines.all()):
        found.append(_("A byline is missing: nobody signs the story."))
    if not len(story.body):
        found.append(_("The story has no text."))
    return found + pictures_lack(pictures(story))


def pictures_lack(shown: Iterable[tuple[Any, str]]) -> list[str]:
    """Return what pictures lack, each with the alternative text that is given for it."""
    found = []
    for photo, alt in shown:
        if not (alt or photo.description):
            found.append(
                _("The picture “%(title)s” has no alternative text.") % {"title": photo.title}
            )
        if not (photo.credit or photo.licence):
            found.append(
                _("The picture “%(title)s” has neither a credit nor a licence: may we print it?")
                % {"title": photo.title}
            )
    return found


def pictures(story: Any) -> Iterator[tuple[Any, str]]:
    """Yield each picture that the story shows, with the alternative text given for it here."""
    if story.hero:
        yield story.hero, ""
    yield from pictures_in(story.body)


def pictures_in(body: Any) -> Iterator[tuple[Any, str]]:
    """Yield each picture that a body shows, with the alternative text given for it there."""
    for block in body:
        if block.block_type == "picture" and block.value["photo"]:
            yield block.value["photo"], block.value["alt"]
        elif block.block_type == "gallery":
            yield from ((each["photo"], "") for each in block.value["pictures"] if each["photo"])
        elif block.block_type == "map" and block.value["picture"]:
            yield block.value["picture"], ""
        elif block.block_type == "video" and block.value["poster"]:
            yield block.value["poster"], ""
