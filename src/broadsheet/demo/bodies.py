"""A story's body as the edition writes it → as the newsroom keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Attachment, Photo

Record = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """What slugs and names in the edition stand for."""

    photos: Mapping[str, Photo]
    files: Mapping[str, Attachment]
    stories: Mapping[str, Story]
    today: date

    def body(self, blocks: list[Record]) -> list[tuple[str, Any]]:
        """Return the blocks of a body. Raises KeyError for a slug that nothing has.

        Only a line to a story that isn't in the edition (yet) is left out.
        """
        return [
            (block["type"], self._value(block))
            for block in blocks
            if block["type"] != "also_read" or block["story"] in self.stories
        ]

    def _value(self, block: Record) -> Any:
        kind = block["type"]
        if kind == "paragraph":
            return block["text"]
        if kind == "divider":
            return None
        value = {key: found for key, found in block.items() if key != "type"}
        if kind == "gallery":
            value["pictures"] = [
                {**each, "photo": self.photos[each["photo"]]} for each in value["pictures"]
            ]
        for key, shelf in self._shelves(kind).items():
            value[key] = shelf[value[key]] if value.get(key) else None
        if kind == "correction":
            value["date"] = self.today - timedelta(days=value["date"])
        return value

    def _shelves(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Return the keys of a kind of block that name something, and where that is kept."""
        shelves: dict[str, dict[str, Mapping[str, Any]]] = {
            "picture": {"photo": self.photos},
            "map": {"picture": self.photos},
            "also_read": {"story": self.stories},
            "audio": {"file": self.files},
            "document": {"file": self.files},
            "video": {"file": self.files, "poster": self.photos, "captions": self.files},
        }
        return shelves.get(kind, {})


def files_named(blocks: list[Record]) -> list[str]:
    """Return the names of the files that a body offers."""
    return [block[key] for block in blocks for key in ("file", "captions") if block.get(key)]
