"""Nothing is public in a section with steps that hasn’t passed them, or skipped for a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import PageLogEntry

from broadsheet.fronts.actions import plan_release, put_in, release_now
from broadsheet.lib import clock
from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.comparing.differences import form_fields
from broadsheet.newsroom.holds import Held, NotReady
from broadsheet.newsroom.models import Clearance, Story
from broadsheet.newsroom.queries import published
from broadsheet.newsroom.steps.clearing import SKIPPED
from broadsheet.newsroom.steps.parts import FIELDS
from tests.factories import (
    a_draft,
    a_paper,
    a_round,
    a_section,
    a_story,
    a_way,
    an_update,
    cora,
    dina,
    ed,
    lea,
    passed,
    pru,
    rosa,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def _live_row(story: Story) -> None:
    story.live = True
    story.save()


WAYS: list[Callable[[Story], Any]] = [
    lambda story: actions.publish(story=story),
    lambda story: actions.publish(story=story, at=clock.now() + HOUR),
    lambda story: story.get_latest_revision().publish(),
    _live_row,
]
"""The act, now and later; Wagtail's own, past our checks; a live row written by whatever code."""


@pytest.mark.parametrize("state", ["draft", "at a step", "sent back", "changed since it passed"])
def test_no_way_of_publishing_gets_past_the_steps(state: str) -> None:
    a_way()
    story = a_draft(owner=rosa())
    if state != "draft":
        a_round(story)
    if state == "sent back":
        story.current_workflow_task_state.reject(user=ed(), comment="Who says so?")
    elif state.startswith("changed"):
        story = passed(story)
        story.title = "Another headline"
        actions.save_draft(story=story, by=rosa())
    for way in WAYS:
        with pytest.raises(NotReady), transaction.atomic():
            way(Story.objects.get(pk=story.pk).get_latest_revision_as_object())
        assert not published().exists()
        assert not Story.objects.get(pk=story.pk).approved_schedule


def test_the_last_step_makes_a_story_ready_and_publishes_nothing() -> None:
    a_way(legal=True)
    story = a_draft(owner=rosa())
    a_round(story)
    story = passed(story, dina(), cora())
    with pytest.raises(NotReady, match="it is at the step “Legal”"):
        actions.publish(story=story)
    story = passed(story, pru())
    assert not published().exists()
    actions.publish(story=story, by=ed())
    assert list(published()) == [story]


def test_an_hour_is_no_change_and_a_ready_story_comes_out_at_it() -> None:
    a_way()
    story = a_draft(owner=rosa())
    a_round(story)
    hour = clock.now() + HOUR
    actions.publish(story=passed(story), by=ed(), at=hour)
    with time_machine.travel(hour + HOUR, tick=False):
        assert tasks.publish_due() == 1
    assert list(published()) == [story]


def test_a_section_without_steps_asks_for_none_and_one_below_another_has_its() -> None:
    a_way(a_section("Culture"))
    below = a_section("Film", under=a_section("Culture"))
    actions.publish(story=a_draft(section=a_section("Sport")))
    with pytest.raises(NotReady, match="“Desk, copy”"):
        actions.publish(story=a_draft(section=below))


def test_a_new_paper_asks_for_no_steps() -> None:
    actions.define_workflows()
    assert a_paper().get_workflow() is None
    assert a_section().get_workflow() is None
    actions.publish(story=a_draft())


def test_a_step_that_the_section_asks_for_since_is_asked_for() -> None:
    a_way()
    story = a_draft(owner=rosa())
    a_round(story)
    story = passed(story)
    a_way(legal=True)
    with pytest.raises(NotReady, match="it hasn’t passed “Legal”"):
        actions.publish(story=story)


def test_a_public_story_is_changed_without_a_round_and_comes_back_with_one() -> None:
    story = a_story("Four boats")
    a_way()
    story.title = "Five boats"
    story = actions.publish(story=story, change=an_update())
    actions.withdraw(story=story)
    with pytest.raises(NotReady):
        actions.publish(story=Story.objects.get(pk=story.pk), change=an_update())


def test_steps_are_skipped_for_a_reason_that_stays_and_for_that_text_alone() -> None:
    a_way()
    story = a_draft("Quake", owner=rosa())
    a_round(story)
    with pytest.raises(ValidationError, match="Say why"):
        actions.skip_steps(story=story, by=pru(), reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.create(story=story, parts={}, at=clock.now())
    actions.skip_steps(story=story, by=pru(), reason="The bridge is down.")
    assert not story.workflow_in_progress
    entry = PageLogEntry.objects.get(action=SKIPPED)
    assert (entry.user, entry.message) == (pru(), "Steps skipped: The bridge is down.")
    with pytest.raises(ValidationError, match="No step keeps it"):
        actions.skip_steps(story=story, by=pru(), reason="Again.")
    story.title = "Quake: two dead"
    actions.save_draft(story=story, by=rosa())
    with pytest.raises(NotReady, match=r"changed since it was passed \(headline\)"):
        actions.publish(story=story)
    story.title = "Quake"
    actions.publish(story=story)
    with pytest.raises(TypeError):
        Clearance.objects.get().save()


def test_holds_stand_beside_the_steps() -> None:
    a_way()
    story = a_draft(owner=rosa())
    a_round(story)
    story = passed(story)
    actions.put_in_drawer(story=story)
    with pytest.raises(Held, match="lies in the drawer"):
        actions.publish(story=story)


def test_a_release_waits_for_what_is_not_ready() -> None:
    a_way()
    story = a_draft("Budget", owner=rosa())
    release = plan_release(name="Budget day")
    put_in(release=release, what=story, by=pru())
    with pytest.raises(ValidationError, match="hasn’t gone through “Desk, copy”"):
        release_now(release=release, by=pru())
    assert not published().exists()


def test_who_is_asked_at_which_step() -> None:
    a_way(legal=True)
    story = a_draft(owner=rosa())
    lea().groups.add(a_round(story).workflow.tasks.get(name="Legal").specific.groups.get())
    everybody = {each.first_name: each for each in (rosa(), dina(), ed(), cora(), lea(), pru())}
    asked = []
    for _step in range(3):
        state = story.current_workflow_task_state
        task = state.task.specific
        can = {name for name, each in everybody.items() if task.get_actions(story, each)}
        waits = {
            name
            for name, each in everybody.items()
            if state in task.get_task_states_user_can_moderate(each)
        }
        assert can == waits, "What waits for somebody on the dashboard is what they can pass."
        asked.append(can)
        passed(story, pru())
    assert asked == [{"Dina", "Ed", "Pru"}, {"Cora", "Pru"}, {"Lea", "Pru"}]


def test_all_that_the_form_asks_belongs_to_what_is_passed() -> None:
    hours = {"go_live_at", "expire_at"}
    assert {*FIELDS, "bylines"} == set(form_fields()) - hours
