"""The paper as WordPress will know it: numbers, logins and slugs of its things, by their keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from broadsheet.wire.outgoing.exports.media import Files, Media
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.pieces import Person, people_of
from broadsheet.wire.outgoing.exports.records import Document, Paper, Section, Topic
from broadsheet.wire.outgoing.exports.unique import Numbers
from broadsheet.wire.outgoing.exports.wxr.elements import slug

LONGEST_LOGIN = 50
"""``wp_insert_user`` takes 60 characters, of which Co-Authors Plus needs four."""


@dataclass(frozen=True)
class Site:
    """Where things of the paper are in WordPress."""

    paper: Paper
    people: dict[str, Person]
    sections: dict[int, Section]
    topics: dict[int, Topic]
    files: Files
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def zone(self) -> ZoneInfo:
        """Return the paper's clock."""
        return ZoneInfo(self.paper.timezone)

    def number_of(self, each: Media) -> int:
        """Return the number of a picture or a document."""
        kind = "document" if isinstance(each, Document) else "picture"
        return self.numbers.of(kind, str(each.key))

    def login_of(self, key: str) -> str:
        """Return by what WordPress knows somebody: letters of which it takes nothing away
        (``sanitize_user``).
        """
        wished = self.people[key].slug
        is_plain = wished.isascii() and 0 < len(wished) <= LONGEST_LOGIN
        return wished if is_plain else f"author-{self.numbers.of('person', key)}"

    def slug_of(self, section: Section) -> str:
        """Return a category's slug: WordPress looks them up by it alone, wherever they lie, and
        ours may come again under another section.
        """
        return slug("-".join(filter(None, section.address.split("/"))) or section.slug)


def site_of(newspaper: Newspaper) -> Site:
    """Look through the paper once."""
    return Site(
        paper=newspaper.paper(),
        people={person.key: person for person in people_of(newspaper)},
        sections={section.key: section for section in newspaper.sections()},
        topics={topic.key: topic for topic in newspaper.topics()},
        files=Files(newspaper, newspaper.place),
    )
