"""The archives of an export: each holds its posts, all who sign and all tags, and the pictures.

Ghost takes a ZIP with a JSON file at its root and pictures below ``content/images``; it puts them
into its own folder and their new addresses into the posts.
"""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.storage import default_storage

from broadsheet.wire.outgoing.exports.ghost.rows import Row
from broadsheet.wire.outgoing.exports.media import Media

VERSION = "6.0.0"
"""The version of Ghost whose tables these are."""
MAX_ARCHIVE = 50 * 2**20
"""Bytes: what the web server that Ghost's installer sets up lets through."""


class Archives:
    """Writes ``ghost-1.zip``, ``-2``, … into a folder, as many as are needed."""

    def __init__(self, folder: Path, common: dict[str, list[Row]], most: int = MAX_ARCHIVE) -> None:
        self.paths: list[Path] = []
        self._folder, self._common, self._most = folder, common, most
        self._rows: dict[str, list[Row]] = {}
        self._files: dict[str, Media] = {}
        self._size = 0

    def show(self, files: dict[str, Media]) -> None:
        """Add pictures that no post shows, by their names there."""
        self.add({}, files)

    def add(self, rows: dict[str, list[Row]], files: dict[str, Media]) -> None:
        """Add a post's rows, by table, and the pictures that it shows, by their names there."""
        size = sum(len(json.dumps(each)) for each in rows.values())
        size += sum(_size(each) for name, each in files.items() if name not in self._files)
        if self._size and self._size + size > self._most:
            self.close()
        for table, some in rows.items():
            self._rows.setdefault(table, []).extend(some)
        self._files |= files
        self._size += size

    def close(self) -> None:
        """Write what was added as an archive; an empty paper has one all the same."""
        if self.paths and not self._size:
            return
        path = self._folder / f"ghost-{len(self.paths) + 1}.zip"
        meta = {"exported_on": 0, "version": VERSION}
        tables = {"posts": [], **self._common, **self._rows}
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            text = json.dumps({"db": [{"meta": meta, "data": tables}]}, ensure_ascii=False)
            archive.writestr("paper.json", text.encode("utf-8", "replace"))
            for name, each in self._files.items():
                _put(archive, name, each)
        self.paths.append(path)
        self._rows, self._files, self._size = {}, {}, 0


def _size(each: Media) -> int:
    try:
        return int(default_storage.size(each.file))
    except FileNotFoundError:
        return 0


def _put(archive: ZipFile, name: str, each: Media) -> None:
    """Pack a file as it is, pictures are small already; leave out one that isn't there."""
    try:
        with default_storage.open(each.file) as source:
            archive.writestr(ZipInfo(name), source.read())
    except FileNotFoundError:
        return
