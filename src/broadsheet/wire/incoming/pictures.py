"""The pictures that come with an item: where each is, what is said of it, and its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from broadsheet.lib.connector import Connector, ConnectorError
from broadsheet.wire.incoming.ledger import SetAside, printable
from broadsheet.wire.incoming.markup import said
from broadsheet.wire.incoming.values import line, objects
from broadsheet.wire.incoming.vocabulary import HERO_NAMES

PICTURES = {"picture", "graphic"}
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


def pictures_of(fields: Mapping[str, Any]) -> tuple[Picture, ...]:
    """Return the pictures among an item's associations, in order."""
    found = (_picture(each) for each in objects(fields.get("associations")))
    return tuple(picture for picture in found if picture)


def left_out(fields: Mapping[str, Any]) -> list[str]:
    """Name, by type, the associations that aren't pictures, or that come without a file."""
    return [
        line(each.get("type"), at_most=40) or "one without a type"
        for each in objects(fields.get("associations"))
        if _picture(each) is None
    ]


def _picture(fields: Mapping[str, Any]) -> Picture | None:
    renditions = list(objects(fields.get("renditions")))
    if line(fields.get("type")).lower() not in PICTURES or not (renditions or fields.get("href")):
        return None
    if line(fields.get("pubstatus")).lower() not in {"", "usable"}:
        return None
    hrefs = [line(each.get("href")) for each in renditions if each.get("href")]
    href = _best(renditions) or line(fields.get("href"))
    uri = line(fields.get("uri") or fields.get("guid"), at_most=500)
    name = line(fields.get("name"), at_most=255)
    by = line(fields.get("by") or fields.get("byline"))
    sources = objects(fields.get("infosources") or fields.get("infosource"))
    source = next((line(each.get("name")) for each in sources), "")
    agency = line(fields.get("creditline")) or source or line(fields.get("copyrightholder"))
    licence = line(fields.get("usageterms")) or line(fields.get("copyrightnotice"))
    return Picture(
        name=name,
        uri=uri,
        href=href,
        known_as=frozenset(filter(None, [name, uri, href, *hrefs])),
        headline=line(said(fields, "headline", "headlines") or fields.get("title"), at_most=255),
        caption=said(fields, "description", "descriptions", not_roles={"usage"}),
        credit=line(" / ".join(dict.fromkeys(filter(None, [by, agency]))), at_most=255),
        licence=line(licence, at_most=255),
    )


def _best(renditions: list[dict[str, Any]]) -> str:
    """Return the address of the largest rendition that we would take."""
    most_bytes, most_pixels = (
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    )
    best, most = "", -1.0
    for each in renditions:
        form = line(each.get("contenttype") or each.get("mimetype")).lower()
        width, height, size = (
            _number(each.get(name)) for name in ("width", "height", "sizeinbytes")
        )
        fits = size <= most_bytes and width * height <= most_pixels
        if (
            line(each.get("href"))
            and form.startswith(("image/", "")[not form])
            and fits
            and width > most
        ):
            best, most = line(each.get("href")), width
    return best


def _number(value: object) -> float:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    return float(number) if 0 <= number < 10**12 else 0.0


def fetch_all(pictures: Iterable[Picture], *, beside: Path, connector: Connector) -> list[Fetched]:
    """Return the pictures of one item, each once. Raises SetAside as ``fetch`` does."""
    found: dict[str, Fetched] = {}
    for picture in pictures:
        one = fetch(picture, beside=beside, connector=connector)
        found.setdefault(one.digest, one)
        if sum(len(each.data) for each in found.values()) > MAX_TOGETHER:
            raise SetAside(f"its pictures have more than {MAX_TOGETHER // 2**20} MB together")
    return list(found.values())


def fetch(picture: Picture, *, beside: Path, connector: Connector) -> Fetched:
    """Return a picture's bytes, from beside the file or from its URL.

    Raises SetAside, and says why: gone, too big, or not in the file's own folder.
    """
    if not picture.href:
        raise SetAside(
            f"its picture {_name(picture)} has no rendition of a kind and size that we take"
        )
    by_url = urlsplit(picture.href).scheme.lower() in {"http", "https"}
    data = _by_url(picture, connector) if by_url else _from_folder(picture, beside.parent)
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


def _from_folder(picture: Picture, folder: Path) -> bytes:
    folder = folder.resolve()
    for name in dict.fromkeys([picture.href, unquote(picture.href)]):
        if "\0" in name or "\\" in name or urlsplit(name).scheme:
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
