"""From a pitch to a published story: nothing is typed twice, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from broadsheet.lib import clock
from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom import tasks
from broadsheet.newsroom.models import Plan, Story
from broadsheet.newsroom.planning import actions
from broadsheet.newsroom.planning.models import State
from tests.factories import a_plan, a_section, an_author, dina, ed, rosa, tom

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 14, tzinfo=UTC)


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def a_begun_plan(title: str = "Ferry sale") -> tuple[Plan, Story]:
    an_author("Rosa Lind", user=rosa())
    plan = a_plan(title, to=rosa())
    story = actions.start(plan=plan, by=rosa())
    return now(plan), story


def finished(story: Story) -> Story:
    story.body = [("paragraph", "<p>The sale is off.</p>")]
    newsroom.save_draft(story=story)
    return story


def test_an_assigned_plan_becomes_a_draft_without_a_word_typed_again() -> None:
    author = an_author("Rosa Lind", user=rosa())
    plan = a_plan("Ferry sale", to=rosa(), section=a_section("City"))
    story = actions.start(plan=plan, by=ed())
    assert (story.title, story.slug, story.section.title) == ("Ferry sale", "ferry-sale", "City")
    assert [byline.author for byline in story.bylines.all()] == [author]
    assert story.owner == rosa()
    assert not story.live
    assert story.permissions_for_user(rosa()).can_edit()
    assert (now(plan).state, now(plan).story) == (State.IN_PROGRESS, story)


def test_a_plan_is_done_by_its_storys_publication_whoever_publishes() -> None:
    plan, story = a_begun_plan()
    later = clock.now() + timedelta(hours=1)
    newsroom.publish(story=finished(story), at=later)
    assert now(plan).state == State.IN_PROGRESS, "A schedule is no publication."
    with time_machine.travel(later + timedelta(minutes=1)):
        tasks.publish_due()
    assert now(plan).state == State.DONE
    newsroom.withdraw(story=story)
    assert now(plan).state == State.DONE


def test_what_was_spiked_and_is_published_all_the_same_is_done() -> None:
    plan, story = a_begun_plan()
    actions.spike(plan=plan, reason="Too thin.", by=ed())
    newsroom.publish(story=finished(story))
    assert (now(plan).state, now(plan).spiked_because) == (State.DONE, "")


def test_a_plan_whose_story_is_deleted_stands_where_it_stood() -> None:
    plan, story = a_begun_plan()
    story.delete()
    assert (now(plan).state, now(plan).story, now(plan).assignee) == (State.ASSIGNED, None, rosa())


def test_what_is_taken_up_again_stands_where_it_stood() -> None:
    stands = {State.PITCHED: a_plan(), State.ASSIGNED: a_plan(to=tom())}
    stands[State.IN_PROGRESS] = a_begun_plan()[0]
    for state, plan in stands.items():
        actions.spike(plan=plan, reason="No room.", by=ed())
        assert now(plan).settled_at
        assert actions.reopen(plan=plan, by=ed()).state == state


def test_who_leaves_for_good_leaves_pitches_and_a_desk_that_closes_leaves_plans() -> None:
    assigned, begun = a_plan(to=tom()), a_plan(by=tom(), to=rosa(), section=a_section("City"))
    tom().delete()
    assert (now(assigned).state, now(assigned).assignee) == (State.PITCHED, None)
    assert now(begun).pitched_by is None
    a_section("City").delete()
    assert now(begun).section is None
    with pytest.raises(ValidationError, match="Choose a section first"):
        actions.start(plan=begun, by=ed())


REFUSED: dict[str, Callable[[], object]] = {
    "Another plan under way": lambda: a_plan("ferry SALE"),
    "Say why": lambda: actions.spike(plan=a_plan(), reason=" ", by=ed()),
    "is by now: Pitched": lambda: actions.start(plan=a_plan(), by=ed()),
    "is by now: In progress": lambda: actions.take_back(plan=a_begun_plan("Other")[0], by=ed()),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_is_refused_with_the_reason(why: str) -> None:
    a_plan("Ferry sale")
    with pytest.raises(ValidationError, match=why):
        REFUSED[why]()


def test_a_title_is_free_again_when_its_plan_is_settled() -> None:
    actions.spike(plan=a_plan("Ferry sale"), reason="No.", by=ed())
    assert a_plan("Ferry sale").state == State.PITCHED


IMPOSSIBLE: tuple[dict[str, object], ...] = (
    {"state": "assigned"},
    {"state": "in_progress"},
    {"state": "spiked", "settled_at": MORNING},
    {"state": "done"},
    {"state": "lost"},
    {"settled_at": MORNING},
)


def test_the_database_refuses_what_no_plan_can_be() -> None:
    plan, begun = a_plan(), a_begun_plan()[1]
    tries = (*IMPOSSIBLE, {"assignee": rosa()}, {"story": begun}, {"working_title": "Ferry sale"})
    for values in tries:
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**values)


def test_the_log_says_who_did_what() -> None:
    plan = a_plan(to=rosa(), by=dina())
    actions.spike(plan=plan, reason="No room.", by=ed())
    told = ModelLogEntry.objects.for_instance(plan).order_by("pk")
    assert [(each.user, each.data["done"]) for each in told] == [
        (dina(), "pitched"),
        (dina(), "assigned"),
        (ed(), "spiked"),
    ]
    with pytest.raises(TypeError):
        actions.change_plan(plan=plan, by=ed(), state=State.DONE)
