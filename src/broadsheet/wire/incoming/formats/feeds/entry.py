"""One entry of a feed, whatever kind of feed, and how it becomes an Item."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming.formats.xml import each_once
from broadsheet.wire.incoming.item import MAX_NAME, Item, by_whom, checked_uri, headline_of
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.text import Text, not_too_long
from broadsheet.wire.incoming.values import MANY, line, moment_to_compare


@dataclass(frozen=True)
class Defaults:
    """What a feed's entries are credited and allowed, where they don't say."""

    credit: str = ""
    terms: str = ""
    language: str = ""


@dataclass(frozen=True)
class Image:
    """A picture that an entry brings beside its text."""

    href: str
    credit: str = ""
    caption: str = ""


@dataclass(frozen=True)
class FeedEntry:
    """One entry, as it came. ``id`` is its own, or its address."""

    id: str
    title: str
    html: str
    plain: str
    summary: str
    author: str
    tags: tuple[str, ...]
    images: tuple[Image, ...]
    terms: str
    made: str
    """When this version of it was made (RFC 3339), or nothing."""
    defaults: Defaults = field(default_factory=Defaults)

    @property
    def uri(self) -> str:
        """What it is known by. Raises SetAside."""
        return checked_uri(self.id, missing="it has no id and no address")

    @property
    def version(self) -> datetime | None:
        """When this version of it was made. Raises SetAside."""
        return moment_to_compare(self.made, "date")

    @property
    def digest(self) -> str:
        """SHA-256 of what it says; that its feed was made anew is nothing new in it."""
        said = {name: value for name, value in asdict(self).items() if name != "made"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def read(self) -> Item:
        """Return what it says. Raises SetAside for what has no words."""
        whole = Text(self.html, html=True) if self.html.strip() else Text(self.plain, html=False)
        text = not_too_long(whole) if whole.value.strip() else None
        headline, is_ours = headline_of(line(self.title), text)
        credit = line(self.defaults.credit, at_most=255)
        terms = line(self.terms or self.defaults.terms)
        return Item(
            uri=self.uri,
            digest=self.digest,
            version=self.version,
            status="usable",
            embargoed_until=None,
            headline=headline,
            slug_from=headline,
            headline_is_ours=is_ours,
            standfirst=line(text_of(self.summary), at_most=1000),
            text=text,
            byline=by_whom(line(self.author)),
            dateline="",
            credit_line=credit,
            usage_terms=terms,
            kind="report",
            language=line(self.defaults.language, at_most=35),
            topics=tuple(each_once(("subject", line(t, at_most=MAX_NAME)) for t in self.tags)),
            pictures=tuple(_picture(each, credit, terms) for each in self.images[:MANY]),
        )


def _picture(image: Image, credit: str, terms: str) -> Picture:
    return Picture(
        name="",
        uri="",
        href=image.href,
        known_as=frozenset({image.href}),
        headline="",
        caption=line(image.caption),
        credit=line(image.credit or credit, at_most=255),
        licence=line(terms, at_most=255),
    )


def own_id(found: str, *, feed: str) -> str:
    """Return an entry's id: as it is if it is an address or a URN, else beside its feed's own."""
    return found if ":" in found or not found else f"{feed}#{found}"
