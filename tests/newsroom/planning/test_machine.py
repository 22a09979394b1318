"""Whoever tries what in whatever order: a plan is where it can be, and all did what they may.

What people send goes through the pages; who may, and what comes of it, is said here once more, from
docs/rights.md.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.models import Byline, Plan
from broadsheet.staff.models import User
from tests.factories import a_plan, a_section, an_author, desk_of, dina, ed, lea, phil, rosa, tom

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

FEW = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes
)
PEOPLE = st.sampled_from(["Rosa", "Tom", "Phil", "Dina", "Ed", "Lea"])
LEAD = {"Dina", "Ed"}
BEGIN = {"Rosa", "Tom", *LEAD}
MOVES = st.sampled_from(["assign", "assign", "start", "start", "hand-back", "spike", "reopen"])
NOTES = "The clerk says so"


class Newsroom(RuleBasedStateMachine):
    """A plan that Rosa pitched for Dina's desk, and all who find its page or guess its address."""

    def __init__(self, people: dict[str, User], clients: dict[str, Client]) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people, self.clients = people, clients
        self.key = a_plan("Ferry sale", notes=NOTES).pk
        self.state, self.whose, self.has_story, self.was_public = "pitched", "", False, False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def row(self) -> Plan:
        return Plan.objects.get(pk=self.key)

    def works(self, who: str) -> bool:
        return who == (self.whose or "Rosa")

    def may(self, who: str, move: str) -> bool:
        """Say what docs/rights.md says."""
        leads, works, state = who in LEAD, self.works(who), self.state
        return {
            "assign": leads and state in {"pitched", "assigned"},
            "start": (leads or works) and who in BEGIN and state == "assigned",
            "hand-back": (leads or works) and state == "assigned",
            "spike": (leads and state in {"pitched", "assigned", "in_progress"})
            or (works and state == "pitched"),
            "reopen": leads and state == "spiked",
        }[move]

    @rule(who=PEOPLE, move=MOVES, to=st.sampled_from(["Rosa", "Tom", "Phil"]))
    def move(self, who: str, move: str, to: str) -> None:
        may = self.may(who, move)
        said = {"move": move, "said": "yes", "to": self.people[to].pk, "reason": "No room."}
        self.clients[who].post(f"/-/desk/planning/{self.key}/move/", said)
        if may:
            self._expect(move, to)

    def _expect(self, move: str, to: str) -> None:
        if move == "assign":
            self.state, self.whose = "assigned", to
        elif move == "start":
            self.state, self.has_story = "in_progress", True
        elif move == "hand-back":
            self.state, self.whose = "pitched", ""
        elif move == "spike":
            self.state = "spiked"
        else:
            self.state = self._where_it_stands()

    def _where_it_stands(self) -> str:
        if self.has_story:
            return "in_progress"
        return "assigned" if self.whose else "pitched"

    @rule()
    def publish(self) -> None:
        if self.has_story:
            story = self.row.story
            assert story is not None
            story.body = [("paragraph", "<p>It is off.</p>")]
            story.bylines = story.bylines.all() or [Byline(author=an_author())]
            newsroom.publish(story=story)
            self.state, self.was_public = "done", True

    @rule()
    def delete_the_draft(self) -> None:
        story = self.row.story
        if story is not None and not self.was_public:
            story.delete()
            self.has_story = False
            self.state = "spiked" if self.state == "spiked" else self._where_it_stands()

    @invariant()
    def it_is_where_it_can_be(self) -> None:
        row = self.row
        assert row.state == self.state
        assert (row.assignee.first_name if row.assignee else "") == self.whose
        assert bool(row.story_id) == self.has_story
        assert (row.state == "done") == self.was_public

    @rule(who=PEOPLE)
    def read(self, who: str) -> None:
        page = self.clients[who].get(f"/-/desk/planning/{self.key}/").content.decode()
        assert (NOTES in page) == (who in LEAD or self.works(who))


def test_no_order_of_acts_brings_a_plan_where_it_cannot_be_or_by_whom_it_may_not() -> None:
    cast = (rosa(), tom(), phil(), dina(a_section()), ed(), lea())
    people = {each.first_name: each for each in cast}
    clients = {name: desk_of(each) for name, each in people.items()}
    run_state_machine_as_test(lambda: Newsroom(people, clients), settings=FEW)
