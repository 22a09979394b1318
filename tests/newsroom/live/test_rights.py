"""P: the table of live coverage in docs/rights.md holds, each cell of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from broadsheet.newsroom.live import actions
from broadsheet.newsroom.live.rights import LiveRights
from broadsheet.newsroom.models import Story
from tests.factories import CAST, a_live_story, a_section
from tests.permissions.matrix import WHOSE, cells

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ACTS: dict[str, Callable[[LiveRights], bool]] = {
    "see all entries, drafts as well": LiveRights.may_look,
    "write drafts of entries": LiveRights.may_write,
    "publish, change, mark and take back entries": LiveRights.may_publish,
    "open, close, say who writes it": LiveRights.leads,
}


def test_each_cell_of_live_coverage_holds() -> None:
    table = list(cells("Live coverage", ("open",)))
    assert {cell.act for cell in table} == ACTS.keys()
    stories: dict[str, Story] = {
        "desk's": a_live_story("Of the desk"),
        "other's": a_live_story("Elsewhere", section=a_section("Elsewhere")),
        "own": a_live_story("Written together", section=a_section("Elsewhere")),
    }
    people = {role: who() for role, who in CAST.items()}
    actions.name_writers(story=stories["own"], people=people.values(), by=None)
    assert stories.keys() == set(WHOSE)
    wrong = []
    for cell in table:
        rights = LiveRights(people[cell.role], Story.objects.get(pk=stories[cell.whose].pk))
        if ACTS[cell.act](rights) != cell.allowed:
            wrong.append(f"{cell.role} {cell.act}: {cell.whose}")
    assert not wrong, "\n".join(wrong)
