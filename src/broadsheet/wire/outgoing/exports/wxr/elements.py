"""Elements of WXR, WordPress's extended RSS: what its own ``wp-admin/includes/export.php`` writes.

Text is escaped rather than put into CDATA, which no ``]]>`` of ours can end that way; what XML
can't hold is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from html import escape
from urllib.parse import quote

from broadsheet.wire.outgoing.xml import Xml, element

VERSION = "1.2"
NAMESPACES = {
    "excerpt": f"http://wordpress.org/export/{VERSION}/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": f"http://wordpress.org/export/{VERSION}/",
}
NEVER = "0000-00-00 00:00:00"
"""How WordPress says that a draft has no day yet."""


def wp(name: str, content: str | int | Iterable[Xml] = "") -> Xml:
    """Return an element of WordPress's own."""
    return element(f"wp:{name}", str(content) if isinstance(content, int) else content)


def words(text: str) -> str:
    """Return plain text as WordPress keeps it in titles and names: as HTML."""
    return escape(text, quote=False)


def slug(text: str) -> str:
    """Return a slug as WordPress keeps it: what isn't ASCII as %-signs, in small letters."""
    return quote(text, safe="-_.~").lower()


def meta(key: str, value: str) -> Xml:
    """Return a custom field."""
    return wp("postmeta", [wp("meta_key", key), wp("meta_value", value)])


def term(domain: str, name: str, known_as: str) -> Xml:
    """Return what an item is filed under."""
    return element("category", words(name), {"domain": domain, "nicename": known_as})


def moment(when: datetime | None, zone: tzinfo = UTC) -> str:
    """Return a time as WordPress's tables have it."""
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M:%S}" if when else NEVER
