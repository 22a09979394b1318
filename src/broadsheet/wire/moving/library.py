"""The files of a paper that moves: from a folder of them, or from where they were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings

from broadsheet.lib.connector import Connector, ConnectorError
from broadsheet.lib.files import within
from broadsheet.wire.incoming.values import parts_of

_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|e\d{13})(?=\.\w{2,5}$)")
"""What WordPress appends to the name of a smaller or an edited copy."""
_UPLOADS = re.compile(r"^.*?/(?:uploads|files|content/images)/")
"""Where the systems that we know keep their libraries."""


class NoFile(Exception):  # noqa: N818  what is wrong, not a type
    """There is no such file; the text says why, for people."""


def place_of(address: str) -> str:
    """Return what tells a picture from others whatever its size and its host: its path below."""
    path = unquote(parts_of(address.strip()).path) if "\0" not in address else ""
    return _SIZE.sub("", _UPLOADS.sub("", path).lstrip("/"))[:500]


@dataclass(frozen=True)
class Library:
    """Where files may be taken from: ``folder``, then the web, if there is a ``connector``."""

    folder: Path | None = None
    connector: Connector | None = None

    def read(self, address: str, path: str = "") -> bytes:
        """Return a file's bytes. Raises NoFile."""
        if self.folder is not None and (found := self._in_folder(address, path)):
            return self._whole(found)
        if self.connector is None:
            raise NoFile("it isn’t in the folder" if self.folder else "no files came with the move")
        try:
            answer = self.connector.get(address)
        except ConnectorError as error:
            raise NoFile(f"it can’t be fetched: {error}") from error
        if answer.status != 200:
            raise NoFile(f"the server answers {answer.status}")
        return answer.body

    def _in_folder(self, address: str, path: str) -> Path | None:
        whole = unquote(parts_of(address).path).lstrip("/")
        below = _UPLOADS.sub("", f"/{whole}")
        names = dict.fromkeys(filter(None, [path, below, whole, place_of(address)]))
        found = (within(self.folder or Path(), name) for name in names)
        return next(filter(None, found), None)

    @staticmethod
    def _whole(path: Path) -> bytes:
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise NoFile(f"it has more than {most // 2**20} MB")
        return data
