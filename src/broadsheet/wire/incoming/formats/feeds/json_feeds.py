"""JSON Feed 1 and 1.1 (jsonfeed.org) → entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from broadsheet.wire.incoming.formats.feeds.entry import Defaults, FeedEntry, Image, own_id
from broadsheet.wire.incoming.values import MANY, joined, line

VERSION = "https://jsonfeed.org/version/1"


def entries_of(data: bytes, *, address: str, defaults: Defaults) -> Iterator[FeedEntry | str]:
    """Yield the entries of a feed. Raises ValueError for what is no JSON Feed."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is no JSON that can be read: {line(str(error))}") from error
    if not isinstance(found, dict) or not _words(found, "version").startswith(VERSION):
        raise ValueError("it is JSON, but no JSON Feed: its version isn't one of jsonfeed.org's")
    own = Defaults(
        credit=defaults.credit or line(found.get("title"), at_most=255),
        terms=defaults.terms,
        language=defaults.language or _words(found, "language"),
    )
    feed = _words(found, "feed_url") or _words(found, "home_page_url") or address
    for each in _list(found, "items"):
        if isinstance(each, dict):
            yield _entry(each, feed=feed, defaults=own)
        else:
            yield "it is not an object: JSON Feed describes an item as {…}"


def _entry(item: dict[str, Any], *, feed: str, defaults: Defaults) -> FeedEntry:
    authors = [each for each in _list(item, "authors") if isinstance(each, dict)]
    names = filter(None, (line(each.get("name")) for each in authors))
    return FeedEntry(
        id=own_id(line(item.get("id")) or _words(item, "url"), feed=feed),
        title=_words(item, "title"),
        html=_words(item, "content_html"),
        plain=_words(item, "content_text"),
        summary=_words(item, "summary"),
        author=", ".join(dict.fromkeys(names)),
        tags=tuple(each for each in _list(item, "tags")[:MANY] if isinstance(each, str)),
        images=tuple(dict.fromkeys(_images(item, feed))),
        terms="",
        made=_words(item, "date_modified") or _words(item, "date_published"),
        defaults=defaults,
    )


def _images(item: dict[str, Any], feed: str) -> Iterator[Image]:
    hrefs = [_words(item, "image") or _words(item, "banner_image")]
    for each in _list(item, "attachments"):
        if isinstance(each, dict) and _words(each, "mime_type").startswith("image/"):
            hrefs.append(_words(each, "url"))
    for href in filter(None, hrefs):
        yield Image(joined(feed, href))


def _list(found: dict[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    return value if isinstance(value, list) else []


def _words(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
