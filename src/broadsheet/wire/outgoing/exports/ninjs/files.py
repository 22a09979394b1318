"""The newspaper as a folder of ninjs: an item a story, its pictures beside, and the paper itself.

items/812.json             IPTC ninjs 3.1
items/media/12-a-quay.jpg  the pictures and documents
paper/sections.jsonl …     what is no story, a record a line
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from broadsheet.wire.outgoing.exports.act import Export
from broadsheet.wire.outgoing.exports.ninjs.item import Around, item_of
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.plain import as_json

KINDS = (
    *("sections", "authors", "topics", "pictures", "documents"),
    *("pages", "redirects", "fronts", "comments"),
)
"""What the paper is besides its stories: each is a file of lines, and a method of the walk."""


def write(export: Export) -> None:
    """Write the newspaper."""
    newspaper = export.newspaper()
    folder = export.folder
    folder.write("paper/paper.json", f"{as_json(newspaper.paper())}\n".encode())
    for kind in KINDS:
        _lines(export, kind, getattr(newspaper, kind)())
    for picture in newspaper.pictures():
        folder.copy(f"items/media/{picture.name}", picture.file)
    for document in newspaper.documents():
        folder.copy(f"items/media/{document.name}", document.file)
    _items(export, newspaper)


def _lines(export: Export, kind: str, found: Iterable[Any]) -> None:
    with export.folder.writing(f"paper/{kind}.jsonl") as file:
        for each in found:
            file.write(f"{as_json(each)}\n".encode())


def _items(export: Export, newspaper: Newspaper) -> None:
    around = Around(
        newspaper.paper(),
        {each.key: each for each in newspaper.sections()},
        {each.key: each for each in newspaper.topics()},
    )
    for story in export.stories(newspaper):
        text = json.dumps(item_of(story, around), ensure_ascii=False, indent=1)
        export.folder.write(f"items/{story.key}.json", f"{text}\n".encode())
