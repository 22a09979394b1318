"""Bytes → the items of a NewsML document: a message's, or the one that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.wire.incoming.entries import Format, Raw
from broadsheet.wire.incoming.formats.newsml import item as g2
from broadsheet.wire.incoming.formats.newsml.message import members_of, pictures_by_text
from broadsheet.wire.incoming.formats.newsml.old import OldItem
from broadsheet.wire.incoming.formats.xml import Element, digest_of, tree_of
from broadsheet.wire.incoming.item import Item
from broadsheet.wire.incoming.ledger import LeftOut

OTHERS = {
    "conceptItem": "it explains a concept",
    "knowledgeItem": "it explains concepts",
    "planningItem": "it plans coverage",
    "catalogItem": "it lists vocabularies",
}
"""Items that bring no news → what they do."""


@dataclass(frozen=True)
class G2Item:
    """One item, as it came, and what came with it."""

    element: Element
    pictures: tuple[Element, ...] = ()
    comes_with: str = ""
    """The guid of the text whose picture it is."""
    missing: tuple[str, ...] = ()
    """What a package names that isn't in the same file."""

    @property
    def uri(self) -> str:
        """What it is known by. Raises SetAside."""
        return g2.uri_of(self.element)

    @property
    def version(self) -> datetime | None:
        """When this version of it was made. Raises SetAside."""
        return g2.version_of(self.element)

    @property
    def digest(self) -> str:
        """SHA-256 of it and its pictures."""
        return digest_of(self.element, *self.pictures)

    def read(self) -> Item:
        """Return what it says. Raises SetAside, or LeftOut for what is no copy."""
        if self.element.tag in OTHERS:
            raise LeftOut(f"{OTHERS[self.element.tag]}, and brings no copy")
        if self.element.tag == "packageItem":
            lost = f"; not in this file: {', '.join(self.missing)}" if self.missing else ""
            raise LeftOut(f"a package: what it names comes by itself{lost}")
        if self.comes_with:
            raise LeftOut(f"a picture, which comes with {self.comes_with}")
        return g2.read(self.element, self.pictures)


def _items(data: bytes, _suffix: str) -> Iterator[tuple[int, Raw | str]]:
    root = tree_of(data)
    if root.tag == "NewsML":
        found = list(root.iterfind("NewsItem"))
        if not found:
            raise ValueError("there is no NewsItem in it")
        yield from ((_at(number, found), OldItem(each)) for number, each in enumerate(found, 1))
        return
    items = list(root.iterfind("itemSet/*")) if root.tag == "newsMessage" else [root]
    known = {"newsItem", "packageItem", *OTHERS}
    if root.tag == "nitf":
        raise ValueError("it is NITF, which `broadsheet import nitf` takes")
    if root.tag != "newsMessage" and root.tag not in known:
        raise ValueError(f"it is not NewsML: its outermost element is <{root.tag[:60]}>")
    if not items:
        raise ValueError("its message is empty")
    pictures = pictures_by_text(items)
    texts = {each.get("guid"): text for text, shown in pictures.items() for each in shown}
    guids = {each.get("guid") for each in items}
    for number, each in enumerate(items, 1):
        if each.tag not in known:
            yield _at(number, items), f"it is <{str(each.tag)[:60]}>, which is no item of NewsML-G2"
            continue
        guid = each.get("guid") or ""
        lost = tuple(each for each in members_of(each) if each and each not in guids)
        yield _at(number, items), G2Item(each, pictures.get(guid, ()), texts.get(guid, ""), lost)


def _at(number: int, found: list[Element]) -> int:
    return number if len(found) > 1 else 0


NEWSML = Format(frozenset({".xml", ".newsml"}), _items)
