"""Bytes → the one item of an NITF document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.wire.incoming.entries import Format, Raw
from broadsheet.wire.incoming.formats.nitf.item import read, uri_of, version_of
from broadsheet.wire.incoming.formats.xml import Element, digest_of, tree_of
from broadsheet.wire.incoming.item import Item


@dataclass(frozen=True)
class NitfDocument:
    """One document, as it came."""

    element: Element

    @property
    def uri(self) -> str:
        """What it is known by. Raises SetAside."""
        return uri_of(self.element)

    @property
    def version(self) -> datetime | None:
        """When this version of it was issued. Raises SetAside."""
        return version_of(self.element)

    @property
    def digest(self) -> str:
        """SHA-256 of it."""
        return digest_of(self.element)

    def read(self) -> Item:
        """Return what it says. Raises SetAside."""
        return read(self.element)


def _items(data: bytes, _suffix: str) -> Iterator[tuple[int, Raw | str]]:
    root = tree_of(data)
    if root.tag in {"newsItem", "newsMessage", "packageItem", "NewsML"}:
        raise ValueError("it is NewsML, which `broadsheet import newsml` takes")
    if root.tag != "nitf":
        raise ValueError(f"it is not NITF: its outermost element is <{root.tag[:60]}>")
    yield 0, NitfDocument(root)


NITF = Format(frozenset({".xml", ".nitf"}), _items)
