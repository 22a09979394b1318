"""The pictures among an item's associations, each with the rendition to take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from broadsheet.wire.incoming.formats.ninjs.fields import objects
from broadsheet.wire.incoming.formats.ninjs.texts import said
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.values import line

PICTURES = {"picture", "graphic"}


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
