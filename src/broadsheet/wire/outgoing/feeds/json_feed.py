"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.wire.outgoing.feeds.entries import Entry, Feed, Person

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed, address: str) -> bytes:
    """Return ``feed`` as the JSON Feed that answers at ``address``."""
    whole: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.hub:
        whole["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [_person(person) for person in entry.authors],
        "tags": entry.tags,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if picture := entry.picture:
        item["image"] = picture.url
        file = {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}
        item["attachments"] = [file]
    return item


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "url": person.url} if person.url else {"name": person.name}
