"""P: every address × every role, from a table that is read and reviewed, not remembered.

It is held against Django's own resolver, so that neither an address of ours nor one that a
new Wagtail brings can be there without somebody having said who may use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.permissions.asking import Browser, browsers
from tests.permissions.paper import ROLES, Things, a_whole_paper
from tests.permissions.urls import route_of, routes

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST")
OPEN = {"sprite", "login", "password_reset", "jsi18n"}
"""What of the desk is there for those who haven't signed in: the way in, and its drawings."""


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    name: str
    address: str
    words: tuple[str, ...]

    def at(self, role: str, things: Things) -> str:
        """Return the line's address as this role asks for it."""
        own = {key: things[f"{key} of {role}"] for key in ("own", "own_revision", "own_text")}
        return self.address.format(**{**things, **own})

    def expected(self) -> Iterator[tuple[str, str, str]]:
        """Yield method, role and word of each cell."""
        cells = [(method, role) for method in METHODS for role in ROLES]
        for (method, role), word in zip(cells, self.words, strict=True):
            yield method, role, word


def table() -> list[Line]:
    text = (Path(__file__).parent / "table.txt").read_text("utf-8")
    rows = [row.split() for row in text.splitlines() if row and not row.startswith("#")]
    return [Line(name, address, tuple(words)) for name, address, *words in rows]


@pytest.fixture
def things() -> Things:
    return a_whole_paper()


def test_every_address_is_declared_and_every_declared_one_is_there(things: Things) -> None:
    there = routes()
    declared = {route_of(line.at("publisher", things)): line.name for line in table()}
    assert {route: name or "-" for route, name in there.items()} == declared


def test_each_role_may_do_what_the_table_says_and_no_more(things: Things) -> None:
    who: dict[str, Browser] = browsers()
    wrong = []
    for line in table():
        for method, role, word in line.expected():
            got = who[role].ask(method, line.at(role, things))
            if got != word:
                wrong.append(f"{line.name} {method} {line.address}, {role}: {got}, not {word}")
    assert not wrong, "\n".join(wrong)


def test_who_has_not_signed_in_gets_nothing_of_the_desk_but_the_way_in() -> None:
    for line in table():
        if line.address.startswith("/-/desk/"):
            words = {line.words[0], line.words[4]}
            is_open = line.address.split("/")[3] in OPEN
            assert words <= ({"yes", "-", "login"} if is_open else {"login"}), line


def test_no_role_may_do_what_one_below_it_may_not_be_refused() -> None:
    """Rights grow from the reporter to the publisher; where they don't, the table is wrong."""
    for line in table():
        for words in (line.words[1:4], line.words[5:8]):
            opened = [word == "yes" for word in words]
            refused = [word == "no" for word in words]
            assert not any(opened[i] and refused[j] for i in (0, 1, 2) for j in range(i, 3)), line


def test_reporters_and_editors_touch_neither_people_nor_the_house() -> None:
    """Users, groups, sites, redirects, collections, workflows, settings: the publisher's alone."""
    house = ("users", "groups", "sites", "redirects", "collections", "workflows", "settings")
    for line in table():
        if line.address.split("/")[3:4] and line.address.split("/")[3] in house:
            acts = line.words[5:7]
            assert set(acts) <= {"no", "-", "404", "400"} or line.name in READS, line


READS = {"wagtailadmin_workflows:task_chosen", "wagtailsettings:edit"}
"""A choice that is read back; and a redirect to the settings' own address, which refuses."""
