"""The files of an export: none larger than WordPress takes, each whole by itself.

WordPress's importer forgets, from one file to the next, which picture is which: so each file has
the pictures that its stories show, and one that comes again is taken for the same (title and day).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from broadsheet.wire.outgoing.exports.wxr.head import CLOSING
from broadsheet.wire.outgoing.xml import Xml

MAX_FILE = 2_000_000
"""Bytes: PHP takes uploads of 2 MB unless it is told otherwise (``upload_max_filesize``)."""


class Parts:
    """Writes ``wordpress-1.xml``, ``-2``, … into a folder, as many as are needed."""

    def __init__(self, folder: Path, opening: str, most: int = MAX_FILE) -> None:
        self.paths: list[Path] = []
        self._folder, self._opening, self._most = folder, opening.encode(), most
        self._file: BinaryIO | None = None
        self._size = 0
        self._has: set[int] = set()

    def add(self, item: Xml, pictures: dict[int, Callable[[], Xml]]) -> None:
        """Write an item, and before it those of its pictures that this file hasn't yet."""
        data = self._with_pictures(item, pictures)
        if self._size + len(data) > self._most and self._has_items:
            self._end()
            data = self._with_pictures(item, pictures)
        self._has |= pictures.keys()
        self._write(data)

    def close(self) -> None:
        """End the last file; an empty paper has one all the same."""
        if not self.paths:
            self._write(b"")
        self._end()

    @property
    def _has_items(self) -> bool:
        return self._size > len(self._opening)

    def _with_pictures(self, item: Xml, pictures: dict[int, Callable[[], Xml]]) -> bytes:
        parts = [make() for key, make in pictures.items() if key not in self._has]
        return "".join(f"{part}\n" for part in [*parts, item]).encode()

    def _write(self, data: bytes) -> None:
        if self._file is None:
            self.paths.append(self._folder / f"wordpress-{len(self.paths) + 1}.xml")
            self._file = self.paths[-1].open("wb")
            self._file.write(self._opening)
            self._size = len(self._opening)
        self._file.write(data)
        self._size += len(data)

    def _end(self) -> None:
        if self._file is not None:
            self._file.write(CLOSING.encode())
            self._file.close()
        self._file, self._size, self._has = None, 0, set()
