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
READERS = ("anonymous", "contributor", "publisher")
"""Who asks for readers' addresses: they answer somebody of the staff alike, whatever the role."""

OPEN = {"sprite", "login", "password_reset", "invitation", "jsi18n"}
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

    def words_of(self, method: str) -> dict[str, str]:
        """Return the words of one method by role."""
        return {role: word for of, role, word in self.expected() if of == method}


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
            if role not in READERS and not line.address.startswith("/-/desk/"):
                continue
            got = who[role].ask(method, line.at(role, things))
            if got != word:
                wrong.append(f"{line.name} {method} {line.address}, {role}: {got}, not {word}")
    assert not wrong, "\n".join(wrong)


def test_who_has_not_signed_in_gets_nothing_of_the_desk_but_the_way_in() -> None:
    for line in table():
        if line.address.startswith("/-/desk/"):
            words = {line.words_of(method)["anonymous"] for method in METHODS}
            is_open = line.address.split("/")[3] in OPEN
            assert words <= ({"yes", "-", "login", "410"} if is_open else {"login"}), line


LADDER = ("contributor", "reporter", "desk-editor", "managing-editor", "publisher")
"""From the fewest rights to all. Other roles are narrow in ways of their own (docs/rights.md)."""


def test_no_role_may_do_what_one_above_it_is_refused() -> None:
    """Where rights don't grow up the ladder, the table is wrong."""
    for line in table():
        for words in map(line.words_of, METHODS):
            opened = [words[role] == "yes" for role in LADDER]
            refused = [words[role] == "no" for role in LADDER]
            steps = range(len(LADDER))
            assert not any(opened[i] and refused[j] for i in steps for j in steps[i:]), line


def test_nobody_but_publishers_touches_people_or_the_house() -> None:
    """Users, groups, sites, redirects, collections, workflows, settings."""
    house = ("users", "groups", "sites", "redirects", "collections", "workflows", "settings")
    for line in table():
        if line.address.split("/")[3:4] and line.address.split("/")[3] in house:
            words = line.words_of("POST")
            acts = {word for role, word in words.items() if role not in {"anonymous", "publisher"}}
            assert acts <= {"no", "-", "404", "400"} or line.name in READS, line


def test_who_is_read_only_can_send_nothing_that_changes_anything() -> None:
    changed = [
        line.address
        for line in table()
        if line.address.startswith("/-/desk/")
        and line.words_of("POST")["read-only"] == "yes"
        and line.address.split("/")[3] not in OWN
        and line.name not in READS
    ]
    assert not changed


OWN = {"account", "dismissibles", "editing-sessions", "texts", *OPEN}
"""What everybody has of their own: their name and password, what they have read and typed."""

READS = {
    "wagtailadmin_workflows:task_chosen",
    "wagtailsettings:edit",
    "wagtailadmin_error_test",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
    "wagtailembeds:chooser",
    "wagtailembeds:chooser_upload",
    "wagtail_bulk_action",
    "press",
}
"""What changes nothing that is sent to it: choices read back, links for a text, refusals of many
pages (``test_rights``), and the press's page, which takes nothing."""
