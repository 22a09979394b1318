"""The cards of Ghost's editors: what each shows, as plain HTML.

Mobiledoc and Lexical name some of them differently; what they hold is named alike.
https://github.com/TryGhost/Koenig/tree/main/packages/kg-default-nodes
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from broadsheet.wire.moving.ghost.texts import markdown
from broadsheet.wire.moving.ghost.texts.fragments import closed, link, paragraph
from broadsheet.wire.moving.ghost.values import short, text

Payload = Mapping[str, Any]

WORDS = (
    *("heading", "header", "title", "text", "html", "content", "subheader", "subheading"),
    *("description", "textValue", "caption", "disclaimer"),
)
"""Where a card that we don't know may keep words."""


def html_of(name: str, payload: Payload) -> str:
    """Return a card as HTML; of one that we don't know, the words that it holds."""
    show = _CARDS.get(name)
    return show(payload) if show else _words(payload)


def _words(payload: Payload) -> str:
    said = "".join(paragraph(closed(text(payload, name))) for name in WORDS)
    return f"{said}{_button(payload)}"


def _image(payload: Payload, name: str = "src") -> str:
    address = text(payload, name).strip()
    alt = short(payload, "alt", "altText", "title")
    return f'<img src="{escape(address)}" alt="{escape(alt)}">' if address else ""


def _figure(inner: str, payload: Payload) -> str:
    caption = closed(text(payload, "caption"))
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inner}{said}</figure>" if inner or said else ""


def _picture(payload: Payload) -> str:
    return _figure(_image(payload), payload)


def _gallery(payload: Payload) -> str:
    images = payload.get("images")
    found = images if isinstance(images, list) else []
    shown = "".join(_figure(_image(each), each) for each in found if isinstance(each, Mapping))
    return f"{shown}{paragraph(closed(text(payload, 'caption')))}"


def _html(payload: Payload) -> str:
    return closed(text(payload, "html"))


def _markdown(payload: Payload) -> str:
    return markdown.html_of(text(payload, "markdown"))


def _embed(payload: Payload) -> str:
    """What another site shows; where there is no code of it, a link."""
    html, address = closed(text(payload, "html")), text(payload, "url").strip()
    meta = payload.get("metadata")
    title = short(meta, "title") if isinstance(meta, Mapping) else ""
    shown = html or paragraph(link(address, escape(title or address, quote=False)))
    return f"{shown}{paragraph(closed(text(payload, 'caption')))}"


def _bookmark(payload: Payload) -> str:
    """A link with its title and what the other page says of itself."""
    meta = payload.get("metadata")
    said: Payload = {**payload, **meta} if isinstance(meta, Mapping) else payload
    address = text(payload, "url").strip()
    title = escape(short(said, "title") or address, quote=False)
    by = " · ".join(filter(None, dict.fromkeys([short(said, "author"), short(said, "publisher")])))
    lines = [link(address, title), escape(short(said, "description"), quote=False)]
    lines += [escape(by, quote=False), closed(text(payload, "caption"))]
    return "".join(map(paragraph, lines))


def _button(payload: Payload) -> str:
    label = escape(short(payload, "buttonText", "button"), quote=False)
    return paragraph(link(text(payload, "buttonUrl", "url").strip(), label))


def _callout(payload: Payload) -> str:
    emoji = escape(short(payload, "calloutEmoji"), quote=False)
    return f"<blockquote><p>{emoji} {closed(text(payload, 'calloutText'))}</p></blockquote>"


def _toggle(payload: Payload) -> str:
    heading = closed(text(payload, "heading"))
    content = closed(text(payload, "content"))
    return f"<h4>{heading}</h4>{content if '<p' in content else paragraph(content)}"


def _code(payload: Payload) -> str:
    code = escape(text(payload, "code"), quote=False)
    return f"<pre>{code}</pre>{paragraph(closed(text(payload, 'caption')))}"


def _played(tag: str) -> Callable[[Payload], str]:
    def show(payload: Payload) -> str:
        address, title = text(payload, "src").strip(), short(payload, "title", "fileName")
        shown = (
            f'<{tag} src="{escape(address)}" title="{escape(title)}"></{tag}>' if address else ""
        )
        said = escape(short(payload, "title"), quote=False)
        return f"{shown}{paragraph(said)}{paragraph(closed(text(payload, 'caption')))}"

    return show


def _file(payload: Payload) -> str:
    name = short(payload, "fileTitle", "fileName")
    address = text(payload, "src").strip()
    said = escape(name or address, quote=False)
    caption = escape(short(payload, "fileCaption"), quote=False)
    return f"{paragraph(link(address, said))}{paragraph(caption)}"


def _product(payload: Payload) -> str:
    name = closed(text(payload, "productTitle"))
    label = escape(short(payload, "productButton"), quote=False)
    image = _figure(_image({"src": payload.get("productImageSrc")}), {})
    said = f"<h4>{name}</h4>" if name else ""
    description = closed(text(payload, "productDescription"))
    button = paragraph(link(text(payload, "productUrl").strip(), label))
    return f"{image}{said}{description}{button}"


def _header(payload: Payload) -> str:
    head = closed(text(payload, "header"))
    said = f"<h2>{head}</h2>" if head else ""
    image = _figure(_image(payload, "backgroundImageSrc"), {})
    return f"{image}{said}{paragraph(closed(text(payload, 'subheader')))}{_button(payload)}"


def _call(payload: Payload) -> str:
    image = _figure(_image(payload, "imageUrl"), {})
    return f"{image}{closed(text(payload, 'textValue'))}{_button(payload)}"


def _nothing(_payload: Payload) -> str:
    return ""


_CARDS: dict[str, Callable[[Payload], str]] = {
    "audio": _played("audio"),
    "bookmark": _bookmark,
    "button": _button,
    "call-to-action": _call,
    "callout": _callout,
    "card-markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "email": _nothing,  # these were sent to subscribers and never shown on a page
    "email-cta": _nothing,
    "embed": _embed,
    "file": _file,
    "gallery": _gallery,
    "header": _header,
    "horizontalrule": lambda _payload: "<hr>",
    "hr": lambda _payload: "<hr>",
    "html": _html,
    "image": _picture,
    "markdown": _markdown,
    "paywall": _nothing,
    "product": _product,
    "toggle": _toggle,
    "video": _played("video"),
}
