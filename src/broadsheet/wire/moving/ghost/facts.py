"""A first look at the whole export: whatever its posts refer to, which may come after them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from broadsheet.wire.moving.ghost.addresses import origin_of, zone_of
from broadsheet.wire.moving.ghost.export import NotAnExport, Row, rows_of
from broadsheet.wire.moving.ghost.tags import Tag, tag_of
from broadsheet.wire.moving.ghost.values import Fields, key, number, short, text
from broadsheet.wire.moving.records import Person

MOST_LINKS = 2_000_000
"""Rows that say which post has which tag or author, or more about a post."""
_HASH = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_Links = dict[str, list[tuple[float, str]]]


@dataclass
class Facts:
    """What the tables say besides the posts. Everything is known by its id."""

    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    portraits: dict[str, str] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    meta: dict[str, dict[str, Any]] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)
    """The tags that are sections here."""
    rows: Counter[str] = field(default_factory=Counter)
    """How many there are of each table."""
    _tags_of: _Links = field(default_factory=dict)
    _authors_of: _Links = field(default_factory=dict)

    def setting(self, *names: str) -> str:
        """Return the first of these settings that says something."""
        return next((found for name in names if (found := self.settings.get(name, ""))), "")

    @property
    def zone(self) -> ZoneInfo | None:
        """Return the clock that addresses with a day in them went by."""
        return zone_of(self.setting("timezone", "active_timezone", "activeTimezone"))

    @property
    def known_by(self) -> str:
        """Return what tells this paper from others, whatever it is called by now."""
        found = self.setting("db_hash", "dbHash")
        return found if _HASH.fullmatch(found) else self.setting("title") or self.url

    def tags_of(self, post: str) -> list[Tag]:
        """Return a post's tags, the first one first."""
        links = sorted(self._tags_of.get(post, []), key=lambda link: link[0])
        return [tag for _at, each in links if (tag := self.tags.get(each))]

    def authors_of(self, post: str, otherwise: str) -> tuple[str, ...]:
        """Return who signs a post, in order; before Ghost 1.22 it was one, in the post itself."""
        links = sorted(self._authors_of.get(post, []), key=lambda link: link[0])
        found = [each for _at, each in links if each in self.people]
        alone = [otherwise] if otherwise in self.people else []
        return tuple(dict.fromkeys(found or alone))


def facts_of(path: Path, url: str = "") -> Facts:
    """Read what an export says besides its posts' texts. Raises NotAnExport."""
    facts = Facts(url)
    links = 0
    for row in rows_of(path):
        facts.rows[row.table] += 1
        if isinstance(row.value, dict) and (take := _TAKE.get(row.table)):
            links += 1
            if links > MOST_LINKS:
                raise NotAnExport(f"{path.name} has more than {MOST_LINKS:,} links: no paper has.")
            take(row, facts)
    facts.sections = _sections(facts)
    return facts


def _setting(row: Row, facts: Facts) -> None:
    facts.settings[short(row.value, "key")] = text(row.value, "value")


def _person(fields: Fields, facts: Facts) -> str:
    known = key(fields.get("id"))
    if known and known not in facts.people:
        name = short(fields, "name")
        life = short(fields, "bio")
        email = short(fields, "email")
        facts.people[known] = Person(known, name, short(fields, "slug"), email, life)
        facts.portraits[known] = text(fields, "profile_image", "image").strip()
    return known


def _tag(fields: Fields, facts: Facts) -> str:
    tag = tag_of(fields)
    if tag.key:
        facts.tags.setdefault(tag.key, tag)
    return tag.key


def _link(row: Row, links: _Links, name: str) -> None:
    post, other = key(row.value.get("post_id")), key(row.value.get(name))
    links.setdefault(post, []).append((number(row.value.get("sort_order")), other))


def _meta(row: Row, facts: Facts) -> None:
    said = {name: value for name, value in row.value.items() if isinstance(value, str) and value}
    facts.meta[key(row.value.get("post_id"))] = said


def _post(row: Row, facts: Facts) -> None:
    """Take what Ghost's content API puts into a post itself."""
    fields, post = row.value, key(row.value.get("id"))
    facts.url = facts.url or origin_of(short(fields, "url"))
    for name, take, links in (
        ("tags", _tag, facts._tags_of),
        ("authors", _person, facts._authors_of),
    ):
        nested = fields.get(name)
        for at, each in enumerate(nested if isinstance(nested, list) else []):
            if isinstance(each, dict):
                links.setdefault(post, []).append((at, take(each, facts)))


_TAKE = {
    "settings": _setting,
    "users": lambda row, facts: _person(row.value, facts),
    "tags": lambda row, facts: _tag(row.value, facts),
    "posts_tags": lambda row, facts: _link(row, facts._tags_of, "tag_id"),
    "posts_authors": lambda row, facts: _link(row, facts._authors_of, "author_id"),
    "posts_meta": _meta,
    "posts": _post,
}

MANY_SECTIONS, LEAST_STORIES, LEAST_SHARE = 20, 3, 0.01


def _sections(facts: Facts) -> set[str]:
    """Return the tags that become sections: those that come first on a post.

    Where more than twenty do, tags were given as one goes along. Then a section is what comes
    first on three posts, and on one in a hundred.
    """
    firsts: Counter[str] = Counter()
    for post in facts._tags_of:
        public = [tag for tag in facts.tags_of(post) if not tag.is_internal]
        firsts.update(tag.key for tag in public[:1])
    if len(firsts) <= MANY_SECTIONS:
        return set(firsts)
    least = max(LEAST_STORIES, LEAST_SHARE * facts.rows["posts"])
    return {tag for tag, times in firsts.items() if times >= least}
