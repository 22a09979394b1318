"""Bytes → the entries of a feed, of whatever kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.wire.incoming.entries import Format, Raw
from broadsheet.wire.incoming.formats.feeds import json_feeds, xml_feeds
from broadsheet.wire.incoming.formats.feeds.entry import Defaults

SUFFIXES = frozenset({".xml", ".rss", ".atom", ".json"})


def feed_from(address: str, *, credit: str = "", terms: str = "") -> Format:
    """Return how the feed at this address is read; ``credit`` and ``terms`` stand in its stead."""
    defaults = Defaults(credit=credit, terms=terms)

    def items(data: bytes, _suffix: str) -> Iterator[tuple[int, Raw | str]]:
        is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
        read = json_feeds.entries_of if is_json else xml_feeds.entries_of
        found = list(read(data, address=address, defaults=defaults))
        yield from enumerate(found, 1)

    return Format(SUFFIXES, items)
