"""What things are known by in Ghost: slugs of ASCII, each once, and one kind of tag for all."""

from __future__ import annotations

from django.utils.text import slugify

from broadsheet.wire.outgoing.exports.ghost.limits import SLUG
from broadsheet.wire.outgoing.exports.ghost.redirects import AUTHORS, TOPICS, Row, leading
from broadsheet.wire.outgoing.exports.pieces import Person, Piece
from broadsheet.wire.outgoing.exports.records import Section, Topic
from broadsheet.wire.outgoing.exports.unique import Slugs


class Names:
    """Gives each thing its name, and keeps in ``led`` the redirects that follow from it."""

    def __init__(self) -> None:
        self.led: list[Row] = []
        self._posts, self._tags, self._authors = Slugs(), Slugs(), Slugs()
        self._emails: set[str] = set()
        self._sections: dict[int, str] = {}
        self._topics: dict[int, str] = {}
        self._by_name: dict[tuple[str, str], str] = {}

    def author(self, person: Person) -> str:
        """Return the slug of somebody who signs."""
        slug = self._authors.free(_ascii(person.slug or person.name, person.key))
        if person.slug:
            self.led += leading([f"{AUTHORS}{person.slug}/"], f"{AUTHORS}{slug}/")
        return slug

    def email(self, person: Person) -> str:
        """Return an address that nobody else has; "" where there is none that Ghost takes."""
        email = person.email.casefold()
        _name, _at, host = email.partition("@")
        if "." not in host or email in self._emails:
            return ""
        self._emails.add(email)
        return person.email

    def section(self, section: Section) -> tuple[str, str]:
        """Return the key and the slug of the tag that a section is."""
        slug = self._tags.free(_ascii(section.slug, f"section-{section.key}"))
        key = f"section-{section.key}"
        self._sections[section.key] = key
        self._by_name[slug, section.name.casefold()] = key
        self.led += leading([section.address], f"{TOPICS}{slug}/")
        return key, slug

    def topic(self, topic: Topic) -> tuple[str, str] | None:
        """Return the key and the slug of the tag that a topic is; None where a section is it."""
        wished = _ascii(topic.slug, f"topic-{topic.key}")
        if same := self._by_name.get((wished, topic.name.casefold())):
            self._topics[topic.key] = same
            return None
        slug, key = self._tags.free(wished), f"topic-{topic.key}"
        self._topics[topic.key] = key
        self.led += leading([topic.address], f"{TOPICS}{slug}/")
        return key, slug

    def piece(self, piece: Piece) -> str:
        """Return a slug: the last step of the address, where no other has it."""
        last = piece.address.rstrip("/").rpartition("/")[2] or piece.slug
        return self._posts.free(_ascii(last, f"story-{piece.key}"))

    def tags_of(self, piece: Piece) -> list[str]:
        """Return the keys of a story's tags: its section is the first."""
        keys = [self._sections.get(piece.section or 0), *map(self._topics.get, piece.topics)]
        return [key for key in keys if key]


def _ascii(slug: str, otherwise: str) -> str:
    """Return a slug as Ghost leaves it: it would write other letters in its own way."""
    return slugify(slug)[:SLUG].strip("-") or otherwise
