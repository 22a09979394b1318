"""Who wrote: declared authors, guest authors of Co-Authors Plus, and names that only stand there.

WordPress names an author by login, Co-Authors Plus by ``cap-`` and a slug of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import slugify

from broadsheet.wire.moving.records import Person
from broadsheet.wire.moving.wordpress.addresses import slug_of
from broadsheet.wire.moving.wordpress.item import Item, Term
from broadsheet.wire.moving.wordpress.words import plain, title_of

GUEST = "guest-author"
MAX_KEY = 200
"""Characters of what a person is known by."""

NAMELESS = "The export tells no name, only this login: write how readers are to see it."


class People:
    """All who wrote, each once. ``resolve`` finds them by whatever an item calls them."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._names: dict[str, str] = {}
        self._guessed: set[str] = set()

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())

    def declare(self, fields: dict[str, str]) -> None:
        """Take in an author from the head of the export."""
        login = fields.get("wp:author_login", "")
        names = (fields.get("wp:author_first_name", ""), fields.get("wp:author_last_name", ""))
        name = title_of(fields.get("wp:author_display_name", "")) or title_of(" ".join(names))
        key = _clean(login) or name
        if key and _fold(key) not in self._names:
            email = fields.get("wp:author_email", "")
            person = Person(key, name or _shown(key), _slug(key), email)
            self._add(person if name else replace(person, remark=NAMELESS), key, name)

    def declare_guest(self, item: Item) -> bool:
        """Take in a guest author; False where it is somebody who is known already."""
        slug = slug_of(item.text("wp:post_name")).removeprefix("cap-")
        name = title_of(item.first("cap-display_name") or item.text("title"))
        login = item.first("cap-user_login") or slug
        linked = item.first("cap-linked_account")
        life = plain(item.first("cap-description"))
        known = self._known(linked) or self._known(login) or self._known(slug)
        if known and known not in self._guessed:
            person = self._people[known]
            self._people[known] = replace(person, life=person.life or life)
            self._names.setdefault(_fold(slug), known)
            return False
        name = name or slug or item.name
        key = known or slug or name
        self._guessed.discard(key)
        self._add(Person(key, name, slug, item.first("cap-user_email"), life), login, slug, name)
        return True

    def of(self, item: Item) -> tuple[str, ...]:
        """Return the keys of an item's authors, in order; whoever wasn't declared is added."""
        terms = [term for term in item.terms if term.domain == "author"]
        found = [self._by_term(term) for term in terms] or [self._by_login(item)]
        return tuple(dict.fromkeys(key for key in found if key))

    def _by_term(self, term: Term) -> str:
        slug = slug_of(term.slug).removeprefix("cap-")
        known = self._known(slug) or self._known(term.name)
        name = title_of(term.name) or slug
        return known or (self._guess(Person(slug or name, name, slug), slug) if name else "")

    def _by_login(self, item: Item) -> str:
        login = _clean(item.text("dc:creator") or item.text("wp:author"))
        if not login:
            return ""
        person = Person(login, _shown(login), _slug(login), remark=NAMELESS)
        return self._known(login) or self._guess(person, login)

    def _known(self, name: str) -> str:
        return self._names.get(_fold(name), "") if name.strip() else ""

    def _guess(self, person: Person, name: str) -> str:
        """Add somebody whose name only stands under a story: a guest author may tell more."""
        self._guessed.add(person.key)
        return self._add(person, name)

    def _add(self, person: Person, *names: str) -> str:
        self._people[person.key] = person
        for name in names:
            for each in (_fold(name), _slug(name)):
                if each:
                    self._names.setdefault(each, person.key)
        return person.key


def _clean(login: str) -> str:
    return login.strip().strip("<>").strip()[:MAX_KEY]


def _fold(name: str) -> str:
    return _clean(name).casefold()


def _slug(name: str) -> str:
    return slugify(_local(name), allow_unicode=True)


def _shown(login: str) -> str:
    """Return a login as a name: of a mail address no more than what stands before the @."""
    return title_of(_local(login)) or login


def _local(login: str) -> str:
    return login.partition("@")[0] if "@" in login[1:] else login
