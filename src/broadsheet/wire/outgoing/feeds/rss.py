"""RSS 2.0, with the whole text (content:encoded) and the main picture (Media RSS)."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from broadsheet.wire.outgoing.feeds.entries import Entry, Feed
from broadsheet.wire.outgoing.xml import Xml, document, element

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def write(feed: Feed, address: str) -> bytes:
    """Return ``feed`` as the RSS that answers at ``address``."""
    channel = element("channel", _channel(feed, address))
    return document(element("rss", [channel], {"version": "2.0", **NAMESPACES}))


def _channel(feed: Feed, address: str) -> Iterator[Xml]:
    own = {"href": address, "rel": "self", "type": "application/rss+xml"}
    yield element("title", feed.title)
    yield element("link", feed.page)
    yield element("description", feed.description)
    yield element("language", feed.language)
    yield element("generator", "Broadsheet")
    yield element("docs", "https://www.rssboard.org/rss-specification")
    if feed.entries:
        yield element("lastBuildDate", format_datetime(feed.updated, usegmt=True))
    yield element("atom:link", attributes=own)
    if feed.hub:
        yield element("atom:link", attributes={"href": feed.hub, "rel": "hub"})
    for entry in feed.entries:
        yield element("item", _item(entry))


def _item(entry: Entry) -> Iterator[Xml]:
    yield element("title", entry.title)
    yield element("link", entry.url)
    yield element("guid", entry.id, {"isPermaLink": "false"})
    yield element("pubDate", format_datetime(entry.published, usegmt=True))
    for person in entry.authors:
        yield element("dc:creator", person.name)
    for tag in entry.tags:
        yield element("category", tag)
    if entry.summary:
        yield element("description", entry.summary)
    yield element("content:encoded", entry.html)
    if picture := entry.picture:
        size = {"type": picture.type, "width": str(picture.width), "height": str(picture.height)}
        about = [element("media:description", picture.description, {"type": "plain"})]
        if picture.credit:
            about.append(element("media:credit", picture.credit))
        file = {"url": picture.url, "medium": "image", "fileSize": str(picture.length), **size}
        yield element(
            "enclosure",
            attributes={"url": picture.url, "length": str(picture.length), "type": picture.type},
        )
        yield element("media:content", about, file)
