"""Categories and tags, declared at the head of the export or only used by an item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import slugify

from broadsheet.wire.moving.records import Other, Section, Topic
from broadsheet.wire.moving.wordpress.addresses import slug_of
from broadsheet.wire.moving.wordpress.item import Item, Term
from broadsheet.wire.moving.wordpress.words import plain, title_of

SECTION, TOPIC, MENU = "category", "post_tag", "nav_menu"
MAX_KEY = 200
"""Characters of what a term is known by."""

_OLD_NAMES = {"": SECTION, "tag": TOPIC}
"""How WXR 1.0 names them."""

UNSAID = {"author", "post_format", "wp_theme", "wp_template_part_area"}
"""Kinds of terms that say nothing of a story: authors stand elsewhere, the rest is machinery."""


def domain_of(term: Term) -> str:
    """Return what kind of term it is, in the words of WXR 1.2."""
    return _OLD_NAMES.get(term.domain, term.domain)


def key_of(slug: str, name: str) -> str:
    """Return what a term is known by: exports write one slug in several ways."""
    read = slug_of(slug) or name
    return (slugify(read, allow_unicode=True) or read.casefold())[:MAX_KEY]


class Terms:
    """All that items are filed under, each once."""

    def __init__(self) -> None:
        self._sections: dict[str, Section] = {}
        self._topics: dict[str, Topic] = {}
        self._others: dict[str, Other] = {}
        self._numbers: dict[str, str] = {}

    def __iter__(self) -> Iterator[Section | Topic | Other]:
        """Yield the terms, and each section after the one that it lies in."""
        yield from self._from_the_top()
        yield from self._topics.values()
        yield from self._others.values()

    def declare(self, part: str, fields: dict[str, str]) -> None:
        """Take in a term from the head: ``part`` is the name of the element."""
        if part == "wp:category":
            prefix, name, kind = "wp:category", "wp:cat_name", SECTION
        elif part == "wp:tag":
            prefix, name, kind = "wp:tag", "wp:tag_name", TOPIC
        else:
            prefix, name, kind = "wp:term", "wp:term_name", fields.get("wp:term_taxonomy", "")
        slug = fields.get("wp:category_nicename" if kind == SECTION else f"{prefix}_slug", "")
        slug = slug or fields.get("wp:term_slug", "")
        self._take(
            Term(kind, slug, fields.get(name, "")),
            above=key_of(fields.get(f"{prefix}_parent", ""), ""),
            description=plain(fields.get(f"{prefix}_description", "")),
            number=fields.get("wp:term_id", ""),
        )

    def use(self, item: Item) -> None:
        """Take in what an item is filed under and the head doesn't declare."""
        for kind in (SECTION, TOPIC):
            for term in named(item, kind):
                self._take(term)
        for term in item.terms:
            if domain_of(term) not in {SECTION, TOPIC}:
                self._take(term)

    def sections_of(self, item: Item) -> tuple[str, ...]:
        """Return the keys of an item's sections; the one an SEO plugin calls the main one first."""
        keys = _keys(item, SECTION)
        number = item.first("_yoast_wpseo_primary_category", "rank_math_primary_category")
        main = self._numbers.get(number, "")
        return (main, *(key for key in keys if key != main)) if main in keys else keys

    def section_named(self, number: str) -> str:
        """Return what the section of a number is called; "" for one that isn't known."""
        found = self._sections.get(self._numbers.get(number, ""))
        return found.name if found else ""

    def topics_of(self, item: Item) -> tuple[str, ...]:
        """Return the keys of an item's topics."""
        return _keys(item, TOPIC)

    def _take(
        self, term: Term, *, above: str = "", description: str = "", number: str = ""
    ) -> None:
        name = title_of(term.name) or slug_of(term.slug)
        key, slug, kind = key_of(term.slug, name), slug_of(term.slug), domain_of(term)
        if not key or kind in UNSAID:
            return
        if kind == SECTION:
            self._sections.setdefault(key, Section(key, name, slug, above, description))
            self._numbers.setdefault(number, key)
        elif kind == TOPIC:
            self._topics.setdefault(key, Topic(key, name, slug, description))
        elif kind == MENU:
            other = Other(f"{kind}:{key}", "menu", name, "Make menus anew.")
            self._others.setdefault(other.key, other)
        else:
            why = f"It is a term of “{kind}”, which a plugin or theme added."
            self._others.setdefault(f"{kind}:{key}", Other(f"{kind}:{key}", "term", name, why))

    def _from_the_top(self) -> Iterator[Section]:
        """Yield sections, those above first; where they lie in a ring, it is cut."""
        done: set[str] = set()
        for key in self._sections:
            chain: list[str] = []
            while key in self._sections and key not in done and key not in chain:
                chain.append(key)
                key = self._sections[key].above
            for each in reversed(chain):
                section = self._sections[each]
                above = section.above if section.above in done else ""
                done.add(each)
                yield replace(section, above=above)


def named(item: Item, kind: str) -> list[Term]:
    """Return an item's terms of a kind. WXR 1.0 has each twice, once without its slug."""
    terms = [term for term in item.terms if domain_of(term) == kind]
    return [term for term in terms if term.slug] or terms


def _keys(item: Item, kind: str) -> tuple[str, ...]:
    keys = (key_of(term.slug, term.name) for term in named(item, kind))
    return tuple(dict.fromkeys(key for key in keys if key))
