"""What a second parser, which shares no code with ours, makes of what we print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import html5lib
import lxml.html
from html5lib.serializer import serialize

from broadsheet.lib.html import ATTRIBUTES

WEB = re.compile(r"(?i)https?://[^/]|mailto:[^/]")
NEVER = {
    *("iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "math"),
    *("noscript", "template", "marquee", "xmp", "plaintext", "noembed", "noframes", "isindex"),
}
ADDRESSES = {
    *("href", "src", "srcset", "action", "formaction", "cite", "background", "data", "poster"),
    *("ping", "manifest", "xlink:href"),
}
SCRIPTS_OF_OURS = {"application/ld+json"}


def fragment(html: str) -> Any:
    """Read a piece of HTML by the rules that browsers read by (WHATWG HTML, 13.2)."""
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def rewritten(html: str) -> str:
    """Return the HTML as another program writes it after reading it."""
    return str(
        serialize(
            fragment(html),
            tree="etree",
            quote_attr_values="always",
            omit_optional_tags=False,
            strip_whitespace=False,
        )
    )


def assert_only(html: str, tags: set[str]) -> None:
    """Assert that a piece of a story holds these tags alone, with their few attributes."""
    for element in fragment(html).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in tags, f"{element.tag} in {html!r}"
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES.get(element.tag, ()), f"{name} in {html!r}"
            if name == "href":
                assert WEB.match(value) or re.match(r"/(?![/\\])|#", value), html
                assert not re.search(r"[\x00-\x20\\]", value), html


def dangers(html: str) -> Iterator[str]:
    """Yield whatever could run, load or send something on a page that readers get."""
    for element in lxml.html.document_fromstring(html).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        if tag in NEVER or (tag == "meta" and element.get("http-equiv")):
            yield tag
        if tag == "script" and element.get("type") not in SCRIPTS_OF_OURS:
            yield f"a script: {(element.text or '')[:80]}"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name.lower() in {"style", "srcdoc"}:
                yield f"{tag} {name}={value[:80]!r}"
            if name.lower() in ADDRESSES and not _leads_somewhere(value):
                yield f"{tag} {name}={value[:80]!r}"


def _leads_somewhere(address: str) -> bool:
    """Say whether an address is one of the web's, or of our own."""
    plain = re.sub(r"[\x00-\x20]", "", address)
    ours = re.match(r"/(?![/\\])|[?#]|[\w-]+\.\w+", plain) and ":" not in plain.split("/")[0]
    return bool(WEB.match(plain) or ours)
