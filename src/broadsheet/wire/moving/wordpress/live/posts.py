"""Posts and pages of the API → stories, with what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from broadsheet.lib.html import text_of
from broadsheet.wire.moving.records import Comment, Person, Post, State
from broadsheet.wire.moving.wordpress.addresses import its_own, numbered, path_of, slug_of
from broadsheet.wire.moving.wordpress.live.values import (
    Thing,
    inner,
    moment,
    number,
    numbers,
    text,
)
from broadsheet.wire.moving.wordpress.states import state_named
from broadsheet.wire.moving.wordpress.words import plain, title_of

_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more).*)$", re.IGNORECASE)
"""How an excerpt ends that WordPress made of a story's first words."""


@dataclass
class Known:
    """What stories refer to by number: the keys that an export would have for it."""

    home: str
    offset: timedelta
    people: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)

    def person(self, thing: Thing) -> Person:
        """Return somebody who writes, known from now on."""
        slug, name = slug_of(text(thing, "slug")), title_of(text(thing, "name"))
        key = self.people[number(thing, "id")] = slug or name or number(thing, "id")
        return Person(key, name or slug, slug, life=plain(text(thing, "description")))

    def guests_of(self, thing: Thing) -> Iterator[Person]:
        """Yield who wrote a story and isn't known: many sites list nobody, but sign stories."""
        signed = inner(thing, "_embedded").get("author")
        for each in signed if isinstance(signed, list) else ():
            is_named = isinstance(each, dict) and text(each, "name")
            if is_named and number(each, "id") not in self.people:
                yield self.person(each)


def post_of(thing: Thing, kind: str, known: Known, comments: tuple[Comment, ...]) -> Post:
    """Return the story, or the page, that a post is."""
    key, hero = number(thing, "id"), number(thing, "featured_media")
    published = moment(thing, "date", known.offset)
    # What needs a password comes without its text.
    locked = inner(thing, "content").get("protected") is True
    state = state_named(text(thing, "status"), locked=locked)
    author = known.people.get(number(thing, "author"), "")
    sections = [known.sections.get(each, "") for each in numbers(thing, "categories")]
    topics = [known.topics.get(each, "") for each in numbers(thing, "tags")]
    seo = inner(thing, "yoast_head_json")
    form = text(thing, "format")
    return Post(
        key=key,
        title=title_of(text(thing, "title")),
        body=text(thing, "content"),
        state=state,
        stands=kind == "page",
        slug=slug_of(text(thing, "slug")),
        standfirst=_standfirst(thing),
        authors=(author,) if author else (),
        sections=tuple(filter(None, sections)),
        topics=tuple(filter(None, topics)),
        hero=hero if hero in known.pictures else "",
        written=published,
        published=published if state in {State.PUBLIC, State.SCHEDULED} else None,
        updated=moment(thing, "modified", known.offset),
        addresses=_addresses(thing, kind, path_of(known.home)),
        above=number(thing, "parent"),
        seo_title=_other_than(title_of(text(seo, "title")), thing),
        seo_description=plain(text(seo, "description")),
        is_sticky=thing.get("sticky") is True,
        comments=comments,
        extra={"format": [form]} if form not in {"", "standard"} else {},
    )


def _standfirst(thing: Thing) -> str:
    """Return the excerpt that somebody wrote: none was, where it is the beginning of the text."""
    said = plain(text(thing, "excerpt"))
    begun = " ".join(_CUT_OFF.sub("", said).split())
    words = " ".join(text_of(text(thing, "content")).split())
    return "" if words.startswith(begun) else said


def _other_than(seo: str, thing: Thing) -> str:
    """Return a title for machines, unless it is the headline, with the paper's name behind it."""
    return "" if seo.startswith(title_of(text(thing, "title"))) else seo


def _addresses(thing: Thing, kind: str, home: str) -> tuple[str, ...]:
    found = (path_of(text(thing, "link")), numbered(home, kind, number(thing, "id")))
    return its_own(found, home)
