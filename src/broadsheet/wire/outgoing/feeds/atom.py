"""Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from broadsheet.wire.outgoing.feeds.entries import Entry, Feed, Person
from broadsheet.wire.outgoing.xml import Xml, document, element

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def write(feed: Feed, address: str) -> bytes:
    """Return ``feed`` as the Atom that answers at ``address``."""
    attributes = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language}
    return document(element("feed", _feed(feed, address), attributes))


def _feed(feed: Feed, address: str) -> Iterator[Xml]:
    yield element("id", feed.id)
    yield element("title", feed.title)
    yield element("subtitle", feed.description)
    yield _moment("updated", feed.updated)
    # An entry without an author of its own has the feed's (section 4.2.1).
    yield _person(Person(name=feed.publisher, url=""))
    yield _link("self", address, "application/atom+xml")
    yield _link("alternate", feed.page, "text/html")
    if feed.hub:
        yield element("link", attributes={"rel": "hub", "href": feed.hub})
    yield element("generator", "Broadsheet")
    for entry in feed.entries:
        yield element("entry", _entry(entry))


def _entry(entry: Entry) -> Iterator[Xml]:
    yield element("id", entry.id)
    yield element("title", entry.title)
    yield _moment("published", entry.published)
    yield _moment("updated", entry.updated)
    for person in entry.authors:
        yield _person(person)
    yield _link("alternate", entry.url, "text/html")
    if picture := entry.picture:
        file = {"rel": "enclosure", "href": picture.url, "type": picture.type}
        yield element("link", attributes={**file, "length": str(picture.length)})
    for tag in entry.tags:
        yield element("category", attributes={"term": tag})
    if entry.summary:
        yield element("summary", entry.summary)
    yield element("content", entry.html, {"type": "html"})


def _person(person: Person) -> Xml:
    parts = [element("name", person.name)]
    return element("author", [*parts, element("uri", person.url)] if person.url else parts)


def _link(rel: str, address: str, kind: str) -> Xml:
    return element("link", attributes={"rel": rel, "href": address, "type": kind})


def _moment(name: str, moment: datetime) -> Xml:
    return element(name, moment.isoformat(timespec="seconds"))
