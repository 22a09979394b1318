"""The pictures that come with an item: where each is, what is said of it, and its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings

from broadsheet.lib.connector import Connector, ConnectorError
from broadsheet.wire.incoming.ledger import SetAside, printable
from broadsheet.wire.incoming.values import line, parts_of
from broadsheet.wire.incoming.vocabulary import HERO_NAMES

TIMEOUT = 30.0
"""Seconds for one picture by URL."""
MAX_TOGETHER = 100 * 1024 * 1024
"""Bytes of all pictures of one item."""


@dataclass(frozen=True)
class Picture:
    """A picture as its item describes it."""

    name: str
    uri: str
    href: str
    """The rendition to take: a URL, or a path beside the file."""
    known_as: frozenset[str]
    """Everything by which the item's text may refer to it."""
    headline: str
    caption: str
    credit: str
    licence: str

    @property
    def alt(self) -> str:
        """What somebody who can't see it is told: its caption, or its headline."""
        return line(self.caption or self.headline, at_most=255)

    @property
    def is_main(self) -> bool:
        """Say whether its name makes it the main picture."""
        return self.name.lower() in HERO_NAMES


@dataclass(frozen=True)
class Fetched:
    """A picture and its bytes, not yet checked to be one."""

    picture: Picture
    data: bytes
    digest: str


def fetch_all(
    pictures: Iterable[Picture], *, folder: Path | None, connector: Connector
) -> list[Fetched]:
    """Return the pictures of one item, each once. Raises SetAside as ``fetch`` does."""
    found: dict[str, Fetched] = {}
    for picture in pictures:
        one = fetch(picture, folder=folder, connector=connector)
        found.setdefault(one.digest, one)
        if sum(len(each.data) for each in found.values()) > MAX_TOGETHER:
            raise SetAside(f"its pictures have more than {MAX_TOGETHER // 2**20} MB together")
    return list(found.values())


def fetch(picture: Picture, *, folder: Path | None, connector: Connector) -> Fetched:
    """Return a picture's bytes, from the folder of its file or from its URL.

    Raises SetAside, and says why: gone, too big, or not in the file's own folder.
    """
    if not picture.href:
        raise SetAside(
            f"its picture {_name(picture)} has no rendition of a kind and size that we take"
        )
    by_url = parts_of(picture.href).scheme.lower() in {"http", "https"}
    data = _by_url(picture, connector) if by_url else _from_folder(picture, folder)
    return Fetched(picture, data, hashlib.sha256(data).hexdigest())


def _by_url(picture: Picture, connector: Connector) -> bytes:
    try:
        answer = connector.get(picture.href)
    except ConnectorError as error:
        raise SetAside(f"its picture {_name(picture)} can't be fetched: {error}") from error
    if answer.status != 200:
        raise SetAside(
            f"its picture {_name(picture)} is not there: the server answers {answer.status}"
        )
    return answer.body


def _from_folder(picture: Picture, folder: Path | None) -> bytes:
    if folder is None:
        raise SetAside(f"its picture {_name(picture)} has no address that it could be fetched from")
    folder = folder.resolve()
    for name in dict.fromkeys([picture.href, unquote(picture.href)]):
        if "\0" in name or "\\" in name or parts_of(name).scheme:
            break
        try:
            path = (folder / name).resolve()
            if not path.is_relative_to(folder):
                break
            if path.is_file():
                return _read(picture, path)
        except (OSError, ValueError) as error:
            raise SetAside(f"its picture {_name(picture)} can't be read") from error
    else:
        raise SetAside(f"its picture {_name(picture)} is not there")
    raise SetAside(f"its picture {_name(picture)} is not in the folder of the file: left alone")


def _read(picture: Picture, path: Path) -> bytes:
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise SetAside(f"its picture {_name(picture)} has more than {most // 2**20} MB")
    return data


def _name(picture: Picture) -> str:
    return f"“{printable(picture.href or picture.name or picture.uri)[:120]}”"
