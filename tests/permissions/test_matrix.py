"""P: the tables of docs/rights.md hold, each cell of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from django.db import transaction

from broadsheet.staff.roles import EVERY_ROLE
from tests.factories import a_section, a_topic, an_author
from tests.permissions.acts import ACTS
from tests.permissions.ground import Ground
from tests.permissions.matrix import STATES, Cell, cells, things
from tests.wire.inbox.copy import a_copy

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

TRIED = {"draft", "public"}
"""The states in which acts are tried through the editor: elsewhere locks stand before rights."""


@pytest.fixture
def ground() -> Ground:
    return Ground()


def test_the_page_speaks_of_each_act_in_each_state() -> None:
    said = sorted({(cell.act, cell.state) for cell in cells()})
    assert said == sorted((act, state) for act in ACTS for state in STATES)


def test_each_cell_of_stories_holds_and_each_act_is_one_in_the_editor(ground: Ground) -> None:
    wrong = []
    for role, said in groupby(sorted(cells(), key=_order), key=lambda cell: cell.role):
        person, stories = ground.as_seen_by(role)
        table = list(said)
        for cell in table:
            may = ACTS[cell.act].may(person, stories[cell.state, cell.whose])
            if may != cell.allowed:
                wrong.append(f"{role} {cell.act}: {cell.state}, {cell.whose}: {may}")
        for cell in _worth_trying(table):
            with transaction.atomic():
                story = stories[cell.state, cell.whose]
                done = ACTS[cell.act].do(ground.clients[role], story, ground)
                transaction.set_rollback(True)
            if done != cell.allowed:
                wrong.append(f"{role} {cell.act}: {cell.state}, {cell.whose}: done: {done}")
    assert not wrong, "\n".join(wrong)


def _order(cell: Cell) -> int:
    return EVERY_ROLE.index(cell.role)


def _worth_trying(table: list[Cell]) -> Iterator[Cell]:
    """Yield for each act a cell that allows it and one that refuses, if there are any."""
    tried = set()
    for cell in table:
        if cell.state in TRIED and (cell.act, cell.allowed) not in tried:
            tried.add((cell.act, cell.allowed))
            yield cell


PLACES = {
    "begin a story, in any section": "pages/add/broadsheet_newsroom/story/{section}/",
    "open a section": "pages/add/broadsheet_newsroom/section/{home}/",
    "add a standing page": "pages/add/broadsheet_masthead/informationpage/{home}/",
    "change a section": "pages/{section}/edit/",
    "delete or move an empty section": "pages/{section}/delete/",
    "withdraw a section": "pages/{section}/unpublish/",
    "look at plans": "planning/",
    "pitch a story": "planning/pitch/",
    "add pictures": "images/add/",
    "add documents": "documents/add/",
    "add and change topics": "snippets/broadsheet_topics/topic/edit/{topic}/",
    "delete topics": "snippets/broadsheet_topics/topic/delete/{topic}/",
    "add and change authors": "snippets/broadsheet_newsroom/author/edit/{author}/",
    "read the wire": "wire/",
    "take, decline and publish wire copy": "POST wire/{copy}/",
    "see what feeds are subscribed to": "wire/subscriptions/",
    "subscribe to feeds": "wire/subscriptions/new/",
    "look at fronts": "snippets/broadsheet_fronts/front/",
    "arrange and publish fronts": "snippets/broadsheet_fronts/front/add/",
    "open and change newsletters": "list/new/",
    "write numbers of newsletters": "number/new/",
    "see readers' addresses and the outbox": "reader/",
    "send numbers, stop them and settle doubts": "sending/",
    "move a paper in, from an export": "imports/",
    "have other systems told (webhooks)": "webhooks/",
    "change redirects": "redirects/add/",
    "change collections": "collections/add/",
    "change workflows": "workflows/add/",
    "see and change people": "users/new/",
    "see and change groups": "groups/new/",
    "read the audit log": "reports/audit/",
}


def test_everything_else_is_open_to_whom_the_page_says(ground: Ground) -> None:
    keys = {
        "home": ground.home.pk,
        "section": a_section("Empty").pk,
        "topic": a_topic().pk,
        "author": an_author().pk,
        "copy": a_copy().pk,
    }
    told = list(things())
    assert {thing for thing, _role, _may in told} == PLACES.keys()
    wrong = [
        f"{role}: {thing}"
        for thing, role, may in told
        if (ground.browsers[role].ask(*_asked(thing, keys)) == "yes") != may
    ]
    assert not wrong, "\n".join(wrong)


def _asked(thing: str, keys: dict[str, int]) -> tuple[str, str]:
    """Return with which method, and where, somebody tries."""
    place = PLACES[thing].format(**keys)
    method = "POST" if place.startswith("POST ") else "GET"
    return method, f"/-/desk/{place.removeprefix('POST ')}"
