"""What comes together: which pictures belong to which text, by packages and links."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.wire.incoming.formats.newsml.item import class_of
from broadsheet.wire.incoming.formats.xml import Element, attribute
from broadsheet.wire.incoming.values import MANY

PICTURES = {"picture", "graphic"}


def pictures_by_text(items: list[Element]) -> dict[str, tuple[Element, ...]]:
    """Return the items that are pictures, by the guid of the text that they come with."""
    by_guid = {attribute(item, "guid"): item for item in items if item.tag == "newsItem"}
    texts = {guid for guid, item in by_guid.items() if class_of(item) == "text"}
    pictures = {guid for guid, item in by_guid.items() if class_of(item) in PICTURES}
    found: dict[str, dict[str, Element]] = {}
    for guid in texts:
        for link in by_guid[guid].iterfind("itemMeta/link"):
            _join(guid, [_referred(link)], pictures, by_guid, found)
    for item in items:
        for members in _groups(item):
            own = [guid for guid in members if guid in texts]
            if len(set(own)) == 1:
                _join(own[0], members, pictures, by_guid, found)
    return {guid: tuple(shown.values())[:MANY] for guid, shown in found.items()}


def _join(
    text: str,
    members: list[str],
    pictures: set[str],
    by_guid: dict[str, Element],
    found: dict[str, dict[str, Element]],
) -> None:
    for guid in members:
        if guid in pictures:
            found.setdefault(text, {})[guid] = by_guid[guid]


def _groups(item: Element) -> Iterator[list[str]]:
    """Yield what a package names: together, and then group by group."""
    if item.tag == "packageItem":
        yield members_of(item)
        for group in item.iterfind("groupSet/group"):
            yield [_referred(each) for each in group.iterfind("itemRef")]


def members_of(package: Element) -> list[str]:
    """Return the guids of what a package names."""
    return [_referred(each) for each in package.iterfind("groupSet/group/itemRef")]


def _referred(reference: Element) -> str:
    return attribute(reference, "residref") or attribute(reference, "guidref")
