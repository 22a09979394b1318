"""A story's text, one of its revisions or what is public of it, as a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.exports.files import document_of, picture_of
from broadsheet.wire.outgoing.exports.records import Document, Picture, Text
from broadsheet.wire.outgoing.exports.said import Said
from broadsheet.wire.outgoing.feeds.blocks import BLOCKS
from broadsheet.wire.outgoing.feeds.references import References, link_of
from broadsheet.wire.outgoing.feeds.writer import Writer
from broadsheet.wire.outgoing.xml import legal

Place = Callable[[Picture | Document], str]
"""Says where a file is in the export: a path that begins with a slash, or a whole address."""


def by_name(each: Picture | Document) -> str:
    """Return where a file is in an export that says nothing else."""
    return f"/media/{each.name}"


@dataclass(frozen=True)
class Reading:
    """How a newspaper is read: all of it or what is public, files and our own links where."""

    everything: bool
    place: Place
    root: str


@dataclass(frozen=True)
class Placed(References):
    """What texts point to, documents at their places in the export."""

    documents: dict[int, str] = field(default_factory=dict)

    def target(self, link: str) -> str | None:
        """Return where a stored link's attributes lead; None when that isn't in the export."""
        kind, key = link_of(link) or ("", 0)
        return self.documents.get(key) if kind == "file" else super().target(link)


@dataclass(frozen=True)
class PlacedWriter(Writer):
    """Writes a text with the files of the export."""

    place: Place = by_name

    def file(self, key: Any, text: str) -> str:
        """Return a paragraph that leads to a document of ours."""
        found = self.references.files.get(key)
        if found is None:
            return ""
        return f"<p>{self.link(self.place(document_of(found)), text or found.title)}</p>"

    def picture(self, key: int) -> Picture:
        """Return a picture that the text shows."""
        photo = self.references.photos[key]
        return picture_of(photo, self.references.renditions.get(key, []))

    def figure(self, key: Any, *, caption: str = "", alt: str = "") -> str:
        """Return a picture with its caption and credit, printed or not."""
        if key not in self.references.photos:
            return ""
        picture = self.picture(key)
        words = " ".join(filter(None, [caption or picture.caption, picture.credit]))
        under = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        place = self.place(picture)
        place = f"{self.root or whole('/')}{place[1:]}" if place.startswith("/") else place
        return (
            f'<figure><img src="{escape(place)}" alt="{escape(alt or picture.alt)}"'
            f' width="{picture.width}" height="{picture.height}">{under}</figure>'
        )


def text_of(said: Said, writer: PlacedWriter, *, everything: bool) -> Text:
    """Return what a story says as a record.

    Unless ``everything`` is exported, a line that leads to a story that isn't public is left out.
    """
    blocks, public, words = said.blocks, writer.references.pages, said.words
    if not everything:
        blocks = tuple(b for b in blocks if b.type != "also_read" or b.value["story"] in public)
    shown = dict.fromkeys(key for of, key in said.named() if of == "photo")
    html = (BLOCKS[each.type](writer, each.value) for each in blocks if each.type in BLOCKS)
    return Text(
        headline=words["title"],
        slug=words["slug"],
        kind=words["kind"],
        kicker=words["kicker"],
        standfirst=words["standfirst"],
        dateline=words["dateline"],
        hero=said.hero,
        hero_caption=words["hero_caption"],
        blocks=blocks,
        html=legal("\n".join(filter(None, html))),
        pictures=tuple(map(writer.picture, filter(writer.references.photos.get, shown))),
        bylines=said.bylines,
        topics=said.topics,
        seo_title=words["seo_title"],
        seo_description=words["search_description"],
        social_title=words["social_title"],
        social_description=words["social_description"],
        social_image=said.social_image,
        canonical=words["canonical_url"],
        credit_line=words["credit_line"],
        usage_terms=words["usage_terms"],
        change=said.change,
    )


def writer_for(address: str, references: References, reading: Reading) -> PlacedWriter:
    """Return what writes the HTML of the page at an address."""
    placed = Placed(
        photos=references.photos,
        renditions=references.renditions,
        files=references.files,
        pages=references.pages,
        documents={key: reading.place(document_of(each)) for key, each in references.files.items()},
    )
    return PlacedWriter(
        url=whole(address), references=placed, root=reading.root, place=reading.place
    )
