"""People are told what became of their plans: once, as they chose, and not of their own acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom import tasks
from broadsheet.newsroom.models import Byline, Notice, Plan
from broadsheet.newsroom.planning import actions
from broadsheet.staff.models import User
from tests.factories import a_plan, a_round, a_way, an_author, desk_of, ed, pru, rosa, tom
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
"""Nine o'clock in New York."""

ACCOUNT = "/-/desk/account/"


@pytest.fixture(autouse=True)
def travel() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


class NoServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, _messages: Any) -> int:
        raise OSError("Connection refused")


def letters() -> list[tuple[str, str]]:
    """Have the worker send what is due; return to whom, and what about."""
    mail.outbox.clear()
    tasks.send_notices()
    return [(each.to[0].partition("@")[0], each.subject) for each in mail.outbox]


def on_the_dashboard(user: User) -> list[str]:
    page = BeautifulSoup(desk_of(user).get("/-/desk/").content, "html.parser")
    found = page.select("section[aria-labelledby=plan-notices] li")
    return [" ".join(each.text.split()) for each in found]


def chooses(user: User, letters: str, *, in_editor: bool = True) -> None:
    desk = desk_of(user)
    page = BeautifulSoup(desk.get(ACCOUNT).content, "html.parser")
    form = fields_of(str(page.select_one("main form[enctype]")))
    radios = page.select("main input[type=radio][checked]")
    form |= {str(each["name"]): each["value"] for each in radios}
    form.pop("plans-in_editor", None)
    said = {"plans-letters": letters, **({"plans-in_editor": "on"} if in_editor else {})}
    answer = desk.post(ACCOUNT, {**form, **said, "name_email-last_name": "Lind"})
    assert answer.status_code == 302


def test_who_is_given_a_plan_is_told_at_once_by_letter_and_on_the_dashboard() -> None:
    plan = actions.assign(plan=a_plan("Ferry sale", by=ed()), to=rosa(), by=ed())
    assert letters() == [("rosa", "“Ferry sale” is assigned to you.")]
    assert f"/-/desk/planning/{plan.pk}/" in mail.outbox[0].body
    assert ACCOUNT in mail.outbox[0].body
    assert letters() == [], "Once."
    assert on_the_dashboard(rosa()) == ["“Ferry sale” is assigned to you. Ed, 0 minutes ago"]
    desk_of(rosa()).post(f"{ACCOUNT}plans-seen/")
    assert on_the_dashboard(rosa()) == []


def test_each_is_told_what_concerns_them_and_nobody_what_they_did() -> None:
    plan = a_plan("Ferry sale", by=tom(), to=rosa())
    letters()
    actions.change_plan(plan=plan, by=rosa(), what="Boats")
    assert letters() == []
    actions.change_plan(plan=plan, by=ed(), due_at=NOW + timedelta(days=1))
    assert letters() == [
        ("rosa", "“Ferry sale”: when it is due, or planned to come out, has changed.")
    ]
    actions.assign(plan=plan, to=pru(), by=ed())
    told = {("rosa", "“Ferry sale” is no longer assigned to you.")}
    assert set(letters()) == {*told, ("pru", "“Ferry sale” is assigned to you.")}
    actions.assign(plan=plan, to=pru(), by=ed())
    assert letters() == []
    actions.spike(plan=plan, reason="No room.", by=pru())
    assert letters() == [("tom", "“Ferry sale” is spiked.")]
    actions.reopen(plan=plan, by=ed())
    assert {who for who, _what in letters()} == {"tom", "pru"}


def test_they_are_told_of_their_storys_steps_and_publication() -> None:
    a_way()
    story = actions.start(plan=a_plan("Ferry sale", to=rosa()), by=rosa())
    letters()
    turn = a_round(story, by=rosa()).current_task_state
    assert on_the_dashboard(rosa()) == [], "Who hands in knows."
    turn.reject(user=ed(), comment="Which ferry?")
    told = "The story of “Ferry sale” was sent back by: Desk."
    assert [each for each in on_the_dashboard(rosa()) if told in each]
    assert letters() == [], "Wagtail writes that letter."
    story.bylines, story.body = [Byline(author=an_author())], [("paragraph", "<p>Off.</p>")]
    newsroom.save_draft(story=story)
    newsroom.skip_steps(story=story, reason="News.", by=ed())
    newsroom.publish(story=story)
    assert letters() == [("rosa", "The story of “Ferry sale” is public.")]


def test_a_day_s_letter_holds_the_whole_day_and_goes_at_eight(travel: Any) -> None:
    chooses(rosa(), "daily")
    for title in ("Ferry sale", "Night buses"):
        a_plan(title, by=ed(), to=rosa())
    assert letters() == []
    travel.move_to(datetime(2026, 3, 3, 13, tzinfo=UTC))
    assert letters() == [("rosa", "“Ferry sale” is assigned to you. And 1 more.")]
    assert "“Night buses” is assigned to you." in mail.outbox[0].body
    assert letters() == []


def test_who_wants_none_gets_none_of_either_kind() -> None:
    a_plan("Waits", by=ed(), to=rosa())
    chooses(rosa(), "off", in_editor=False)
    a_plan("Ferry sale", by=ed(), to=rosa())
    assert letters() == []
    assert on_the_dashboard(rosa()) == []


def test_a_letter_that_could_not_be_sent_is_sent_later_and_one_time(
    settings: Any, travel: Any
) -> None:
    a_plan("Ferry sale", by=ed(), to=rosa())
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    assert tasks.send_notices() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert letters() == []
    travel.shift(timedelta(minutes=11))
    assert len(letters()) == 1
    assert letters() == []


def test_nobody_who_has_left_is_written_to_and_a_change_undone_tells_nobody() -> None:
    plan = a_plan("Ferry sale", by=ed(), to=rosa())
    User.objects.filter(pk=rosa().pk).update(is_active=False)
    assert letters() == []
    before = Notice.objects.count()
    with pytest.raises(Exception, match="called that"):
        a_plan("ferry sale", by=ed(), to=tom())
    assert (Notice.objects.count(), Plan.objects.get()) == (before, plan)
