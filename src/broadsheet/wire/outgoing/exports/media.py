"""The pictures and documents of a paper, found by the addresses at which texts show them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from django.core.files.storage import default_storage

from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.records import Document, Picture
from broadsheet.wire.outgoing.exports.texts import Place

Media = Picture | Document
_ADDRESS = re.compile(r'(?:src|href)="([^"]+)"')


class Files:
    """All pictures and documents; ``place`` says at which address a text has one."""

    def __init__(self, newspaper: Newspaper, place: Place) -> None:
        self.pictures = {picture.key: picture for picture in newspaper.pictures()}
        self.documents = list(newspaper.documents())
        self.address_of = place
        self._at: dict[str, Media] = {place(each): each for each in self}

    def __iter__(self) -> Iterator[Media]:
        yield from self.pictures.values()
        yield from self.documents

    def shown_in(self, html: str, *more: int | None) -> list[Media]:
        """Return what a text shows or offers, after ``more`` pictures by their keys."""
        shown: list[Media] = [self.pictures[key] for key in more if key in self.pictures]
        for address in map(unescape, _ADDRESS.findall(html)):
            if found := self._at.get(address):
                shown.append(found)
        return list(dict.fromkeys(shown))


def keep(each: Media, target: Path) -> bool:
    """Copy a file's original, if it is there; say whether it was."""
    try:
        with default_storage.open(each.file) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    return True
