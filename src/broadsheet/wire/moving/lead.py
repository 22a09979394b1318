"""The picture that a text begins with: here it stands above the story, and on fronts."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import NavigableString, Tag

from broadsheet.lib.html import MAX_TAGS, tree_of
from broadsheet.wire.moving.records import Picture


@dataclass(frozen=True)
class Lead:
    """A text, and the picture that stood at its beginning, if one did."""

    body: str
    picture: Picture | None = None


def lead_of(html: str) -> Lead:
    """Return the text without the picture that it begins with, and that picture."""
    if html.count("<") > MAX_TAGS:
        return Lead(html)
    tree = tree_of(html)
    image = tree.find("img")
    address = str(image.get("src") or "") if isinstance(image, Tag) else ""
    if not isinstance(image, Tag) or not address.startswith(("http://", "https://")):
        return Lead(html)
    place = image.find_parent("figure") or image
    if len(place.find_all("img")) > 1 or _words_before(place):
        return Lead(html)
    under = place.find("figcaption") if place.name == "figure" else None
    picture = Picture(
        key=address,
        url=address,
        alt=" ".join(str(image.get("alt") or "").split()),
        caption=" ".join(under.get_text().split()) if under else "",
    )
    place.decompose()
    return Lead(str(tree), picture)


def _words_before(place: Tag) -> bool:
    return any(
        isinstance(each, NavigableString) and each.strip() for each in place.previous_elements
    )
