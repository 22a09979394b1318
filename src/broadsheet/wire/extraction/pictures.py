"""The pictures of a page, with what stands under them."""

from __future__ import annotations

import re
from html import escape

from lxml.html import HtmlElement

from broadsheet.lib.html import followed
from broadsheet.wire.extraction.record import Picture
from broadsheet.wire.extraction.tree import words_in

MAX_PICTURES = 200
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
_CREDIT = re.compile(r"\b(?:credit|copyright|photo-?by|byline|source)\b", re.IGNORECASE)
_SAID = re.compile(r"^(?:photo(?:graph)?|picture|image|credit|foto)\s*(?:by|:)\s*", re.IGNORECASE)


def pictures_of(tree: HtmlElement) -> dict[str, Picture]:
    """Return the pictures by each address that the page has for them."""
    found: dict[str, Picture] = {}
    for image in list(tree.iter("img"))[:MAX_PICTURES]:
        addresses = [address for name in _SOURCES if (address := _address(image.get(name)))]
        if not addresses:
            continue
        caption, credit = _under(image)
        picture = Picture(addresses[0], " ".join((image.get("alt") or "").split()), caption, credit)
        for address in addresses:
            found.setdefault(address, picture)
    return found


def _address(value: str | None) -> str:
    """Return where a picture lies, if a browser would fetch it from there over HTTP."""
    plain = (value or "").strip()
    if not plain or re.match(r"[a-z][a-z0-9+.-]*:(?!//)", plain, re.IGNORECASE):
        return ""
    if plain.startswith("//"):
        plain = f"https:{plain}"
    relative = not re.match(r"[a-z]+:", plain, re.IGNORECASE)
    return plain if followed(f"/{plain.lstrip('/')}" if relative else plain) else ""


def _under(image: HtmlElement) -> tuple[str, str]:
    figure = next(image.iterancestors("figure"), None)
    caption = None if figure is None else figure.find(".//figcaption")
    if caption is None:
        return "", ""
    credit = next((words_in(each) for each in caption.iter() if _is_credit(each)), "")
    text = words_in(caption)
    if credit:
        text = text.replace(credit, "").strip(" ()|/") if text != credit else ""
    return text, _SAID.sub("", credit).strip("() ")


def _is_credit(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('itemprop') or ''}".replace("_", " ")
    return element.tag in {"small", "cite"} or bool(_CREDIT.search(named))


def figure(picture: Picture) -> str:
    """Return a picture as HTML."""
    under = " ".join(
        filter(None, (picture.caption, f"({picture.credit})" if picture.credit else ""))
    )
    image = f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}">'
    caption = f"<figcaption>{escape(under, quote=False)}</figcaption>" if under else ""
    return f"<figure>{image}{caption}</figure>"
