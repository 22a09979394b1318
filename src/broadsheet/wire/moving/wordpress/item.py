"""An ``<item>``: what WordPress keeps in its table of posts, and all that hangs on it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from broadsheet.wire.moving.wordpress.stream.element import Element, elements_of

_NUMBER = re.compile(r"-?\d{1,20}")


@dataclass(frozen=True)
class Term:
    """What an item is filed under: a category, a tag, an author, or a plugin's own."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True)
class Item:
    """An item as the file has it. ``fields`` are texts by the names of their elements."""

    fields: dict[str, str]
    terms: tuple[Term, ...] = ()
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: tuple[dict[str, str], ...] = ()

    def text(self, name: str) -> str:
        """Return a field without the space around it, or nothing."""
        return self.fields.get(name, "").strip()

    def first(self, *names: str) -> str:
        """Return the first custom field of these that says something."""
        return next((v.strip() for n in names for v in self.meta.get(n, ()) if v.strip()), "")

    @property
    def kind(self) -> str:
        """Return the item's type: one without a type that has a body is a post."""
        body = self.fields.get("content:encoded", "")
        return self.text("wp:post_type") or ("post" if body.strip() else "")

    @property
    def number(self) -> str:
        """Return WordPress's number of the item, or nothing."""
        number = self.text("wp:post_id")
        return number if _NUMBER.fullmatch(number) and number.strip("0") else ""

    @property
    def key(self) -> str:
        """Return what WordPress knows the item by: its number, or else what never changes."""
        return self.number or f"~{self.mark}"

    @property
    def mark(self) -> str:
        """Return a short sign of what makes the item itself, for those with one number."""
        names = ("wp:post_type", "guid", "link", "title", "wp:post_date")
        return sha256("\n".join(self.text(name) for name in names).encode()).hexdigest()[:12]

    @property
    def name(self) -> str:
        """Return what people call the item."""
        return self.text("title") or self.text("wp:post_name") or self.text("link") or self.key


def item_of(inner: str) -> Item:
    """Return what an item's inside says. Raises Unreadable."""
    fields: dict[str, str] = {}
    terms: list[Term] = []
    meta: dict[str, list[str]] = defaultdict(list)
    comments: list[dict[str, str]] = []
    for element in elements_of(inner):
        if element.name == "category":
            terms.append(_term(element))
        elif element.name == "wp:postmeta":
            pair = _fields(element)
            meta[pair.get("wp:meta_key", "").strip()].append(pair.get("wp:meta_value", ""))
        elif element.name == "wp:comment":
            comments.append(_fields(element))
        elif element.name not in fields:
            fields[element.name] = element.value
    return Item(fields, tuple(terms), dict(meta), tuple(comments))


def _term(element: Element) -> Term:
    return Term(element.attribute("domain"), element.attribute("nicename"), element.value.strip())


def _fields(element: Element) -> dict[str, str]:
    """Return an element's own elements as texts; the first of each name."""
    found: dict[str, str] = {}
    for each in elements_of(element.inner):
        found.setdefault(each.name, each.value)
    return found


def declared_fields(inner: str) -> dict[str, str]:
    """Return an author's or a term's elements as texts. Raises Unreadable."""
    return {each.name: each.value.strip() for each in elements_of(inner)}
