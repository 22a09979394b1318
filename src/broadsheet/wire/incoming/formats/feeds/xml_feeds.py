"""RSS and Atom → entries, by feedparser, which is given bytes that are known to be plain XML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming.formats.feeds.entry import Defaults, FeedEntry, Image, own_id
from broadsheet.wire.incoming.formats.xml import mended, tree_of
from broadsheet.wire.incoming.values import MANY, line

ROOTS = {"rss", "RDF", "feed"}


def entries_of(data: bytes, *, address: str, defaults: Defaults) -> Iterator[FeedEntry]:
    """Yield the entries of a feed. Raises ValueError for what is no feed."""
    data = mended(data)
    root = tree_of(data)
    if root.tag not in ROOTS:
        raise ValueError(f"it is no feed: its outermost element is <{root.tag[:60]}>")
    found = feedparser.parse(
        data,
        response_headers={"content-location": address} if "://" in address else {},
        sanitize_html=False,
    )
    feed = found.feed
    own = Defaults(
        credit=defaults.credit or line(text_of(_words(feed, "title")), at_most=255),
        terms=defaults.terms or line(text_of(_words(feed, "rights"))),
        language=defaults.language or _words(feed, "language"),
    )
    for entry in found.entries:
        yield _entry(entry, feed=_words(feed, "link") or address, defaults=own)


def _entry(entry: Any, *, feed: str, defaults: Defaults) -> FeedEntry:
    link = _words(entry, "link")
    contents = [each for each in entry.get("content", []) if each.get("value")]
    summary = _words(entry, "summary")
    whole = str(contents[0]["value"]) if contents else summary
    is_plain = bool(contents) and contents[0].get("type") == "text/plain"
    return FeedEntry(
        id=own_id(line(_words(entry, "id")) or link, feed=feed),
        title=text_of(_words(entry, "title")),
        html="" if is_plain else whole,
        plain=whole if is_plain else "",
        summary=summary if contents and summary != whole else "",
        author=_words(entry, "author"),
        tags=tuple(_words(tag, "term") for tag in entry.get("tags", [])[:MANY]),
        images=tuple(dict.fromkeys(_images(entry))),
        terms=text_of(_words(entry, "rights")),
        made=_made(entry),
        defaults=defaults,
    )


def _images(entry: Any) -> Iterator[Image]:
    """Yield the pictures beside the text (Media RSS 1.5.1, enclosures)."""
    named = [text_of(_words(each, "content")) for each in entry.get("media_credit", [])]
    credit = ", ".join(filter(None, named))
    for each in entry.get("media_content", []):
        kind = _words(each, "type") or _words(each, "medium")
        if kind.startswith("image") and each.get("url"):
            yield Image(str(each["url"]), credit)
    for each in entry.get("enclosures", []):
        if _words(each, "type").startswith("image/") and each.get("href"):
            yield Image(str(each["href"]), credit)


def _made(entry: Any) -> str:
    # Asked for what it lacks, feedparser gives the other one, and a warning.
    name = "updated_parsed" if "updated_parsed" in entry else "published_parsed"
    parsed = entry.get(name)
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else ""
    except (ValueError, TypeError):
        return ""


def _words(found: Any, name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
