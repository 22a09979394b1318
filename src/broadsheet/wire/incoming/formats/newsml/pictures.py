"""Items that are pictures → the pictures of the text that they come with."""

from __future__ import annotations

from django.conf import settings

from broadsheet.wire.incoming.formats.newsml.meta import credit_of, terms_of, who
from broadsheet.wire.incoming.formats.xml import Element, attribute, said
from broadsheet.wire.incoming.item import by_whom
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.values import line


def picture_of(item: Element) -> Picture | None:
    """Return the picture of an item of class picture or graphic; None when no file is named."""
    remotes = [each for each in item.iterfind("contentSet/remoteContent") if each.get("href")]
    href = _best(remotes)
    if not href:
        return None
    by = by_whom(said(item, "contentMeta/by")) or who(item, "contentMeta/creator")
    credit = " / ".join(dict.fromkeys(filter(None, [by, credit_of(item)])))
    uri = attribute(item, "guid", at_most=500)
    names = [attribute(each, name) for each in remotes for name in ("href", "residref")]
    return Picture(
        name="",
        uri=uri,
        href=href,
        known_as=frozenset(filter(None, [uri, *names])),
        headline=said(item, "contentMeta/headline", "itemMeta/title", at_most=255),
        caption=said(item, "contentMeta/description"),
        credit=line(credit, at_most=255),
        licence=line(terms_of(item), at_most=255),
    )


def _best(remotes: list[Element]) -> str:
    """Return the address of the largest rendition that we would take."""
    best, most = "", -1
    for each in remotes:
        form = attribute(each, "contenttype").lower()
        width, height, size = (_number(each, name) for name in ("width", "height", "size"))
        fits = size <= settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        fits = fits and width * height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        if form.startswith(("image/", "")[not form]) and fits and width > most:
            best, most = attribute(each, "href"), width
    return best


def _number(element: Element, name: str) -> int:
    found = attribute(element, name)
    return int(found) if found.isdecimal() and len(found) < 12 else 0
