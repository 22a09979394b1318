"""NITF's body → HTML, and the pictures in it (NITF 3.6, ``body.content``)."""

from __future__ import annotations

from copy import deepcopy
from urllib.parse import urlsplit

from broadsheet.wire.incoming.formats.xml import Element, attribute, html_in, said
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.text import Text, not_too_long
from broadsheet.wire.incoming.values import MANY, line

NAMES = {
    **dict.fromkeys(("block", "note", "nitf-table", "body.content"), "div"),
    **dict.fromkeys(("hl1", "hl2"), "h2"),
    "bq": "blockquote",
    "credit": "p",
}
"""NITF's elements → HTML's. Others have the same name in both, or only mark words."""

LEFT_OUT = {"nitf-table-metadata", "media-metadata", "media-object", "alt-code"}
IMAGES = {"image", "photo", "graphic", "picture"}


def text_in(nitf: Element) -> Text | None:
    """Return the body as HTML, each picture where it stands. Raises SetAside when absurdly long."""
    contents = [deepcopy(each) for each in nitf.iterfind(".//body.content")]
    html = "".join(_html(content) for content in contents)
    return not_too_long(Text(html, html=True)) if html.strip() else None


def _html(content: Element) -> str:
    for element in list(content.iter()):
        if element.tag in LEFT_OUT:
            element.clear(keep_tail=True)
        elif element.tag == "media":
            source = _best(element)
            element.clear(keep_tail=True)
            if source:
                element.tag = "img"
                element.set("src", source)
        elif element.tag in NAMES:
            element.tag = NAMES[element.tag]
    return f"<div>{html_in(content)}</div>"


def pictures_in(nitf: Element, *, credit: str, terms: str) -> tuple[Picture, ...]:
    """Return the pictures that the text brings; what they don't say of rights, the story does."""
    found = []
    for media in list(nitf.iterfind(".//media"))[:MANY]:
        if source := _best(media):
            own = attribute(media.find("media-reference"), "alternate-text", at_most=255)
            by = said(media, "media-producer", "media-caption/credit", at_most=255)
            found.append(
                Picture(
                    name=attribute(media, "id", at_most=255),
                    uri="",
                    href=source,
                    known_as=frozenset(_sources(media)),
                    headline=own,
                    caption=said(media, "media-caption"),
                    credit=line(by or credit, at_most=255),
                    licence=line(terms, at_most=255),
                )
            )
    return tuple(found)


def media_left_out(nitf: Element) -> int:
    """Return how many media are named whose file a story can't have."""
    return sum(not _best(media) for media in nitf.iterfind(".//media"))


def _sources(media: Element) -> list[str]:
    return [attribute(each, "source") for each in media.iterfind("media-reference")]


def _best(media: Element) -> str:
    """Return where the largest rendition of a picture is; nothing for what has no file."""
    kind = attribute(media, "media-type").lower()
    best, most = "", -1
    for reference in media.iterfind("media-reference"):
        form = attribute(reference, "mime-type").lower()
        source, width = attribute(reference, "source"), attribute(reference, "width")
        is_image = kind in IMAGES and form.startswith(("image/", "")[not form])
        wide = int(width) if width.isdecimal() and len(width) < 7 else 0
        if is_image and _is_address(source) and wide > most:
            best, most = source, wide
    return best


def _is_address(source: str) -> bool:
    """Say whether it is the name of a file, and no number in somebody's archive."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} or "." in parts.path.rpartition("/")[2].strip(".")
