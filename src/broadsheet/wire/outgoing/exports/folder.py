"""The folder that an export is written into, and what of it is ours.

Each file is whole under its name, or isn't there. ``.broadsheet-export`` lists what was written,
as it is written: an export that was stopped goes on, one that is made again writes only what
changed and takes away what is gone, and nothing that somebody else put there is touched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from broadsheet.lib.files import write_atomically, writing_atomically

LIST = ".broadsheet-export"
CHUNK = 1 << 20
_BEGUN = re.compile(r"\..+\.[0-9a-f]{16}\.tmp")
"""What a process that was killed leaves of a file (``lib/files.py``)."""


class Folder:
    """A folder of ours. Counts what it does: ``written``, ``kept``, ``removed``.

    ``remarks`` is what whoever exports should know: files that couldn't be had.
    """

    def __init__(self, root: Path, *, form: str) -> None:
        """Open a folder for an export. Raises ValidationError for one that holds anything else."""
        self.root, self.form = root, form
        self.written = self.kept = self.removed = 0
        self.remarks: list[str] = []
        root.mkdir(parents=True, exist_ok=True)
        self._before = self._listed()
        self._now: dict[str, str] = {}
        for left in root.rglob(".*.tmp"):
            if _BEGUN.fullmatch(left.name):
                left.unlink()
        self._list = (root / LIST).open("a", encoding="utf-8")
        if not self._before:
            self._say({"format": form})

    def write(self, path: str, data: bytes) -> None:
        """Write a file, unless it is there as it should be."""
        if not self._is_there(path, hashlib.sha256(data).hexdigest()):
            write_atomically(self._place(path), data)

    @contextmanager
    def writing(self, path: str) -> Iterator[BinaryIO]:
        """Give a file to write to, for what is too large to be held; it is there when all is."""
        self._mine(path)
        with writing_atomically(self._place(path)) as file:
            yield file
        digest = _digest(self.root / path)
        if self._before.get(path) == digest:
            self.kept += 1
        else:
            self.written += 1
        self._note(path, digest)

    def copy(self, path: str, stored: str) -> bool:
        """Copy a file of the media storage; say whether it could be read.

        What has been copied isn't read again: no stored name ever gets other bytes (``photos``).
        """
        if self._before.get(path) == stored and (self.root / path).is_file():
            self._now[path] = stored
            self.kept += 1
            return True
        try:
            self._mine(path, stored)
            source = default_storage.open(stored)
        except FileNotFoundError:
            self.remarks.append(f"{path} is missing: its file, {stored}, is gone.")
            return False
        with source, writing_atomically(self._place(path)) as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
        self.written += 1
        self._note(path, stored)
        return True

    def close(self) -> None:
        """Take away what this export no longer has, and end the list."""
        self._list.close()
        for path in self._before.keys() - self._now.keys():
            self._take_away(path)
        lines = [{"format": self.form}, *([path, tag] for path, tag in self._now.items())]
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        write_atomically(self.root / LIST, text.encode())

    def stop(self) -> None:
        """Leave everything for the next run to go on with."""
        self._list.close()

    def _listed(self) -> dict[str, str]:
        try:
            text = (self.root / LIST).read_text("utf-8")
            first, *lines = text.splitlines() or [""]
            form = json.loads(first).get("format")
        except FileNotFoundError:
            if any(self.root.iterdir()):
                raise ValidationError(
                    f"{self.root} isn’t empty, and no export of ours: name a folder that is new."
                ) from None
            return {}
        except (ValueError, AttributeError):
            form = None
        if form != self.form:
            raise ValidationError(
                f"{self.root} holds another export ({form or 'of printed pages'}): name another"
                " folder, or empty this one."
            )
        return {"": "", **dict(filter(None, map(_line, lines)))}

    def _is_there(self, path: str, tag: str) -> bool:
        """Say whether a file is as it should be; if it isn't, take down that it will be."""
        place = self.root / path
        known = self._before.get(path) == tag
        if place.is_file() and (known or _digest(place) == tag):
            self._now[path] = tag
            self.kept += 1
            if not known:
                self._say([path, tag])
            return True
        self._mine(path)
        self.written += 1
        self._note(path, tag)
        return False

    def _mine(self, path: str, stored: str = "") -> None:
        """Raise ValidationError where somebody else's file is in the way."""
        place = self.root / path
        if path in self._before or path in self._now or not place.exists():
            return
        if stored and place.is_file() and place.stat().st_size == default_storage.size(stored):
            return
        raise ValidationError(f"{place} is no file of this export: move it away, then go on.")

    def _place(self, path: str) -> Path:
        place = self.root / path
        if place.parent != self.root:
            place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _note(self, path: str, tag: str) -> None:
        self._now[path] = tag
        self._say([path, tag])

    def _say(self, line: object) -> None:
        self._list.write(f"{json.dumps(line)}\n")
        self._list.flush()

    def _take_away(self, path: str) -> None:
        place = self.root / path
        if not path or not place.is_file():
            return
        place.unlink()
        self.removed += 1
        for above in place.parents:
            if above == self.root or any(above.iterdir()):
                break
            above.rmdir()


def _line(text: str) -> tuple[str, str] | None:
    """Return a line of the list; None for the last one of a process that was killed."""
    try:
        path, tag = json.loads(text)
    except ValueError:
        return None
    return str(path), str(tag)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
