"""The HTML of a Substack post, without what asks readers to do something there."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from broadsheet.lib.html import MAX_TAGS, tree_of

_FURNITURE = (
    *(".button-wrapper", ".subscription-widget-wrap", ".subscription-widget-wrap-editor"),
    *(".image-link-expand", ".poll-embed", ".community-chat", ".install-substack-app-embed"),
)
"""What asks readers to sign up, share, vote or comment there."""
_RESIZED = re.compile(r"^https://substackcdn\.com/image/fetch/.*/(https?%3A%2F%2F[^/]+)$")


def body_of(html: str) -> str:
    """Return a post's text.

    Pictures are named as they were put in, not as resized for one page; what another site shows
    and is only named here is shown as every embed is.
    """
    if html.count("<") > MAX_TAGS:
        return html
    tree = tree_of(html)
    for each in tree.select(", ".join(_FURNITURE)):
        if not each.decomposed:
            each.decompose()
    for each in tree.select("div[data-attrs], a[data-attrs]"):
        _show(each, tree)
    for image in tree.find_all("img"):
        if original := _RESIZED.match(str(image.get("src") or "")):
            image["src"] = unquote(original[1])
    return str(tree)


def _show(place: Tag, tree: BeautifulSoup) -> None:
    """Put a frame where nothing but a description of one stands."""
    if place.get_text(strip=True) or place.find(["img", "iframe", "audio", "video"]):
        return
    said = _described(str(place["data-attrs"]))
    if isinstance(address := said.get("url"), str) and address.startswith(("http://", "https://")):
        frame = tree.new_tag("iframe", src=address)
        frame["title"] = next(
            (str(said[name]) for name in ("title", "full_text", "name") if said.get(name)), ""
        )
        place.replace_with(frame)


def _described(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
