"""Ghost's tags. It has no sections: the first public tag of a post stands for one."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.wire.moving.ghost.values import Fields, key, short
from broadsheet.wire.moving.records import Section, Topic


@dataclass(frozen=True)
class Tag:
    """A tag. Readers never saw an internal one: it is for themes and routes."""

    key: str
    name: str
    slug: str
    description: str
    is_internal: bool


def tag_of(fields: Fields) -> Tag:
    """Return the tag that a row is."""
    name = short(fields, "name")
    is_internal = name.startswith("#") or short(fields, "visibility") == "internal"
    description = short(fields, "description", "meta_description")
    return Tag(key(fields.get("id")), name, short(fields, "slug"), description, is_internal)


def record_of(tag: Tag, sections: set[str]) -> Section | Topic:
    """Return what a public tag is here."""
    if tag.key in sections:
        return Section(tag.key, tag.name, tag.slug, description=tag.description)
    return Topic(tag.key, tag.name, tag.slug, tag.description)
