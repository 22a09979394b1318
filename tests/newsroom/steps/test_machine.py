"""Whatever people do in whatever order: no reader gets a text that neither passed nor was skipped.

A story that is public already is changed without a round; that is what else readers may get.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.holds import NotReady
from broadsheet.newsroom.models import Story
from broadsheet.staff.models import User
from tests.factories import a_draft, a_round, a_way, an_update, cora, ed, pru, rosa

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

MORNING = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXTS = st.sampled_from(["One boat", "Two boats", "Three boats"])
FEW = settings(
    max_examples=7,
    stateful_step_count=12,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes
)


class Newsroom(RuleBasedStateMachine):
    """One story in a section with the steps desk and copy, and who works on it."""

    def __init__(self, people: dict[str, User]) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.travel = time_machine.travel(MORNING, tick=False)
        self.clock, self.now = self.travel.start(), MORNING
        self.people = people
        self.key = a_draft("One boat", owner=people["Rosa"]).pk
        self.steps_passed: list[str] = []
        self.fit: set[str] = set()
        """The texts that passed every step, or were skipped."""
        self.seen: set[str] = set()
        """Those that replaced a public one."""

    def teardown(self) -> None:
        self.travel.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def row(self) -> Story:
        return Story.objects.get(pk=self.key)

    @property
    def newest(self) -> Story:
        found: Story = self.row.get_latest_revision_as_object()
        return found

    def state(self) -> str:
        found = self.row.current_workflow_state
        return found.status if found else ""

    @rule(text=TEXTS)
    def write(self, text: str) -> None:
        story = self.newest
        story.title = text
        actions.save_draft(story=story, by=self.people["Rosa"])

    @precondition(lambda self: self.state() != "in_progress")
    @rule()
    def hand_in(self) -> None:
        if self.state():
            self.row.current_workflow_state.resume(self.people["Rosa"])
        else:
            self.steps_passed = []
            a_round(self.row, by=self.people["Rosa"])

    @precondition(lambda self: self.state() == "in_progress")
    @rule(passes=st.integers(0, 3))
    def read(self, passes: int) -> None:
        """Whose turn it is passes the newest text, or one time in four sends it back."""
        turn = self.row.current_workflow_task_state
        reader = self.people[{"Desk": "Ed", "Copy": "Cora"}[turn.task.name]]
        if not passes:
            turn.task.specific.on_action(turn, reader, "reject", comment="Why?")
            return
        turn.task.specific.on_action(turn, reader, "approve")
        self.steps_passed.append(turn.task.name)
        if self.steps_passed == ["Desk", "Copy"]:
            self.fit.add(self.newest.title)

    @rule()
    def skip(self) -> None:
        needs_it = not self.row.live and self.newest.title not in self.fit
        if needs_it:
            actions.skip_steps(story=self.row, by=self.people["Pru"], reason="News breaks.")
            self.fit.add(self.newest.title)

    @rule(later=st.booleans())
    def publish(self, later: bool) -> None:
        story, may = self.newest, self.row.live or self.newest.title in self.fit
        hour = self.now + HOUR if later else None
        try:
            with transaction.atomic():
                actions.publish(story=story, at=hour, change=an_update(), by=self.people["Pru"])
        except NotReady:
            assert not may
        else:
            assert may
            self._note_a_change(story.title)

    def _note_a_change(self, text: str) -> None:
        if self.row.live:
            self.seen.add(text)

    @rule()
    def wait(self) -> None:
        self.now += HOUR
        self.clock.move_to(self.now)
        tasks.publish_due()

    @precondition(lambda self: self.row.live)
    @rule()
    def withdraw(self) -> None:
        actions.withdraw(story=self.row)
        self.seen = set()

    @invariant()
    def readers_get_nothing_else(self) -> None:
        row = self.row
        assert not row.live or row.title in self.fit | self.seen


def test_no_order_of_acts_brings_a_text_to_readers_past_its_steps() -> None:
    a_way()
    people: dict[str, User] = {each.first_name: each for each in (rosa(), ed(), cora(), pru())}

    def newsroom() -> Any:
        return Newsroom(people)

    run_state_machine_as_test(newsroom, settings=FEW)
